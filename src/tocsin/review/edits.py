"""A field as a person typed it, to data, and data into a record. Takes words, gives JSON that needs no look-up again.

Names of places and actors are looked up once, when they are typed, and kept as found: later knowledge doesn't change
what a person said. Forms: ``2024-06-11`` or ``2024-06-10/2024-06-12``; ``Niono``, ``Niono, ML`` or ``a well, ML @ 14.3
-5.9 5km``; ids or names of actors joined by ``;``; ``12``, ``10-12``, ``10+``; ``–`` empties a field. Invariant: an
edit changes its field and the evidence of it, and what is reckoned from it (type codes, UCDP's kind of violence).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from tocsin.errors import InputError
from tocsin.knowledge import actors
from tocsin.knowledge.actors.named import key_named
from tocsin.knowledge.gazetteer import country_named, gazetteer
from tocsin.knowledge.ontology import is_sub_event, sub_event, ucdp_violence
from tocsin.model import Actor, Casualty, EventRecord, Place, Review, Span, When
from tocsin.review.fields import FIELDS, NOTHING, ROLES, TOLLS

__all__ = ["edited", "settled"]

_STATUSES = ("claimed", "reported", "confirmed", "alleged", "denied")
_TOLL = re.compile(r"(\d{1,7})(?:\s*([-–+])\s*(\d{1,7})?)?", re.ASCII)
_POINT = re.compile(r"([^@]*)@\s*(-?\d+(?:\.\d+)?)[\s,]+(-?\d+(?:\.\d+)?)(?:[\s,]+(\d+(?:\.\d+)?)\s*km)?", re.ASCII)
_USUAL_KM = 5.0
"""Radius of a point given without one: a village and its fields."""
_EVIDENCE = {
    **{"type": "trigger", "date": "date", "place": "location", "status": "attribution"},
    **{role: f"actors.{role}" for role in ROLES},
    **{kind: f"casualties.{kind}" for kind in TOLLS},
}
"""What the contract calls the evidence of each field."""


def settled(record: EventRecord, field: str, typed: str) -> str:
    """The data of an edit, from what was typed.

    Raises:
        InputError: no such field, or words that it can't hold.
    """
    words = typed.strip()
    if field not in FIELDS or not words:
        raise InputError(f"an edit gives one of {', '.join(FIELDS)} a value", field[:40] or "field")
    if field in ROLES:
        return json.dumps([_party(name) for name in words.split(";") if name.strip(f" {NOTHING}")])
    readers: dict[str, Callable[[EventRecord, str], Any]] = {"type": _type, "date": _date, "place": _place}
    readers |= {"status": _status} | dict.fromkeys(TOLLS, _toll)
    return json.dumps(readers[field](record, words))


def edited(record: EventRecord, review: Review) -> EventRecord:
    """The record with one edit in it; ``reviews`` and ``machine`` are the caller's."""
    data, field = json.loads(review.data), review.field
    changed = replace(record, **_CHANGES[field](record, data, review))
    name = _EVIDENCE[field]
    kept = [row for row in record.evidence if row[0] != name or field == "type"]  # the trigger stays where it stood
    own = [(name, review.span)] if review.span else []
    violence = _ucdp(changed) if field in ROLES else record.ucdp_violence
    return replace(changed, evidence=tuple(dict.fromkeys([*kept, *own])), ucdp_violence=violence)


def _ucdp(record: EventRecord) -> int | None:
    attackers = {one.kind for one in record.actors if one.role == "attacker"}
    return ucdp_violence(attackers, {one.kind for one in record.actors if one.role in ("target", "victim")})


def _type(_record: EventRecord, words: str) -> str:
    if not is_sub_event(words):
        raise InputError("no sub-event type of ACLED has this name", words[:80])
    return words


def _status(_record: EventRecord, words: str) -> str:
    if words not in _STATUSES:
        raise InputError(f"a record is {', '.join(_STATUSES)}", words[:80])
    return words


def _date(_record: EventRecord, words: str) -> list[str | None]:
    if words == NOTHING:
        return [None, None]
    first, _, last = words.partition("/")
    try:
        days = [date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip())]
    except ValueError as error:
        raise InputError("write a day as 2024-06-11, or two joined by a slash", words[:80]) from error
    if days[1] < days[0]:
        raise InputError("the second day is before the first", words[:80])
    return [day.isoformat() for day in days]


def _toll(_record: EventRecord, words: str) -> list[int | None] | None:
    if words == NOTHING:
        return None
    found = _TOLL.fullmatch(words)
    if not found or ((found[2] == "+") == bool(found[3]) and found[2]):
        raise InputError("write persons as 12, 10-12 or 10+", words[:80])
    low = int(found[1])
    high = None if found[2] == "+" else int(found[3] or low)
    if high is not None and high < low:
        raise InputError("the second figure is below the first", words[:80])
    return [low, high]


def _party(words: str) -> dict[str, Any]:
    name = words.strip()
    known = actors.get(name) or actors.get(key_named(name) or "")
    if known is None:
        return {"id": None, "name": name[:200], "kind": "unidentified", "country": None}
    land = known.id[:2].upper() if known.id[2:3] == ":" else None
    return {"id": known.id, "name": known.name, "kind": known.kind, "country": land}


def _place(record: EventRecord, words: str) -> dict[str, Any]:
    if words == NOTHING:
        return {"name": None}
    point = _POINT.fullmatch(words)
    name, _, land = (point[1] if point else words).partition(",")
    country = _country(land.strip()) or record.place.country
    if point:
        lat, lon, km = float(point[2]), float(point[3]), float(point[4] or _USUAL_KM)
        if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 < km <= 1000):
            raise InputError("latitude, longitude in degrees, then a radius in km", words[:80])
        own = {"country": country, "lat": lat, "lon": lon, "radius_km": km, "precision": "near"}
        return {"name": name.strip() or None, **own}
    return _looked_up(name.strip(), country)


def _country(words: str) -> str | None:
    if not words:
        return None
    found = words.upper() if len(words) == 2 else getattr(country_named(words), "code", None)
    if found is None:
        raise InputError("no country has this name; give its English name or ISO 3166 alpha-2 code", words[:80])
    return found


def _looked_up(name: str, country: str | None) -> dict[str, Any]:
    matches = [one.entry for one in gazetteer().exact(name) if country in (None, one.entry.country)]
    if not matches:
        raise InputError("the gazetteer has no such place; add @ latitude longitude, and a radius in km", name[:80])
    found = matches[0]
    point = {"lat": found.lat, "lon": found.lon, "radius_km": found.radius_km, "gazetteer_id": found.gid}
    precision = found.feature if found.feature in ("admin1", "admin2", "country") else "exact"
    return {"name": found.name, "country": found.country, "admin1": found.admin1, "precision": precision, **point}


def _changed_type(_record: EventRecord, data: str, _review: Review) -> dict[str, Any]:
    kind = sub_event(data)
    own = {"plover_event": kind.plover[0], "plover_mode": kind.plover[1]}
    return {"event_type": kind.event_type, "sub_event_type": kind.name, **own}


def _changed_date(_record: EventRecord, data: list[str | None], review: Review) -> dict[str, Any]:
    first, last = (date.fromisoformat(day) if day else None for day in data)
    precision = "unknown" if first is None else "day" if first == last else "week"
    return {"when": When(first, last, precision, review.span, "absolute", flags=("reviewed",))}


def _changed_place(_record: EventRecord, data: dict[str, Any], review: Review) -> dict[str, Any]:
    return {"place": Place(**data, why=f"{review.by}: {review.why}", span=review.span)}


def _changed_side(record: EventRecord, data: list[dict[str, Any]], review: Review) -> dict[str, Any]:
    span, why = review.span or _nowhere(record), f"{review.by}: {review.why}"
    kept = [actor for actor in record.actors if actor.role != review.field]
    return {"actors": (*kept, *(Actor(review.field, span=span, why=why, **one) for one in data))}


def _changed_toll(record: EventRecord, data: list[int] | None, review: Review) -> dict[str, Any]:
    kept = [row for row in record.casualties if row.kind != review.field]
    own = [Casualty(review.field, data[0], data[1], review.span or _nowhere(record))] if data else []
    return {"casualties": (*kept, *own)}


def _changed_status(record: EventRecord, data: str, _review: Review) -> dict[str, Any]:
    return {"attribution": replace(record.attribution, status=data)}


def _nowhere(record: EventRecord) -> Span:
    """A span of no characters, for what a person knows from elsewhere."""
    start = next((span.start for name, span in record.evidence if name == "trigger"), 0)
    return Span(start, start, "")


_CHANGES: dict[str, Callable[[EventRecord, Any, Review], dict[str, Any]]] = {
    "type": _changed_type,
    "date": _changed_date,
    "place": _changed_place,
    "status": _changed_status,
    **dict.fromkeys(ROLES, _changed_side),
    **dict.fromkeys(TOLLS, _changed_toll),
}
