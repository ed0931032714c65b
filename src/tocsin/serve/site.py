"""What one running workbench holds: its store, who may come in, and the incidents kept up with the log.

Incidents are a pure function of records and judgements, so a write leaves them stale; ``refresh`` brings what it
touched up to the log, one thread at a time. A page waits ``GLANCE_S`` at most, a change ``PATIENCE_S``; then the last
ones are shown, and the page says so. Invariant: what the catalogue shows is always some whole state of the log, never a
mixture.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tocsin.errors import InputError
from tocsin.incidents import judged, reliabilities, update_incidents
from tocsin.model import CodedReport, Reliability
from tocsin.publish.dossier import Dossier, dossiers
from tocsin.store import Catalogue, Entry, People, Reviews, Search, Store, outcome_counts

__all__ = ["GLANCE_S", "Site", "dossiers_of"]

PATIENCE_S = 5.0
"""Seconds that a change waits for fresh incidents, so that its author sees them: a thousand records take about one."""
GLANCE_S = 0.25
"""Seconds that a page waits for them: what a change touches is mostly together by then, and else the page says so."""
_REMEMBERED = 256
"""Counts kept in memory: the overview of a day's filters; a few kilobytes each."""


@dataclass(slots=True)
class Site:
    """One workbench over ``store``; ``open_door`` is single-user mode: whoever reaches it is the one user."""

    store: Store
    open_door: bool = True
    https: bool = False
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    people: People = field(init=False)
    catalogue: Catalogue = field(init=False)
    reviews: Reviews = field(init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _worker: threading.Thread | None = None
    _remember: Any = field(init=False)
    _reckoning: Any = field(init=False)

    def __post_init__(self) -> None:
        self.people = People(self.store)
        self.catalogue = Catalogue(self.store)
        self.reviews = Reviews(self.store)
        self._reckoning = lru_cache(maxsize=_REMEMBERED)(lambda _state, _key: threading.Lock())
        self._remember = lru_cache(maxsize=_REMEMBERED)(lambda _state, key, work: work())

    @property
    def fresh(self) -> bool:
        """True when the catalogue knows all that the log knows."""
        state = self.catalogue.state()
        return state is not None and state[0] == self.store.log_head()[1]

    @property
    def version(self) -> str:
        """What changes whenever the catalogue does."""
        state = self.catalogue.state()
        return f"{state[0][:16]}-{state[1]}" if state else "empty"

    def refresh(self, patience_s: float = PATIENCE_S) -> bool:
        """Bring incidents up to the log if they are stale; False when that takes longer than the patience given."""
        if self.fresh:
            return True
        with self._lock:
            if self._worker is None or not self._worker.is_alive():
                self._worker = threading.Thread(target=self._rebuild, daemon=True, name="incidents")
                self._worker.start()
            worker = self._worker
        worker.join(patience_s)
        return not worker.is_alive() and self.fresh

    def _rebuild(self) -> None:
        while not self.fresh:
            update_incidents(self.store)

    def remembered(self, key: tuple[Any, ...], work: Callable[[], Any]) -> Any:
        """What ``work`` gives, reckoned once for each state of the catalogue: who asks meanwhile waits for it."""
        state = self.version
        with self._reckoning(state, key):
            return self._remember(state, key, _Same(work))

    def dossier(self, incident_id: str) -> Dossier:
        """One incident with its records, its reports and how reliable its sources are.

        Raises:
            InputError: there is no such incident now.
        """
        found = self.catalogue.find(Search(ids=(incident_id,)), 1)
        if not found:
            raise InputError("no incident has this id now; it may have been merged with another", incident_id)
        return judged(dossiers_of(self.store, found), self._outcomes())[0]

    def sources(self) -> list[Reliability]:
        """How reliable each source is that was ever tested, the most tested first."""
        found: list[Reliability] = self.remembered(("sources",), lambda: reliabilities(outcome_counts(self.store)))
        return found

    def _outcomes(self) -> dict[tuple[str, str, bool], int]:
        counts: dict[tuple[str, str, bool], int] = self.remembered(("outcomes",), lambda: outcome_counts(self.store))
        return counts

    def report(self, report_id: str) -> CodedReport:
        """One report with all its events.

        Raises:
            InputError: there is no such report.
        """
        found = self.store.report(report_id)
        if found is None:
            raise InputError("no report has this id", report_id)
        return found


class _Same:
    """A piece of work that counts as equal to any other, so that only its key is remembered."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work = work

    def __call__(self) -> Any:
        return self._work()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same)

    def __hash__(self) -> int:
        return 0


def dossiers_of(store: Store, entries: list[Entry]) -> list[Dossier]:
    """The incidents found, each with its records and reports, in the order given."""
    wanted = dict.fromkeys(key for entry in entries for key in entry.incident.report_ids)
    coded = [one for key in wanted if (one := store.report(key))]
    return dossiers([entry.incident for entry in entries], coded)
