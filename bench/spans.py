"""Spans against spans: takes gold and predicted rows with ``start`` and ``end``, gives pairs, and precision and recall.

Invariant: a span is paired at most once; equal offsets pair before mere overlaps, and those in text order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.kinds import Figure, f1, rate
from bench.records import Row

__all__ = ["Counts", "Pair", "counts_figures", "overlapping"]

Pair = tuple[Row, Row]


@dataclass(slots=True)
class Counts:
    """Of what was made so much was right, of what was wanted so much was found."""

    right: int = 0
    made: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, right: int, made: int, wanted: int, found: int | None = None) -> None:
        """Count one document; ``found`` is ``right`` where nothing else is said."""
        self.right += right
        self.made += made
        self.found += right if found is None else found
        self.wanted += wanted


def counts_figures(name: str, counts: Counts, bar: str = "") -> list[Figure]:
    """F1, then precision and recall in its note."""
    precision, recall = rate(counts.right, counts.made), rate(counts.found, counts.wanted)
    note = f"P {precision:.3f} R {recall:.3f}  {counts.right}/{counts.made}, {counts.found}/{counts.wanted}"
    return [Figure(f"{name} F1", f1(precision, recall), bar, note)]


def overlapping(
    gold: Sequence[Row], got: Sequence[Row], alike: Callable[[Row, Row], bool] = lambda one, other: True
) -> list[Pair]:
    """Pairs of rows that share a character and are ``alike``."""
    left = sorted(got, key=lambda row: (row["start"], row["end"]))
    pairs: list[Pair] = []
    rest: list[Row] = []
    for one in sorted(gold, key=lambda row: (row["start"], row["end"])):
        same = (p for p in left if (p["start"], p["end"]) == (one["start"], one["end"]) and alike(one, p))
        _take(one, next(same, None), left, pairs, rest)
    for one in rest:
        touching = (p for p in left if p["start"] < one["end"] and one["start"] < p["end"] and alike(one, p))
        _take(one, next(touching, None), left, pairs, [])
    return pairs


def _take(one: Row, other: Row | None, left: list[Row], pairs: list[Pair], rest: list[Row]) -> None:
    if other is None:
        rest.append(one)
    else:
        pairs.append((one, other))
        left.remove(other)
