"""The catalogue: what incidents are searched and counted by. Takes incidents, keeps one row of plain columns for each.

Derived like the incidents themselves, with one memory of its own: ``changed`` moves only when a row does, and a row
whose incident is gone stays, marked, so that whoever copies the data can follow (``Search.since``). Invariant: the
living rows are those of the incidents that ``refill`` was last given.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, select

from tocsin.model import Incident
from tocsin.store.schema import catalogue, catalogue_record, catalogue_state, event_record, report

__all__ = ["Filling", "batches", "mark", "refill", "rows_of"]

_BATCH = 2000
"""Rows a statement: bounded memory, and few round trips."""


@dataclass(frozen=True, slots=True)
class _Origin:
    """What a record lends its incident: actors, outlet, language."""

    actors: str
    source: str
    language: str


@dataclass(frozen=True, slots=True)
class Filling:
    """Incidents that take the place of others; ``payloads`` is their JSON by id, ``at`` the instant.

    ``instead_of``: the ids that they replace and the records that those held or these hold, None for all there are.
    """

    incidents: Sequence[Incident]
    payloads: Mapping[str, str]
    at: str
    instead_of: tuple[Collection[str], Collection[str]] | None = None


def refill(connection: Connection, new: Filling) -> None:
    """Bring the catalogue to these incidents."""
    incidents, at = new.incidents, new.at
    old, records = new.instead_of or (None, None)
    origins = _origins(connection, records)
    kept = _kept(connection, None if old is None else {*old, *new.payloads})
    rows = ({"changed": at, **_row(one, new.payloads[one.id], origins)} for one in incidents)
    fresh = [row for row in rows if row["id"] not in kept or kept[row["id"]].digest != row["digest"]]
    back = [{"key": one.id, "at": at, "dead": 0} for one in incidents if one.id in kept and kept[one.id].gone]
    living = {one.id for one in incidents}
    lost = [{"key": key, "at": at, "dead": 1} for key, row in kept.items() if key not in living and not row.gone]
    _replace(connection, fresh, kept)
    marking = catalogue.update().where(catalogue.c.id == bindparam("key"))
    for batch in batches(back + lost):
        connection.execute(marking.values(gone=bindparam("dead"), changed=bindparam("at")), batch)
    _members(connection, incidents, records)


def mark(connection: Connection, head: str, at: str) -> None:
    """Keep that the catalogue knows all that the log knew at this hash."""
    connection.execute(catalogue_state.delete())
    connection.execute(catalogue_state.insert().values(one=1, built_at=head, at=at))


def _kept(connection: Connection, ids: Collection[str] | None) -> dict[str, Any]:
    """Id, digest and gone of the rows of these ids, or of all."""
    query = select(catalogue.c.id, catalogue.c.digest, catalogue.c.gone)
    return {row.id: row for row in rows_of(connection, query, catalogue.c.id, ids)}


def rows_of(
    connection: Connection, query: Select[Any], column: ColumnElement[str], among: Collection[str] | None
) -> Iterator[Row[Any]]:
    """The rows of a query whose column is among these values, a bounded number of values a statement; None: all."""
    if among is None:
        yield from connection.execute(query)
        return
    for batch in batches(sorted(among)):
        yield from connection.execute(query.where(column.in_(batch)))


def _replace(connection: Connection, fresh: Sequence[dict[str, Any]], kept: Mapping[str, Any]) -> None:
    for batch in batches([row["id"] for row in fresh if row["id"] in kept]):
        connection.execute(catalogue.delete().where(catalogue.c.id.in_(batch)))
    for batch in batches(fresh):
        connection.execute(catalogue.insert(), batch)


def _members(connection: Connection, incidents: Sequence[Incident], records: Collection[str] | None) -> None:
    """Which incident each of the records stands in."""
    if records is None:
        connection.execute(catalogue_record.delete())
    for batch in batches(sorted(records or ())):
        connection.execute(catalogue_record.delete().where(catalogue_record.c.record.in_(batch)))
    for batch in batches([{"record": key, "incident": one.id} for one in incidents for key in one.record_ids]):
        connection.execute(catalogue_record.insert(), batch)


def batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """The rows, a bounded number at a time."""
    walk = iter(rows)
    while batch := list(islice(walk, _BATCH)):
        yield batch


def _origins(connection: Connection, records: Collection[str] | None) -> dict[str, _Origin]:
    c, r = event_record.c, report.c
    query = select(c.id, c.actors, r.source, r.language).join(report, r.id == c.report_id)
    query = query.where(c.known_to.is_(None), r.known_to.is_(None))
    rows = rows_of(connection, query, c.id, records)
    return {row.id: _Origin(row.actors, (row.source or "").replace("|", "/"), row.language) for row in rows}


def _row(incident: Incident, payload: str, origins: Mapping[str, _Origin]) -> dict[str, Any]:
    own = [origins[key] for key in incident.record_ids if key in origins]
    place, when = incident.place, incident.when
    first, last = when.start or when.end, when.end or when.start
    row = {
        "id": incident.id,
        "gone": 0,
        "start": first.isoformat() if first else None,
        "end": last.isoformat() if last else None,
        "country": place.country,
        "admin1": place.admin1,
        "place": place.name,
        "event_type": incident.event_type,
        "sub_event_type": incident.sub_event_type,
        "status": incident.status,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "killed_low": incident.killed[0] if incident.killed else None,
        "killed_high": incident.killed[1] if incident.killed else None,
        "reports": len(incident.report_ids),
        "contradictions": len(incident.contradictions),
        "actors": _barred(name for one in own for name in one.actors.split("|")),
        "sources": _barred(one.source for one in own),
        "languages": _barred(one.language for one in own),
    }
    seal = hashlib.sha256(json.dumps(row, sort_keys=True).encode() + payload.encode()).hexdigest()
    return {**row, "digest": seal}


def _barred(values: Iterator[str]) -> str:
    names = sorted({value for value in values if value})
    return "|".join(["", *names, ""]) if names else ""
