"""Which pairs of records are worth comparing: takes records, gives pairs of different reports, each pair once.

A pair must share a country (or one has none) and a stretch of time, give or take ``SLACK_DAYS``. A record without a
date is paired with none: only a person's judgement can join it. Records are swept in order of their first day, so the
work grows with the number of records that are near in time, not with the square of all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from tocsin.model import EventRecord

__all__ = ["SLACK_DAYS", "candidate_pairs"]

SLACK_DAYS = 2
"""Days between two datings of one event: reports written overnight or across time zones differ by one, rarely two."""


def candidate_pairs(records: Iterable[EventRecord]) -> Iterator[tuple[EventRecord, EventRecord]]:
    """Pairs whose ids are in order (``a.id < b.id``)."""
    open_by_country: dict[str | None, list[EventRecord]] = defaultdict(list)
    for record in sorted((r for r in records if r.when.start and r.when.end), key=_first_day):
        for country in _reach(record.place.country, open_by_country):
            near = [other for other in open_by_country[country] if _still_open(other, record)]
            open_by_country[country] = near
            for other in near:
                if other.report_id != record.report_id:
                    yield (other, record) if other.id < record.id else (record, other)
        open_by_country[record.place.country].append(record)


def _reach(country: str | None, known: Iterable[str | None]) -> list[str | None]:
    return list(known) if country is None else [country, None]


def _first_day(record: EventRecord) -> tuple[date, str]:
    return record.when.start or date.max, record.id


def _still_open(earlier: EventRecord, now: EventRecord) -> bool:
    last, first = earlier.when.end, now.when.start
    return last is not None and first is not None and last + timedelta(days=SLACK_DAYS) >= first
