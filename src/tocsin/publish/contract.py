"""Records to the output contract: takes a ``CodedReport``, gives plain data ready for JSON (docs/contract.md).

Field order is the contract's. Dates are ISO 8601 days, unknown is null, offsets count code points of ``document.text``.
Additions to the contract, all of them optional for a reader: ``span`` beside the words of a date and a location,
``spans``, ``aggregate``, ``why`` and ``country`` of an actor; ``reviews``, ``machine`` and ``rejected`` where people
reviewed. Invariant: ``from_contract(to_contract(c)) == c``
(see ``contract_read``), apart from an anchor written as a trigger offset, which leaves as the id of its event.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from types import MappingProxyType
from typing import Any

from tocsin.model import (
    Actor,
    Attribution,
    Casualty,
    CodedReport,
    Damage,
    EventRecord,
    Forecast,
    Issue,
    Place,
    Report,
    Review,
    Shape,
    SourceMention,
    Span,
    When,
)

__all__ = ["date_row", "location_row", "review_row", "to_contract", "to_json"]

Row = dict[str, Any]


def to_json(coded: CodedReport) -> str:
    """One line of JSON, without a line break; non-ASCII letters stay as they are."""
    return json.dumps(to_contract(coded), ensure_ascii=False, separators=(", ", ": "))


def to_contract(coded: CodedReport) -> Row:
    """The contract's object for one report."""
    anchors = _anchors(coded)
    return {
        "document": _document(coded.report),
        "events": [_event(event, anchors) for event in coded.events],
        "forecasts": [_forecast(forecast) for forecast in coded.forecasts],
        "issues": [_issue(issue) for issue in coded.issues],
        **({"rejected": [_event(event, anchors) for event in coded.rejected]} if coded.rejected else {}),
    }


def _anchors(coded: CodedReport) -> dict[str, str]:
    """The anchors that name an event by its trigger's offset, and the event's id."""
    triggers = ((event.id, span) for event in coded.events for name, span in event.evidence if name == "trigger")
    return {f"event:{span.start}": event_id for event_id, span in triggers}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _offsets(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _words(span: Span | None) -> str | None:
    return span.text if span else None


def _span(span: Span) -> Row:
    return {"start": span.start, "end": span.end, "text": span.text}


def _document(report: Report) -> Row:
    return {
        "id": report.id,
        "source": report.source,
        "source_kind": report.source_kind,
        "url": report.url,
        "title": report.title,
        "byline": list(report.byline),
        "language": report.language,
        "published": _day(report.published),
        "published_from": report.published_from,
        "text": report.text,
    }


def _event(event: EventRecord, anchors: dict[str, str]) -> Row:
    return {
        "id": event.id,
        "event_type": event.event_type,
        "sub_event_type": event.sub_event_type,
        "plover": {"event": event.plover_event, "mode": event.plover_mode},
        "ucdp_violence": event.ucdp_violence,
        "modality": event.modality,
        "background": event.background,
        "date": date_row(event.when, anchors),
        "location": location_row(event.place),
        "actors": [_actor(actor) for actor in event.actors],
        "weapons": [{"kind": weapon.kind, **_text_first(weapon.span)} for weapon in event.weapons],
        "casualties": [_casualty(casualty) for casualty in event.casualties],
        "damage": [_damage(damage) for damage in event.damage],
        "attribution": _attribution(event.attribution),
        "evidence": [{"field": name, **_span(span)} for name, span in event.evidence],
        "score": event.score,
        "coder": event.coder,
        **({"reviews": [review_row(review) for review in event.reviews]} if event.reviews else {}),
        **({"machine": _event(event.machine, anchors)} if event.machine else {}),
    }


def review_row(review: Review) -> Row:
    """The contract's ``review``; its spans are null where an edit rests on no words."""
    return asdict(review)


def _text_first(span: Span) -> Row:
    return {"text": span.text, "start": span.start, "end": span.end}


def date_row(when: When, anchors: Mapping[str, str] = MappingProxyType({})) -> Row:
    """The contract's ``date``; ``anchors`` gives the event's id for an anchor that names a trigger offset."""
    anchor = when.anchor
    if anchor is not None and anchor in anchors:
        anchor = f"event:{anchors[anchor]}"
    return {
        "start": _day(when.start),
        "end": _day(when.end),
        "precision": when.precision,
        "text": _words(when.span),
        "span": _offsets(when.span),
        "anchor": anchor,
        "candidates": [{"start": _day(c.start), "end": _day(c.end), "why": c.why} for c in when.candidates],
        "flags": list(when.flags),
        "aggregate": when.aggregate,
    }


def _shape(shape: Shape) -> Row:
    row: Row = {"kind": shape.kind}
    if shape.of is not None:
        row["of"] = shape.of
    if shape.bearing is not None:
        row["bearing"] = shape.bearing
    if shape.km is not None:
        row["km"] = shape.km
    if shape.ends is not None:
        row["from"], row["to"] = shape.ends
    return row


def location_row(place: Place) -> Row:
    """The contract's ``location``."""
    return {
        "name": place.name,
        "text": _words(place.span),
        "span": _offsets(place.span),
        "spans": [_span(span) for span in place.spans],
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "shape": _shape(place.shape),
        "precision": place.precision,
        "gazetteer_id": place.gazetteer_id,
        "candidates": [
            {"name": c.name, "gazetteer_id": c.gazetteer_id, "lat": c.lat, "lon": c.lon, "score": c.score, "why": c.why}
            for c in place.candidates
        ],
        "why": place.why,
    }


def _actor(actor: Actor) -> Row:
    return {
        "role": actor.role,
        "id": actor.id,
        "name": actor.name,
        "text": actor.span.text,
        "kind": actor.kind,
        "start": actor.span.start,
        "end": actor.span.end,
        "country": actor.country,
        "why": actor.why,
    }


def _casualty(casualty: Casualty) -> Row:
    return {
        "kind": casualty.kind,
        "of": casualty.of,
        "low": casualty.low,
        "high": casualty.high,
        **_text_first(casualty.span),
        "said_by": casualty.said_by,
        "rival": casualty.rival,
    }


def _damage(damage: Damage) -> Row:
    return {"object": damage.object, "count": damage.count, "extent": damage.extent, **_text_first(damage.span)}


def _attribution(attribution: Attribution) -> Row:
    return {
        "status": attribution.status,
        "claimant": attribution.claimant,
        "sources": [_source(source) for source in attribution.sources],
        "hedges": list(attribution.hedges),
    }


def _source(source: SourceMention) -> Row:
    row: Row = {"name": source.name, "actor": source.actor, "kind": source.kind, "stance": source.stance}
    if source.span:
        row |= {"start": source.span.start, "end": source.span.end, "text": source.span.text}
    return row


def _forecast(forecast: Forecast) -> Row:
    window = forecast.window
    return {
        **_text_first(forecast.span),
        "speaker": forecast.speaker,
        "direction": forecast.direction,
        "what": forecast.what,
        "area": list(forecast.area),
        "window": {"start": _day(window.start), "end": _day(window.end)} if window else None,
        "question": forecast.question,
        "why": forecast.why,
    }


def _issue(issue: Issue) -> Row:
    return {"kind": issue.kind, **_span(issue.span), "note": issue.note}
