"""Which pairs of records are worth comparing: takes records and wordings, gives pairs of different reports, each once.

Each record lays down entries: a key with a stretch of days. Two records are a pair when one key of theirs is the same,
its days meet, and at least one of the two asks (a record that only offers waits to be asked). Keys are the squares of
a grid that a place reaches into, the country for a record without a place, a name with a toll for one without a date,
two rare names told together, and a person of an age. Invariant: an entry depends on its record alone, so a new record
finds its pairs by its own entries, without a look at the rest. The work grows with the records that are near, not with
the square of all.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations, groupby, islice, product
from operator import itemgetter
from typing import NamedTuple

from tocsin.model import EventRecord, Place
from tocsin.reconcile.levels import CROWD, TIGHT_KM, WIDE_DAYS
from tocsin.reconcile.tellers import teller
from tocsin.reconcile.told import Told
from tocsin.reconcile.wording import Wording

__all__ = ["SLACK_DAYS", "Entry", "candidate_pairs", "entries"]

SLACK_DAYS = 2
"""Days between two datings of one event: reports written overnight or across time zones differ by one, rarely two."""
TELLING_DAYS = 182
"""Days between two publications that may tell of one event by its names: trials and recaps of half a year."""
PERSON_DAYS = 730
"""The same by a person and an age: trials of two years."""
_KM_A_DEGREE = 111.2
_WIDEST_KM = 150.0
"""A radius above this says a region: the record is looked for by its country instead."""
_ALWAYS = (0, date.max.toordinal())


class Entry(NamedTuple):
    """A key (63 bits), the days from which and to which it holds (proleptic ordinals), and whether it asks."""

    key: int
    first: int
    last: int
    asks: bool


def entries(told: Told) -> Iterator[Entry]:
    """What a record lays down, in no order."""
    record, wording = told.record, told.wording
    days = _days(record)
    placed = _placed(record.place)
    if days:
        if placed:
            yield from (Entry(_key("square", *square), *days, True) for square in _squares(record.place))
        if record.place.country:
            yield Entry(_key("country", record.place.country), *days, not placed)
    for name, toll in product(told.names, _tolls(record)):
        yield Entry(_key("toll", record.place.country, name, *toll), *_ALWAYS, not days)
    settled = bool(days and record.place.country and told.has_doer)
    if days and settled:
        yield from (Entry(_key("called", name), *days, True) for name in told.names)
    if wording:
        longer = _telling(record, wording, PERSON_DAYS)
        yield from (Entry(_key("person", one), *longer, True) for one in sorted(wording.details.persons))
        span = _telling(record, wording, TELLING_DAYS)
        yield from (Entry(_key("names", a, b), *span, not settled) for a, b in combinations(wording.rarest, 2))


def candidate_pairs(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Pairs whose ids are in order (``a.record.id < b.record.id``), in no order among themselves."""
    laid = [(*entry, number) for number, one in enumerate(told) for entry in entries(one)]
    laid.sort()
    width = len(told)
    met = {code for _, group in groupby(laid, itemgetter(0)) for code in _met(list(group), width)}
    tellers = [teller(one.record) for one in told]
    for code in met:
        one, other = divmod(code, width)
        if tellers[one] != tellers[other]:
            a, b = told[one], told[other]
            yield (a, b) if a.record.id < b.record.id else (b, a)


_Laid = tuple[int, int, int, bool, int]


def _met(laid: Sequence[_Laid], width: int) -> Iterator[int]:
    """Pairs of numbers that meet under one key, each as one number (the less times ``width``, and the other);
    ``laid`` in order of the first day.
    """
    for place, (_, _, last, asks, number) in enumerate(laid):
        for _, first, _, asked, other in islice(laid, place + 1, None):
            if first > last:
                break
            if (asks or asked) and other != number:
                yield number * width + other if number < other else other * width + number


def _days(record: EventRecord) -> tuple[int, int] | None:
    """Its days with half the slack on either side; None without a date, or with one too wide to say anything."""
    start, end = record.when.start, record.when.end
    if not start or not end or (end - start).days >= WIDE_DAYS:
        return None
    return start.toordinal() - SLACK_DAYS // 2, end.toordinal() + SLACK_DAYS // 2


def _placed(place: Place) -> bool:
    return (
        place.lat is not None and (place.radius_km or 0) <= _WIDEST_KM and place.precision not in ("country", "unknown")
    )


def _squares(place: Place) -> Iterator[tuple[int, int]]:
    """Squares of one degree that its circle reaches into, widened by half of what two places may lie beyond reach."""
    assert place.lat is not None and place.lon is not None
    reach = (place.radius_km or 0) + TIGHT_KM / 4
    north = reach / _KM_A_DEGREE
    east = min(180.0, north / max(0.01, math.cos(math.radians(min(89.0, abs(place.lat) + north)))))
    rows = range(math.floor(place.lat - north), math.floor(place.lat + north) + 1)
    columns = range(math.floor(place.lon - east), math.floor(place.lon + east) + 1)
    yield from {(row, column % 360) for row, column in product(rows, columns)}


def _tolls(record: EventRecord) -> set[tuple[str, int, int | None]]:
    """Figures that two events hardly share by chance."""
    return {(row.kind, row.low, row.high) for row in record.casualties if row.low >= CROWD}


def _telling(record: EventRecord, wording: Wording, within: int) -> tuple[int, int]:
    day = wording.published or record.when.start
    return (day.toordinal() - within // 2, day.toordinal() + within // 2) if day else _ALWAYS


@lru_cache(maxsize=65536)
def _key(*parts: object) -> int:
    return int.from_bytes(hashlib.blake2b(repr(parts).encode(), digest_size=8).digest(), "big") >> 1
