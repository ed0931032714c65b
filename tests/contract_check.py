"""The output contract as a checker: takes one object that ``tocsin code --format json`` prints, gives its faults.

Follows docs/contract.md: the keys and their types, the words that a field may hold, and the six rules as far as one
object shows them. Written from the document and not from our code, so that the two can disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

__all__ = ["SUB_EVENTS", "check_contract"]

Row = dict[str, Any]

SUB_EVENTS = {
    "Battles": ["Armed clash", "Government regains territory", "Non-state actor overtakes territory"],
    "Explosions/Remote violence": [
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    ],
    "Violence against civilians": ["Sexual violence", "Attack", "Abduction/forced disappearance"],
    "Protests": ["Peaceful protest", "Protest with intervention", "Excessive force against protesters"],
    "Riots": ["Violent demonstration", "Mob violence"],
    "Strategic developments": [
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory",
        "Other",
    ],
}  # fmt: skip
"""ACLED's six event types and twenty-five sub-event types (codebook 2024)."""

WORDS = {
    "source_kind": "media party government igo ngo social reference unknown",
    "published_from": "option metadata dateline url",
    "language": "en fr es",
    "modality": "occurred ongoing planned threatened attempted foiled hypothetical denied",
    "date_precision": "day week month year unknown",
    "place_precision": "exact near axis admin2 admin1 country unknown",
    "shape": "point area bearing axis distance",
    "bearing": "N NE E SE S SW W NW",
    "role": "attacker target victim participant arrested signatory speaker",
    "actor_kind": "state rebel political_militia communal_militia pmc civilians protesters rioters external "
    "unidentified",
    "casualty": "killed wounded abducted missing captured displaced arrested",
    "status": "claimed reported confirmed alleged denied",
    "stance": "claims reports confirms accuses denies",
    "direction": "increase decrease change",
}
_WORDS = {field: frozenset(words.split()) for field, words in WORDS.items()}
_RADIUS_KM = 2500.0  # half the width of the largest country


def check_contract(row: Row) -> list[str]:
    """Every way in which the object breaks the contract; empty when there is none."""
    faults = list(_fits(row, _CONTRACT, ""))
    if faults:
        return faults  # the rest relies on the keys
    faults += [*_span_faults(row), *(f"document: {fault}" for fault in _document(row["document"]))]
    for n, forecast in enumerate(row["forecasts"]):
        faults += [f"forecasts[{n}]: {fault}" for fault in _forecast(forecast)]
    for n, event in enumerate(row["events"]):
        faults += [f"events[{n}]: {fault}" for fault in _event(event)]
    faults += _empty_strings(row, "")
    faults += [f"event id {one!r} stands twice" for one in _repeated([event["id"] for event in row["events"]])]
    return faults


def _repeated(values: list[str]) -> set[str]:
    return {value for value in values if values.count(value) > 1}


# keys and types

_TEXT, _NUMBER, _FLAG, _LIST, _OBJECT = (str,), (int, float), (bool,), (list,), (dict,)
_NONE = (type(None),)
_SPAN: Row = {"text": _TEXT, "start": (int,), "end": (int,)}
_DOCUMENT: Row = {
    "id": _TEXT, "source": _TEXT + _NONE, "source_kind": _TEXT, "url": _TEXT + _NONE, "title": _TEXT + _NONE,
    "byline": [_TEXT], "language": _TEXT, "published": _TEXT + _NONE, "published_from": _TEXT + _NONE, "text": _TEXT,
}  # fmt: skip
_EVENT: Row = {
    "id": _TEXT, "event_type": _TEXT, "sub_event_type": _TEXT,
    "plover": {"event": _TEXT + _NONE, "mode": _TEXT + _NONE},
    "ucdp_violence": (int, *_NONE), "modality": _TEXT, "background": _FLAG,
    "date": {
        "start": _TEXT + _NONE, "end": _TEXT + _NONE, "precision": _TEXT, "text": _TEXT + _NONE,
        "anchor": _TEXT + _NONE,
        "candidates": [{"start": _TEXT, "end": _TEXT, "why": _TEXT}], "flags": [_TEXT],
    },
    "location": {
        "name": _TEXT + _NONE, "text": _TEXT + _NONE, "country": _TEXT + _NONE, "admin1": _TEXT + _NONE,
        "admin2": _TEXT + _NONE, "lat": _NUMBER + _NONE, "lon": _NUMBER + _NONE, "radius_km": _NUMBER + _NONE,
        "shape": {"kind": _TEXT}, "precision": _TEXT, "gazetteer_id": _TEXT + _NONE,
        "candidates": [{"name": _TEXT, "gazetteer_id": _TEXT, "lat": _NUMBER, "lon": _NUMBER, "score": _NUMBER,
                        "why": _TEXT}],
        "why": _TEXT,
    },
    "actors": [{"role": _TEXT, "id": _TEXT + _NONE, "name": _TEXT, "kind": _TEXT, **_SPAN}],
    "weapons": [{"kind": _TEXT, **_SPAN}],
    "casualties": [{"kind": _TEXT, "of": _TEXT + _NONE, "low": (int,), "high": (int, *_NONE), "said_by": _TEXT + _NONE,
                    **_SPAN}],
    "damage": [{"object": _TEXT, "count": (int, *_NONE), "extent": _TEXT, **_SPAN}],
    "attribution": {
        "status": _TEXT, "claimant": _TEXT + _NONE, "hedges": [_TEXT],
        "sources": [{"name": _TEXT, "actor": _TEXT + _NONE, "kind": _TEXT, "stance": _TEXT}],
    },
    "evidence": [{"field": _TEXT, **_SPAN}], "score": _NUMBER, "coder": _TEXT,
}  # fmt: skip
_FORECAST: Row = {
    **_SPAN, "speaker": _TEXT + _NONE, "direction": _TEXT, "what": _TEXT, "area": [_TEXT], "window": _OBJECT + _NONE,
    "question": _TEXT + _NONE,
}  # fmt: skip
_CONTRACT: Row = {
    "document": _DOCUMENT,
    "events": [_EVENT],
    "forecasts": [_FORECAST],
    "issues": [{"kind": _TEXT, "note": _TEXT, **_SPAN}],
}


def _fits(value: Any, form: Any, path: str) -> Iterator[str]:
    """A form is a tuple of types, a list of one form (for every member), or an object of forms; more keys are fine."""
    if isinstance(form, tuple):
        if not isinstance(value, form) or (isinstance(value, bool) and bool not in form):
            yield f"{path}: {value!r} is none of {', '.join(kind.__name__ for kind in form)}"
    elif isinstance(form, list):
        if not isinstance(value, list):
            yield f"{path}: {value!r} is no list"
            return
        for n, member in enumerate(value):
            yield from _fits(member, form[0], f"{path}[{n}]")
    elif not isinstance(value, dict):
        yield f"{path}: {value!r} is no object"
    else:
        for key, inner in form.items():
            if key not in value:
                yield f"{path}.{key}: missing"
            else:
                yield from _fits(value[key], inner, f"{path}.{key}")


# rule 1: spans, wherever they stand


def _span_faults(row: Row) -> Iterator[str]:
    text = row["document"]["text"]
    for path, node in _objects({**row, "document": {}}, ""):
        if isinstance(node.get("start"), int) and isinstance(node.get("end"), int):
            yield from _span(path, node["start"], node["end"], node.get("text"), text)
        if isinstance(node.get("span"), list):
            yield from _span(f"{path}.span", *node["span"], node.get("text"), text)


def _span(path: str, start: int, end: int, words: str | None, text: str) -> Iterator[str]:
    if not 0 <= start < end <= len(text):
        yield f"{path}: {start}:{end} lies outside the text of {len(text)} characters"
    elif words is not None and text[start:end] != words:
        yield f"{path}: {start}:{end} is {text[start:end]!r}, not {words!r}"


def _objects(value: Any, path: str) -> Iterator[tuple[str, Row]]:
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            yield from _objects(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from _objects(inner, f"{path}[{n}]")


def _empty_strings(value: Any, path: str) -> Iterator[str]:
    """Rule 3: unknown is null, never ""; a reason may be empty where there is nothing to explain."""
    for where, node in _objects(value, path):
        for key, inner in node.items():
            if isinstance(inner, str) and not inner.strip() and key not in ("why", "note"):
                yield f"{where}.{key}: an empty string"


# events


def _event(event: Row) -> Iterator[str]:
    if event["sub_event_type"] not in SUB_EVENTS.get(event["event_type"], ()):
        yield f"{event['sub_event_type']!r} is no sub-event of {event['event_type']!r}"
    yield from _known("modality", event["modality"])
    if event["ucdp_violence"] not in (1, 2, 3, None):
        yield f"ucdp_violence {event['ucdp_violence']}"
    if not 0 <= event["score"] <= 1:
        yield f"score {event['score']}"
    if not event["evidence"]:
        yield "no evidence"
    for part in (_date, _location, _actors, _casualties, _attribution):
        yield from part(event)


def _known(field: str, value: str | None) -> Iterator[str]:
    if value not in _WORDS[field]:
        yield f"{field} {value!r}"


def _date(event: Row) -> Iterator[str]:
    when = event["date"]
    yield from _known("date_precision", when["precision"])
    try:
        start, end = (date.fromisoformat(when[key]) if when[key] else None for key in ("start", "end"))
    except ValueError as error:
        yield f"date: {error}"
        return
    if start and end and end < start:
        yield f"date ends before it starts: {start} > {end}"
    if (start or end) and when["text"] is None and not when["flags"]:
        yield "date without words and without a flag that says what it was inferred from (rule 2)"
    if not start and not end:
        if not when["flags"]:
            yield "no date and no flag that says why (rule 3)"
        if when["precision"] != "unknown":
            yield f"no date, yet precision {when['precision']}"
    if start and end and when["precision"] == "day" and (end - start).days > 1:
        yield f"precision day over {start} to {end}"  # a night has two days


def _location(event: Row) -> Iterator[str]:
    place = event["location"]
    yield from _known("place_precision", place["precision"])
    yield from _known("shape", place["shape"]["kind"])
    yield from _shape(place["shape"])
    if not place["why"].strip():
        yield "location without a why (rules 2 and 3)"
    if place["country"] is not None and not re.fullmatch(r"[A-Z]{2}", place["country"]):
        yield f"country {place['country']!r}"
    yield from _point(place)
    if place["name"] is not None and place["text"] is None and not place["why"].strip():
        yield "a place without words"


def _point(place: Row) -> Iterator[str]:
    lat, lon, radius = place["lat"], place["lon"], place["radius_km"]
    if (lat is None) != (lon is None):
        yield "half a point"
    if lat is None or lon is None:
        return
    if (lat, lon) == (0, 0) or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        yield f"point {lat}, {lon}"
    if radius is None or not 0 < radius <= _RADIUS_KM:
        yield f"a point with radius {radius}"
    if place["precision"] == "unknown":
        yield "a point of unknown precision"


def _shape(shape: Row) -> Iterator[str]:
    needed = {"bearing": ("of", "bearing"), "axis": ("from", "to"), "distance": ("of", "km")}.get(shape["kind"], ())
    yield from (f"shape {shape['kind']} without {key}" for key in needed if shape.get(key) is None)
    if shape.get("bearing") is not None:
        yield from _known("bearing", shape["bearing"])


def _actors(event: Row) -> Iterator[str]:
    for actor in event["actors"]:
        yield from _known("role", actor["role"])
        yield from _known("actor_kind", actor["kind"])


def _casualties(event: Row) -> Iterator[str]:
    for row in event["casualties"]:
        yield from _known("casualty", row["kind"])
        if row["low"] < 0 or (row["high"] is not None and row["high"] < row["low"]):
            yield f"toll {row['low']} to {row['high']}"
        if f"casualties.{row['kind']}" not in {entry["field"] for entry in event["evidence"]}:
            yield f"a figure of {row['kind']} that no evidence names (rule 2)"


def _attribution(event: Row) -> Iterator[str]:
    said = event["attribution"]
    yield from _known("status", said["status"])
    for source in said["sources"]:
        yield from _known("stance", source["stance"])
    if said["status"] == "claimed" and said["claimant"] is None:
        yield "claimed by nobody"
    others = [source for source in said["sources"] if source["kind"] not in ("party", "media", "social", "reference")]
    if said["status"] == "confirmed" and not others:
        yield "confirmed on a party's own word (rule 6)"


# the document and its forecasts


def _document(document: Row) -> Iterator[str]:
    yield from _known("source_kind", document["source_kind"])
    yield from _known("language", document["language"])
    if (document["published"] is None) != (document["published_from"] is None):
        yield "published and published_from don't go together"
    if document["published_from"] is not None:
        yield from _known("published_from", document["published_from"])
    if not re.fullmatch(r"sha256:[0-9a-f]{64}", document["id"]):
        yield f"id {document['id']!r}"


def _forecast(forecast: Row) -> Iterator[str]:
    yield from _known("direction", forecast["direction"])
    if forecast["question"] is None and not forecast.get("why"):
        yield "no question and no why"
    yield from (f"area {code!r}" for code in forecast["area"] if not re.fullmatch(r"[A-Z]{2}", code))
