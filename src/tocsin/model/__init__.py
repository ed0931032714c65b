"""The records that walk the corridor, and nothing else.

A report is read as bytes and leaves as event records; each class below is what one room hands to the next, so the
type of a value says how far it has come:

    Report -> Sentence -> Claim -> ResolvedClaim -> EventRecord -> Incident

Invariants: every record is frozen; every ``Span`` counts Unicode code points of ``Report.text`` and repeats the words
it covers; unknown is ``None``, never a sentinel. The words follow the output contract (ACLED codebook 2024 for event
types, PLOVER and UCDP as crosswalks).
"""

from __future__ import annotations

from tocsin.model.claim import (
    ActorMention,
    Claim,
    Count,
    Damage,
    PlaceMention,
    SourceMention,
    TimeMention,
    Trigger,
    Weapon,
)
from tocsin.model.incident import Incident, Judgement, Outcome, Reliability
from tocsin.model.record import Attribution, Casualty, CodedReport, EventRecord, Forecast, Issue, Review
from tocsin.model.report import Quote, Report, Sentence, Span
from tocsin.model.resolved import Actor, Interval, Place, PlaceCandidate, ResolvedClaim, Shape, TimeCandidate, When

__all__ = [
    "Actor",
    "ActorMention",
    "Attribution",
    "Casualty",
    "Claim",
    "CodedReport",
    "Count",
    "Damage",
    "EventRecord",
    "Forecast",
    "Incident",
    "Interval",
    "Issue",
    "Judgement",
    "Outcome",
    "Place",
    "PlaceCandidate",
    "PlaceMention",
    "Quote",
    "Reliability",
    "Report",
    "ResolvedClaim",
    "Review",
    "Sentence",
    "Shape",
    "SourceMention",
    "Span",
    "TimeCandidate",
    "TimeMention",
    "Trigger",
    "Weapon",
    "When",
]
