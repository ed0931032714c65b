"""Figures as a table: takes the figures of one part of a set, prints them beside the published ones and the floors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.kinds import Figure

__all__ = ["print_table"]

_HEAD = ("", "here", "counts", "floor", "published")


def print_table(title: str, figures: Sequence[Figure], floors: Mapping[str, float]) -> None:
    """One line a figure."""
    rows = [_HEAD, *(_cells(figure, floors.get(figure.name)) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    print(f"\n{title}")
    for row in rows:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _cells(figure: Figure, floor: float | None) -> tuple[str, ...]:
    value = f"{figure.value:.3f}" if figure.pinned or figure.value <= 1 else f"{figure.value:.4g}"
    return (figure.name, value, figure.note, "" if floor is None else f"{floor:.3f}", figure.bar)
