"""The corridor's second half: takes a store, brings its incidents up to its log.

    EventRecord + Judgement -> Incident -> store

What was written since is regrouped with what it touches, a few rows of the log a transaction; a store that was never
grouped, or by other rules, or that has grown by a quarter, is built anew. Invariant: the incidents kept are those of a
full rebuild, whatever was written in whichever order, and a process killed at any moment leaves the last whole step.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from tocsin import __version__
from tocsin.knowledge.files import knowledge_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tocsin.model import Reliability
    from tocsin.publish.dossier import Dossier
    from tocsin.reconcile.incidents import Grouping
    from tocsin.reconcile.reliability import Case
    from tocsin.reconcile.update import Laid
    from tocsin.store import Store

__all__ = ["judged", "keep_incidents", "rebuild_incidents", "reliabilities", "rules", "update_incidents"]

_RULES = 11
"""Raised whenever records are grouped or incidents are made otherwise."""
_AT_ONCE = 20
"""Rows of the log a transaction: others who write wait half a second at most."""
_GROWTH = 4
"""A store that has grown by one in so many is built anew: a report costs five times as much by itself as in bulk."""


def update_incidents(store: Store) -> None:
    """Bring the incidents up to the log as it stands now; to be called after a write, by any process.

    Raises:
        StoreError: the database refuses.
    """
    goal, _ = store.log_head()
    while (state := store.grouped()) is None or state[1] != rules() or state[0] < goal:
        if state is None or state[1] != rules() or (goal - state[0]) * _GROWTH > goal:
            rebuild_incidents(store)
        else:
            _step(store)


def rebuild_incidents(store: Store) -> None:
    """Build all incidents anew.

    Raises:
        StoreError: the database refuses.
    """
    from tocsin.reconcile import group_all  # loads the gazetteer

    seq, _ = store.log_head()  # what is written from here on is read twice, never missed
    with _no_search_for_cycles():
        keep_incidents(store, seq, *group_all(store.reports(), store.judgements()))


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Millions of records and not a cycle: the collector would walk them again and again, a tenth of the time."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()


def keep_incidents(store: Store, seq: int, grouping: Grouping, laid: Iterable[Laid]) -> None:
    """Put what all records up to row ``seq`` of the log were grouped into in place of all that is kept.

    Raises:
        StoreError: the database refuses.
    """
    with store.grouping() as kept:
        kept.forget_all()
        kept.lay(laid)
        kept.link(grouping.links)
        kept.replace_all(grouping.incidents)
        kept.reached(seq, rules())


def judged(dossiers: Iterable[Dossier], cases: Mapping[Case, int]) -> list[Dossier]:
    """The dossiers, each with how reliable its sources are by what became of their word in all other incidents."""
    from tocsin.reconcile.reliability import TrackRecord, speakers

    past = TrackRecord(cases)
    return [replace(one, reliability=past.judge(speakers(one.records), one.incident.outcomes)) for one in dossiers]


def reliabilities(cases: Mapping[Case, int]) -> list[Reliability]:
    """How reliable each source is that others ever tested, the most tested first."""
    from tocsin.reconcile.reliability import TrackRecord

    past = TrackRecord(cases)
    found = past.judge(past.sources)
    return sorted(found, key=lambda one: (-one.borne_out - one.contradicted, one.source))


def _step(store: Store) -> None:
    """Bring the incidents up to the next few rows of the log."""
    from tocsin.reconcile import update

    with store.grouping() as kept:
        state = kept.state()
        if state is None or state[1] != rules():
            return
        written = kept.written(state[0], _AT_ONCE)
        reports = {subject for _, kind, subject in written if kind == "report"}
        pairs = {tuple(subject.split(" ")) for _, kind, subject in written if kind == "judgement"}
        update(kept, reports, [(left, right) for left, right in pairs])
        kept.reached(written[-1][0] if written else state[0], rules())


def rules() -> str:
    """By whose rules records are grouped: version and knowledge."""
    return f"{__version__} {_RULES} {knowledge_hash()}"
