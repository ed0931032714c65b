"""Whose man "the spokesman" is: takes a report's readings in order, gives them with that voice and its party named.

"The spokesman added that ..." speaks for the party whose spokesman, named shortly before, was the last to speak; so
does the surname of a spokesman who was introduced by his full name, and "its leader" for the subject of the sentence,
else the party named last.
Invariant: a spokesman of a state or of nobody in between ends it, as do soldiers named since; only a bare noun with its
article, or a word of that name before a verb of speech, is taken so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tocsin.extract.grammar import ARMED
from tocsin.extract.reading import Reading
from tocsin.extract.sources import PARTIES
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, SourceMention, Span

__all__ = ["spoken", "with_spokesmen"]

_ARTICLE = re.compile(r"(?:\b(?:the|this|le|la|ce|el|ese|este) (?:(?:same|meme|mism[oa]) )?|l'|\bits |\btheir )$")
_BEFORE = 12  # characters of the longest article: "el mismo "
_OFFICE = 40  # characters about a voice in which its office stands
_PARAGRAPHS = 2  # paragraphs back to which the bare noun points
_WORD = r"(?:[A-Z][\w'’-]{1,24}|al-[\w'’-]{1,24}|a[gl]|ould|bin|ibn)"
_NAME = re.compile(rf"(?<![\w'’-]){_WORD}(?: {_WORD}){{1,4}}(?![\w'’-])")
_AFTER_OFFICE = 60  # characters behind an office in which its holder's name begins
_HELD_BY = re.compile(
    r", (?:(?:an?|the|its|le|la|el|un|una|su|son) )?(?:[\w'-]{1,20} ){0,3}"
)  # "Name Name, a military [spokesman]"
_SURNAME = 4  # letters from which one word of a name says whose it is
_SAYS = 80  # characters behind "its leader" in which his verb stands
_VERB_BEFORE = 20  # characters before it in which a verb that it follows stands: "declaró su vocero"
_TELLING = ("speech", "claims", "claim_verbs", "avowals.owns")
_PARTED = (",", '"', "»")
_STOP = re.compile(r"[.;:]")
_VERB = 45  # characters behind a name in which its verb begins


def with_spokesmen(readings: Sequence[Reading], words: Lexicon) -> Iterator[Reading]:
    """The readings, those in which a party's spokesman goes on speaking with the party as voice and actor."""
    last: ActorMention | None = None
    armed: tuple[ActorMention | None, int] = (None, 0)
    at = 0
    called: dict[str, ActorMention] = {}
    for reading in readings:
        reading = _called(_of_its_head(reading, *armed, words), called, words)
        armed = _named_last(reading, *armed, words)
        for voice in reading.sources:
            bare = _is_bare(voice, reading, words)
            if bare and last and reading.sentence.paragraph - at <= _PARAGRAPHS:
                reading = _named(reading, voice, last)
            elif not bare and _holds_office(voice, reading, words):
                named = (a for a in reading.actors if voice.kind == "party" and a.span == voice.span)
                last, at = next(named, None), reading.sentence.paragraph
                called |= dict.fromkeys(_names(reading, words), last) if last else {}
        yield reading


def _named_last(
    reading: Reading, last: ActorMention | None, at: int, words: Lexicon
) -> tuple[ActorMention | None, int]:
    """The party named last and its paragraph; none once a state's force stands behind it."""
    armed = [a for a in reading.actors if a.kind in ARMED and (a.kind == "state" or (a.ids and not a.generic))]
    if words.pattern("the_latter").search(reading.folded):
        return None, at
    if not armed:
        return last, at
    return (armed[-1] if armed[-1].kind in PARTIES and armed[-1].ids else None), reading.sentence.paragraph


def _of_its_head(reading: Reading, party: ActorMention | None, at: int, words: Lexicon) -> Reading:
    """The reading with the party for which "its leader" speaks: the sentence's subject, else the one named before."""
    sides = [a for a in reading.actors if a.kind in ARMED and a.ids]
    party = next(iter(sides), None) or (party if reading.sentence.paragraph - at <= 1 else None)
    if party is None or party.kind not in PARTIES or (sides and party.generic):
        return reading
    for head in words.pattern("own_head").finditer(reading.folded):
        start = reading.sentence.span.start
        clause = _STOP.split(reading.folded[head.end() : head.end() + _SAYS])[0]
        between = [a for a in sides if a.ids != party.ids and a.span.start < start + head.start()]
        if sides and (party.span.end > start + head.start() or any(a.span.start > party.span.end for a in between)):
            continue
        if any(words.pattern(name).search(clause) for name in _TELLING) or _follows_speech(reading, head, words):
            span = Span(start + head.start(), start + head.end(), reading.sentence.span.text[head.start() : head.end()])
            voice = SourceMention(party.name, "party", "claims", span, party.ids[0])
            held = next((v for v in reading.sources if v.span and v.span.overlaps(span)), None)
            return spoken(reading, held, voice, party)
    return reading


def _follows_speech(reading: Reading, head: re.Match[str], words: Lexicon) -> bool:
    """As in "..., declaró su vocero": right behind a verb of speech that a comma or a quotation mark parts."""
    before = reading.folded[max(0, head.start() - _VERB_BEFORE) : head.start()].rstrip()
    said = next((m for m in words.pattern("speech").finditer(before) if m.end() == len(before)), None)
    return said is not None and (
        before.startswith(_PARTED, said.start()) or before[: said.start()].rstrip().endswith(_PARTED)
    )


def _names(reading: Reading, words: Lexicon) -> Iterator[str]:
    """The words of the name beside a spokesman's office that no actor or place of the sentence holds."""
    text, start = reading.sentence.span.text, reading.sentence.span.start
    held = [*(a.span for a in reading.actors if not a.generic), *(p.span for p in reading.places)]
    named = [
        m
        for m in _NAME.finditer(text)
        if not any(m.start() + start < h.end and h.start < m.end() + start for h in held)
    ]
    for office in words.pattern("spokesman").finditer(reading.folded):
        for name in named:
            behind = 0 <= name.start() - office.end() <= _AFTER_OFFICE
            told = behind and words.pattern("speech").search(reading.folded, office.end(), name.start())
            if (behind and not told) or _HELD_BY.fullmatch(text, name.end(), max(name.end(), office.start())):
                yield from (word for word in name[0].split() if len(word) >= _SURNAME and word[0].isupper())


def _called(reading: Reading, called: Mapping[str, ActorMention], words: Lexicon) -> Reading:
    """The reading with the party for which a man speaks whom it calls by a word of his name: "Ramadane said"."""
    if not called or any(voice.kind == "party" for voice in reading.sources):
        return reading
    text, start = reading.sentence.span.text, reading.sentence.span.start
    named = [a.span for a in reading.actors if not a.generic]
    for found in re.finditer(r"(?<![\w'-])[A-Z][\w'’-]+", text):
        party = called.get(found[0])
        if party is None or any(s.start <= found.start() + start < s.end for s in named):
            continue
        zone = (found.end(), min(found.end() + _VERB, len(text)))
        if any(words.pattern(name).search(reading.folded, *zone) for name in ("speech", "claims", "claim_verbs")):
            span = Span(found.start() + start, found.end() + start, found[0])
            voice = SourceMention(party.name, "party", "claims", span, party.ids[0] if party.ids else None)
            return spoken(reading, None, voice, party)
    return reading


def _is_bare(voice: SourceMention, reading: Reading, words: Lexicon) -> bool:
    if voice.kind != "official" or voice.actor or voice.span is None:
        return False
    noun = reading.words(voice.span.start, voice.span.end)
    before = reading.words(voice.span.start - _BEFORE, voice.span.start)
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
    return spoken(reading, voice, replace(voice, name=party.name, kind="party", stance=stance, actor=key), party)


def spoken(reading: Reading, old: SourceMention | None, voice: SourceMention, party: ActorMention) -> Reading:
    """The reading with a party's voice, in the place of an old one or beside the others, and the party as an actor."""
    actor = replace(party, span=voice.span or party.span, role=None)
    others = [s for s in reading.sources if s is not old and s.span != voice.span]
    return replace(
        reading,
        sources=tuple(sorted((*others, voice), key=lambda s: s.span.start if s.span else 0)),
        actors=tuple(sorted((*reading.actors, actor), key=lambda a: a.span)),
    )
