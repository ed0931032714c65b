"""What an address asks for: takes query parameters, gives a ``Search``, and gives the parameters back for links.

The view's whole state stands in the address, so that a view can be sent to somebody. Values that make no sense are
refused with the parameter's name; empty ones ask for nothing. Invariant: ``asked(to_query(asked(q))) == asked(q)``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from tocsin.errors import InputError
from tocsin.store import Search

__all__ = ["MANY", "api_link", "as_day", "asked", "day_of", "link", "to_query"]

MANY = ("country", "admin1", "event_type", "status", "actor", "source", "language")
"""Wishes that may hold several values."""
_MOST = 50
"""Values of one parameter: more than any list of checkboxes holds."""
_MOST_ROWS = 5000
"""Rows of one answer of the API (see ``api.wanted``)."""


def asked(query: QueryParams | Mapping[str, str]) -> Search:
    """The search that the parameters ask for.

    Raises:
        InputError: a day, box or number that is none; the error names the parameter.
    """
    many = query if isinstance(query, QueryParams) else QueryParams(dict(query))
    values = {name: _listed(many, name) for name in MANY}
    values["country"] = tuple(code.upper() for code in values["country"])
    return Search(
        **values,
        first=day_of(many, "first"),
        last=day_of(many, "last"),
        box=_box(many.get("bbox")),
        words=_one(many, "words"),
        least_killed=_number(many, "killed"),
    )


def _listed(query: QueryParams, name: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(value.strip() for value in query.getlist(name) if value.strip()))
    if len(found) > _MOST or any("\0" in value for value in found):
        raise InputError(f"at most {_MOST} values, without a null character", name)
    return found


def _one(query: QueryParams, name: str) -> str | None:
    value = query.get(name, "").strip()
    if "\0" in value or len(value) > 200:
        raise InputError("at most 200 characters, none of them null", name)
    return value or None


def day_of(query: QueryParams, name: str) -> date | None:
    """The day that a parameter names, None when it is empty.

    Raises:
        InputError: it names none.
    """
    value = _one(query, name)
    return as_day(value, name) if value else None


def as_day(value: str, name: str) -> date:
    """A day as written YYYY-MM-DD, in no other form of ISO 8601.

    Raises:
        InputError: it is none; ``name`` is the parameter's.
    """
    try:
        found = date.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or found.isoformat() != value:
        raise InputError(f"{value!r} is no day; write YYYY-MM-DD", name)
    return found


def _number(query: QueryParams, name: str) -> int | None:
    value = _one(query, name)
    if value is None:
        return None
    if not (value.isascii() and value.isdecimal() and len(value) < 10):
        raise InputError(f"{value!r} is no number of persons", name)
    return int(value)


def _box(value: str | None) -> tuple[float, float, float, float] | None:
    if not value:
        return None
    try:
        west, south, east, north = (float(part) for part in value.split(","))
    except ValueError as error:
        raise InputError("write west,south,east,north in degrees", "bbox") from error
    if not (all(-180 <= lon <= 180 for lon in (west, east)) and -90 <= south <= north <= 90):
        raise InputError("degrees: longitudes -180 to 180, latitudes -90 to 90 from south to north", "bbox")
    return west, south, east, north


_NAMES = {"box": "bbox", "least_killed": "killed"}


def to_query(search: Search) -> list[tuple[str, str]]:
    """The parameters that ask for this search, in a fixed order."""
    pairs: list[tuple[str, str]] = []
    for one in fields(search):
        value = getattr(search, one.name)
        name = _NAMES.get(one.name, one.name)
        if one.name == "box" and value:
            pairs.append((name, ",".join(f"{part:g}" for part in value)))
        elif isinstance(value, tuple):
            pairs += [(name, part) for part in value]
        elif value is not None:
            pairs.append((name, str(value)))
    return pairs


def link(path: str, search: Search, **more: str) -> str:
    """An address that asks for the search, and for what else is given."""
    query = urlencode([*to_query(search), *more.items()])
    return f"{path}?{query}" if query else path


def api_link(search: Search, form: str) -> str:
    """The address at which the API gives the incidents of the search in a form, by the names that it reads."""
    given = {name: "|".join(getattr(search, name)) for name in MANY}
    given |= {"location": search.words or "", "fatalities": str(search.least_killed or ""), **_days(search)}
    given |= {"bbox": ",".join(f"{part:g}" for part in search.box or ()), "limit": str(_MOST_ROWS), "format": form}
    return f"/api/v1/incidents?{urlencode({name: value for name, value in given.items() if value})}"


def _days(search: Search) -> dict[str, str]:
    if search.first and search.last:
        return {"event_date": f"{search.first}|{search.last}", "event_date_where": "BETWEEN"}
    if search.first or search.last:
        return {"event_date": str(search.first or search.last), "event_date_where": ">=" if search.first else "<="}
    return {}
