"""Versions of reports within one transaction: adds one, closes the one before, reads those known at an instant.

Invariant: a report and its events have the same ``known_from`` and ``known_to``, and at most one version is open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, select

from tocsin.model import Review
from tocsin.store import rows
from tocsin.store.catalogue import rows_of
from tocsin.store.filters import Filters
from tocsin.store.schema import event_record, report, review

__all__ = ["add_version", "close_version", "reviews_of", "rows_known"]

_BATCH = 100
"""Reports read at once: half a megabyte of news."""


def add_version(connection: Connection, row: dict[str, Any], digest: str, now: str) -> None:
    """Keep a report's contract object, known from this instant on."""
    connection.execute(report.insert(), rows.report_row(row, digest, now))
    if row["events"]:
        connection.execute(event_record.insert(), rows.event_rows(row, now))


def close_version(connection: Connection, report_id: str, now: str) -> None:
    """Keep that the open version of a report was known until this instant."""
    for table, own in ((report, report.c.id), (event_record, event_record.c.report_id)):
        closing = table.update().where(own == report_id, table.c.known_to.is_(None))
        connection.execute(closing.values(known_to=now))


def rows_known(
    connection: Connection, filters: Filters, among: Collection[str] | None = None
) -> Iterator[tuple[str, list[str]]]:
    """The payload of each report and of those of its events that pass, one batch in memory."""
    query, kept = filters.key_query(), report.c
    keys = [row.id for row in sorted(rows_of(connection, query, kept.id, among), key=attrgetter("known_from", "id"))]
    for batch in (keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH)):
        documents = connection.execute(filters.report_query(batch)).all()
        by_report = filters.group(connection.execute(filters.event_query(batch)))
        yield from ((kept.payload, by_report.pop(kept.id, [])) for kept in documents)


def reviews_of(connection: Connection, report_id: str) -> list[Review]:
    """All reviews of a report's records, oldest first."""
    query = select(review.c.payload).where(review.c.report == report_id).order_by(review.c.on, review.c.id)
    return [rows.review_of(payload) for payload in connection.execute(query).scalars()]
