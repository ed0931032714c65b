"""How well two groups of records go together: takes groups and the points of pairs, gives their sum over all pairs.

Average linkage (Sokal and Michener 1958): what two groups score follows from what their parts scored, so the points of
two records are reckoned once, however often their groups are put side by side. What persons called the same is one
seed, and counts by its best likeness. Invariant: symmetric, and independent of the order of the questions.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product

from tocsin.reconcile.compare import Score, linking
from tocsin.reconcile.told import Told

__all__ = ["Group", "Linkage"]

VETO = -1.0
"""Points below which a pair contradicts itself so much (two places, two days) that nothing in between may join it."""


@dataclass(slots=True, eq=False)
class Group:
    """Records that stand together, and why; ``parts`` are the two groups that scores made it of, none for a seed.

    ``born`` counts groups, seeds first.
    """

    born: int
    members: set[str]
    tellers: set[str]
    why: list[str] = field(default_factory=list)
    parts: tuple[Group, Group] | None = None
    seeds: int = 1


class Linkage:
    """The points between groups, each sum kept once it is known."""

    def __init__(self, told: Mapping[str, Told], scores: Mapping[tuple[str, str], Score]) -> None:
        self._told = told
        self._scores = scores
        self._sums: dict[tuple[Group, Group], float] = {}

    def mean(self, left: Group, right: Group) -> float:
        """Points of a pair of seeds on average; minus infinity when one of the pairs contradicts itself."""
        return self._sum(left, right) / (left.seeds * right.seeds)

    def _sum(self, left: Group, right: Group) -> float:
        total, open_ = 0.0, [(left, right)]
        while open_ and total > -math.inf:
            pair = _younger_first(*open_.pop())
            known = self._sums.get(pair)
            if known is None and pair[0].parts:
                open_ += [(part, pair[1]) for part in pair[0].parts]  # older sums are of these
            else:
                total += self._seeds(*pair) if known is None else known
        self._sums[_younger_first(left, right)] = total
        return total

    def _seeds(self, left: Group, right: Group) -> float:
        points = max(self._points(min(pair), max(pair)) for pair in product(left.members, right.members))
        return points if points >= VETO else -math.inf

    def _points(self, left: str, right: str) -> float:
        score = self._scores.get((left, right)) or linking(self._told[left], self._told[right], VETO)
        return score.points if score else -math.inf


def _younger_first(left: Group, right: Group) -> tuple[Group, Group]:
    return (left, right) if left.born > right.born else (right, left)
