"""Span -> mention: takes words that a model pointed at, gives what the rules' own finders read there.

The model says which words and in which role; what the words mean (which number, which day, what kind of actor) is read
by the finders of the rules over the whole sentence, so that "at least 12" keeps its limit. Invariant: a mention's
figure or day was read from the report; words in which the finders see nothing give None, names excepted, which stand as
written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from tocsin.extract.count_numbers import find_numbers
from tocsin.extract.count_words import grammar
from tocsin.extract.reading import Reading, read_sentence
from tocsin.extract.sources import PARTIES
from tocsin.extract.times import find_times
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, Count, PlaceMention, Sentence, SourceMention, Span, TimeMention
from tocsin.text import fold

__all__ = ["Reader"]

Mention = TypeVar("Mention", TimeMention, PlaceMention, ActorMention, Count)


class Reader:
    """Reads spans of one report by the rules; a sentence is read once."""

    def __init__(self, sentences: Sequence[Sentence], words: Lexicon) -> None:
        self._sentences = sentences
        self._words = words
        self._readings: dict[int, Reading] = {}

    def sentence(self, span: Span) -> Sentence | None:
        """The sentence in which a span begins."""
        return next((s for s in self._sentences if s.span.start <= span.start < s.span.end), None)

    def times(self, span: Span) -> tuple[TimeMention, ...]:
        """The dates in a span."""
        reading = self._reading(span)
        found = _within(reading.times, span) if reading else ()
        return found or find_times(span.text, span.start, self._words.language)

    def places(self, span: Span) -> tuple[PlaceMention, ...]:
        """The places in a span; a name that the rules don't know stands as written."""
        reading = self._reading(span)
        found = _within(reading.places, span) if reading else ()
        named = any(char.isupper() for char in span.text)
        return found or ((PlaceMention(span, span.text, "in"),) if named else ())

    def actors(self, span: Span, role: str) -> tuple[ActorMention, ...]:
        """The actors in a span, on the given side; words that the rules don't know stand as written."""
        reading = self._reading(span)
        found = _within(reading.actors, span) if reading else ()
        found = found or (ActorMention(span, " ".join(span.text.split()), "unidentified"),)
        return tuple(replace(actor, role=role) for actor in found)

    def voices(self, span: Span) -> tuple[SourceMention, ...]:
        """The first party known by name in a span, as one that claims."""
        parties = (actor for actor in self.actors(span, "attacker") if actor.kind in PARTIES and actor.ids)
        return tuple(SourceMention(p.name, "party", "claims", p.span, p.ids[0]) for p in islice(parties, 1))

    def counts(self, span: Span, kind: str) -> tuple[Count, ...]:
        """The figures in a span of ``kind``, or one of another kind as such; of several others none can be meant."""
        reading = self._reading(span)
        found = _within(reading.counts, span) if reading else ()
        same = tuple(count for count in found if count.kind == kind)
        if same:
            meant = tuple(count for count in same if count.span == span)
            inside = tuple(c for c in same if span.start <= c.span.start and c.span.end <= span.end)
            return meant or inside or same[:1]
        return (
            tuple(replace(count, kind=kind) for count in found if len(found) == 1) if found else self._bare(span, kind)
        )

    def _bare(self, span: Span, kind: str) -> tuple[Count, ...]:
        """A figure beside which the rules saw no word of harm."""
        numbers = find_numbers(fold(span.text), grammar(self._words.language))
        return tuple(Count(span, kind, number.low, number.high) for number in numbers if len(numbers) == 1)

    def _reading(self, span: Span) -> Reading | None:
        sentence = self.sentence(span)
        if sentence is None:
            return None
        if sentence.index not in self._readings:
            self._readings[sentence.index] = read_sentence(sentence, self._words)
        return self._readings[sentence.index]


def _within(mentions: Sequence[Mention], span: Span) -> tuple[Mention, ...]:
    """The mentions that share words with a span."""
    return tuple(mention for mention in mentions if mention.span.overlaps(span))
