"""Search in the catalogue: takes wishes, gives incidents page by page, counts and sums; all of it in the database.

Pages follow one another by a cursor (the last row's day and id), so that rows added meanwhile neither repeat nor hide
any. Invariant: values only ever reach the database as parameters.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, func, or_, select

from tocsin.model import EventRecord, Incident
from tocsin.store.schema import (
    catalogue,
    catalogue_record,
    catalogue_state,
    event_record,
    incident,
    judgement,
    report,
    review,
)
from tocsin.store.wishes import LIVING, Search

if TYPE_CHECKING:
    from tocsin.store.store import Store

__all__ = ["Catalogue", "Entry"]

_ROW = catalogue.c
_UNDATED = "0000-00-00"
"""Where an incident without a day stands: after all others, newest first."""


@dataclass(frozen=True)
class Entry:
    """One incident found: its ``payload`` as kept (JSON), when it last changed, and what its reports lend it.

    ``cursor`` asks for the rows after this one.
    """

    payload: str
    changed: str
    actors: tuple[str, ...]
    sources: tuple[str, ...]
    cursor: str
    read: Callable[[dict[str, Any]], Incident]

    @cached_property
    def incident(self) -> Incident:
        """The incident, read when it is first asked for."""
        return self.read(json.loads(self.payload))


class Catalogue:
    """The incidents kept by one store, to be looked through. Every method raises ``StoreError`` as the store's do."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def state(self) -> tuple[str, str] | None:
        """The log's head that the catalogue was built at, and when; None before it was ever built."""
        with self._store.reading() as connection:
            row = connection.execute(select(catalogue_state)).first()
        return (row.built_at, row.at) if row else None

    def find(self, search: Search, limit: int | None, after: str | None = None, skip: int = 0) -> list[Entry]:
        """Incidents newest first, ``limit`` None for all; after the row of this cursor, without the first ``skip``."""
        day = func.coalesce(_ROW.start, _UNDATED)
        columns = (incident.c.payload, _ROW.changed, _ROW.actors, _ROW.sources, _ROW.start, _ROW.id)
        query = select(*columns).join(incident, incident.c.id == _ROW.id)
        query = query.where(*search.wishes())
        if after:
            seen, _, key = after.partition("~")
            query = query.where(or_(day < seen, and_(day == seen, _ROW.id > key)))
            query = query.where(or_(_ROW.start <= seen, _ROW.start.is_(None)))  # lets the index on days begin there
        query = query.order_by(_ROW.start.desc().nulls_last(), _ROW.id).limit(limit).offset(skip)
        with self._store.reading() as connection:
            return [self._entry(row) for row in connection.execute(query)]

    def homes(self, records: Sequence[str]) -> dict[str, str]:
        """The incident that each record stands in, for those that stand in one."""
        query = select(catalogue_record).where(catalogue_record.c.record.in_(records))
        with self._store.reading() as connection:
            return {row.record: row.incident for row in connection.execute(query)}

    def records(self, keys: Sequence[str]) -> dict[str, EventRecord]:
        """The records of these ids as they stand now, reviews and all."""
        c, read = event_record.c, self._store.codec.read_event
        query = select(c.id, c.report_id, c.payload).where(c.id.in_(keys), c.known_to.is_(None))
        with self._store.reading() as connection:
            return {row.id: read(json.loads(row.payload), row.report_id) for row in connection.execute(query)}

    def history(self, reports: Sequence[str]) -> list[tuple[str, str]]:
        """When each coding of these reports became known, oldest first: (instant, report)."""
        query = select(report.c.known_from, report.c.id).where(report.c.id.in_(reports)).order_by(report.c.known_from)
        with self._store.reading() as connection:
            return [(row.known_from, row.id) for row in connection.execute(query)]

    def changes(self, since: str | None, limit: int) -> list[tuple[str, str, bool, Incident | None]]:
        """Id, instant, gone and the incident of all that changed after ``since`` (instant~id), oldest change first."""
        query = select(_ROW.id, _ROW.changed, _ROW.gone, incident.c.payload).join(
            incident, incident.c.id == _ROW.id, isouter=True
        )
        if since:
            at, _, key = since.partition("~")
            query = query.where(or_(_ROW.changed > at, and_(_ROW.changed == at, _ROW.id > key)))
        query = query.order_by(_ROW.changed, _ROW.id).limit(limit)
        read = self._store.codec.read_incident
        with self._store.reading() as connection:
            rows = connection.execute(query).all()
        return [
            (
                row.id,
                row.changed,
                bool(row.gone),
                read(json.loads(row.payload)) if row.payload and not row.gone else None,
            )
            for row in rows
        ]

    def totals(self, search: Search) -> dict[str, int]:
        """How many incidents; killed by their lowest and highest figures; how many give no highest or none at all."""
        c = _ROW
        open_ended = and_(c.killed_low.is_not(None), c.killed_high.is_(None))
        query = select(
            func.count().label("incidents"),
            func.coalesce(func.sum(c.killed_low), 0).label("killed_low"),
            func.coalesce(func.sum(func.coalesce(c.killed_high, c.killed_low)), 0).label("killed_high"),
            func.count().filter(open_ended).label("open"),
            func.count().filter(c.killed_low.is_not(None)).label("with_toll"),
            func.count().filter(c.contradictions > 0).label("disagreeing"),
            func.count().filter(c.lat.is_(None)).label("unplaced"),
            func.count().filter(c.start.is_(None)).label("undated"),
        )
        with self._store.reading() as connection:
            return dict(connection.execute(query.where(*search.wishes())).one()._mapping)

    def counts(self, search: Search, field: str) -> list[tuple[str | None, int]]:
        """How many incidents have each value of a column, most first."""
        column = _ROW[field]
        query = select(column, func.count()).where(*search.wishes()).group_by(column)
        return self._pairs(query.order_by(func.count().desc(), column))

    def months(self, search: Search) -> list[tuple[str | None, int]]:
        """How many incidents begin in each month (``2024-06``), in order."""
        month = func.substr(_ROW.start, 1, 7)
        query = select(month, func.count()).where(*search.wishes(), _ROW.start.is_not(None))
        return self._pairs(query.group_by(month).order_by(month))

    def members(self, field: str, search: Search | None = None) -> list[tuple[str, int]]:
        """How many incidents name each actor, source or language, most first."""
        column, counted = _ROW[field], dict[str, int]()
        query = select(column, func.count()).where(*(search or Search()).wishes()).group_by(column)
        for value, number in self._pairs(query):
            for name in value.strip("|").split("|"):
                counted[name] = counted.get(name, 0) + number
        counted.pop("", None)
        return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))

    def cells(self, search: Search, degrees: float) -> list[tuple[float, float, int]]:
        """Longitude and latitude of the south-west corner of each cell with incidents, and how many."""
        east = func.floor((_ROW.lon + 180) / degrees)
        north = func.floor((_ROW.lat + 90) / degrees)
        query = select(east, north, func.count()).where(*search.wishes(), _ROW.lat.is_not(None))
        with self._store.reading() as connection:
            rows = connection.execute(query.group_by(east, north)).all()
        return [(x * degrees - 180, y * degrees - 90, n) for x, y, n in rows]

    def sizes(self) -> dict[str, int]:
        """How much is kept: reports and records as they stand now, incidents, judgements, reviews."""
        queries = {
            "reports": select(func.count()).select_from(report).where(report.c.known_to.is_(None)),
            "records": select(func.count()).select_from(event_record).where(event_record.c.known_to.is_(None)),
            "incidents": select(func.count()).select_from(catalogue).where(LIVING),
            "judgements": select(func.count()).select_from(judgement),
            "reviews": select(func.count()).select_from(review),
        }
        with self._store.reading() as connection:
            return {name: connection.execute(query).scalar_one() for name, query in queries.items()}

    def _pairs(self, query: Select[Any]) -> list[tuple[Any, int]]:
        with self._store.reading() as connection:
            return [(value, number) for value, number in connection.execute(query)]

    def _entry(self, row: Any) -> Entry:
        actors, sources = (tuple(filter(None, text.split("|"))) for text in (row.actors, row.sources))
        cursor = f"{row.start or _UNDATED}~{row.id}"
        return Entry(row.payload, row.changed, actors, sources, cursor, self._store.codec.read_incident)
