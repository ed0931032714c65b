"""MUC-4's other slots: takes gold and predicted templates, gives date, country, killed, injured, stage, confidence.

Templates of equal type are aligned by the most equal slots; a slot counts where the gold fills it. These are not the
scores of 1992, whose per-slot recall and precision stand beside them, but they tell whether a slot is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from bench.align import best_pairs
from bench.kinds import Figure, Predictions, ratio
from bench.records import Row

__all__ = ["slot_figures"]

_BARS = {
    "date": "GE 1992 R/P 61/57", "confidence": "GE 1992 R/P 24/30", "type": "GE 1992 R/P 78/72",
}  # fmt: skip


def _any(values: Sequence[str], got: str) -> bool:
    return any(got.split()[0] in value for value in values)


def _country(values: Sequence[str], got: str) -> bool:
    return any(got.lower() == value.lower() for value in values)


def _date(gold: Sequence[Sequence[str | None]], got: str | Sequence[str]) -> bool:
    """The day lies within one of the gold's alternatives, a day either side."""
    low, high = (got, got) if isinstance(got, str) else got
    return any((first is None or first <= low) and (last is None or high <= last) for first, last in gold)


def _number(gold: Sequence[int | None], got: int) -> bool:
    low, high = gold
    return (low or 0) <= got and (high is None or got <= high)


_SLOTS: dict[str, tuple[str, Callable[..., bool]]] = {
    "date": ("date", _date),
    "country": ("countries", _country),
    "killed": ("killed", _number),
    "injured": ("injured", _number),
    "stage": ("stage", _any),
    "confidence": ("confidence", _any),
}


def slot_figures(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
    """Share of the gold's filled slots of aligned templates that are right."""
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for row in rows:
        gold, got = row.get("templates", []), predictions.get(row["id"], {}).get("templates", [])
        table = [[_alike(one, other) for other in got] for one in gold]
        for i, j in best_pairs(table):
            if table[i][j] > 0:
                for slot, ok in _judged(gold[i], got[j]).items():
                    right[slot].append(ok)
    return [ratio(f"slot {slot}", sum(oks), len(oks), _BARS.get(slot, "")) for slot, oks in right.items()]


def _alike(gold: Row, got: Row) -> float:
    same = float(any(got["incident_type"] in kind for kind in gold["type"]))
    return same * (1 + sum(_judged(gold, got).values()))


def _judged(gold: Row, got: Row) -> dict[str, bool]:
    """Whether each slot that the gold fills is right; one left empty is wrong."""
    found = {}
    for slot, (key, same) in _SLOTS.items():
        if gold.get(key):
            found[slot] = got.get(slot) is not None and same(gold[key], got[slot])
    return found
