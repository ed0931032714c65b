"""Who says it: takes the words of one sentence, gives its voices, hedges and what it says of the event's standing.

A voice is found beside a speech verb ("police said", "according to a doctor") or as the speaker of a quotation. The
standing is a set of marks that the assembler weighs over the whole record: claimed, unclaimed, confirmed, alleged, denied.
Invariant: every voice is a span of the sentence, or of the words that introduce its quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, SourceMention, Span

__all__ = ["PARTIES", "find_hedges", "find_sources", "find_standing"]

PARTIES = frozenset({"rebel", "political_militia", "communal_militia", "pmc"})
_CLASSES = (("medical", "medical"), ("monitors", "ngo"), ("authorities", "official"), ("media", "media"), ("witnesses", "witness"))
_STANCES = (("denies", "denies"), ("accuses", "accuses"), ("confirms", "confirms"))
_BEFORE = 60  # characters before a speech verb in which its subject stands
_AFTER = 70


def find_sources(
    text: str, folded: str, offset: int, words: Lexicon, actors: Sequence[ActorMention]
) -> tuple[SourceMention, ...]:
    """The voices of a sentence, in text order, without repeats of the same words."""
    rows: dict[int, SourceMention] = {}
    for match in words.pattern("speech").finditer(folded):
        names_after = bool(words.pattern("after_speaker").fullmatch(match.group()))
        for low, high, nearest_last in _zones(match.start(), match.end(), len(folded), names_after):
            voice = _voice(text, folded, offset, low, high, nearest_last, words, actors)
            if voice is not None:
                stance = _stance(folded[max(0, low) : min(len(folded), match.end() + 25)], words, voice)
                rows.setdefault(voice.span.start if voice.span else 0, _with_stance(voice, stance))
                break
    return tuple(rows[key] for key in sorted(rows))


def _zones(start: int, end: int, length: int, names_after: bool) -> Iterator[tuple[int, int, bool]]:
    if names_after:
        yield end, min(length, end + _AFTER), False
    yield max(0, start - _BEFORE), start, True


def _voice(
    text: str, folded: str, offset: int, low: int, high: int, last: bool, words: Lexicon, actors: Sequence[ActorMention]
) -> SourceMention | None:
    zone = folded[low:high]
    cut = re.split(r"[;:]", zone)
    zone = cut[-1] if last else cut[0]
    low = high - len(zone) if last else low
    named = [a for a in actors if low + offset <= a.span.start and a.span.end <= low + offset + len(zone) and a.kind not in ("civilians", "unidentified")]
    if named:
        actor = named[-1] if last else named[0]
        kind = "party" if actor.kind in PARTIES else "government"
        return SourceMention(actor.name, kind, "reports", actor.span, actor.ids[0] if actor.ids else None)
    for name, kind in _CLASSES:
        matches = list(words.pattern(name).finditer(zone))
        if matches:
            match = matches[-1] if last else matches[0]
            start, end = low + match.start(), low + match.end()
            return SourceMention(text[start:end], kind, "reports", Span(offset + start, offset + end, text[start:end]))
    return None


def _stance(window: str, words: Lexicon, voice: SourceMention) -> str:
    for name, stance in _STANCES:
        if words.pattern(name).search(window):
            return stance
    return "claims" if voice.kind == "party" else "reports"


def _with_stance(voice: SourceMention, stance: str) -> SourceMention:
    return SourceMention(voice.name, voice.kind, stance, voice.span, voice.actor)


def find_standing(folded: str, words: Lexicon) -> tuple[str, ...]:
    """The marks that a sentence sets: claimed, unclaimed, confirmed, alleged, denied."""
    marks: list[str] = []
    if words.pattern("unclaimed").search(folded):
        marks.append("unclaimed")
    elif words.pattern("claims").search(folded):
        marks.append("claimed")
    marks.extend(mark for name, mark in (("denies", "denied"), ("accuses", "alleged"), ("confirms", "confirmed")) if words.pattern(name).search(folded))
    return tuple(marks)


def find_hedges(text: str, folded: str, offset: int, words: Lexicon) -> tuple[Span, ...]:
    """The words that keep the writer at a distance from what is said ("according to", "allegedly")."""
    found = [m for name in ("after_speaker", "accuses") for m in words.pattern(name).finditer(folded)]
    spans = sorted({(m.start(), m.end()) for m in found})
    return tuple(Span(offset + low, offset + high, text[low:high]) for low, high in spans)
