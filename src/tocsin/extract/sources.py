"""Who says it: takes the words of one sentence, gives its voices.

A voice is found beside a speech verb ("police said", "according to a doctor") or as the speaker of a quotation.
Invariant: every voice is a span of the sentence, or of the words that introduce its quotation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, SourceMention, Span

__all__ = ["CLASSES", "PARTIES", "find_sources", "inverted", "of_actor"]

PARTIES = frozenset({"rebel", "political_militia", "communal_militia", "pmc"})
CLASSES = (
    ("medical", "medical"),
    ("monitors", "ngo"),
    ("authorities", "official"),
    ("media", "media"),
    ("witnesses", "witness"),
)
_STANCES = (("denies", "denies"), ("spares", "denies"), ("accuses", "accuses"), ("confirms", "confirms"))
_APPOSITION = re.compile(r", [^,]{3,120},\s*$")  # "JNIM, a group affiliated with al-Qaeda, claimed"
_STOPS = re.compile(r"[;:]|, (?:and|but|while|et|mais|y|pero) ")
_SHARES = re.compile(
    r"(?<![,;:\"»]) (?:and|but|et|mais|y|e|pero)(?: (?:has|have|had|also|later|then|a|ont|avait|ha|han|habia))?\s$"
)  # what joins a verb to the one before, whose subject is its own
_CLOSING = ('"', "'")  # a quotation has just closed ("..." said a doctor)
_ELIDED = re.compile(r"(?<![\w'])(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu)'$")
_QUOTED = re.compile(r"[\"»]\s?,")  # a quotation's end that the verb's pattern takes in: "», informe le communiqué"
_ARTICLE = re.compile(r"\s*(?:(?:el|la|los|las|le|les|des|du|un|una|une|unos)\s|l')?")
_RELATIVE = (" que", " qu'", " cuya autoria", " cuya responsabilidad")
_OFFICE_OF = re.compile(r"([\w-]+) (?:for|of|de|del|du|des|d')\s?(?:the |la |les |los |las |l')?(?=$)")
_OWN_OFFICE = re.compile(r"'s? (?:[\w-]+ )?[\w-]+")
_OTHER_VOICE = re.compile(
    r".*,[\"']? (?:the|an?|another|one) (?:[\w'-]+ ){1,3}"
)  # "... by ADF fighters, the administrator said"
_OWNED = re.compile(r"(?:'s? (?:[\w-]+ ){0,2})?")  # nothing: the party's span holds "spokesman" already
_OFFICES = frozenset(("official", "government", "media", "party"))
_VOICELESS = frozenset(("civilians", "unidentified"))
_BEFORE = 160  # characters before a speech verb in which its subject stands
_AFTER = 70
_CLOSES = re.compile(r"(?:[\s-](?:of|in|from|de|du|des|d'|del|en|a|au) ?[\w' -]{1,30}?)?\s?(?:[,.;:\")»]|$)")
_OF_VERB = 40  # characters behind a verb of speech in which a word says what it does: "says the films are fabricated"
_OFFICE = 16  # characters about an office in which its owner's "its" and its title stand
_GAP = 45  # characters between the voice and its verb, appositions not counted


def find_sources(
    text: str, folded: str, offset: int, words: Lexicon, actors: Sequence[ActorMention]
) -> tuple[SourceMention, ...]:
    """The voices of a sentence, in text order, without repeats of the same words."""
    rows: dict[int, SourceMention] = {}
    armed = [a for a in actors if a.kind not in _VOICELESS]
    for match in words.pattern("speech").finditer(folded):
        if _is_spoken_of(folded, match, words) or (rows and _SHARES.search(folded, 0, match.start())):
            continue  # "X blamed the army and said that": X again
        low, high, nearest_last = _zone(
            folded, match.start(), match.end(), words, [a.span.start - offset for a in armed]
        )
        voice = _voice(text, folded, offset, low, high, nearest_last, words, actors)
        if voice is not None and voice.span is not None:
            stance = _stance(folded, (min(match.start(), voice.span.start - offset), match), words, voice)
            rows.setdefault(voice.span.start, _with_stance(voice, stance))
    return tuple(rows[key] for key in sorted(rows))


def _is_spoken_of(folded: str, verb: re.Match[str], words: Lexicon) -> bool:
    """As in "JNIM was blamed for the raid", "is said to have killed", "the killing of police was claimed by X"."""
    if not words.pattern("voice_cues.passive").search(folded[max(0, verb.start() - _OFFICE) : verb.start()]):
        return False
    accused = bool(words.pattern("accuses").match(folded, verb.start()))
    return accused or folded.startswith((" to ", " by "), verb.end())


def _zone(folded: str, start: int, end: int, words: Lexicon, named: Sequence[int]) -> tuple[int, int, bool]:
    """Where the speaker stands: after "according to" and after a verb behind a quotation, else before the verb."""
    opens = _opening(folded, end, words)
    after = (opens, min(len(folded), opens + _AFTER), False)
    follows = words.pattern("voice_follows").fullmatch(folded, start, end) or inverted(folded, start, end, words, named)
    return after if follows else (max(0, start - _BEFORE), start, True)


def inverted(folded: str, start: int, end: int, words: Lexicon, named: Sequence[int]) -> bool:
    """True for a verb that its speaker follows: "..." said a doctor; "..., ont confirmé des habitants".

    ``named`` are the offsets of the actors of the sentence; a verb of blame or denial has them as its object.
    """
    before = folded[:start].rstrip()
    elided = words.language == "fr" and _ELIDED.search(before) is not None  # "le groupe s'attribue", no quotation
    if (before[-1:] in _CLOSING and not elided) or (before[-1:] == "," and before[-2:-1] in _CLOSING):
        return True
    relative = before.endswith(_RELATIVE)  # "acción que reivindicó el ELN"
    parted = before[-1:] == "," or folded.startswith((",", '"', "»"), start)  # marks that the verb's pattern takes in
    says_only = words.pattern("voice_cues.says_only").fullmatch(folded, start, end)
    if words.language == "en" or not (parted or relative or says_only):
        return False
    opens = _opening(folded, end, words)
    if not any(words.pattern(name).match(folded, start) for name in ("accuses", "denies")):
        article = _ARTICLE.match(folded, opens)
        at = article.end() if article else opens
        voices = (*(name for name, _ in CLASSES), "itself")
        if at in named or any(words.pattern(name).match(folded, at) for name in voices):
            return True
    told = words.pattern("voice_cues.object").match(folded[end:]) and not _QUOTED.match(folded, start)
    return (
        parted
        and not told
        and not words.pattern("voice_cues.that").match(folded[opens:])
        and _speaks_next(folded[opens:], words)
    )


def _opening(folded: str, end: int, words: Lexicon) -> int:
    """Where a speaker may stand behind its verb: past the day and the hearer ("a dit [lundi] [à l'AFP] un élu")."""
    for name in ("day_words", "told_to", "day_words"):
        aside = words.pattern(name).match(folded, end + 1)
        end = aside.end() if aside else end
    return end


def _speaks_next(after: str, words: Lexicon) -> bool:
    """True when a voice stands among the next words, before any stop."""
    zone = _STOPS.split(after[:_AFTER])[0]
    return any(words.pattern(name).search(zone) for name, _ in CLASSES)


def _voice(
    text: str, folded: str, offset: int, low: int, high: int, last: bool, words: Lexicon, actors: Sequence[ActorMention]
) -> SourceMention | None:
    """The voice nearest to the verb within its zone: its subject, else the words set beside that."""
    zone = folded[low:high]
    if last and words.pattern("voice_cues.they").search(zone):
        return None
    if last and words.pattern("voice_cues.it").search(zone):
        return _meant_by_it(offset + high, folded, offset, words, actors)
    if not last:
        armed = [a for a in actors if not _is_next_subject(folded, low, a.span.start - offset, a.span.end - offset)]
        return _nearest(text, folded, offset, low, _STOPS.split(zone)[0], last, words, armed)
    bare_low, bare = _after_last(_STOPS, low, _APPOSITION.sub(lambda m: "\0" * len(m.group()), zone))
    found = _nearest(text, folded, offset, bare_low, bare, last, words, actors)
    return found or _nearest(text, folded, offset, *_after_last(_STOPS, low, zone), last, words, actors)


def _is_next_subject(folded: str, low: int, start: int, end: int) -> bool:
    """As in "Selon Moscou, [un groupe de rebelles] a bombardé": behind the comma, and no words set off by two."""
    return "," in folded[low : max(low, start)] and _CLOSES.match(folded, end) is None


def _meant_by_it(
    end: int, folded: str, offset: int, words: Lexicon, actors: Sequence[ActorMention]
) -> SourceMention | None:
    """The side that opens the sentence before ", it said", its own men passed over; not who is told to be the doer."""
    owned = words.pattern("possessives")
    sides = [a for a in actors if a.kind not in _VOICELESS and a.span.end <= end]
    sides = [
        a for a in sides if not owned.search(folded[max(0, a.span.start - offset - _OFFICE) : a.span.start - offset])
    ]
    told = sides and words.pattern("identifies").search(folded[: sides[0].span.start - offset])
    return of_actor(sides[0]) if sides and not told else None


def _nearest(
    text: str, folded: str, offset: int, low: int, zone: str, last: bool, words: Lexicon, actors: Sequence[ActorMention]
) -> SourceMention | None:
    """The voice nearest to the verb in the words of ``zone``, which begin at ``low``."""
    found = [(a.span.start - offset, a.span.end - offset, of_actor(a)) for a in actors if a.kind not in _VOICELESS]
    found = _spoken_for(found, folded, words)
    found += [
        (low + m.start(), low + m.end(), SourceMention(text[low + m.start() : low + m.end()], kind, "reports"))
        for name, kind in CLASSES
        for m in words.pattern(name).finditer(zone)
    ]
    found = [f for f in found if not _is_told(folded, *f[:2], words)]
    inside = [f for f in found if low <= f[0] and f[1] <= low + len(zone) and "\0" not in zone[f[0] - low : f[1] - low]]
    if not inside:
        return None
    start, end, voice = (
        max(inside, key=lambda f: (f[1], f[2].actor is not None)) if last else min(inside, key=lambda f: f[0])
    )
    gap = zone[end - low :].replace("\0", "") if last else zone[: start - low]
    if last and words.language == "en" and _OTHER_VOICE.fullmatch(gap):
        return None
    span = voice.span or Span(offset + start, offset + end, text[start:end])
    owner = _owner(folded, start, end, offset, words, actors) if voice.kind in _OFFICES else None
    voice = owner or replace(voice, span=span)
    return voice if len(gap) <= _GAP else None


def _is_told(folded: str, start: int, end: int, words: Lexicon) -> bool:
    """True for the press to which somebody speaks: "a déclaré [à l'AFP] un élu", "dijo [a esta agencia] un vecino"."""
    press = words.pattern("media").fullmatch(folded, start, end)
    return (
        press is not None
        and words.pattern("voice_cues.press").search(folded, max(0, start - _OFFICE), start) is not None
    )


def _owner(
    folded: str, start: int, end: int, offset: int, words: Lexicon, actors: Sequence[ActorMention]
) -> SourceMention | None:
    """The party whose office the voice is: "its military spokesman said", "the NPA's regional command admitted"."""
    parties = [a for a in actors if a.kind in PARTIES and a.span.start - offset < start]
    if parties and _OWNED.fullmatch(folded, min(parties[-1].span.end - offset, start), start):
        return of_actor(parties[-1])
    low = max(0, start - _OFFICE)
    office = words.pattern("spokespersons").search(folded, low, min(end + _OFFICE, len(folded)))
    at = min(start, office.start()) if office else 0
    if not words.pattern("possessives").search(folded[max(0, at - _OFFICE) : at]):
        return None
    named = [a for a in actors if (a.kind == "state" or (a.kind in PARTIES and a.ids)) and a.span.end - offset < at]
    return of_actor(named[-1]) if named else None


def _spoken_for(
    found: list[tuple[int, int, SourceMention]], folded: str, words: Lexicon
) -> list[tuple[int, int, SourceMention]]:
    """The actors of a zone, each reaching over a spokesman beside it: "the rebels' spokesman", "portavoz del grupo"."""
    office = words.pattern("spokespersons")
    rows = []
    for start, end, voice in found:
        before, after = _OFFICE_OF.search(folded, max(0, start - 45), start), _OWN_OFFICE.match(folded, end)
        if before and office.fullmatch(before.group(1)):
            start = before.start()
        elif after and office.search(after.group()):
            end = after.end()
        rows.append((start, end, voice))
    return rows


def _after_last(stops: re.Pattern[str], low: int, zone: str) -> tuple[int, str]:
    """The part of a zone after its last stop, and where that begins."""
    cut = max((m.end() for m in stops.finditer(zone)), default=0)
    return low + cut, zone[cut:]


def of_actor(actor: ActorMention) -> SourceMention:
    """An armed actor or a state's force as a voice."""
    key = actor.ids[0] if actor.ids else None
    if actor.kind in PARTIES:
        kind = "party"
    else:  # a mission or alliance has a key of its own, a state's force that of its country
        kind = "igo" if actor.kind == "external" and key and ":" not in key else "government"
    return SourceMention(actor.name, kind, "reports", actor.span, key)


def _stance(folded: str, said: tuple[int, re.Match[str]], words: Lexicon, voice: SourceMention) -> str:
    """What the voice does: told by its verb, else by a word from the voice to just behind the verb."""
    start, verb = said
    for name, stance in _STANCES:
        if words.pattern(name).match(folded, verb.start()):
            return stance
    window = folded[start : verb.end() + _OF_VERB]
    for name, stance in _STANCES:
        if words.pattern(name).search(window):
            return stance
    return "claims" if voice.kind == "party" else "reports"


def _with_stance(voice: SourceMention, stance: str) -> SourceMention:
    return SourceMention(voice.name, voice.kind, stance, voice.span, voice.actor)
