"""One event of the model's answer -> Claim: takes quotations, gives the report's words and what the rules read there.

The claim is the rules' reading of the clause in which the trigger stands (voices, hedges, weapons, damage), with the
trigger, days, places, sides and figures that the model quoted. A quotation that the report doesn't hold, or in which
the rules read no such thing, is dropped and counted. Invariant: every span repeats the report's words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from tocsin.extract.llm.answer import EventAnswer
from tocsin.extract.llm.mentions import Reader
from tocsin.extract.llm.quotes import Finder
from tocsin.extract.llm.usage import Ledger
from tocsin.knowledge.lexicon import lexicon
from tocsin.model import ActorMention, Claim, Count, Report, Sentence, SourceMention, Span, Trigger

__all__ = ["Events"]

_CODED = ("headline", "body", "bullet")
_EXPLICIT = 3  # strength of a trigger that a reader chose
Found = TypeVar("Found")


class Events:
    """The events of one report as they come in; ``told`` are their claims, each event's after its trigger's offset."""

    def __init__(self, report: Report, sentences: Sequence[Sentence], rules: Sequence[Claim], ledger: Ledger) -> None:
        self.report = report
        self.told: list[tuple[int, Claim]] = []
        self._rules = rules
        self._ledger = ledger
        self._reader = Reader(sentences, lexicon(report.language))

    def add(self, event: EventAnswer, finder: Finder) -> None:
        """Make the claim of an event whose trigger stands in the news; else count what is lost."""
        span = finder.near(event.trigger, event.quotes)
        sentence = self._reader.sentence(span) if span else None
        fields = 1 + len(event.quotes)
        if span is None or sentence is None:
            self._ledger.drop("not_found", fields)
        elif sentence.block not in _CODED:
            self._ledger.drop("outside", fields)
        elif self._is_told(span, event.sub_event_type):
            self._ledger.drop("repeated", fields)
        else:
            self._ledger.keep(event=True)
            self.told.extend((span.start, claim) for claim in self._claims(event, span, sentence, finder))

    def _is_told(self, span: Span, code: str) -> bool:
        return any(t.span == span and t.code == code for _, claim in self.told for t in claim.triggers)

    def _claims(self, event: EventAnswer, span: Span, sentence: Sentence, finder: Finder) -> list[Claim]:
        """The claim of an event, and one for each other clause that gives a figure for it, in that clause's voice."""

        def read(quote: str | None, reading: Callable[[Span], tuple[Found, ...]]) -> tuple[Found, ...]:
            return self._read(quote, reading, span, finder)

        reader = self._reader
        actors = [a for role, quote in event.actors for a in read(quote, partial(reader.actors, role=role))]
        counts = [c for kind, quote in event.casualties for c in read(quote, partial(reader.counts, kind=kind))]
        base = self._clause(span) or Claim(sentence, sentence.span)
        modality = "occurred" if event.modality == "ongoing" else event.modality
        acts = any(actor.role == "attacker" for actor in actors)
        claim = replace(
            base,
            triggers=(Trigger(span, event.sub_event_type, _EXPLICIT, passive=not acts, modality=modality),),
            modality=modality,
            background=event.background,
            times=read(event.time, reader.times),
            places=read(event.place, reader.places),
            actors=_with_named(actors, base),
            anaphoric=False,
            aggregate=False,
        )
        claim = _claimed(claim, read(event.claimed_by, reader.voices))
        return [_spanning(one, self.report.text) for one in self._with_counts(claim, base, dict.fromkeys(counts))]

    def _with_counts(self, claim: Claim, base: Claim, counts: Iterable[Count]) -> Iterator[Claim]:
        """The claim with the figures of its own clause, and its day and place again with those of each other clause."""
        clauses: dict[int, tuple[Claim, list[Count]]] = {base.span.start: (base, [])}
        for count in counts:
            clause = self._clause(count.span) or base
            clauses.setdefault(clause.span.start, (clause, []))[1].append(count)
        _, own = clauses.pop(base.span.start)
        yield replace(claim, counts=tuple(own))
        for clause, figures in clauses.values():
            named = _with_named([], clause)
            yield replace(
                clause, triggers=(), times=claim.times, places=claim.places, actors=named, counts=tuple(figures),
                weapons=(), damage=(), background=claim.background, anaphoric=True, aggregate=False,
            )  # fmt: skip

    def _read(
        self, quote: str | None, reading: Callable[[Span], tuple[Found, ...]], near: Span, finder: Finder
    ) -> tuple[Found, ...]:
        """What the rules read in a quotation, of its places the one nearest to the trigger."""
        if not quote:
            return ()
        span = finder.nearest(quote, near)
        found = reading(span) if span else ()
        if found:
            self._ledger.keep()
        else:
            self._ledger.drop("unread" if span else "not_found")
        return found

    def _clause(self, span: Span) -> Claim | None:
        """The rules' claim in whose clause the trigger stands."""
        return next((c for c in self._rules if c.span.start <= span.start < c.span.end), None)


def _with_named(actors: Sequence[ActorMention], clause: Claim) -> tuple[ActorMention, ...]:
    """The actors with a side, and those whom the clause names without one."""
    others = (a for a in clause.actors if not any(a.span.overlaps(actor.span) for actor in actors))
    return (*dict.fromkeys(actors), *(replace(actor, role=None) for actor in others))


def _claimed(claim: Claim, voices: Sequence[SourceMention]) -> Claim:
    """With the party that claims the deed, which takes the place of what the clause itself says of claims."""
    if not voices:
        return claim
    status = tuple(mark for mark in claim.status if mark not in ("claimed", "unclaimed"))
    others = tuple(s for s in claim.sources if s.span != voices[0].span)
    return replace(claim, status=(*status, "claimed"), sources=(*voices, *others))


def _spanning(claim: Claim, text: str) -> Claim:
    """With a span that covers all its words, which may stand in several sentences."""
    parts = (claim.triggers, claim.times, claim.places, claim.actors, claim.counts)
    spans = [claim.span, *(one.span for part in parts for one in part)]
    low, high = min(s.start for s in spans), max(s.end for s in spans)
    return replace(claim, span=Span(low, high, text[low:high]))
