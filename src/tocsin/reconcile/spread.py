"""How far a change spreads: takes what is kept and the records that changed, gives the clusters that become others.

Links are taken best first (``cluster``), and what becomes of one depends on the two groups that it leads to and on
nothing else. So a cluster that comes out as it stood stood so all the way, and refuses every link that it refused
before; only one that comes out otherwise can draw in what it is linked to. We group the changed records with the
clusters they stood in, add those that links lead to from what came out otherwise, and again, until none is left.
Invariant: what comes out, beside the clusters that were not looked at, is what grouping all records would give.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import Protocol

from tocsin.model import EventRecord, Incident, Judgement
from tocsin.reconcile.block import candidate_pairs
from tocsin.reconcile.cluster import Pair, standing_judgements
from tocsin.reconcile.compare import Score
from tocsin.reconcile.incidents import clusters, incident_of, linking_scores
from tocsin.reconcile.told import Told
from tocsin.reconcile.wording import read_wording

__all__ = ["Ground", "Spread", "read_told"]


class Ground(Protocol):
    """What is kept of the records and how they stood; every answer is of one state."""

    def told(self, records: Collection[str]) -> list[tuple[EventRecord, str]]:
        """Those of these records that are kept, each with its wording."""

    def links(self, records: Collection[str]) -> set[Pair]:
        """The links that lead to or from one of these."""

    def judgements(self, records: Collection[str]) -> list[Judgement]:
        """The judgements on one of these records."""

    def stood(self, records: Collection[str]) -> list[frozenset[str]]:
        """The records of each incident in which one of these stands."""


class Spread:
    """The records looked at so far, all of their clusters whole; pairs are scored once."""

    def __init__(self, kept: Ground, changed: Collection[str]) -> None:
        self._kept = kept
        self._changed = frozenset(changed)
        self._seen = set[str]()
        self._stood = set[frozenset[str]]()
        self._known: dict[str, Told] = {}
        self._links = set[Pair]()
        self._said: dict[Pair, Judgement] = {}
        self._scores: dict[Pair, Score] = {}

    def incidents(self) -> tuple[set[str], list[Incident]]:
        """The incidents that are new or otherwise, and the records that changed or stand in them."""
        found, further = list[tuple[list[str], list[str]]](), set(self._changed)
        while further:
            self._look_at(further)
            found = [one for one in self._clusters() if self._is_other(one[0])]
            further = self._linked_to({key for keys, _ in found for key in keys}) - self._seen
        moved = {key for keys, _ in found for key in keys}
        return moved | self._changed, [incident_of(self._known, *one) for one in found]

    def _look_at(self, records: Collection[str]) -> None:
        """Add these records and those that stood with them."""
        stood = self._kept.stood(records)
        fresh = {*records, *chain.from_iterable(stood)} - self._seen
        self._seen |= fresh
        self._stood.update(stood)
        self._known.update((one.record.id, one) for one in read_told(self._kept.told(fresh)))
        self._said.update(standing_judgements(self._kept.judgements(fresh)))
        links = self._kept.links(fresh)
        self._links |= links
        self._scores.update(linking_scores(self._meeting(links)))

    def _meeting(self, links: Iterable[Pair]) -> Iterator[tuple[Told, Told]]:
        """Those of these links that lead to what is known; a pair that persons ever judged may be linked by their word
        alone, so it must meet to count.
        """
        for left, right in links:
            if left in self._known and right in self._known:
                pair = self._known[left], self._known[right]
                yield from candidate_pairs(pair) if (left, right) in self._said else [pair]

    def _clusters(self) -> Iterator[tuple[list[str], list[str]]]:
        said = {pair: one for pair, one in self._said.items() if self._known.keys() >= set(pair)}
        return clusters(self._known, self._scores, said)

    def _is_other(self, keys: Collection[str]) -> bool:
        return frozenset(keys) not in self._stood or not self._changed.isdisjoint(keys)

    def _linked_to(self, records: set[str]) -> set[str]:
        return {key for pair in self._links if not records.isdisjoint(pair) for key in pair}


def read_told(kept: Iterable[tuple[EventRecord, str]]) -> list[Told]:
    """Records as they are compared, from what is kept of them."""
    return [Told(record, read_wording(text) if text else None) for record, text in kept]
