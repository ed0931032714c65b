"""How likely a record is a true event of its type: takes a record with its group, gives a probability.

A logistic sum over sixteen plain facts: what is told of the event, and what speaks against it (words in quotation
marks, the day of the report itself). In a note that dates nothing no event is blamed for it. ``docs/quality.md`` has
the weights' origin and the reliability table. Invariant: between 0 and 1, and a pure function of both.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

from tocsin.assemble.groups import Group
from tocsin.assemble.likeness import FINE
from tocsin.knowledge.ontology import sub_event
from tocsin.model import EventRecord, Issue

__all__ = ["facts_of", "is_doubtful", "score_of", "without_doubtful"]

_BASE = -3.15
_WEIGHTS: Mapping[str, float] = {  # log-odds that each fact adds
    "explicit": 0.4,  # a trigger names the kind of deed outright
    "acted": 0.45,  # a verb, not only a noun
    "day": 1.5,
    "own_day": 1.1,  # named in a clause that tells of the deed
    "day_of_report": -1.05,  # which is where a deed without a day falls
    "place": 0.65,
    "own_place": 0.65,
    "doer": 1.2,
    "harmed": 0.8,
    "killed": 0.35,
    "toll": 0.25,
    "weapon": 0.4,
    "quoted": -1.05,  # a title, a figure of speech, somebody's word for it
    "violence against civilians": -0.55,  # what a lone "killed" or "attacked" is read as
    "unrest": 1.45,
    "politics": 0.7,  # which needs neither a victim nor a place
}
_DOUBTFUL = 0.36  # below, a record is far more likely no event than one
_QUOTES = '"“”«»„'
_POLITICS = frozenset(("agreement", "base", "change", "other"))
_UNREST = frozenset(("Protests", "Riots"))
_HARMED = ("target", "victim")


def facts_of(record: EventRecord, group: Group, news: date | None, dated: bool) -> dict[str, float]:
    """The facts that speak for a record or against it, each 0 or 1.

    ``news`` is the day of the report, ``dated`` is False for a note that gives no event a day.
    """
    deeds = [c for c in group.claims if any(t.modality == "occurred" for t in c.claim.triggers)] or group.claims
    triggers = [t for c in deeds for t in c.claim.triggers if t.modality == "occurred"]
    roles = {actor.role for actor in record.actors}
    when = record.when
    facts = {
        "explicit": any(t.strength == 3 for t in triggers),
        "acted": any(not t.noun for t in triggers),
        "day": when.precision == "day" or not dated,
        "own_day": any(c.own_when for c in deeds) or not dated,
        "day_of_report": when.end is not None and when.end == news,
        "place": record.place.precision in FINE,
        "own_place": any(c.own_place for c in deeds),
        "doer": "attacker" in roles,
        "harmed": any(role in roles for role in _HARMED),
        "killed": any(row.kind == "killed" and row.low for row in record.casualties),
        "toll": any(count.low for count in group.counts),
        "weapon": bool(record.weapons),
        "quoted": any(mark in c.claim.span.text for c in deeds for mark in _QUOTES),
        "violence against civilians": record.event_type == "Violence against civilians",
        "unrest": record.event_type in _UNREST,
        "politics": _is_political(record),
    }
    return {name: float(holds) for name, holds in facts.items()}


def score_of(facts: Mapping[str, float]) -> float:
    """The probability, to three places."""
    points = _BASE + sum(_WEIGHTS[name] * value for name, value in facts.items())
    return round(1.0 / (1.0 + math.exp(-points)), 3)


def without_doubtful(records: Sequence[EventRecord]) -> tuple[tuple[EventRecord, ...], tuple[Issue, ...]]:
    """The records that are likely events, and an issue for each that is more likely none."""
    issues = tuple(_issue(record) for record in records if is_doubtful(record))
    return tuple(record for record in records if not is_doubtful(record)), issues


def is_doubtful(record: EventRecord) -> bool:
    """True for a record that is far more likely no event than one.

    Acts of politics never are: too few of them were labelled to doubt one for want of a place or a victim.
    """
    return record.modality == "occurred" and record.score < _DOUBTFUL and not _is_political(record)


def _is_political(record: EventRecord) -> bool:
    return sub_event(record.sub_event_type).family in _POLITICS


def _issue(record: EventRecord) -> Issue:
    words = next((span for field, span in record.evidence if field == "trigger"), record.evidence[0][1])
    note = f"left out: {record.sub_event_type}, but an event with a probability of only {record.score:.2f}"
    return Issue("doubtful_event", words, note)
