"""Who vouches for a headline or a line: takes its words, gives the voices that are set behind it or before it.

Agencies write "Gunmen kill 14 in Zamfara: police, residents", "Douze morts à Djibo (armée)" and "Army: 12 rebels killed
in Ituri"; bulletins write "Six soldiers killed (JNIM statement).", "ELN (comunicado): ...". Such a voice is neither hit
nor does it hit. Invariant: each voice is a span of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.extract.sources import CLASSES, of_actor
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, SourceMention, Span

__all__ = ["find_credits", "find_labelled", "is_credited"]

_BEHIND = re.compile(r"(?:\s?:\s+([^:.\"()]{2,60})|\s\(([^:.\"()]{2,60})\))\s*$")
_BEFORE = re.compile(r"^\s*([^:.,\"()]{2,40})\s?:\s")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{3,60})[)\]]")
_LEAD = re.compile(r"^\W*([^:.,\"]{3,60}?)\s?:\s")
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


def find_labelled(
    text: str, folded: str, offset: int, words: Lexicon, actors: Sequence[ActorMention]
) -> tuple[SourceMention, ...]:
    """The voices that words in brackets, or before a colon, call a source: "(source: JNIM)", "JNIM statement:"."""
    zones = [m.span(1) for m in (*_BRACKETS.finditer(folded), *_LEAD.finditer(folded))]
    labelled = [z for z in zones if words.pattern("source_labels").search(folded, *z) and _is_short(folded, z)]
    found = (_labelled(text, folded, offset, zone, words, actors) for zone in labelled)
    return tuple(voice for voice in found if voice)


def _is_short(folded: str, zone: tuple[int, int]) -> bool:
    return len(folded[slice(*zone)].split()) <= _WORDS


def _labelled(
    text: str, folded: str, offset: int, zone: tuple[int, int], words: Lexicon, actors: Sequence[ActorMention]
) -> SourceMention | None:
    """The first side that a label names."""
    low, high = (offset + at for at in zone)
    sides = (a for a in actors if low <= a.span.start and a.span.end <= high)
    side = next((of_actor(a) for a in sides if a.kind not in ("civilians", "unidentified")), None)
    return replace(side, stance="claims" if side.kind == "party" else "reports") if side else None


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
