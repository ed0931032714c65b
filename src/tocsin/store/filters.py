"""What to look for in the store: takes wishes, gives SQL. All of them must hold; None asks for nothing.

``as_of`` is an instant (ISO 8601, UTC): what was known then, replaced or not since.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, or_, select

from tocsin.store.schema import event_record, report

__all__ = ["Filters"]


@dataclass(frozen=True, slots=True)
class Filters:
    """Wishes on event records; days are inclusive, ``event_type`` is a type or sub-type, ``actor`` a registry id."""

    country: str | None = None
    event_type: str | None = None
    since: date | None = None
    until: date | None = None
    actor: str | None = None
    report: str | None = None
    record: str | None = None
    as_of: str | None = None

    @property
    def accepts_reports_without_events(self) -> bool:
        """True when nothing is asked of the events."""
        return not any((self.country, self.event_type, self.since, self.until, self.actor, self.record))

    def report_query(self) -> Select[Any]:
        """Rows of ``report``, oldest first."""
        wishes = [_known(report, self.as_of)]
        if self.report:
            wishes.append(report.c.id == self.report)
        return select(report.c.id, report.c.payload).where(*wishes).order_by(report.c.known_from, report.c.id)

    def event_query(self) -> Select[Any]:
        """Rows of ``event_record``, in each report's order."""
        c = event_record.c
        return select(c.report_id, c.payload).where(*self._wishes()).order_by(c.report_id, c.position)

    def group(self, found: Iterable[Any]) -> dict[str, list[str]]:
        """The events' payloads by report."""
        events: dict[str, list[str]] = {}
        for row in found:
            events.setdefault(row.report_id, []).append(row.payload)
        return events

    def _wishes(self) -> list[ColumnElement[bool]]:
        c = event_record.c
        wishes = [_known(event_record, self.as_of)]
        if self.country:
            wishes.append(c.country == self.country.upper())
        if self.event_type:
            wishes.append(or_(c.event_type == self.event_type, c.sub_event_type == self.event_type))
        if self.since:
            wishes.append(c.end >= self.since.isoformat())
        if self.until:
            wishes.append(c.start <= self.until.isoformat())
        if self.actor:
            wishes.append(c.actors.contains(f"|{self.actor}|", autoescape=True))
        if self.report:
            wishes.append(c.report_id == self.report)
        if self.record:
            wishes.append(c.id == self.record)
        return wishes


def _known(table: Table, as_of: str | None) -> ColumnElement[bool]:
    if as_of is None:
        return table.c.known_to.is_(None)
    return and_(table.c.known_from <= as_of, or_(table.c.known_to.is_(None), table.c.known_to > as_of))
