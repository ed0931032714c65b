"""The output contract back to records: takes the plain data that ``to_contract`` made, gives the ``CodedReport``.

Used by the store, whose payload is the contract's own JSON. Invariant: ``from_contract(to_contract(c)) == c``. Data
that breaks an invariant of ``tocsin.model`` (a span that does not fit its words) is refused, never mended.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tocsin.errors import InputError
from tocsin.model import (
    Actor,
    Attribution,
    Casualty,
    CodedReport,
    Damage,
    EventRecord,
    Forecast,
    Interval,
    Issue,
    Place,
    PlaceCandidate,
    Report,
    Review,
    Shape,
    SourceMention,
    Span,
    TimeCandidate,
    Weapon,
    When,
)

__all__ = ["from_contract", "read_date", "read_event", "read_location", "read_review"]

Row = dict[str, Any]


def from_contract(row: Row) -> CodedReport:
    """The records of one contract object.

    Raises:
        InputError: a field is missing or breaks an invariant of the records.
    """
    try:
        return _coded(row)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"not a contract object: {error!r}") from error


def _coded(row: Row) -> CodedReport:
    report = _report(row["document"])
    return CodedReport(
        report=report,
        events=tuple(read_event(event, report.id) for event in row["events"]),
        forecasts=tuple(_forecast(forecast) for forecast in row["forecasts"]),
        issues=tuple(Issue(issue["kind"], _span(issue), issue["note"]) for issue in row["issues"]),
        rejected=tuple(read_event(event, report.id) for event in row.get("rejected", ())),
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _span(row: Row) -> Span:
    return Span(row["start"], row["end"], row["text"])


def _located(row: Row) -> Span | None:
    return Span(row["span"][0], row["span"][1], row["text"]) if row["span"] else None


def _report(row: Row) -> Report:
    return Report(**{**row, "byline": tuple(row["byline"]), "published": _day(row["published"])})


def read_event(row: Row, report_id: str) -> EventRecord:
    """The ``EventRecord`` of one of a contract object's events."""
    return EventRecord(
        id=row["id"],
        report_id=report_id,
        event_type=row["event_type"],
        sub_event_type=row["sub_event_type"],
        modality=row["modality"],
        background=row["background"],
        when=read_date(row["date"]),
        place=read_location(row["location"]),
        actors=tuple(map(_actor, row["actors"])),
        weapons=tuple(Weapon(weapon["kind"], _span(weapon)) for weapon in row["weapons"]),
        casualties=tuple(map(_casualty, row["casualties"])),
        damage=tuple(Damage(d["object"], d["count"], d["extent"], _span(d)) for d in row["damage"]),
        attribution=_attribution(row["attribution"]),
        evidence=tuple((entry["field"], _span(entry)) for entry in row["evidence"]),
        score=row["score"],
        coder=row["coder"],
        plover_event=row["plover"]["event"],
        plover_mode=row["plover"]["mode"],
        ucdp_violence=row["ucdp_violence"],
        reviews=tuple(map(read_review, row.get("reviews", ()))),
        machine=read_event(row["machine"], report_id) if "machine" in row else None,
    )


def read_review(row: Row) -> Review:
    """The ``Review`` of a contract ``review``."""
    span, trigger = (_span(row[name]) if row[name] else None for name in ("span", "trigger"))
    return Review(**{**row, "span": span, "trigger": trigger})


def read_date(row: Row) -> When:
    """The ``When`` of a contract ``date``."""
    return When(
        start=_day(row["start"]),
        end=_day(row["end"]),
        precision=row["precision"],
        span=_located(row),
        anchor=row["anchor"],
        candidates=tuple(map(_time_candidate, row["candidates"])),
        flags=tuple(row["flags"]),
        aggregate=row["aggregate"],
    )


def _time_candidate(row: Row) -> TimeCandidate:
    return TimeCandidate(date.fromisoformat(row["start"]), date.fromisoformat(row["end"]), row["why"])


def _shape(row: Row) -> Shape:
    ends = (row["from"], row["to"]) if "from" in row else None
    return Shape(row["kind"], row.get("of"), row.get("bearing"), row.get("km"), ends)


def read_location(row: Row) -> Place:
    """The ``Place`` of a contract ``location``."""
    own = {name: row[name] for name in ("name", "country", "admin1", "admin2", "lat", "lon", "radius_km")}
    return Place(
        **own,
        shape=_shape(row["shape"]),
        precision=row["precision"],
        gazetteer_id=row["gazetteer_id"],
        candidates=tuple(PlaceCandidate(**candidate) for candidate in row["candidates"]),
        why=row["why"],
        span=_located(row),
        spans=tuple(map(_span, row["spans"])),
    )


def _actor(row: Row) -> Actor:
    return Actor(row["role"], row["id"], row["name"], row["kind"], _span(row), row["country"], row["why"])


def _casualty(row: Row) -> Casualty:
    return Casualty(row["kind"], row["low"], row["high"], _span(row), row["of"], row["said_by"], row["rival"])


def _attribution(row: Row) -> Attribution:
    return Attribution(row["status"], row["claimant"], tuple(map(_source, row["sources"])), tuple(row["hedges"]))


def _source(row: Row) -> SourceMention:
    span = _span(row) if "start" in row else None
    return SourceMention(row["name"], row["kind"], row["stance"], span, row["actor"])


def _forecast(row: Row) -> Forecast:
    window = row["window"]
    return Forecast(
        span=_span(row),
        speaker=row["speaker"],
        direction=row["direction"],
        what=row["what"],
        area=tuple(row["area"]),
        window=Interval(_day(window["start"]), _day(window["end"])) if window else None,
        question=row["question"],
        why=row["why"],
    )
