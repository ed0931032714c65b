"""Which of a clause's days is the deed's: takes its days and what else stands in it, gives those on which it was done.

The day on which somebody died of his wounds, was found or buried, or claimed the deed is another; so is an aside's.
Invariant: days are only left out, never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, Count, PlaceMention, Span, TimeMention, Trigger

__all__ = ["days_of_deed", "without_fates"]

_TOLLS = frozenset(("killing", "wounding"))
_OWNING = 3  # characters from the day to the deed in "Tuesday's attack"
_OF = 4  # characters from the deed to its day in "the attack of Tuesday"
_BESIDE = 5  # characters between a place and its day: "at Pauk on Sunday", not "at Pauk in a text on Sunday"
_DATING = 40  # characters before a day in which "took place on" stands


def without_fates(
    own_words: str,
    start: int,
    triggers: Sequence[Trigger],
    counts: Sequence[Count],
    times: Sequence[TimeMention],
    words: Lexicon,
) -> list[TimeMention]:
    """The days of a clause without those on which some died later, were found, or had been somewhere since."""
    if _only_buries(own_words, start, triggers, words):
        return []
    if _only_recalls(own_words, start, triggers, counts, words):
        return [t for t in times if any(_dates(t, deed) for deed in triggers)]
    return _of_the_dead(own_words, start, counts, _before_death(own_words, start, triggers, times, words), words)


def _only_recalls(
    own_words: str, start: int, triggers: Sequence[Trigger], counts: Sequence[Count], words: Lexicon
) -> bool:
    """True for "A first toll, given on Friday, spoke of twenty dead": its day is the telling's."""
    opens = words.pattern("superseded").search(own_words)
    stale = [c.span for c in counts if c.superseded and opens and c.span.start - start >= opens.start()]
    told = (t for t in triggers if not (t.noun and t.definite))
    return bool(stale) and len(stale) == len(counts) and all(any(t.span.overlaps(s) for s in stale) for t in told)


def _dates(time: TimeMention, deed: Trigger) -> bool:
    """As in "the ambush of Thursday", "Thursday's ambush"."""
    behind, before = time.span.start - deed.span.end, deed.span.start - time.span.end
    return deed.noun and deed.definite and (0 < behind <= _OF or 0 < before <= _OWNING)


def _only_buries(own_words: str, start: int, triggers: Sequence[Trigger], words: Lexicon) -> bool:
    """True for "Twelve coffins were carried through the town on Friday": a funeral's day is not the deed's."""
    buried = [m.span() for m in words.pattern("burials").finditer(own_words)]
    deeds = [t for t in triggers if not _lies_in(t.span, start, buried)]
    return bool(buried) and all(t.code == "killing" and t.noun and t.span.end - start <= buried[0][0] for t in deeds)


def _lies_in(span: Span, start: int, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(low < span.end - start and span.start - start < high for low, high in stretches)


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
    since = words.pattern("deed_days.since")
    done = max(dead, default=len(own_words) + start) - start
    return [t for t in times if not since.search(own_words[done : max(done, t.span.start - start)])]


def days_of_deed(
    own_words: str,
    start: int,
    status: Sequence[str],
    triggers: Sequence[Trigger],
    times: Sequence[TimeMention],
    parties: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    words: Lexicon,
) -> Iterator[TimeMention]:
    """The days of the deed: that of a claim or denial is none, as in "the group claimed the attack on Tuesday".

    "claimed Monday's attack", "the killings that took place on Monday" and whatever else names a deed by its day do say
    when it was.
    """
    voice = min((a.span.start for a in parties), default=start)
    settled = bool({"claimed", "denied"} & set(status))
    known = any(t.definite and t.code not in _TOLLS for t in triggers)  # whose toll may stand beside it
    opens = min((t.span.start for t in triggers), default=start)
    for time in _of_the_deed(own_words, start, triggers, times, words):
        if "unclaimed" in status and _ends(words.pattern("until"), own_words[: time.span.start - start]):
            continue  # "Until yesterday nobody had claimed the raid"
        cost = known and time.span.end <= opens  # "On Tuesday JNIM claimed the ambush: nine dead"
        telling = settled and all(t.definite or (cost and t.code in _TOLLS) for t in triggers)
        before, after = own_words[: time.span.start - start], own_words[time.span.end - start :]
        dated = words.pattern("deed_dated").search(before[-_DATING:]) or after.startswith("'s")
        nouns = [t for t in triggers if t.noun]
        if not telling or dated or any(_is_day_of(t, time, own_words, start, voice, places, words) for t in nouns):
            yield time


def _is_day_of(
    deed: Trigger,
    day: TimeMention,
    own_words: str,
    start: int,
    voice: int,
    places: Sequence[PlaceMention],
    words: Lexicon,
) -> bool:
    """True for a deed's noun that a day belongs to, though a claim is told beside it.

    As in "the Sunday attack", "the attack of Sunday", "the attack at Pauk on Sunday", "The raid on Sunday, JNIM said".
    """
    if deed.span.overlaps(day.span):  # "the destruction, on Saturday, of a plane"
        return True
    if day.span.end <= deed.span.start:
        return deed.span.start - day.span.end <= 1
    between = own_words[deed.span.end - start : day.span.start - start]
    if any(deed.span.end <= p.span.start and 0 <= day.span.start - p.span.end <= _BESIDE for p in places):
        return True
    led = deed.span.end <= day.span.start < voice and not _claimed_on(between, words)
    return led or _dated_by(between, own_words[day.span.end - start :], words)


def _ends(pattern: re.Pattern[str], before: str) -> bool:
    """True where words stand right before a day."""
    told = before.rstrip()
    return any(found.end() == len(told) for found in pattern.finditer(told))


def _claimed_on(between: str, words: Lexicon) -> bool:
    """True for a day behind a verb of claiming: "the killing was claimed on Tuesday by JNIM"."""
    return any(words.pattern(name).search(between) for name in ("claims", "claim_verbs"))


def _of_the_deed(
    own_words: str, start: int, triggers: Sequence[Trigger], times: Sequence[TimeMention], words: Lexicon
) -> Sequence[TimeMention]:
    """Without the "yesterday" of "sent troops yesterday to X, where on Wednesday a fight broke out"."""
    first = min((t.span.start - start for t in triggers), default=0)
    where = max(
        words.pattern("deed_days.where").finditer(own_words, 0, first), key=lambda found: found.end(), default=None
    )
    behind = [t for t in times if where and where.end() <= t.span.start - start <= first]
    if not (where and behind):
        return times
    return [t for t in times if t.form != "relative" or t.span.start - start >= where.end()]


def _dated_by(between: str, after: str, words: Lexicon) -> bool:
    """True for a day that a deed's noun governs or that commas set off behind it."""
    return bool(words.pattern("deed_days.of").fullmatch(between)) or (between == ", " and after.startswith(","))
