"""Sentence -> Claim: takes the sentences of a report, gives for every clause what it says happened.

Each clause keeps its own triggers, days, places, actors with sides, figures and voices; a sentence inside a party's
quotation or statement is that party's claim. Invariant: claims are in text order; no referent is chosen here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from tocsin.extract.announced import announcing, place_key
from tocsin.extract.avowals import avows
from tocsin.extract.charges import charged_deeds
from tocsin.extract.clauses import clauses
from tocsin.extract.gate import shut_paragraphs
from tocsin.extract.losses import current, own_losses
from tocsin.extract.marks import find_hedges, standing_of
from tocsin.extract.reading import Reading, read_sentence, read_words
from tocsin.extract.recounts import only_recounts_of_dead
from tocsin.extract.retrospect import only_news
from tocsin.extract.roles import assign_roles
from tocsin.extract.sources import PARTIES
from tocsin.extract.spokesmen import with_spokesmen
from tocsin.extract.statements import party_behind
from tocsin.extract.voices import Voices
from tocsin.knowledge.lexicon import Lexicon, lexicon
from tocsin.model import ActorMention, Claim, Count, PlaceMention, Report, Sentence, Span, TimeMention, Trigger
from tocsin.text import fold

__all__ = ["read_all", "read_claims"]

_WHERE = re.compile(r",? (?:where|donde) ")
_TOLLS = frozenset(("killing", "wounding"))
_COUNTED = {  # what a verb that two clauses share counts
    "killing": ("killed",),
    "execution": ("killed",),
    "wounding": ("wounded",),
    "capture": ("abducted", "arrested"),
    "Abduction/forced disappearance": ("abducted",),
    "Arrests": ("arrested",),
}
_CODED = ("headline", "body", "bullet")
_OWNING = 3  # characters from the day to the deed in "Tuesday's attack"
_SINCE = re.compile(r", [^,]* (?:since|depuis|desde)(?: (?:le|la|el))? $")
_OF = re.compile(r" (?:of|de|du|del) (?:the |ce |el )?")


def read_claims(report: Report, sentences: Sequence[Sentence]) -> tuple[Claim, ...]:
    """Every claim of the coded sentences, in text order."""
    return _read(report, sentences, shut_paragraphs(sentences, lexicon(report.language)))


def read_all(report: Report, sentences: Sequence[Sentence]) -> tuple[Claim, ...]:
    """The claims of all sentences, those of accidents, play and stage too."""
    return _read(report, sentences, frozenset())


def _read(report: Report, sentences: Sequence[Sentence], shut: frozenset[int]) -> tuple[Claim, ...]:
    words = lexicon(report.language)
    coded = (s for s in sentences if s.block in _CODED and s.paragraph not in shut and not _is_aside(s, words))
    read = with_spokesmen([read_sentence(sentence, words) for sentence in coded], words)
    readings = only_news(only_recounts_of_dead(list(read)), words, report.published)
    voices = Voices(readings, party_behind(report, readings, words), words)
    told, found = {""}, list[Claim]()
    for reading in readings:
        found.extend(_claims(reading, words, voices, told))
        told.update(place_key(p) for p in reading.places)
    return tuple(found)


def _is_aside(sentence: Sentence, words: Lexicon) -> bool:
    """True under a heading such as "Rumours" or "Not confirmed", and for the list of what a bulletin will tell."""
    if words.pattern("rundown").search(fold(sentence.span.text)):
        return True
    return sentence.section is not None and bool(words.pattern("unverified").search(fold(sentence.section.text)))


def _claims(reading: Reading, words: Lexicon, voices: Voices, told: Set[str]) -> Iterator[Claim]:
    """The claims of a sentence; ``told`` are the places named before it."""
    speakers = frozenset(s.span.start for s in reading.sources if s.span)
    times, places = _headed(reading.sentence, words)
    charged = {*charged_deeds(reading, words)}  # who tells of an arrest doesn't own the deed for which it was made
    before: Claim | None = None
    for start, end in clauses(reading, words):
        speaker = None if start in charged else voices.speaker(reading, start, end)
        claim = _claim(reading, start, end, words, speakers, speaker, told)
        claim = before = _with_shared_verb(claim, before)
        yield replace(claim, heading_times=times, heading_places=places)


def _with_shared_verb(claim: Claim, before: Claim | None) -> Claim:
    """As in "strikes killed six in X and [four villagers in Y]": the verb of the clause before, and its doers."""
    bare = {c.span for c in claim.counts}
    if before is None or not claim.places or any(t.span not in bare for t in claim.triggers):
        return claim
    for verb in before.triggers:
        own = [c for c in claim.counts if c.kind in _COUNTED.get(verb.code, ()) and c.low and not c.part]
        if own:
            deeds = (t for t in before.triggers if t is verb or (t.noun and t.strength > verb.strength))
            doers = (a for a in before.actors if a.role == "attacker")
            shared = tuple(replace(t, span=own[0].span, definite=False) for t in deeds)
            return replace(claim, triggers=shared, actors=(*claim.actors, *doers), weapons=before.weapons)
    return claim


def _headed(sentence: Sentence, words: Lexicon) -> tuple[tuple[TimeMention, ...], tuple[PlaceMention, ...]]:
    """The days of the heading over a sentence, the places of all the headings over it."""
    times, places = read_words(sentence.section, words.language) if sentence.section else ((), ())
    above = read_words(sentence.above, words.language) if sentence.above else ((), ())
    return times or above[0], (*places, *above[1])


def _claim(
    reading: Reading,
    start: int,
    end: int,
    words: Lexicon,
    speakers: frozenset[int],
    speaker: ActorMention | None,
    told: Set[str],
) -> Claim:
    """The claim of one clause of a sentence."""

    def own(span: Span) -> bool:
        return start <= span.start < end

    own_words = reading.words(start, end)
    triggers = tuple(t for t in reading.triggers if own(t.span))
    actors = [a for a in reading.actors if own(a.span)]
    standing = current([c for c in reading.counts if own(c.span)], own_words, start, words)
    counts, actors = own_losses(standing, actors, own_words, start, speaker, words)
    text = reading.sentence.span.text[start - reading.offset : end - reading.offset]
    late = bool(words.pattern("late_deaths").search(own_words))
    times = _before_death(own_words, start, triggers, [t for t in reading.times if own(t.span)], words)
    times = _of_the_dead(own_words, start, counts, times, words)
    new = any(own(p.span) and place_key(p) not in told for p in reading.places)
    announced = [] if new else announcing(own_words, start, speaker, triggers, times, words)
    times = [t for t in times if t not in announced]
    voices = tuple(s for s in reading.sources if s.span is None or own(s.span))
    parties = [a for a in actors if a.kind in PARTIES]
    status = standing_of(own_words, start, voices, speaker, triggers, parties, words)
    if status and (voices or "withdrawn" in status) and not (triggers or counts):
        times = []  # "the spokesman, reached at noon today, confirms the number"
    roles = assign_roles(own_words, start, actors, triggers, counts, speakers, words)
    if "claimed" in status and "denied" not in status and not voices:
        roles = _with_owner(roles, own_words, start, words)
    return Claim(
        sentence=reading.sentence,
        span=Span(start, end, text),
        triggers=triggers,
        modality=_modality(triggers),
        background=bool(words.pattern("background").search(own_words)),
        times=tuple(_times(own_words, start, status, triggers, times, parties, words)),
        telling_times=(*(t for t in reading.telling_times if own(t.span)), *announced),
        places=tuple(p for p in reading.places if own(p.span)),
        actors=roles,
        counts=counts,
        weapons=tuple(w for w in reading.weapons if own(w.span)),
        damage=tuple(d for d in reading.damage if own(d.span)),
        sources=voices,
        hedges=find_hedges(text, own_words, start, words),
        speaker=speaker,
        status=status,
        anaphoric=bool(words.pattern("anaphora").search(own_words)),
        update=late or bool(words.pattern("update").search(own_words)),
        aggregate=bool(words.pattern("aggregate").search(own_words))
        or any(t.aggregate and own(t.span) for t in reading.times),
    )


def _with_owner(
    actors: tuple[ActorMention, ...], own_words: str, start: int, words: Lexicon
) -> tuple[ActorMention, ...]:
    """As in "died in a raid that JNIM made its own": the only party of a clause that owns a deed."""
    parties = [a for a in actors if a.kind in PARTIES and a.ids and not a.generic]
    if len(parties) != 1 or any(a.role == "attacker" for a in actors):
        return actors
    mine = parties[0]
    owns = words.pattern("claims").search(own_words, mine.span.end - start) or avows(
        own_words, start, [mine], (), words
    )
    return tuple(replace(a, role="attacker") if a is mine and owns else a for a in actors)


def _before_death(
    own_words: str, start: int, triggers: Sequence[Trigger], times: Sequence[TimeMention], words: Lexicon
) -> list[TimeMention]:
    """The days of a clause without that of a late death: "was shot on Monday and died in hospital on Friday".

    The day of "Tuesday's attack" is the deed's.
    """
    death = words.pattern("late_deaths").search(own_words)
    deeds = [t.span.start - start for t in triggers if t.strength > 1 and not t.noun and t.modality == "occurred"]
    if death is None:
        return list(times)
    earlier = [t for t in times if t.span.start - start < death.start()]
    done = any(at < death.start() for at in deeds)
    return [t for t in earlier if done or any(n.noun and 0 < n.span.start - t.span.end <= _OWNING for n in triggers)]


def _of_the_dead(
    own_words: str, start: int, counts: Sequence[Count], times: Sequence[TimeMention], words: Lexicon
) -> list[TimeMention]:
    """The days of a clause that counts its dead, without an aside's: "..., with people in flight since Sunday".

    Nor is the day on which some were found the deed's: "... 20 porters, of whom nine were found on Friday".
    """
    fate = words.pattern("later_fates").search(own_words)
    if fate:
        times = [t for t in times if t.span.start - start < fate.start()]
    dead = (c.span.end for c in counts if c.kind in ("killed", "wounded"))
    done = max(dead, default=len(own_words) + start) - start
    return [t for t in times if not _SINCE.search(own_words[done : max(done, t.span.start - start)])]


def _times(
    own_words: str,
    start: int,
    status: Sequence[str],
    triggers: Sequence[Trigger],
    times: Sequence[TimeMention],
    parties: Sequence[ActorMention],
    words: Lexicon,
) -> Iterator[TimeMention]:
    """The days of the deed: that of a claim or denial is none, as in "the group claimed the attack on Tuesday".

    "claimed Monday's attack", "l'attaque de lundi", "the killings that took place on Monday" and "The raid on Monday,
    JNIM said," do say when it was.
    """
    voice = min((a.span.start for a in parties), default=start)
    settled = bool({"claimed", "denied"} & set(status))
    known = any(t.definite and t.code not in _TOLLS for t in triggers)  # whose toll may stand beside it
    opens = min((t.span.start for t in triggers), default=start)
    for time in _of_the_deed(own_words, start, triggers, times):
        cost = known and time.span.end <= opens  # "On Tuesday JNIM claimed the ambush: nine dead"
        telling = settled and all(t.definite or (cost and t.code in _TOLLS) for t in triggers)
        before, after = own_words[: time.span.start - start], own_words[time.span.end - start :]
        noun = any(
            t.noun and _dated_by(own_words[t.span.end - start : time.span.start - start], after) for t in triggers
        )
        named = any(t.noun and 0 <= t.span.start - time.span.end <= 1 for t in triggers)  # "the Sunday attack"
        led = any(t.noun and t.span.end <= time.span.start < voice for t in triggers)
        if (
            not telling
            or noun
            or named
            or led
            or words.pattern("deed_dated").search(before[-40:])
            or after.startswith("'s")
        ):
            yield time


def _of_the_deed(
    own_words: str, start: int, triggers: Sequence[Trigger], times: Sequence[TimeMention]
) -> Sequence[TimeMention]:
    """Without the "yesterday" of "sent troops yesterday to X, where on Wednesday a fight broke out"."""
    first = min((t.span.start - start for t in triggers), default=0)
    where = max(_WHERE.finditer(own_words, 0, first), key=lambda found: found.end(), default=None)
    behind = [t for t in times if where and where.end() <= t.span.start - start <= first]
    if not (where and behind):
        return times
    return [t for t in times if t.form != "relative" or t.span.start - start >= where.end()]


def _dated_by(between: str, after: str) -> bool:
    """True for a day that a deed's noun governs or that commas set off behind it."""
    return bool(_OF.fullmatch(between)) or (between == ", " and after.startswith(","))


def _modality(triggers: Sequence[Trigger]) -> str:
    """The clause's modality: occurred as soon as one thing happened in it."""
    found = [t.modality for t in triggers]
    return "occurred" if not found or "occurred" in found else found[0]
