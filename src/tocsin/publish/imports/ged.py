"""UCDP GED files: takes a row of GED (codebook 24.1), gives a coded report.

Types of violence 1 and 2 become armed clashes between two participants, type 3 an attack by side A on civilians.
``where_prec`` becomes a radius, ``date_start`` to ``date_end`` the interval, ``low`` to ``high`` one toll; the dead are
said to be civilians where all of them are. Invariant: a row is one event record and says no more than its cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tocsin.knowledge.gazetteer import countries, country_named
from tocsin.knowledge.ontology.states import state_of_ward
from tocsin.model import Actor, Attribution, Casualty, CodedReport, Interval, Place, Shape, When
from tocsin.publish.formats.ucdp import GED_COLUMNS
from tocsin.publish.imports.parties import party
from tocsin.publish.imports.records import Reading, Told, coded_row, voices
from tocsin.publish.imports.sheet import Columns, Row, read_rows

__all__ = ["read_ged"]

_COLUMNS = Columns(
    "UCDP GED",
    frozenset(GED_COLUMNS),
    ("id", "type_of_violence", "side_a", "side_b", "where_prec", "latitude", "longitude", "country", "date_prec",
     "date_start", "date_end", "best", "high", "low"),
)  # fmt: skip
_TOLD = Told("UCDP GED", "ucdp-ged", "id")
_TIME = {1: "day", 2: "week", 3: "week", 4: "month", 5: "year"}
_PLACE = {
    1: ("exact", 8.0, "the named place itself"),
    2: ("near", 25.0, "within about 25 km of the named place"),
    3: ("admin2", 40.0, "somewhere in the second-order division"),
    4: ("admin1", 120.0, "somewhere in the first-order division"),
    5: ("near", 80.0, "along a line or in a fuzzy area"),
    6: ("country", 500.0, "somewhere in the country"),
    7: ("near", 200.0, "in international waters or airspace"),
}
"""Precision, kilometres and meaning of each ``where_prec``: 2 as the codebook says; a town, a district, a region and a
river reach as far as the gazetteer's own defaults; a country's own radius is used where it is known."""
_TOLL = ("best", "high", "low")
_KINDS = {1: "Armed clash", 2: "Armed clash", 3: "Attack"}


def read_ged(path: Path) -> Iterator[CodedReport]:
    """One coded report a row.

    Raises:
        InputError: a cell doesn't fit; the message names row and column.
    """
    return (coded_row(row, _TOLD, _reading(row)) for row in read_rows(path, _COLUMNS))


def _reading(row: Row) -> Reading:
    violence = row.code("type_of_violence", (1, 2, 3))
    return Reading(
        title=row.words("dyad_name") or f"{row.must('side_a')} - {row.must('side_b')}",
        sub_event_type=_KINDS[violence],
        kind_column="type_of_violence",
        when=_when(row),
        place=_place(row),
        actors=_actors(row, violence),
        casualties=_toll(row),
        said=Attribution(sources=voices(row, "source_office")),
        ucdp_violence=violence,
    )


def _when(row: Row) -> When:
    first, last = row.day("date_start"), row.day("date_end")
    if last < first:
        row.refuse("date_end", f"{last} is before date_start {first}")
    days = Interval(first, last)
    precision = _TIME[row.code("date_prec", tuple(_TIME))]
    return When(days.start, days.end, precision, row.stretch("date_start", "date_end"), "absolute")


def _place(row: Row) -> Place:
    code = row.code("where_prec", tuple(_PLACE))
    precision, radius_km, why = _PLACE[code]
    ward = row.whole("country_id")
    named = country_named(row.must("country").partition(" (")[0])
    country = (state_of_ward(ward) if ward else None) or (named.code if named else None)
    if code == 6 and country:
        radius_km = countries()[country].radius_km
    return Place(
        name=row.words("where_coordinates") or row.words("adm_2") or row.words("adm_1") or row.words("country"),
        country=country,
        admin1=row.words("adm_1"),
        admin2=row.words("adm_2"),
        lat=row.degrees("latitude", 90),
        lon=row.degrees("longitude", 180),
        radius_km=radius_km,
        shape=Shape("point" if precision == "exact" else "area"),
        precision=precision,
        why=f"UCDP where_prec {code}: {why}",
        span=row.stretch("where_coordinates", "adm_1", "adm_2", "latitude", "longitude", "country"),
    )


def _actors(row: Row, violence: int) -> tuple[Actor, ...]:
    """Side A attacks civilians in one-sided violence; else both take part."""
    roles = ("attacker", "victim") if violence == 3 else ("participant", "participant")
    return tuple(
        party(row.must(column), row.spans[column], role, _kind(row.must(column), violence))
        for column, role in zip(("side_a", "side_b"), roles, strict=True)
    )


def _kind(name: str, violence: int) -> str:
    """By UCDP's definitions: a government, civilians, an opposition organisation (1), an armed group (2 and 3)."""
    if name.startswith("Government of "):
        return "state"
    if name == "Civilians":
        return "civilians"
    return "rebel" if violence == 1 else "political_militia"


def _toll(row: Row) -> tuple[Casualty, ...]:
    """From the smallest figure to the largest: in GED itself the best one sometimes lies outside low and high."""
    best, high, low = (row.whole(column) or 0 for column in _TOLL)
    of = "civilians" if best and row.whole("deaths_civilians") == best else None
    span = row.stretch(*_TOLL)
    return (Casualty("killed", min(low, best), max(high, best), span, of),) if high or best else ()
