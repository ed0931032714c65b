"""For whom a pronoun speaks: takes a report's readings in order, gives them with the party behind "They said" named.

"The PDF ambushed a truck. They report four soldiers killed": the subject of the sentence before goes on telling; in
Spanish without a word for it ("Dicen haber abatido a siete"). Invariant: only a party named in the sentence right
before it, in the same paragraph, speaks so: for "they" the one named first, where nobody else has the word there, for
"the latter" the one named last, whoever named it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.extract.grammar import ARMED
from tocsin.extract.reading import Reading
from tocsin.extract.sources import PARTIES
from tocsin.extract.spokesmen import spoken
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, SourceMention, Span

__all__ = ["with_pronouns"]

_FIRST = 60  # characters from a sentence's start in which its subject stands
_OBJECT = re.compile(
    r"\b(?:of|against|by|from|with|on|to|in|contre|de|du|des|par|avec|chez|contra|por|del|al?|con|en)\s*$"
)


def with_pronouns(readings: Sequence[Reading], words: Lexicon) -> Iterator[Reading]:
    """The readings, those that a pronoun opens with its party as voice and actor."""
    before: Reading | None = None
    for reading in readings:
        if before and before.sentence.paragraph == reading.sentence.paragraph:
            reading = _said_by(reading, _subject(before), words.pattern("own_pronoun"))
            reading = _said_by(reading, _last(before), words.pattern("latter_says"))
        before = reading
        yield reading


def _subject(reading: Reading) -> ActorMention | None:
    """The party that a sentence names first, where nobody else has the word in it."""
    if any(voice.kind != "party" for voice in reading.sources):
        return None
    armed = [a for a in reading.actors if a.kind in ARMED and (a.ids or a.kind == "state")]
    first = armed[0] if armed else None
    if first is None or first.kind not in PARTIES or not first.ids or first.span.start - reading.offset > _FIRST:
        return None
    return None if _OBJECT.search(reading.words(reading.offset, first.span.start)) else first


def _last(reading: Reading) -> ActorMention | None:
    """The party that a sentence names last: "The governor blamed the Houthis. The latter said ..."."""
    armed = [a for a in reading.actors if a.kind in ARMED and (a.ids or a.kind == "state")]
    return armed[-1] if armed and armed[-1].kind in PARTIES and armed[-1].ids else None


def _said_by(reading: Reading, party: ActorMention | None, pronoun: re.Pattern[str]) -> Reading:
    """The reading with the party as its voice where the pronoun and its verb of speech open it."""
    opening = pronoun.match(reading.folded)
    if opening is None or party is None or any(q.start <= reading.offset + 1 for q in reading.sentence.quotes):
        return reading
    start, text = reading.offset, reading.sentence.span.text
    span = Span(start, start + opening.end(), text[: opening.end()])
    if any(voice.span and not voice.span.overlaps(span) for voice in reading.sources):
        return reading
    alone = replace(  # "These, through their spokesman, said": whose he is, the pronoun says
        reading,
        sources=tuple(s for s in reading.sources if s.span is None),
        actors=tuple(a for a in reading.actors if not a.span.overlaps(span)),
    )
    return spoken(alone, None, SourceMention(party.name, "party", "claims", span, party.ids[0]), party)
