"""Groups of records: takes scored pairs and judgements, gives clusters with the reasons that joined them.

Links are taken best first (ties by id), a person's before the scores; each joins two clusters unless that would put two
records of one report together, or two that a person called different, or two that contradict each other, or the scores
between the clusters are too low on average (``linkage``, so that a chain of likenesses joins nothing). What a person
called the same counts as one there, by its best likeness: a judgement draws nobody from those it stood with.
So the result doesn't depend on the order of anything that came in, and only on records that links lead to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count, product

from tocsin.model import Judgement
from tocsin.reconcile.compare import Score
from tocsin.reconcile.linkage import Group, Linkage
from tocsin.reconcile.tellers import teller
from tocsin.reconcile.told import Told

__all__ = ["Pair", "cluster", "standing_judgements"]

Pair = tuple[str, str]
LINKER = "linker"
"""The ``by`` of a judgement that no person made; it never outranks one."""
KEPT = 2.0
"""Points that the pairs between two clusters must have on average; fitted with the table."""


def cluster(
    told: Mapping[str, Told], scores: Mapping[Pair, Score], said: Mapping[Pair, Judgement]
) -> list[tuple[list[str], list[str]]]:
    """Clusters of record ids, sorted, each with the links that made it; every record stands in exactly one.

    ``scores`` are those of all pairs that reach the threshold, ``said`` the judgements that stand.
    """
    union = _Union(told, scores, {pair for pair, judgement in said.items() if judgement.verdict == "different"})
    for pair, judgement in sorted(said.items()):
        if judgement.verdict == "same":
            union.join(pair, f"{judgement.by} judged {pair[0]} and {pair[1]} the same: {judgement.why}", by_person=True)
    for pair in sorted(scores, key=lambda pair: (-scores[pair].points, pair)):
        union.join(pair, f"{pair[0]} and {pair[1]}: {scores[pair]}")
    return list(union.clusters())


def standing_judgements(judgements: Iterable[Judgement]) -> dict[Pair, Judgement]:
    """The judgement that holds for each pair: a person's before the linker's, then the latest."""
    held: dict[Pair, Judgement] = {}
    for judgement in judgements:
        pair = (min(judgement.left, judgement.right), max(judgement.left, judgement.right))
        if pair not in held or _rank(judgement) > _rank(held[pair]):
            held[pair] = judgement
    return held


def _rank(judgement: Judgement) -> tuple[bool, str, str, str, str]:
    return judgement.by != LINKER, judgement.on, judgement.verdict, judgement.by, judgement.why


class _Union:
    """Clusters under refusal; a group is shared by all of its members."""

    def __init__(self, told: Mapping[str, Told], scores: Mapping[Pair, Score], apart: set[Pair]) -> None:
        self._born = count()
        self._groups = {key: Group(next(self._born), {key}, {teller(one.record)}) for key, one in told.items()}
        self._linkage = Linkage(told, scores)
        self._apart = apart

    def join(self, pair: Pair, why: str, by_person: bool = False) -> None:
        """Put two groups together, unless something speaks against it; persons' words come before the scores."""
        left, right = (self._groups[key] for key in pair)
        if left is right:
            left.why.append(why)
        elif not self._refuses(left, right, by_person):
            both = Group(
                next(self._born), left.members | right.members, left.tellers | right.tellers,
                [*left.why, *right.why, why],
            )  # fmt: skip
            if not by_person:
                both.parts, both.seeds = (left, right), left.seeds + right.seeds
            self._groups.update(dict.fromkeys(both.members, both))

    def _refuses(self, left: Group, right: Group, by_person: bool) -> bool:
        if not left.tellers.isdisjoint(right.tellers):
            return True
        if self._apart and any((min(pair), max(pair)) in self._apart for pair in product(left.members, right.members)):
            return True
        return not by_person and self._linkage.mean(left, right) < KEPT

    def clusters(self) -> Iterator[tuple[list[str], list[str]]]:
        for key, group in sorted(self._groups.items()):
            if key == min(group.members):
                yield sorted(group.members), sorted(group.why)
