"""What a benchmark is: takes nothing, gives the records ``Bench`` and ``Figure`` that the modules of the sets fill in.

Invariant: ``predict`` sees a blind record and nothing else; ``finish`` sees blind records and predictions (for what
spans documents, such as which of them tell of one incident); ``predict_set`` takes the folder and the blind records of
a set that is predicted as one; ``score`` alone sees gold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.records import Row

__all__ = ["Bench", "Figure", "Predictions", "f1", "rate", "ratio"]

Predictions = Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number: ``bar`` the published figures beside it, ``note`` its counts; ``pinned``: gets a floor."""

    name: str
    value: float
    bar: str = ""
    note: str = ""
    pinned: bool = True


def _whole(rows: list[Row]) -> dict[str, list[Row]]:
    return {"all": rows}


@dataclass(frozen=True, slots=True)
class Bench:
    """A data set: how it is loaded, predicted, put together and scored; ``parts`` cuts it into splits."""

    name: str
    load: Callable[[Path], list[Row]]
    predict: Callable[[Row], Row]
    score: Callable[[Sequence[Row], Predictions], list[Figure]]
    parts: Callable[[list[Row]], dict[str, list[Row]]] = _whole
    finish: Callable[[Sequence[Row], list[Row]], list[Row]] | None = None
    predict_set: Callable[[Path, Sequence[Row]], list[Row]] | None = None


def rate(hits: int, of: int) -> float:
    """A share, 0 where there is nothing to share."""
    return hits / of if of else 0.0


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def ratio(name: str, hits: int, of: int, bar: str = "") -> Figure:
    """A share as a figure, with its counts."""
    return Figure(name, rate(hits, of), bar, f"{hits}/{of}")
