"""Sentence -> Claim: takes the sentences of a report, gives for every clause what it says happened.

Each clause keeps its own triggers, days, places, actors with their sides, figures and voices; a sentence inside a party's
quotation or statement is that party's claim. Invariant: claims are in text order; no referent is chosen here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.extract.actors import find_actors
from tocsin.extract.clauses import clauses
from tocsin.extract.gate import shut_paragraphs
from tocsin.extract.reading import Reading, read_sentence, read_words
from tocsin.extract.roles import assign_roles
from tocsin.extract.sources import PARTIES, find_hedges, find_standing
from tocsin.extract.statements import party_behind
from tocsin.knowledge.lexicon import Lexicon, lexicon
from tocsin.model import ActorMention, Claim, Report, Sentence, Span, Trigger
from tocsin.text import fold

__all__ = ["read_claims"]

_CODED = ("headline", "body", "bullet")


def read_claims(report: Report, sentences: Sequence[Sentence]) -> tuple[Claim, ...]:
    """Every claim of the coded sentences, in text order."""
    words = lexicon(report.language)
    shut = shut_paragraphs(sentences, words)
    coded = (s for s in sentences if s.block in _CODED and s.paragraph not in shut and not _unverified(s, words))
    readings = [read_sentence(sentence, words) for sentence in coded]
    party = party_behind(report, readings)
    return tuple(claim for reading in readings for claim in _claims(reading, words, party))


def _unverified(sentence: Sentence, words: Lexicon) -> bool:
    """True under a heading such as "Rumours" or "Not confirmed"."""
    return sentence.section is not None and bool(words.pattern("unverified").search(fold(sentence.section.text)))


def _claims(reading: Reading, words: Lexicon, party: ActorMention | None) -> Iterator[Claim]:
    speakers = frozenset(s.span.start for s in reading.sources if s.span)
    section = reading.sentence.section
    times, places = read_words(section, words.language) if section else ((), ())
    for start, end in clauses(reading):
        speaker = _quoted(reading, start, end, words) or _telling(reading, start, end) or party
        claim = _claim(reading, start, end, words, speakers, speaker)
        yield replace(claim, heading_times=times, heading_places=places)


def _claim(
    reading: Reading, start: int, end: int, words: Lexicon, speakers: frozenset[int], speaker: ActorMention | None
) -> Claim:
    """The claim of one clause of a sentence."""

    def own(span: Span) -> bool:
        return start <= span.start < end

    own_words = reading.words(start, end)
    triggers = tuple(t for t in reading.triggers if own(t.span))
    actors = [a for a in reading.actors if own(a.span)]
    stale = bool(words.pattern("superseded").search(own_words))
    counts = tuple(replace(c, superseded=c.superseded or stale) for c in reading.counts if own(c.span))
    text = reading.sentence.span.text[start - reading.offset : end - reading.offset]
    return Claim(
        sentence=reading.sentence,
        span=Span(start, end, text),
        triggers=triggers,
        modality=_modality(triggers),
        background=bool(words.pattern("background").search(own_words)),
        times=tuple(t for t in reading.times if own(t.span)),
        places=tuple(p for p in reading.places if own(p.span)),
        actors=assign_roles(own_words, start, actors, triggers, counts, speakers, words),
        counts=counts,
        weapons=tuple(w for w in reading.weapons if own(w.span)),
        damage=tuple(d for d in reading.damage if own(d.span)),
        sources=tuple(s for s in reading.sources if s.span is None or own(s.span)),
        hedges=find_hedges(text, own_words, start, words),
        speaker=speaker,
        status=find_standing(own_words, words),
        anaphoric=bool(words.pattern("anaphora").search(own_words)),
        update=bool(words.pattern("update").search(own_words)),
        aggregate=bool(words.pattern("aggregate").search(own_words)) or any(t.aggregate and own(t.span) for t in reading.times),
    )


def _modality(triggers: Sequence[Trigger]) -> str:
    """The clause's modality: occurred as soon as one thing happened in it."""
    found = [t.modality for t in triggers]
    return "occurred" if not found or "occurred" in found else found[0]


def _quoted(reading: Reading, start: int, end: int, words: Lexicon) -> ActorMention | None:
    """The party inside whose quotation the clause stands, innermost first."""
    inside = [q for q in reading.sentence.quotes if q.speaker and q.start < end and start < q.end]
    for quote in sorted(inside, key=lambda q: -q.depth):
        if quote.speaker is None or not _mostly_inside(quote.start, quote.end, start, end):
            continue
        named = find_actors(quote.speaker.text, quote.speaker.start, words.language)
        parties = [a for a in named if a.kind in PARTIES and a.ids]
        if parties:
            return parties[-1] if quote.speaker.end <= quote.start else parties[0]
    return None


def _telling(reading: Reading, start: int, end: int) -> ActorMention | None:
    """The party that tells what the clause says without quotation marks: "JNIM said it had shelled the camp"."""
    parties = [s for s in reading.sources if s.span and s.kind == "party" and s.stance != "denies"]
    for source in parties:
        told = any(source.span and source.span.end <= t.span.start for t in reading.triggers if start <= t.span.start < end)
        if told and source.span and source.span.start < end:
            return next((a for a in reading.actors if a.span == source.span), None)
    return None


def _mostly_inside(low: int, high: int, start: int, end: int) -> bool:
    """True when at least half of the clause is within the quotation, or the quotation is a full statement in it."""
    shared = min(high, end) - max(low, start)
    return shared * 2 >= end - start or shared > 40
