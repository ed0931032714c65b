"""Whose words a report is: takes its readings, gives the party whose own statement it is, if it is one.

A communiqué calls its fighters "our" and its foes by names that only a party uses. Two such words outside quotation
marks make the report a statement; its author is the source where known, else the first party that it names.
Invariant: the answer is a mention in the report's own text, or None.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tocsin.extract.reading import Reading
from tocsin.extract.sources import PARTIES
from tocsin.model import ActorMention, Report

__all__ = ["OWN_WORDS", "party_behind"]

OWN_WORDS = frozenset(("own_forces", "apostates", "crusaders", "disbelievers", "mujahideen"))
_ENOUGH = 2  # one such word may be the reporter's slip; two are a voice


def party_behind(report: Report, readings: Sequence[Reading]) -> ActorMention | None:
    """The party that speaks the whole report."""
    own = [actor for reading in readings for actor in _unquoted(reading) if actor.head in OWN_WORDS]
    if report.source_kind != "party" and len(own) < _ENOUGH:
        return None
    named = [a for reading in readings for a in reading.actors if a.kind in PARTIES and a.ids and a.head is None]
    return next(iter(named), None)


def _unquoted(reading: Reading) -> Iterator[ActorMention]:
    quotes = reading.sentence.quotes
    yield from (a for a in reading.actors if not any(q.start <= a.span.start < q.end for q in quotes))
