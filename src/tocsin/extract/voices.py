"""Whose claim a clause is: takes a reading and a clause of it, gives the party that says it.

The party is the speaker of the quotation around the clause, else the one that tells it in indirect speech, else the
author of the whole report where that is a statement. A quotation that speaks as a party ("our fighters") but is
introduced by a pronoun belongs to the party named last. Invariant: the answer is a mention of the report, or None.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.extract.actors import find_actors
from tocsin.extract.reading import Reading
from tocsin.extract.sources import PARTIES
from tocsin.extract.statements import OWN_WORDS
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, Quote
from tocsin.text import fold

__all__ = ["Voices"]

_LONG = 40  # characters of a quotation inside a clause from which the clause is the quotation's


class Voices:
    """The voices of one report: its readings in order, and the party whose statement it is, if any."""

    def __init__(self, readings: Sequence[Reading], author: ActorMention | None, words: Lexicon) -> None:
        self._readings = readings
        self._author = author
        self._words = words

    def speaker(self, reading: Reading, start: int, end: int) -> ActorMention | None:
        """The party whose claim the clause from ``start`` to ``end`` is."""
        return self._quoted(reading, start, end) or _telling(reading, start, end) or self._author

    def _quoted(self, reading: Reading, start: int, end: int) -> ActorMention | None:
        inside = [q for q in reading.sentence.quotes if q.start < end and start < q.end and _holds(q, start, end)]
        for quote in sorted(inside, key=lambda q: -q.depth):
            found = self._introduced(quote) or self._implied(quote)
            if found:
                return found
        return None

    def _introduced(self, quote: Quote) -> ActorMention | None:
        """The party that the words before or after the quotation name."""
        if quote.speaker is None:
            return None
        named = find_actors(quote.speaker.text, quote.speaker.start, self._words.language)
        parties = [a for a in named if a.kind in PARTIES and (a.ids or a.head == "group")]
        if not parties:
            return None
        return parties[-1] if quote.speaker.end <= quote.start else parties[0]

    def _implied(self, quote: Quote) -> ActorMention | None:
        """The party named last before a quotation that speaks as one, unless somebody else is named as its speaker."""
        if quote.speaker and self._words.pattern("voices").search(fold(quote.speaker.text)):
            return None
        mentions = [a for reading in self._readings for a in reading.actors]
        if not any(quote.start <= a.span.start < quote.end and a.head in OWN_WORDS for a in mentions):
            return None
        named = [a for a in mentions if a.span.start < quote.start and a.kind in PARTIES and a.ids and not a.generic]
        return named[-1] if named else None


def _holds(quote: Quote, start: int, end: int) -> bool:
    """True when at least half of the clause is within the quotation, or much of it is."""
    shared = min(quote.end, end) - max(quote.start, start)
    return shared * 2 >= end - start or shared > _LONG


def _telling(reading: Reading, start: int, end: int) -> ActorMention | None:
    """The party that tells what the clause says without quotation marks: "JNIM said it had shelled the camp"."""
    for source in reading.sources:
        if source.span is None or source.kind != "party" or source.stance == "denies" or source.span.start >= end:
            continue
        if any(source.span.end <= t.span.start for t in reading.triggers if start <= t.span.start < end):
            return next((a for a in reading.actors if a.span == source.span), None)
    return None
