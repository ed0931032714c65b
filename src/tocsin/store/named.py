"""What an id names: takes an id or how it begins, gives the incidents and records of now that are called so.

Of an actor's id it tells whether any record names it. Invariant: nothing kept is read out, so that asking for one
incident reads no other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import Column, ColumnElement, func, or_, select

from tocsin.store.schema import catalogue_record, event_record

if TYPE_CHECKING:
    from tocsin.store.store import Store

__all__ = ["incidents_named", "names_actor", "records_named"]

_INCIDENT = "inc-"


def incidents_named(store: Store, key: str) -> dict[str, str]:
    """The incident of every incident's or record's id that is this or begins with it."""
    c = catalogue_record.c
    query = select(c.record, c.incident).where(or_(_begins(c.record, key), _begins(c.incident, key)))
    with store.reading() as connection:
        rows = connection.execute(query).all()
    return {name: row.incident for row in rows for name in _called(row.record, row.incident, key)}


def _called(record: str, incident: str, key: str) -> Iterator[str]:
    return (name for name in (record, incident) if name.startswith(key) or name.startswith(f"{_INCIDENT}{key}"))


def records_named(store: Store, key: str) -> dict[str, str]:
    """The report of every record whose id is this or begins with it."""
    c = event_record.c
    query = select(c.id, c.report_id).where(c.known_to.is_(None), _begins(c.id, key))
    with store.reading() as connection:
        return {row.id: row.report_id for row in connection.execute(query)}


def names_actor(store: Store, actor: str) -> bool:
    """True when a record that was ever kept tells of the actor of this very id, or of a claim of its."""
    c, claim = event_record.c, json.dumps({"claimant": actor})[1:-1]
    query = select(c.id).where(or_(_holds(c.actors, f"|{actor}|"), _holds(c.payload, claim))).limit(1)
    with store.reading() as connection:
        return connection.execute(query).first() is not None


def _holds(column: Column[str], words: str) -> ColumnElement[bool]:
    """To the letter: SQLite's LIKE heeds no case."""
    return func.replace(column, words, "") != column


def _begins(column: Column[str], key: str) -> ColumnElement[bool]:
    """Also without the words that every incident's id begins with."""
    return or_(column.startswith(key, autoescape=True), column.startswith(f"{_INCIDENT}{key}", autoescape=True))
