"""What a program asks for: query parameters by the names that ACLED's users know, and a ``Search`` from them.

``event_date=2024-01-01|2024-03-31`` with ``event_date_where=BETWEEN``, ``country=Mali|Niger`` (or ISO 3166 codes),
``event_type``, ``admin1``, ``limit``, ``page`` … read as in ACLED's API guide (2024); ours come on top. Invariant: an
unknown parameter is refused, since a slip must not widen what is asked for.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from tocsin.errors import InputError
from tocsin.knowledge.gazetteer.countries import country_called
from tocsin.knowledge.ontology import event_types, kind_called
from tocsin.serve.asking import as_day, asked
from tocsin.store import Search

__all__ = ["Wanted", "WantedQuery", "search_of"]

MOST_ROWS = 5000
"""Rows of one answer, as in ACLED's API."""
_Text = Annotated[str | None, Field(max_length=500, description="several values are joined by |")]


class Wanted(BaseModel):
    """Filters and paging of incidents. All must hold."""

    model_config = ConfigDict(extra="forbid")

    event_date: _Text = Field(None, description="YYYY-MM-DD, or two days joined by | with BETWEEN")
    event_date_where: Literal["=", "BETWEEN", ">", "<", ">=", "<="] = "="
    year: int | None = Field(None, ge=1, le=9998)
    country: _Text = Field(None, description="names or ISO 3166 alpha-2 codes")
    admin1: _Text = None
    location: str | None = Field(None, max_length=200, description="a part of the place's name")
    event_type: _Text = Field(None, description="ACLED's event types")
    sub_event_type: _Text = Field(None, description="ACLED's sub-event types")
    actor: _Text = Field(None, description="ids of the actor register")
    source: _Text = Field(None, description="outlets or publishers")
    status: _Text = Field(None, description="claimed, reported, disputed, confirmed, denied, refuted")
    language: _Text = Field(None, description="of the reports: en, fr, es")
    fatalities: int | None = Field(None, ge=0, le=10**8, description="killed by the lowest figure, at least")
    bbox: str | None = Field(None, max_length=100, description="west,south,east,north in degrees")
    limit: int = Field(50, ge=1, le=MOST_ROWS)
    page: int = Field(1, ge=1, le=100_000)
    cursor: str | None = Field(None, max_length=120, description="the next of the answer before")
    public: bool = Field(False, description="by the rules of release, TLP:CLEAR; needs an editor and an export format")
    tlp: Literal["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN"] = Field(
        "TLP:AMBER", description="sharing mark"
    )
    format: Literal[
        "json", "csv", "geojson", "parquet", "acled", "ucdp-ged", "plover", "hxl", "stix", "ftm", "geopackage"
    ] = "json"


WantedQuery = Annotated[Wanted, Query()]


def search_of(wanted: Wanted) -> Search:
    """The search for these parameters.

    Raises:
        InputError: a day, country, type or box that is none.
    """
    kinds = [_kind(name) for name in (*_several(wanted.event_type), *_several(wanted.sub_event_type))]
    plain = {"words": wanted.location or "", "bbox": wanted.bbox or ""}
    first, last = _days(wanted)
    return replace(
        asked(plain),
        country=tuple(_code(name) for name in _several(wanted.country)),
        admin1=_several(wanted.admin1),
        event_type=tuple(kinds),
        actor=_several(wanted.actor),
        source=_several(wanted.source),
        status=_several(wanted.status),
        language=_several(wanted.language),
        least_killed=wanted.fatalities,
        first=first,
        last=last,
    )


def _several(value: str | None) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in (value or "").split("|") if part.strip())
    if any("\0" in part for part in parts):
        raise InputError("a null character stands in a value", value)
    return parts


def _code(name: str) -> str:
    found = country_called(name)
    if found is None:
        raise InputError(f"no country {name!r}; give its English name or ISO 3166 alpha-2 code", "country")
    return found.code


def _kind(name: str) -> str:
    found = kind_called(name)
    if found is None:
        raise InputError(f"no type {name!r}; give a sub-event type or one of {', '.join(event_types())}", "event_type")
    return found


def _days(wanted: Wanted) -> tuple[date | None, date | None]:
    if wanted.event_date is None:
        return (date(wanted.year, 1, 1), date(wanted.year, 12, 31)) if wanted.year else (None, None)
    days = [_day(part) for part in _several(wanted.event_date)]
    how = wanted.event_date_where
    if not days or len(days) != (2 if how == "BETWEEN" else 1):
        raise InputError("give one day, or two joined by | with event_date_where=BETWEEN", "event_date")
    one = timedelta(days=1)
    return {
        "=": (days[0], days[0]),
        "BETWEEN": (days[0], days[-1]),
        ">": (days[0] + one, None),
        ">=": (days[0], None),
        "<": (None, days[0] - one),
        "<=": (None, days[0]),
    }[how]


def _day(value: str) -> date:
    found = as_day(value, "event_date")
    if not 2 <= found.year <= 9998:
        raise InputError(f"{value!r} is out of range", "event_date")
    return found
