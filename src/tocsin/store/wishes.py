"""What to look for in the catalogue: takes wishes on incidents, gives SQL conditions on its rows.

All wishes must hold; several values of one wish are alternatives. Days are inclusive; an incident without a day passes
no wish on days. Invariant: values only ever reach the database as parameters.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select

from tocsin.store.schema import catalogue, catalogue_record, event_record

__all__ = ["LIVING", "Search"]

_ROW = catalogue.c
LIVING = _ROW.gone + 0 == 0
"""Written so that no database takes it for a key: nearly every row lives, and a scan beats looking each one up."""


@dataclass(frozen=True, slots=True)
class Search:
    """Wishes on incidents; ``box`` is west, south, east, north in degrees, ``since`` an instant of change."""

    country: tuple[str, ...] = ()
    admin1: tuple[str, ...] = ()
    event_type: tuple[str, ...] = ()  # types or sub-event types
    status: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    party: tuple[str, ...] = ()  # actors that act, are hit or claim in some record
    source: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    box: tuple[float, float, float, float] | None = None
    words: str | None = None  # a part of the place's name, whatever its case
    least_killed: int | None = None
    ids: tuple[str, ...] = ()

    def wishes(self) -> Iterator[ColumnElement[bool]]:
        """The conditions on a row of the catalogue."""
        yield LIVING
        for column, values in ((_ROW.country, self.country), (_ROW.admin1, self.admin1), (_ROW.status, self.status)):
            if values:
                yield column.in_(values)
        if self.ids:
            yield _ROW.id.in_(self.ids)
        if self.event_type:
            yield or_(_ROW.event_type.in_(self.event_type), _ROW.sub_event_type.in_(self.event_type))
        for column, values in ((_ROW.actors, self.actor), (_ROW.sources, self.source), (_ROW.languages, self.language)):
            if values:
                yield or_(*(column.contains(f"|{value}|", autoescape=True) for value in values))
        if self.first:
            yield _ROW.end >= self.first.isoformat()
        if self.last:
            yield _ROW.start <= self.last.isoformat()
        yield from self._narrower()

    def _narrower(self) -> Iterator[ColumnElement[bool]]:
        if self.box:
            west, south, east, north = self.box
            across = _ROW.lon.between(west, east) if west <= east else or_(_ROW.lon >= west, _ROW.lon <= east)
            yield and_(across, _ROW.lat.between(south, north))
        if self.words:
            yield _ROW.place.icontains(self.words, autoescape=True)
        if self.least_killed:
            yield _ROW.killed_low >= self.least_killed
        if self.party:
            yield _ROW.id.in_(_involving(self.party))


def _involving(parties: Sequence[str]) -> Select[tuple[str]]:
    """Incidents in whose records one of these actors stands, or claims."""
    c = event_record.c
    acts = (c.actors.contains(f"|{one}|", autoescape=True) for one in parties)
    claims = (c.payload.contains(json.dumps({"claimant": one})[1:-1], autoescape=True) for one in parties)
    query = select(catalogue_record.c.incident).join(event_record, c.id == catalogue_record.c.record)
    return query.where(c.known_to.is_(None), or_(*acts, *claims))
