"""Bringing kept incidents up to what was written: takes the ids of what changed, regroups what it touches.

A new record finds its links by its own entries (``block``); the incidents that come out otherwise are made anew and
all others stay (see ``spread`` for which can change). Invariant: what is kept afterwards is what a full rebuild gives.
Links that a later judgement undid may stay: they only make us look further than we need, never what comes out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple, Protocol

from tocsin.model import CodedReport, Incident, Judgement
from tocsin.reconcile.block import Entry, entries
from tocsin.reconcile.cluster import Pair, standing_judgements
from tocsin.reconcile.compare import linking
from tocsin.reconcile.incidents import Grouping, group, told_by
from tocsin.reconcile.spread import Ground, Spread, read_told
from tocsin.reconcile.tellers import teller
from tocsin.reconcile.told import Told
from tocsin.reconcile.wording import write_wording

__all__ = ["Kept", "Laid", "group_all", "update"]


class Laid(NamedTuple):
    """A record as it is kept for grouping: its wording as text, and what it lays down to be found by."""

    record: str
    report: str
    wording: str
    entries: tuple[Entry, ...]


class Kept(Ground, Protocol):
    """What is kept of grouping; every change is part of one transaction."""

    def coded(self, reports: Collection[str]) -> list[CodedReport]:
        """These reports as they are known now."""

    def of_reports(self, reports: Collection[str]) -> set[str]:
        """The records kept of these reports."""

    def meeting(self, laid_down: Collection[Entry]) -> set[str]:
        """Records that have one of these keys, on days that meet, where one of the two asks."""

    def forget(self, records: Collection[str]) -> None:
        """Keep nothing of these records."""

    def lay(self, laid: Iterable[Laid]) -> None:
        """Keep these records."""

    def link(self, pairs: Collection[Pair]) -> None:
        """Keep these links."""

    def replace(self, records: Collection[str], incidents: list[Incident]) -> None:
        """Put these incidents in place of all in which one of these records stands."""


def update(kept: Kept, reports: Collection[str], judged: Collection[Pair]) -> None:
    """Bring what is kept up to these reports, new or coded anew, and to the judgements on these pairs."""
    gone = kept.of_reports(reports)
    given = {key for pair in judged for key in pair}
    fresh = [told for one in kept.coded(reports) for told in told_by(one)]
    kept.forget(gone)
    kept.lay(map(laid_by, fresh))
    kept.link(_links(kept, fresh, given))
    kept.replace(*Spread(kept, gone | given | {one.record.id for one in fresh}).incidents())


def group_all(coded: Iterable[CodedReport], judgements: Iterable[Judgement]) -> tuple[Grouping, Iterator[Laid]]:
    """The full rebuild: the grouping of all reports, and what is to be kept so that ``update`` may follow it."""
    told = [one for report in coded for one in told_by(report)]
    return group(told, judgements), map(laid_by, told)


def laid_by(told: Told) -> Laid:
    """What is kept of a record."""
    record, wording = told.record, told.wording
    return Laid(record.id, record.report_id, write_wording(wording) if wording else "", tuple(entries(told)))


def _links(kept: Kept, fresh: Collection[Told], given: Collection[str]) -> set[Pair]:
    """What links the fresh records to all others and to one another, and what persons have linked."""
    found = {pair for one in fresh for pair in _scored_with(kept, one)}
    said = standing_judgements(kept.judgements({one.record.id for one in fresh} | set(given)))
    return found | {pair for pair, one in said.items() if one.verdict == "same"}


def _scored_with(kept: Kept, one: Told) -> Iterable[Pair]:
    own = one.record.id
    for other in read_told(kept.told(kept.meeting(set(entries(one))) - {own})):
        first, second = sorted((one, other), key=lambda told: told.record.id)
        if teller(first.record) != teller(second.record) and linking(first, second):
            yield first.record.id, second.record.id
