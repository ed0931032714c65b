"""Sentence -> Claim: takes the sentences of a report, gives for every clause what it says happened.

Each clause keeps its own triggers, days, places, actors with sides, figures and voices; a sentence inside a party's
quotation or statement is that party's claim. Invariant: claims are in text order; no referent is chosen here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from tocsin.extract.actor_short import Shorts, short_forms
from tocsin.extract.announced import announcing, counting, counts_anew, place_key, without_counters
from tocsin.extract.authors import named_authors, with_authors
from tocsin.extract.avowals import avows, spreads_as_own
from tocsin.extract.charges import charged_deeds
from tocsin.extract.clauses import clauses
from tocsin.extract.deed_days import days_of_deed, without_fates
from tocsin.extract.gate import shut_paragraphs
from tocsin.extract.grammar import Clause
from tocsin.extract.grounds import home_grounds, press_seats
from tocsin.extract.losses import current, own_losses
from tocsin.extract.marks import find_hedges, standing_of, with_denials
from tocsin.extract.own_media import lays_on_its_own
from tocsin.extract.papers import with_papers
from tocsin.extract.passed_over import passed_over, still_told
from tocsin.extract.pronouns import with_pronouns
from tocsin.extract.reading import Reading, read_sentence, read_words
from tocsin.extract.recounts import only_recounts_of_dead
from tocsin.extract.retrospect import only_news
from tocsin.extract.roles import assign_roles
from tocsin.extract.sources import PARTIES
from tocsin.extract.spokesmen import with_spokesmen
from tocsin.extract.statements import party_behind
from tocsin.extract.stretch import Stretch
from tocsin.extract.violence import without_figures
from tocsin.extract.voices import Voices
from tocsin.knowledge.lexicon import Lexicon, lexicon
from tocsin.model import ActorMention, Claim, PlaceMention, Report, Sentence, TimeMention, Trigger
from tocsin.text import fold

__all__ = ["read_all", "read_claims"]

_COUNTED = {  # what a verb that two clauses share counts
    "killing": ("killed",),
    "execution": ("killed",),
    "wounding": ("wounded",),
    "capture": ("abducted", "arrested"),
    "Abduction/forced disappearance": ("abducted",),
    "Arrests": ("arrested",),
}
_OWN = frozenset(("claimed", "alleged"))  # what a clause that names another as the author doesn't say, or says once
_OFFICES = frozenset(("government", "official", "party"))
_PREPOSITION = 4  # characters of "In", "À", "En" before the place that opens a clause
_CODED = ("headline", "body", "bullet")


def read_claims(report: Report, sentences: Sequence[Sentence]) -> tuple[Claim, ...]:
    """Every claim of the coded sentences, in text order."""
    words = lexicon(report.language)
    shut = shut_paragraphs(sentences, words)
    shorts = short_forms(report.text, report.language)
    read = _readings([s for s in sentences if s.paragraph not in shut], words, shorts)
    return _claimed(report, without_figures(read, words.language), words)


def read_all(report: Report, sentences: Sequence[Sentence]) -> tuple[Claim, ...]:
    """The claims of all sentences, those of accidents, play and stage too."""
    words = lexicon(report.language)
    return _claimed(report, _readings(sentences, words, short_forms(report.text, report.language)), words)


def _readings(sentences: Sequence[Sentence], words: Lexicon, shorts: Shorts) -> list[Reading]:
    return [read_sentence(s, words, shorts) for s in sentences if s.block in _CODED and not _is_aside(s, words)]


def _claimed(report: Report, read: Sequence[Reading], words: Lexicon) -> tuple[Claim, ...]:
    spoken = with_spokesmen(read, words)
    referred = with_pronouns(list(with_papers(list(spoken), words)), words)
    readings = only_news(only_recounts_of_dead(list(referred)), words, report.published)
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
    passed = frozenset(passed_over(reading, words))
    charged = sorted({*charged_deeds(reading, words), *passed})
    before: Claim | None = None
    for start, end in clauses(reading, words, charged):
        # who tells of an arrest doesn't own the deed for which it was made, nor who claims one another
        habit = words.pattern("claims_often").search(reading.words(start, end))  # "X, which has claimed several raids"
        speaker = None if start in charged or habit else voices.speaker(reading, start, end)
        claim = _claim(Stretch(reading, start, end, words), speakers, speaker, told)
        claim = before = still_told(claim) if start in passed else _with_shared_verb(claim, before)
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


def _claim(clause: Stretch, speakers: frozenset[int], speaker: ActorMention | None, told: Set[str]) -> Claim:
    """The claim of one clause of a sentence."""
    reading, start, own_words, words = clause.reading, clause.start, clause.folded, clause.words
    triggers = tuple(clause.own(reading.triggers))
    standing = current(clause.own(reading.counts), own_words, start, words)
    counts, actors = own_losses(standing, clause.own(reading.actors), own_words, start, speaker, words)
    times = without_fates(own_words, start, triggers, counts, clause.own(reading.times), words)
    places = clause.own(reading.places)
    new = any(place_key(p) not in told and p.feature != "country" for p in places)
    announced = [] if new else announcing(own_words, start, speaker, triggers, times, words)
    again = counts_anew(own_words, triggers, counts, words)
    announced += counting(counts, times) if again else []
    times = [t for t in times if t not in announced]
    voices = tuple(s for s in reading.sources if s.span is None or clause.holds(s.span))
    parties = [a for a in actors if a.kind in PARTIES]
    voices = with_denials(voices, speaker, own_words, words)
    named = named_authors(Clause(own_words, start, words), actors, triggers, voices)
    status = standing_of(own_words, start, voices, speaker, triggers, parties, words)
    if named and not words.pattern("claims").search(own_words):
        status = (*(mark for mark in status if mark not in _OWN), "alleged")
    if status and (voices or "withdrawn" in status) and not (triggers or counts):
        times = []  # "the spokesman, reached at noon today, confirms the number"
    roles = with_authors(assign_roles(own_words, start, actors, triggers, counts, speakers, words), named, voices)
    roles = without_counters(roles, counts, again)
    if "alleged" in status and lays_on_its_own(roles, voices, Clause(own_words, start, words)):
        status = (*(mark for mark in status if mark not in _OWN), "claimed")
    if "claimed" in status and "denied" not in status and not voices:
        roles = _with_owner(roles, own_words, start, words)
    told_here = Claim(
        sentence=reading.sentence,
        span=clause.span,
        triggers=triggers,
        modality=_modality(triggers),
        times=tuple(days_of_deed(own_words, start, status, triggers, times, parties, places, words)),
        telling_times=(*clause.own(reading.telling_times), *announced),
        actors=roles,
        counts=(*counts, *([] if voices or speaker or status or not counts else clause.own(reading.taken_back))),
        sources=voices,
        speaker=speaker,
        status=status,
    )
    return _marked(told_here, clause)


def _marked(claim: Claim, clause: Stretch) -> Claim:
    """The claim with what its clause names beside the deed, and the marks of how it is told."""
    reading, words = clause.reading, clause.words

    def says(name: str) -> bool:
        return words.pattern(name).search(clause.folded) is not None

    aside = words.pattern("relative_aside").sub(" ", clause.folded)  # "the army, which took the isle a year ago, says"
    return replace(
        claim,
        background=words.pattern("background").search(aside) is not None,
        places=_scenes(claim, clause),
        weapons=tuple(clause.own(reading.weapons)),
        damage=tuple(clause.own(reading.damage)),
        hedges=find_hedges(clause.span.text, clause.folded, clause.start, words),
        anaphoric=says("anaphora"),
        update=says("late_deaths") or says("update"),
        aggregate=says("aggregate") or any(t.aggregate for t in clause.own(reading.times)),
    )


def _scenes(claim: Claim, clause: Stretch) -> tuple[PlaceMention, ...]:
    """The places of a clause, but where it retells a deed those where a party is at home or the press that hears it."""
    places = clause.own(clause.reading.places)
    if not (claim.status or claim.sources):
        return tuple(places)
    homes = list(home_grounds(clause.folded, clause.start, clause.words))
    seats = press_seats(clause.folded, clause.start, places, clause.words)
    kept = [p for p in places if p.span not in seats]
    if kept and _is_spoken_from(kept[0], claim, clause):
        kept = kept[1:]
    return tuple(p for p in kept if not any(low <= p.span.start < high for low, high in homes))


def _is_spoken_from(place: PlaceMention, claim: Claim, clause: Stretch) -> bool:
    """As in "In Tel Aviv, the spokesman confirmed the raid": a place that opens an office's word on a known deed."""
    offices = [s.span.start for s in claim.sources if s.span and s.kind in _OFFICES]
    known = bool(claim.triggers) and all(t.noun and t.definite for t in claim.triggers)
    opens = place.span.start - clause.start <= _PREPOSITION and clause.folded.startswith(
        ",", place.span.end - clause.start
    )
    return known and opens and bool(offices) and place.span.end <= offices[0] and not claim.counts


def _with_owner(
    actors: tuple[ActorMention, ...], own_words: str, start: int, words: Lexicon
) -> tuple[ActorMention, ...]:
    """As in "died in a raid that JNIM made its own": the only party of a clause that owns a deed."""
    parties = [a for a in actors if a.kind in PARTIES and (a.ids or a.head is None) and not a.generic]
    if len(parties) != 1 or any(a.role == "attacker" for a in actors):
        return actors
    mine = parties[0]
    owns = (
        words.pattern("claims").search(own_words, mine.span.end - start)
        or avows(own_words, start, [mine], (), words)
        or spreads_as_own(own_words, [mine], words)
    )
    return tuple(replace(a, role="attacker") if a is mine and owns else a for a in actors)


def _modality(triggers: Sequence[Trigger]) -> str:
    """The clause's modality: occurred as soon as one thing happened in it."""
    found = [t.modality for t in triggers]
    return "occurred" if not found or "occurred" in found else found[0]
