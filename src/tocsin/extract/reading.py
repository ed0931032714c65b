"""One sentence, read once: takes its words, gives everything that the finders find in it.

The finders run in the order in which they need each other: dates before numbers, actors before places, so that
"11 June" is no toll and "Islamic State" no place. Invariant: every span is absolute and repeats the report's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from tocsin.extract.actor_short import Shorts
from tocsin.extract.actors import find_actors, party_names
from tocsin.extract.counts import find_counts, taken_back
from tocsin.extract.credits import find_credits, find_labelled, is_credited
from tocsin.extract.damage import find_damage
from tocsin.extract.habits import backdrop, habitual, without
from tocsin.extract.natural import without_nature
from tocsin.extract.occasions import causes, is_occasion, occasions
from tocsin.extract.places import find_places
from tocsin.extract.renames import when_renamed
from tocsin.extract.senses import settle_triggers
from tocsin.extract.sources import find_sources
from tocsin.extract.times import find_times
from tocsin.extract.triggers import find_triggers
from tocsin.extract.weapons import find_weapons
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import (
    ActorMention,
    Count,
    Damage,
    PlaceMention,
    Sentence,
    SourceMention,
    Span,
    TimeMention,
    Trigger,
    Weapon,
)
from tocsin.text import fold

__all__ = ["Reading", "read_sentence", "read_words"]

_NO_SHORTS: Shorts = MappingProxyType({})
_TELLING = 30  # characters before a date in which the verb of telling stands
_FINE = ("date", "weekday")
_GOVERNED, _TAUGHT = 60, 40  # characters from words of memory, and of training, to the deed
_TURN = re.compile(r"[;:]|, (?!(?:who|which|that|in which|when|where|including|dont|qui|ou|que|quien|donde|cuando)\b)")
_MARK = re.compile(r"[,;:]")
_POINTED = 25  # characters after "the same day" in which the event meant begins
# One to three words in marks amid others, held at arm's length and not spoken: "avoir « libéré » Goma".
_AT_ARMS_LENGTH = re.compile(r"""(?<=\w )[«"]( ?(?:[\w'-]+ ){0,2}[\w'-]+ ?)[»"](?= \w|[.]|$)""")
_QUOTED_VERB = re.compile(r"""(?<=\b(?:avoir|haber) )[«"] ?|(?<=\bhaving )["]""")  # "dit avoir « éliminé un chef »"
_POSSESSIVE = 16  # characters of "'s former " between a country and the actor that it owns


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with all that was found in it; ``folded`` is its text folded, offsets start at the sentence."""

    sentence: Sentence
    folded: str
    times: tuple[TimeMention, ...] = ()
    telling_times: tuple[TimeMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    counts: tuple[Count, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    damage: tuple[Damage, ...] = ()
    sources: tuple[SourceMention, ...] = ()
    taken_back: tuple[Count, ...] = ()  # figures that the sentence itself puts aside
    paper: ActorMention | None = None  # the party whose letter or film was told of before (extract.papers)

    @property
    def offset(self) -> int:
        """Where the sentence starts in the report."""
        return self.sentence.span.start

    def words(self, start: int, end: int) -> str:
        """The folded words between two offsets of the report."""
        return self.folded[max(0, start - self.offset) : max(0, end - self.offset)]


@lru_cache(maxsize=64)  # one heading stands over many sentences
def read_words(span: Span, language: str) -> tuple[tuple[TimeMention, ...], tuple[PlaceMention, ...]]:
    """The dates and places of a heading or another line that only places what stands under it."""
    times = find_times(span.text, span.start, language)
    return times, find_places(span.text, span.start, language, [t.span for t in times])


def read_sentence(sentence: Sentence, words: Lexicon, shorts: Shorts = _NO_SHORTS) -> Reading:
    """Everything found in ``sentence``; ``shorts`` are the short forms that the report explains."""
    text, offset = sentence.span.text, sentence.span.start
    folded = _QUOTED_VERB.sub(lambda mark: " " * len(mark.group()), _AT_ARMS_LENGTH.sub(r" \1 ", fold(text)))
    actors = find_actors(text, offset, words.language, shorts)
    times = tuple(t for t in find_times(text, offset, words.language) if not _is_in_name(t.span, actors))
    days = [time.span for time in times]
    actors = tuple(
        a for a in actors if not (any(a.span.overlaps(d) for d in days) or _carries(a, folded, offset, words))
    )
    names = [a.span for a in actors if not a.generic and a.country is None]
    credits = find_credits(text, folded, offset, words, actors) if _is_title(sentence) else ()
    actors = tuple(a for a in actors if not is_credited(a, credits))
    labelled = find_labelled(text, folded, offset, words, actors)
    habit, behind = habitual(folded, words), backdrop(folded, words)
    usual = {*habit, *behind}
    places = find_places(text, offset, words.language, [*days, *names, *party_names(text, offset, words.language)])
    places = tuple(p for p in places if p.span.start - offset not in usual)
    counts = find_counts(text, folded, offset, words.language, actors, days)
    triggers = find_triggers(text, folded, offset, words)
    times = when_renamed(times, triggers, folded, offset, words)
    fine = [t.span.start - offset for t in times if t.form in _FINE or (t.form == "relative" and t.unit == "day")]
    cause = {*causes(folded, fine, words)}
    recalled = {*_recalled(triggers, folded, times, offset, words), *usual, *occasions(folded, words), *cause}
    actors = tuple(a for a in actors if a.span.start - offset not in cause)
    times = tuple(t for t in times if t.span.start - offset not in cause)
    counts = tuple(c for c in counts if c.span.start - offset not in recalled)
    triggers, counts = without_nature(folded, offset, triggers, counts, names, words)
    telling = _telling_times(times, triggers, folded, offset, words)
    return Reading(
        sentence,
        without(folded, habit, behind),
        tuple(t for t in times if t not in telling and t.span.start - offset not in usual),
        telling,
        tuple(a for a in actors if a.span.start - offset not in behind),
        tuple(_in_scene(p, folded, offset, words) for p in places if not _owns(p, folded, offset, actors)),
        settle_triggers(
            text,
            folded,
            offset,
            _told(_own_deeds(triggers, recalled, folded, offset, words), times),
            actors,
            places,
            counts,
            words,
        ),
        counts,
        find_weapons(text, folded, offset, words),
        find_damage(text, folded, offset, words),
        _each((*find_sources(text, folded, offset, words, actors), *credits, *labelled)),
        tuple(taken_back(text, folded, offset, words.language, counts)),
    )


def _each(voices: Sequence[SourceMention]) -> tuple[SourceMention, ...]:
    """The voices, each once."""
    return tuple({(v.span.start if v.span else v.name): v for v in reversed(voices)}.values())[::-1]


def _is_title(sentence: Sentence) -> bool:
    """True for a headline, and for a line that ends like one."""
    return sentence.block == "headline" or sentence.span.text.rstrip()[-1:] not in (".", "!", "?", '"')


def _carries(actor: ActorMention, folded: str, offset: int, words: Lexicon) -> bool:
    """True for what the wounded are flown out by: "evacuated by helicopter"."""
    if actor.head != "aircraft":
        return False
    return words.pattern("memory.carried").search(folded[: actor.span.start - offset]) is not None


def _is_in_name(day: Span, actors: Sequence[ActorMention]) -> bool:
    """True for the day within "the March 23 Movement"."""
    named = (a.span for a in actors if not a.generic)
    return any(span.start <= day.start and day.end < span.end for span in named)


def _owns(place: PlaceMention, folded: str, offset: int, actors: Sequence[ActorMention]) -> bool:
    """True for a country that only says whose an actor is: "Russia's Wagner", "Burkina Faso" for its army."""
    if any(a.head == "state" and a.span.overlaps(place.span) for a in actors):
        return True
    if place.feature != "country" or place.relation in ("in", "region", "near", "bearing", "border"):
        return False
    after = folded[place.span.end - offset :]
    follows = any(0 <= a.span.start - place.span.end <= _POSSESSIVE for a in actors)
    return any(a.span.overlaps(place.span) for a in actors) or (after.startswith("'s ") and follows)


def _own_deeds(
    triggers: Sequence[Trigger], recalled: set[int], folded: str, offset: int, words: Lexicon
) -> list[Trigger]:
    """The triggers without what is only recalled, taught, or answered ("in response to the massacre")."""
    told = (t for t in triggers if t.span.start - offset not in recalled)
    return [t for t in told if not (t.noun and _is_aside(t.span.start - offset, folded, words))]


def _is_aside(at: int, folded: str, words: Lexicon) -> bool:
    """True for the noun of a deed that another answers, or that is taught ("trained in counter-IED techniques")."""
    taught = [cue.end() for cue in words.pattern("gate.taught").finditer(folded, 0, at)]
    return is_occasion(at, folded, words) or any(0 <= at - end <= _TAUGHT for end in taught)


def _recalled(
    triggers: Sequence[Trigger], folded: str, times: Sequence[TimeMention], offset: int, words: Lexicon
) -> range:
    """The stretch that is only remembered, judged or filmed: "wreaths for the 213 people who died", up to a stop.

    It begins with a deed that the words of memory govern: a noun, a passive or one in a relative clause, with nothing
    between that opens a clause of its own. What the sentence dates by its year is told all the same.
    """
    for cue in words.pattern("gate.memory").finditer(folded):
        first = next((t for t in triggers if t.span.start - offset >= cue.end()), None)
        if first is None or any(t.year and t.span.start - offset >= cue.start() for t in times):
            return range(0)
        at = first.span.start - offset
        gap = folded[cue.end() : at]
        since = words.pattern("memory.since").search(cue.group()) is not None
        relative = words.pattern("memory.relative").search(gap) or words.pattern("memory.which").search(cue.group())
        governed = since or first.noun or first.passive or relative
        parted = _MARK.search(gap) or words.pattern("memory.opens").search(gap)
        if governed and len(gap) <= _GOVERNED and not parted:
            stop = _TURN.search(folded, at)
            recalled = range(cue.end(), stop.start() if stop else len(folded))
            return range(0) if since and any(t.span.start - offset in recalled for t in times) else recalled
    return range(0)


def _in_scene(place: PlaceMention, folded: str, offset: int, words: Lexicon) -> PlaceMention:
    """The place; that of a deed which another answers is no scene."""
    answered = place.relation == "in" and is_occasion(place.span.start - offset, folded, words)
    return replace(place, relation="origin") if answered else place


def _telling_times(
    times: Sequence[TimeMention], triggers: Sequence[Trigger], folded: str, offset: int, words: Lexicon
) -> tuple[TimeMention, ...]:
    """The dates of the telling, not of what is told: "police said on Sunday", "the army on Friday said".

    In "it killed six on Friday and admitted losses" the day is that of the deed before it.
    """
    before, after = words.pattern("telling_before"), words.pattern("telling_after")

    def told(time: TimeMention) -> bool:
        start, end = time.span.start - offset, time.span.end - offset
        goes_on = folded.startswith("and ", end + 1) and any(
            t.strength > 1 and not t.definite and t.span.start < time.span.start for t in triggers
        )
        behind = not goes_on and after.match(folded, end + 1)
        return bool(before.search(folded[max(0, start - _TELLING) : start]) or behind)

    return tuple(time for time in times if told(time))


def _told(triggers: Sequence[Trigger], times: Sequence[TimeMention]) -> tuple[Trigger, ...]:
    """The triggers without those that only date another event: "on the same day as the ambush"."""
    pointing = [t.span.end for t in times if t.form == "anaphoric"]
    return tuple(t for t in triggers if not (t.definite and any(0 <= t.span.start - at <= _POINTED for at in pointing)))
