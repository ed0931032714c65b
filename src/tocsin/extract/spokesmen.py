"""Whose man "the spokesman" is: takes a report's readings in order, gives them with that voice and its party named.

"The spokesman added that ..." speaks for the party whose spokesman, named shortly before, was the last to speak.
Invariant: a spokesman of a state or of nobody in between ends it; only a bare noun with its article is taken so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.extract.reading import Reading
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, SourceMention

__all__ = ["with_spokesmen"]

_ARTICLE = re.compile(r"(?:the |le |la |el |l'|its |their )$")
_OFFICE = 40  # characters about a voice in which its office stands
_PARAGRAPHS = 2  # paragraphs back to which the bare noun points


def with_spokesmen(readings: Sequence[Reading], words: Lexicon) -> Iterator[Reading]:
    """The readings, those in which a party's spokesman goes on speaking with the party as voice and actor."""
    last: ActorMention | None = None
    at = 0
    for reading in readings:
        for voice in reading.sources:
            bare = _is_bare(voice, reading, words)
            if bare and last and reading.sentence.paragraph - at <= _PARAGRAPHS:
                reading = _named(reading, voice, last)
            elif not bare and _holds_office(voice, reading, words):
                named = (a for a in reading.actors if voice.kind == "party" and a.span == voice.span)
                last, at = next(named, None), reading.sentence.paragraph
        yield reading


def _is_bare(voice: SourceMention, reading: Reading, words: Lexicon) -> bool:
    if voice.kind != "official" or voice.actor or voice.span is None:
        return False
    noun = reading.words(voice.span.start, voice.span.end)
    before = reading.words(voice.span.start - 8, voice.span.start)
    after = reading.words(voice.span.end, voice.span.end + 6)
    alone = words.pattern("spokesman").fullmatch(noun) and _ARTICLE.search(before)
    return bool(alone) and not re.match(r" (?:of|for|du|de|del|d')\b", after)


def _holds_office(voice: SourceMention, reading: Reading, words: Lexicon) -> bool:
    """True where a spokesman stands at or beside a voice."""
    if voice.span is None:
        return False
    about = reading.words(voice.span.start - _OFFICE, voice.span.end + _OFFICE)
    return bool(words.pattern("spokesman").search(about))


def _named(reading: Reading, voice: SourceMention, party: ActorMention) -> Reading:
    """The reading with a bare spokesman as the party's voice."""
    stance = "claims" if voice.stance == "reports" else voice.stance
    key = party.ids[0] if party.ids else None
    spoken = replace(voice, name=party.name, kind="party", stance=stance, actor=key)
    actor = replace(party, span=voice.span or party.span, role=None)
    return replace(
        reading,
        sources=tuple(spoken if s is voice else s for s in reading.sources),
        actors=tuple(sorted((*reading.actors, actor), key=lambda a: a.span)),
    )
