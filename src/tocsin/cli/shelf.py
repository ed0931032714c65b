"""The database as the commands see it: opens the store with the contract's words, and builds incidents from it.

Which database: ``--database``, else the settings (``TOCSIN_DATABASE``, a settings file, the user's data folder).
Invariant: incidents shown are those of the records and judgements that stand in the log now (or stood there ``as_of``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tocsin.errors import InputError, StoreError
from tocsin.incidents import judged, reliabilities, update_incidents
from tocsin.model import CodedReport, Incident, Reliability, Review
from tocsin.publish import from_contract, to_contract
from tocsin.publish.contract_read import read_event
from tocsin.publish.dossier import Dossier, dossiers
from tocsin.publish.incidents import incident_from_contract, incident_to_contract
from tocsin.settings import load_settings
from tocsin.store import (
    Catalogue,
    Codec,
    Filters,
    Search,
    Store,
    incidents_named,
    names_actor,
    outcome_counts,
    records_named,
)
from tocsin.text import fold_key

__all__ = [
    "CODEC",
    "Wish",
    "database_url",
    "find_dossiers",
    "find_one",
    "find_record",
    "incidents_on",
    "instant_of",
    "is_missing",
    "only",
    "open_store",
    "source_records",
    "store_about",
]


def _under(coded: CodedReport, reviews: Sequence[Review]) -> CodedReport:
    """The report under its reviews; loads the gazetteer's door, which most commands never need."""
    from tocsin.review import reviewed

    return reviewed(coded, reviews)


CODEC = Codec(to_contract, from_contract, read_event, incident_to_contract, incident_from_contract, _under)
_SHORTEST = 4
"""Characters of an id below which a prefix is refused: too likely to be a slip."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What incidents to show; days are inclusive, ``event_type`` a type or sub-type, ``as_of`` an instant or None.

    ``admin1`` is the name of a first-level division, ``actor`` a registry id that acts or claims.
    """

    country: str | None = None
    event_type: str | None = None
    since: date | None = None
    until: date | None = None
    as_of: str | None = None
    admin1: str | None = None
    actor: str | None = None

    def search(self) -> Search:
        """What the catalogue is asked for: all that passes, and what only its own look (``accepts``) can leave out."""
        return Search(
            country=(self.country.upper(),) if self.country else (),
            event_type=(self.event_type,) if self.event_type else (),
            first=self.since,
            last=self.until,
            party=(self.actor,) if self.actor else (),
        )

    def accepts(self, incident: Incident) -> bool:
        """True when the incident passes every wish but the actor's; one without a date passes no wish on days."""
        start, end = incident.when.start, incident.when.end
        return (
            (not self.country or incident.place.country == self.country.upper())
            and (not self.admin1 or fold_key(incident.place.admin1 or "") == fold_key(self.admin1))
            and (not self.event_type or self.event_type in (incident.event_type, incident.sub_event_type))
            and (not self.since or (end is not None and end >= self.since))
            and (not self.until or (start is not None and start <= self.until))
        )

    def involves(self, dossier: Dossier) -> bool:
        """True when the actor asked for acts, is hit or claims in some record."""
        acting = {actor.id for record in dossier.records for actor in record.actors}
        return not self.actor or self.actor in acting | {record.attribution.claimant for record in dossier.records}


def database_url(option: str | None) -> str:
    """The database asked for, as a file name or URL."""
    return option or load_settings().database


def open_store(option: str | None, new: bool = False) -> Store:
    """The store asked for; only a command that writes may make a ``new`` file.

    Raises:
        StoreError: it can't be opened, or isn't there and may not be made.
    """
    if not new and is_missing(option):
        raise StoreError("no database is here yet; tocsin code makes one", database_url(option))
    return Store.open(database_url(option), CODEC)


def is_missing(option: str | None) -> bool:
    """True when the database asked for is a file that isn't there."""
    url = database_url(option)
    return "://" not in url and not Path(url).exists()


def store_about(option: str | None, actor: str | None) -> Store:
    """The store asked for, which must name the ``actor`` asked for: a slip would read as "it did nothing".

    Raises:
        StoreError: it can't be opened, or isn't there.
        InputError: no record names the actor.
    """
    store = open_store(option)
    if actor and not names_actor(store, actor):
        raise InputError("no event names an actor of this id", actor)
    return store


def instant_of(day: date | None) -> str | None:
    """The last instant of a day in UTC, as the store writes instants."""
    return f"{day.isoformat()}T23:59:59.999999Z" if day else None


def find_dossiers(store: Store, wish: Wish) -> list[Dossier]:
    """Incidents that pass, each with its records, reports and how reliable its sources are, oldest first."""
    incidents, coded, cases = _kept(store, wish.search()) if wish.as_of is None else _known(store, wish.as_of)
    found = judged(dossiers([incident for incident in incidents if wish.accepts(incident)], coded), cases)
    return sorted(filter(wish.involves, found), key=lambda one: (one.incident.when.start or date.max, one.incident.id))


_Found = tuple[list[Incident], list[CodedReport], Mapping[tuple[str, str, bool], int]]
"""Incidents, the reports behind them, and what became of sources' words over all incidents."""


def _kept(store: Store, search: Search) -> _Found:
    """What is known now; the incidents are brought up to the log first."""
    catalogue = Catalogue(store)
    while True:
        update_incidents(store)
        state = catalogue.state()
        incidents = [entry.incident for entry in catalogue.find(search, None)]
        coded = list(store.reports(among={key for incident in incidents for key in incident.report_ids}))
        cases = outcome_counts(store)
        if state and store.log_head()[1] == state[0]:  # nobody wrote in between
            return incidents, coded, cases


def _known(store: Store, as_of: str) -> _Found:
    """What was known at an earlier instant, built anew."""
    from tocsin.reconcile import reconcile_reports  # loads the gazetteer
    from tocsin.reconcile.reliability import cases_of

    coded = list(store.reports(Filters(as_of=as_of)))
    incidents = reconcile_reports(coded, store.judgements(as_of))
    return incidents, coded, cases_of(incidents)


def incidents_on(store: Store, day: date, since: date | None = None) -> list[Incident]:
    """The incidents known at the end of a day, of the records that had not ended before ``since``."""
    from tocsin.reconcile import reconcile_reports  # loads the gazetteer

    as_of = instant_of(day)
    return reconcile_reports(list(store.reports(Filters(as_of=as_of, since=since))), store.judgements(as_of))


def find_one(store: Store, key: str) -> Dossier:
    """The incident of an id, of a record's id, or of a prefix that fits one of them alone.

    Raises:
        InputError: nothing or more than one thing has this id.
    """
    update_incidents(store)
    named = incidents_named(store, key)
    incidents, coded, cases = _kept(store, Search(ids=(named[only(key, named)],)))
    return judged(dossiers(incidents, coded), cases)[0]


def source_records(store: Store) -> list[Reliability]:
    """How reliable each source is that was ever tested, the most tested first."""
    update_incidents(store)
    return reliabilities(outcome_counts(store))


def find_record(store: Store, key: str) -> tuple[str, str]:
    """The ids of a record and of its report, from the record's id or a prefix that fits it alone.

    Raises:
        InputError: nothing or more than one thing has this id.
    """
    named = records_named(store, key)
    record = only(key, named)
    return record, named[record]


def only(key: str, known: Iterable[str]) -> str:
    """The one id that a key or prefix names.

    Raises:
        InputError: nothing or more than one thing has this id.
    """
    ids = set(known)
    if key in ids:
        return key
    near = sorted(name for name in ids if name.startswith(key) or name.removeprefix("inc-").startswith(key))
    if len(key) < _SHORTEST or not near:
        raise InputError("no incident or record has this id", key)
    if len(near) > 1:
        raise InputError(f"{len(near)} ids begin like this: {', '.join(near[:3])}", key)
    return near[0]
