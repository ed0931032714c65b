"""The fields of an event record as rows to show: what it says, in words, and the spans of the text it rests on.

Each ``Fact`` has a ``kind``, which is its colour on the page, and zero or more spans; one without says why in ``note``.
Invariant: every fact's spans lie in the record's report, so a page can lead from any value to its words and back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tocsin.model import EventRecord, Span
from tocsin.serve.views.phrases import Phrases

__all__ = ["KINDS", "Fact", "facts"]

KINDS = ("what", "when", "where", "who", "toll", "means", "damage", "source")
"""The colours, in the order of the legend."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a record: ``label`` names a word of the interface, or is the text itself when it begins with =."""

    kind: str
    label: str
    value: str
    spans: tuple[Span, ...]
    note: str = ""

    @property
    def anchor(self) -> str:
        """Where the words begin, as the report page names the place; empty without words."""
        return f"{self.spans[0].start}-{self.spans[0].end}" if self.spans else ""


def facts(record: EventRecord, said: Phrases) -> list[Fact]:
    """All that the record holds, in the order of the question: what, when, where, who, what toll, who says so."""
    what = [*_what(record, said), *_when_where(record, said), *_parties(record, said)]
    found = [*what, *_losses(record, said), *_voices(record, said)]
    return [replace(one, spans=tuple(span for span in one.spans if span.text)) for one in found]


def _evidence(record: EventRecord, name: str) -> tuple[Span, ...]:
    return tuple(span for field, span in record.evidence if field == name)


def _what(record: EventRecord, said: Phrases) -> Iterator[Fact]:
    note = "" if record.modality == "occurred" else said.t.named("modality", record.modality)
    yield Fact("what", "type", said.kind(record.sub_event_type), _evidence(record, "trigger"), note)


def _when_where(record: EventRecord, said: Phrases) -> Iterator[Fact]:
    when, place = record.when, record.place
    rivals = [f"{c.start if c.start == c.end else f'{c.start} – {c.end}'}: {said.note(c.why)}" for c in when.candidates]
    anchor = [] if when.anchor in (None, "absolute") else [when.anchor]
    yield Fact(
        "when",
        "date",
        said.days(when),
        (when.span,) if when.span else (),
        "; ".join([*(said.note(part) for part in (*anchor, *when.flags)), *rivals]),
    )
    spans = tuple(span for span in (place.span, *place.spans) if span)
    yield Fact("where", "place", said.where(place), spans, said.note(place.why))


def _parties(record: EventRecord, said: Phrases) -> Iterator[Fact]:
    for actor in record.actors:
        yield Fact("who", f"role.{actor.role}", said.say.actor(actor.name), (actor.span,), said.note(actor.why))


def _losses(record: EventRecord, said: Phrases) -> Iterator[Fact]:
    for row in record.casualties:
        giver = said.say.speaker(row.said_by, [record]) if row.said_by else ""
        yield Fact("toll", f"toll.{row.kind}", said.figure(row.low, row.high), (row.span,), giver)
    for weapon in record.weapons:
        yield Fact("means", "weapon", said.t.named("weapon", weapon.kind), (weapon.span,))
    for loss in record.damage:
        count = f"{loss.count} " if loss.count else ""
        yield Fact("damage", "damage", f"{count}{loss.object}, {said.t.named('extent', loss.extent)}", (loss.span,))


def _voices(record: EventRecord, said: Phrases) -> Iterator[Fact]:
    for voice in record.attribution.sources:
        yield Fact(
            "source",
            f"stance.{voice.stance}",
            said.say.actor(voice.name),
            (voice.span,) if voice.span else (),
            said.t.named("sourcekind", voice.kind),
        )
