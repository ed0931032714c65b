"""Which pairs of records are worth comparing: takes records, gives pairs of different reports, each pair once.

A pair must share a country (or one has none) and a stretch of time, give or take ``SLACK_DAYS``. A record without a
date (a recap, say) is paired with those that name the same place and the same toll. Records are swept in order of their
first day, so the work grows with the number of records that are near in time, not with the square of all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import product

from tocsin.model import EventRecord
from tocsin.reconcile.compare import CROWD
from tocsin.reconcile.naming import own_names
from tocsin.reconcile.tellers import teller

__all__ = ["SLACK_DAYS", "candidate_pairs"]

Pair = tuple[EventRecord, EventRecord]
SLACK_DAYS = 2
"""Days between two datings of one event: reports written overnight or across time zones differ by one, rarely two."""


def candidate_pairs(records: Iterable[EventRecord]) -> Iterator[Pair]:
    """Pairs whose ids are in order (``a.id < b.id``)."""
    rows = list(records)
    dated = [row for row in rows if row.when.start and row.when.end]
    yield from _swept(dated)
    yield from _undated(rows)


def _swept(dated: Iterable[EventRecord]) -> Iterator[Pair]:
    open_by_country: dict[str | None, list[EventRecord]] = defaultdict(list)
    for record in sorted(dated, key=_first_day):
        for country in _reach(record.place.country, open_by_country):
            near = [other for other in open_by_country[country] if _still_open(other, record)]
            open_by_country[country] = near
            yield from (_in_order(other, record) for other in near if teller(other) != teller(record))
        open_by_country[record.place.country].append(record)


def _undated(rows: Iterable[EventRecord]) -> Iterator[Pair]:
    """Each record without a date with every other of one of its names and tolls, in one country."""
    named: dict[tuple[object, ...], list[EventRecord]] = defaultdict(list)
    for row in rows:
        for name, toll in product(own_names(row.place), _tolls(row)):
            named[row.place.country, name, toll].append(row)
    found: dict[tuple[str, str], Pair] = {}
    for same in named.values():
        for one in (row for row in same if not (row.when.start and row.when.end)):
            pairs = (_in_order(one, other) for other in same if teller(other) != teller(one))
            found |= {(a.id, b.id): (a, b) for a, b in pairs}
    yield from found.values()


def _tolls(record: EventRecord) -> set[tuple[str, int, int | None]]:
    """Figures that two events hardly share by chance."""
    return {(row.kind, row.low, row.high) for row in record.casualties if row.low >= CROWD}


def _in_order(one: EventRecord, other: EventRecord) -> Pair:
    return (other, one) if other.id < one.id else (one, other)


def _reach(country: str | None, known: Iterable[str | None]) -> list[str | None]:
    return list(known) if country is None else [country, None]


def _first_day(record: EventRecord) -> tuple[date, str]:
    return record.when.start or date.max, record.id


def _still_open(earlier: EventRecord, now: EventRecord) -> bool:
    last, first = earlier.when.end, now.when.start
    return last is not None and first is not None and last + timedelta(days=SLACK_DAYS) >= first
