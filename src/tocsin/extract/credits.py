"""Who vouches for a headline: takes its words, gives the voices that are set behind it or before it.

Agencies write "Gunmen kill 14 in Zamfara: police, residents", "Douze morts à Djibo (armée)" and "Army: 12 rebels killed
in Ituri". Such a voice is neither hit nor does it hit. Invariant: each voice is a span of the headline's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tocsin.extract.sources import CLASSES, of_actor
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, SourceMention, Span

__all__ = ["find_credits", "is_credited"]

_BEHIND = re.compile(r"(?:\s?:\s+([^:.\"()]{2,60})|\s\(([^:.\"()]{2,60})\))\s*$")
_BEFORE = re.compile(r"^\s*([^:.,\"()]{2,40})\s?:\s")
_ITEM = re.compile(r"(?:(?!,| and | et | y ).)+")
_WORDS = 5  # of one voice: "a local government official"


def find_credits(
    text: str, folded: str, offset: int, words: Lexicon, actors: Sequence[ActorMention]
) -> tuple[SourceMention, ...]:
    """The voices behind a headline, else the one before it; none where what stands there is more than voices."""
    for credit in (_BEHIND.search(folded), _BEFORE.search(folded)):
        group = credit.lastindex if credit else None
        if credit and group:
            found = list(_voices(text, folded, offset, credit.span(group), words, actors))
            if found:
                return tuple(found)
    return ()


def is_credited(actor: ActorMention, credits: Sequence[SourceMention]) -> bool:
    """True for an actor that is only part of a voice: the "officials" of "UN officials"."""
    return any(s.span and s.span.overlaps(actor.span) and s.span.start != actor.span.start for s in credits)


def _voices(
    text: str, folded: str, offset: int, zone: tuple[int, int], words: Lexicon, actors: Sequence[ActorMention]
) -> Iterator[SourceMention]:
    """The voices of a stretch that holds nothing else; of a list only the last must be one."""
    items = [m.span() for m in _ITEM.finditer(folded, *zone) if m.group().strip()]
    if any(len(folded[low:high].split()) > _WORDS or re.search(r"\d", folded[low:high]) for low, high in items):
        return
    named = [_voice(text, folded, offset, *_trimmed(folded, *item), words, actors) for item in items]
    if named and named[-1]:
        yield from (voice for voice in named if voice)


def _trimmed(folded: str, low: int, high: int) -> tuple[int, int]:
    item = folded[low:high]
    return low + len(item) - len(item.lstrip()), low + len(item.rstrip())


def _voice(
    text: str, folded: str, offset: int, low: int, high: int, words: Lexicon, actors: Sequence[ActorMention]
) -> SourceMention | None:
    """The voice that an item ends with."""
    span = Span(offset + low, offset + high, text[low:high])
    for name, kind in CLASSES:
        if any(m.end() == high for m in words.pattern(name).finditer(folded, low, high)):
            actor = next((a for a in actors if a.span.start == span.start and a.ids), None)
            return SourceMention(span.text, kind, "reports", span, of_actor(actor).actor if actor else None)
    ends = next((a for a in actors if a.span.end == span.end and a.kind not in ("civilians", "unidentified")), None)
    return of_actor(ends) if ends and ends.span.start >= span.start else None
