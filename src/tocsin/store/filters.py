"""What to look for in the store: takes wishes, gives SQL. All of them must hold; None asks for nothing.

``as_of`` is an instant (ISO 8601, UTC): what was known then, replaced or not since.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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

    def key_query(self) -> Select[Any]:
        """Ids of reports and since when they are known, oldest first."""
        query = select(report.c.id, report.c.known_from).where(*self._of_report())
        return query.order_by(report.c.known_from, report.c.id)

    def report_query(self, among: Sequence[str] | None = None) -> Select[Any]:
        """Rows of ``report``, oldest first; only those ``among`` some ids, if given."""
        wishes = [*self._of_report(), *([] if among is None else [report.c.id.in_(among)])]
        return select(report.c.id, report.c.payload).where(*wishes).order_by(report.c.known_from, report.c.id)

    def event_query(self, among: Sequence[str] | None = None) -> Select[Any]:
        """Rows of ``event_record``, in each report's order; only those of reports ``among`` some ids, if given."""
        c = event_record.c
        wishes = [*self._wishes(), *([] if among is None else [c.report_id.in_(among)])]
        return select(c.report_id, c.payload).where(*wishes).order_by(c.report_id, c.position)

    def _of_report(self) -> list[ColumnElement[bool]]:
        own = [report.c.id == self.report] if self.report else []
        return [_known(report, self.as_of), *own]

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
