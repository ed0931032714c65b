"""Whose claim a clause is: takes a reading and a clause of it, gives the party that says it.

The party is the speaker of the quotation around the clause, else the one that tells it in indirect speech, else the
author of the whole report where that is a statement, up to an editor's note below it and but for remarks in brackets.
A quotation that speaks as a party ("our fighters") but is introduced by a pronoun belongs to the party named last.
Invariant: the answer is a mention of the report, or None.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tocsin.extract.actors import find_actors
from tocsin.extract.reading import Reading
from tocsin.extract.sources import PARTIES, inverted
from tocsin.extract.statements import OWN_WORDS, is_own_name
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, Quote, Span
from tocsin.text import fold

__all__ = ["Voices"]

_AGAINST = re.compile(r"\b(?:against|contre|contra)(?: (?:the|la|les?|los?|las|el))?\s(?:l')?$")
# what opens the words of who closes a sentence: a comma, or a bracket
_OPENED = re.compile(r",[\"']? (?:the |an? )?(?:\w+ ){0,2}$|[(\[][^()\[\]]{0,40}$")
_REMEMBERED = 400  # sentences before a quotation in which the party that speaks may be named last
_LONG = 25  # characters of a quotation inside a clause from which the clause is the quotation's
_ISSUED = 32  # the same behind "according to", past "a statement issued by"
_NEXT = 8  # characters of an article between a verb of speech and its speaker


class Voices:
    """The voices of one report: its readings in order, and the party whose statement it is, if any."""

    def __init__(self, readings: Sequence[Reading], author: ActorMention | None, words: Lexicon) -> None:
        self._readings = readings
        self._author = author
        self._words = words
        self._starts = [reading.offset for reading in readings]
        self._guessed: dict[Quote, ActorMention | None] = {}
        self._until = _note(readings, words) if author else 0
        self._remarks = frozenset(_bracketed(readings, words)) if author else frozenset()

    def speaker(self, reading: Reading, start: int, end: int) -> ActorMention | None:
        """The party whose claim the clause from ``start`` to ``end`` is."""
        return self._quoted(reading, start, end) or self._told(reading, start, end) or self._signing(reading, start)

    def _told(self, reading: Reading, start: int, end: int) -> ActorMention | None:
        found = _telling(reading, start, end) or _telling_after(reading, start, self._words)
        return found or _telling_last(reading, start, end)

    def _signing(self, reading: Reading, start: int) -> ActorMention | None:
        return self._author if start < self._until and reading.offset not in self._remarks else None

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
        lead = fold(quote.speaker.text)
        parties = [a for a in parties if not _AGAINST.search(lead[: a.span.start - quote.speaker.start])]
        if not parties and self._words.pattern("papers.again").search(lead):
            return self._paper(quote)
        plain = [a for a in parties if not _in_brackets(quote.speaker.text, a.span.start - quote.speaker.start)]
        return self._subject(quote.speaker, plain or parties)

    def _paper(self, quote: Quote) -> ActorMention | None:
        """As in ""Nine soldiers fell", the document says": the owner of the paper that was told of last."""
        reading = self._readings[max(0, bisect_left(self._starts, quote.start + 1) - 1)]
        return reading.paper

    def _subject(self, lead: Span, parties: Sequence[ActorMention]) -> ActorMention | None:
        """Of the parties that introduce a quotation, the one nearest before its verb of speech, else the first."""
        verbs = [lead.start + m.start() for m in self._words.pattern("speech").finditer(fold(lead.text))]
        before = [a for a in parties if any(a.span.end <= at for at in verbs[-1:])]
        return before[-1] if before else next(iter(parties), None)

    def _implied(self, quote: Quote) -> ActorMention | None:
        """The party that ``_guess`` gives, asked once for all clauses of a quotation."""
        if quote not in self._guessed:
            self._guessed[quote] = self._guess(quote)
        return self._guessed[quote]

    def _guess(self, quote: Quote) -> ActorMention | None:
        """The party named last before a quotation that speaks as one, unless somebody else is named as its speaker."""
        if quote.speaker and self._words.pattern("voices").search(fold(quote.speaker.text)):
            return None
        first, last = (bisect_left(self._starts, at) for at in (quote.start + 1, quote.end))
        mentions = [a for one in self._readings[max(0, first - _REMEMBERED) : last] for a in one.actors]
        own = next((a for a in mentions if quote.start <= a.span.start < quote.end and is_own_name(a)), None)
        if own or not self._partisan(quote, self._readings[max(0, first - 1) : last], mentions):
            return own
        inside = {key for a in mentions if quote.start <= a.span.start < quote.end for key in a.ids[:1]}
        named = [a for a in mentions if a.span.start < quote.start and a.kind in PARTIES and a.ids and not a.generic]
        others = [a for a in named if a.ids[0] not in inside]
        near = [a for a in others or named if a.span.start >= self._readings[max(0, first - 1)].offset]
        return next(reversed(near), None) or self._paper(quote) or next(reversed(others or named), None)

    def _partisan(self, quote: Quote, quoted: Sequence[Reading], mentions: Sequence[ActorMention]) -> bool:
        """True when the words of a quotation are those of a party: its own fighters, its names for its foes."""
        if any(quote.start <= a.span.start < quote.end and a.head in OWN_WORDS for a in mentions):
            return True
        for reading in quoted:
            said = reading.words(max(quote.start, reading.offset), min(quote.end, reading.sentence.span.end))
            if any(said and self._words.pattern(name).search(said) for name in ("partisan", "own_deeds")):
                return True
        return False


def _in_brackets(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at)


def _holds(quote: Quote, start: int, end: int) -> bool:
    """True when at least half of the clause is within the quotation, or much of it is."""
    shared = min(quote.end, end) - max(quote.start, start)
    lead = quote.speaker
    told = end - start - (lead.end - lead.start if lead and start <= lead.start and lead.end <= end else 0)
    return shared * 2 >= told or shared > _LONG


def _bracketed(readings: Sequence[Reading], words: Lexicon) -> Iterator[int]:
    """Where sentences begin that tell between square brackets what others say: a translator's remarks."""
    depth = 0
    for reading in readings:
        text = reading.sentence.span.text
        if (depth or text.startswith("[")) and words.pattern("speech").search(reading.folded):
            yield reading.offset
        depth = max(0, depth + text.count("[") - text.count("]"))


def _note(readings: Sequence[Reading], words: Lexicon) -> int:
    """Where the editor's note below a statement begins, or what stands under its heading; else the end of the text."""
    end = readings[-1].sentence.span.end if readings else 0
    notes = (r.offset for r in readings if r.offset * 2 > end and words.pattern("editor_notes").match(r.folded))
    headed = (r.offset for r in readings if r.offset * 3 > end and _is_headed(r, words))
    return min(next(notes, end), next(headed, end))


def _is_headed(reading: Reading, words: Lexicon) -> bool:
    """True under a heading such as "Desk notes", "What we know"."""
    section = reading.sentence.section
    return section is not None and words.pattern("note_headings").match(fold(section.text)) is not None


def _telling(reading: Reading, start: int, end: int) -> ActorMention | None:
    """The party that tells what the clause says without quotation marks: "JNIM said it had shelled the camp"."""
    for source in reading.sources:
        if source.span is None or source.kind != "party" or source.stance == "denies" or source.span.start >= end:
            continue
        if _taken_over(reading, source.span.end, start):
            continue
        if any(source.span.end <= t.span.start for t in reading.triggers if start <= t.span.start < end):
            return next((a for a in reading.actors if a.span == source.span), None)
    return None


def _telling_after(reading: Reading, start: int, words: Lexicon) -> ActorMention | None:
    """The party behind what it tells: "Its men stormed the post, the JNIM said" in the order of French and Spanish."""
    named = [a.span.start - reading.offset for a in reading.actors]
    for verb in words.pattern("speech").finditer(reading.folded, max(start - reading.offset, 0)):
        follows = words.pattern("voice_follows").fullmatch(verb.group())
        if not (follows or inverted(reading.folded, *verb.span(), words, named)):
            continue
        near = _NEXT if not follows else _ISSUED
        behind = [a for a in reading.actors if 0 <= a.span.start - reading.offset - verb.end() < near]
        said = {s.span for s in reading.sources if s.kind == "party" and s.stance != "denies"}
        return next((a for a in behind[:1] if a.span in said), None)
    return None


def _telling_last(reading: Reading, start: int, end: int) -> ActorMention | None:
    """The party that closes what it tells: "Nine soldiers died in an ambush, JNIM said"."""
    told = [t.span.end for t in reading.triggers if start <= t.span.start < end]
    for source in reading.sources:
        if source.span is None or source.kind != "party" or source.stance == "denies":
            continue
        if told and max(told) <= source.span.start < end and _OPENED.search(reading.words(start, source.span.start)):
            return next((a for a in reading.actors if a.span == source.span), None)
    return None


def _taken_over(reading: Reading, said: int, start: int) -> bool:
    """True when after a semicolon somebody else has the word: "JNIM spoke of 9 dead; the army admitted 3"."""
    stop = reading.folded.rfind(";", said - reading.offset, max(start - reading.offset, 0)) + reading.offset
    return stop >= said and any(s.span and stop < s.span.start < start + _LONG for s in reading.sources)
