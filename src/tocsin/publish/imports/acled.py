"""ACLED files: takes a row of a user's own export (codebook 2024), gives a coded report.

``time_precision`` 2 allows six days on either side, 3 the whole month; ``geo_precision`` becomes a radius. In battles
and demonstrations both sides take part, elsewhere actor 1 acts on actor 2. ACLED writes 0 for no dead and for no
figure: neither makes a toll. Invariant: the rows are the user's and stay in the user's database.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from tocsin.knowledge.gazetteer import country_named
from tocsin.knowledge.ontology import is_sub_event, sub_event
from tocsin.knowledge.ontology.states import state_of_iso
from tocsin.model import Actor, Casualty, CodedReport, Place, Shape, Span, When
from tocsin.publish.formats.acled import ACLED_COLUMNS, INTER
from tocsin.publish.imports.parties import party
from tocsin.publish.imports.records import Reading, Told, coded_row
from tocsin.publish.imports.sheet import Columns, Row, read_rows
from tocsin.publish.imports.tags import standing_told

__all__ = ["read_acled"]

_OLDER = (
    "data_id",
    "event_id_no_cnty",
    "iso3",
    "population_1km",
    "population_2km",
    "population_5km",
    "population_best",
)
_COLUMNS = Columns(
    "ACLED",
    frozenset((*ACLED_COLUMNS, *_OLDER)),
    ("event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "country", "location",
     "latitude", "longitude", "geo_precision", "fatalities"),
)  # fmt: skip
_TOLD = Told("ACLED", "acled", "event_id_cnty")
_PLACE = {
    1: ("exact", 8.0, "the named place itself"),
    2: ("near", 40.0, "near the named place or in a part of a region"),
    3: ("admin1", 120.0, "somewhere in the region"),
}
"""Precision, kilometres (the gazetteer's own defaults for a town, a district and a region) and ACLED's meaning."""
_WEEK = timedelta(days=6)
"""The farthest that a day which stands for a week can lie from the event."""
_CODES = ("state", "rebel", "political_militia", "communal_militia", "rioters", "protesters", "civilians", "external")
"""Kinds by ACLED's older numbers, 1 to 8."""
_BOTH = frozenset(["Battles", "Protests", "Riots"])


def read_acled(path: Path) -> Iterator[CodedReport]:
    """One coded report a row.

    Raises:
        InputError: a cell doesn't fit; the message names row and column.
    """
    return (coded_row(row, _TOLD, _reading(row)) for row in read_rows(path, _COLUMNS))


def _reading(row: Row) -> Reading:
    kind = row.must("sub_event_type")
    if not is_sub_event(kind):
        row.refuse("sub_event_type", f"{kind!r} is no sub-event type of ACLED's 2024 codebook")
    if row.must("event_type") != sub_event(kind).event_type:
        row.refuse("event_type", f"{row.must('event_type')!r} has no sub-event type {kind!r}")
    return Reading(
        title=f"{kind}, {row.must('location')}",
        sub_event_type=kind,
        kind_column="sub_event_type",
        when=_when(row),
        place=_place(row),
        actors=tuple(_actors(row, sub_event(kind).event_type)),
        casualties=_toll(row),
        said=standing_told(row),
        published=row.instant("timestamp"),
    )


def _when(row: Row) -> When:
    day, code = row.day("event_date"), row.code("time_precision", (1, 2, 3))
    span = row.spans["event_date"]
    if code == 1:
        return When(day, day, "day", span, "absolute")
    if code == 2:
        return When(day - _WEEK, day + _WEEK, "week", span, "absolute")
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return When(day.replace(day=1), following - timedelta(days=1), "month", span, "absolute")


def _place(row: Row) -> Place:
    code = row.code("geo_precision", tuple(_PLACE))
    precision, radius_km, why = _PLACE[code]
    return Place(
        name=row.must("location"),
        country=_country(row),
        admin1=row.words("admin1"),
        admin2=row.words("admin2"),
        lat=row.degrees("latitude", 90),
        lon=row.degrees("longitude", 180),
        radius_km=radius_km,
        shape=Shape("point" if precision == "exact" else "area"),
        precision=precision,
        why=f"ACLED geo_precision {code}: {why}",
        span=row.stretch("country", "admin1", "admin2", "location", "latitude", "longitude"),
    )


def _country(row: Row) -> str | None:
    number = row.whole("iso")
    found = state_of_iso(number) if number else None
    if number and found is None:
        row.refuse("iso", f"{number} is no country of ISO 3166-1")
    named = country_named(row.must("country"))
    return found or (named.code if named else None)


def _actors(row: Row, event_type: str) -> Iterator[Actor]:
    for number, acting in (("1", True), ("2", False)):
        role = "participant" if event_type in _BOTH else "attacker" if acting else "target"
        for column in (f"actor{number}", f"assoc_actor_{number}"):
            kind = _kind(row, f"inter{number}")
            for name, span in _split(row, column):
                yield party(name, span, role, kind)


def _split(row: Row, column: str) -> Iterator[tuple[str, Span]]:
    """Names in a cell, separated by ";", each with its own span."""
    cell = row.spans.get(column)
    at = cell.start if cell else 0
    for piece in cell.text.split(";") if cell else ():
        name = piece.strip()
        start = at + piece.find(name)
        at += len(piece) + 1
        if name:
            yield name, Span(start, start + len(name), name)


def _kind(row: Row, column: str) -> str:
    """The contract's kind for ACLED's word or older number; 0 and an empty cell tell none."""
    word = row.words(column)
    if word in (None, "0"):
        return "unidentified"
    if word in INTER.values():
        return next(kind for kind, name in INTER.items() if name == word)
    return _CODES[row.code(column, tuple(range(1, len(_CODES) + 1))) - 1]


def _toll(row: Row) -> tuple[Casualty, ...]:
    dead = row.whole("fatalities")
    return (Casualty("killed", dead, dead, row.spans["fatalities"]),) if dead else ()
