"""STIX 2.1 (OASIS): takes dossiers and a sharing mark, gives a bundle made and validated by the stix2 library.

An incident is an ``incident`` whose description names its speakers, its reports are external references; actors are
``identity``, places ``location`` with their radius as precision. Ids are UUIDv5 of ours, so that the same records give
the same bytes. Invariant: a party's role is told in a relation's description with the incident's standing, and no
relation says ``attributed-to``.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from tocsin.errors import MissingExtraError
from tocsin.model import Actor, Report
from tocsin.publish.dossier import Dossier
from tocsin.publish.formats.rows import said, sides
from tocsin.publish.formats.tables import Written
from tocsin.publish.marks import Mark
from tocsin.publish.speakers import report_name
from tocsin.publish.wording import BRIEFLY, days, where

__all__ = ["to_stix"]

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://tocsin.invalid/stix")
_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
_MARKED = datetime(2022, 10, 1, tzinfo=UTC)
"""The day of the marks' own definitions (OASIS, TLP 2.0 extension)."""
_MARKS = {
    "TLP:CLEAR": "94868c89-83c2-464b-929b-a1a8aa3c8487",
    "TLP:GREEN": "bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "TLP:AMBER": "55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "TLP:AMBER+STRICT": "939a9414-2ddd-4d32-a0cd-375ea402b003",
    "TLP:RED": "e828b379-4e03-4974-9ac4-e53a884c97c1",
}
_CLASSES = {"civilians": "class", "protesters": "class", "rioters": "class", "unidentified": "group"}
_EPOCH = date(1970, 1, 1)
"""Stands for the day of making when neither the reports nor the event have one: STIX demands a day."""


def to_stix(dossiers: Sequence[Dossier], mark: Mark) -> Written:
    """The bundle, every object under the mark.

    Raises:
        MissingExtraError: the extra ``exports`` isn't installed.
    """
    try:
        import stix2
    except ImportError as error:
        raise MissingExtraError("this export", "exports") from error
    found: dict[str, Any] = {}
    marking = _marking(stix2, mark)
    for dossier in dossiers:
        found |= {one["id"]: one for one in _objects(stix2, dossier, marking["id"]) if one["id"] not in found}
    bundle = stix2.Bundle(objects=[marking, *found.values()], id=_id("bundle", *found, mark))
    text: str = bundle.serialize()  # the library's own pretty form takes time with the square of the objects
    stix2.parse(text, allow_custom=False)
    return Written((json.dumps(json.loads(text), indent=4, ensure_ascii=False) + "\n").encode())


def _id(kind: str, *words: str) -> str:
    return f"{kind}--{uuid.uuid5(_SPACE, chr(10).join((kind, *words)))}"


def _marking(stix2: Any, mark: Mark) -> Any:
    level = mark.removeprefix("TLP:").lower()
    extension = {"extension_type": "property-extension", "tlp_2_0": level}
    return stix2.MarkingDefinition(
        id=f"marking-definition--{_MARKS[mark]}", created=_MARKED, name=mark, extensions={_EXTENSION: extension}
    )


def _objects(stix2: Any, dossier: Dossier, marking: str) -> Iterator[Any]:
    """The incident, then its place and parties, each with its relation."""
    made = _instant(dossier)
    common = {"created": made, "modified": made, "object_marking_refs": [marking]}
    incident = _incident(stix2, dossier, common)
    yield incident
    fixed = {**common, "created": _stamp(_EPOCH), "modified": _stamp(_EPOCH)}  # shared by incidents of many days
    place = dossier.incident.place
    if place.lat is not None or place.country:
        location = _location(stix2, dossier, fixed)
        yield location
        yield _relation(stix2, (incident["id"], "located-at", location["id"]), where(place), common)
    for name, actors in zip(("first", "second"), sides(dossier), strict=True):
        for actor in actors:
            identity = _identity(stix2, actor, fixed)
            yield identity
            words = f"{actor.role} ({name} side), as {dossier.incident.status}"
            yield _relation(stix2, (incident["id"], "related-to", identity["id"]), words, common)


def _instant(dossier: Dossier) -> datetime:
    """The day of the latest report, else the event's own."""
    known = [source.report.published for source in dossier.sources if source.report.published]
    return _stamp(max(known, default=dossier.incident.when.end or _EPOCH))


def _stamp(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _incident(stix2: Any, dossier: Dossier, common: dict[str, Any]) -> Any:
    incident = dossier.incident
    kind = BRIEFLY.get(incident.sub_event_type, incident.sub_event_type)
    return stix2.Incident(
        id=_id("incident", incident.id),
        name=f"{incident.status}: {kind}, {where(incident.place)}, {days(incident.when)}",
        description=said(dossier),
        labels=[incident.status, incident.event_type, incident.sub_event_type],
        external_references=[
            {"source_name": "tocsin", "external_id": incident.id},
            *(_reference(source.report) for source in dossier.sources),
        ],
        **common,
    )


def _reference(report: Report) -> dict[str, str]:
    told = f"{report.title or 'untitled'}, {report.published or 'undated'}"
    link = {"url": report.url} if report.url and report.source_kind != "party" else {}
    return {"source_name": report_name(report), "description": told, "external_id": report.id, **link}


def _location(stix2: Any, dossier: Dossier, common: dict[str, Any]) -> Any:
    place = dossier.incident.place
    point: dict[str, Any] = {"country": place.country, "administrative_area": place.admin1}
    if place.lat is not None:
        reach = (place.radius_km or 0) * 1000
        point |= {"latitude": place.lat, "longitude": place.lon, "precision": reach or None}
    kept = {key: value for key, value in point.items() if value is not None}
    words = [f"{key} {value}" for key, value in kept.items()]
    return stix2.Location(id=_id("location", where(place), *words), name=where(place), **kept, **common)


def _identity(stix2: Any, actor: Actor, common: dict[str, Any]) -> Any:
    return stix2.Identity(
        id=_id("identity", actor.id or actor.name),
        name=actor.name,
        identity_class=_CLASSES.get(actor.kind, "organization"),
        **common,
    )


def _relation(stix2: Any, ends: tuple[str, str, str], words: str, common: dict[str, Any]) -> Any:
    source, kind, target = ends
    return stix2.Relationship(
        id=_id("relationship", *ends, words),
        source_ref=source,
        relationship_type=kind,
        target_ref=target,
        description=words,
        **common,
    )
