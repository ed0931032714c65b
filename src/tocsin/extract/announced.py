"""The days on which a party speaks: takes a clause in which one tells a deed, gives those of its days that are its own.

As in "On Thursday night its outlet carried two sentences saying that fighters had stormed the barracks": a day before
a past verb of saying is that of the word. "On Thursday JNIM says it stormed the post" dates the deed.
Invariant: without a party that speaks in the clause, and a verb of saying before the deed, no day is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, Count, PlaceMention, TimeMention, Trigger
from tocsin.text import fold_key

__all__ = ["announcing", "counting", "counts_anew", "place_key", "without_counters"]

_DAYS = frozenset(("date", "weekday", "hijri", "anaphoric", "vague", "easter"))
_BEHIND = 4  # from a figure to the day right behind it: "rose to 15 on Monday"
_RIGHT = 2  # characters from who counts to the words that give the figure
_NOW = {  # endings of the verbs of saying that tell of now, and of those among them that don't
    "en": re.compile(r"(?:\w+s|say|tell|claim|maintain|insist)"),
    "fr": re.compile(r"(?!(?:a|ont|avait|avaient)\s)(?!.*(?:ant|ait|aient)$).+"),
    "es": re.compile(r"(?!.*(?:ia|ian|aba|aban)$)(?:.*(?:a|an|e|en))"),
}


def place_key(place: PlaceMention) -> str:
    """What two mentions of one place share."""
    return fold_key(place.name)


def announcing(
    own_words: str,
    start: int,
    speaker: ActorMention | None,
    triggers: Sequence[Trigger],
    times: Sequence[TimeMention],
    words: Lexicon,
) -> list[TimeMention]:
    """The days of a clause that stand before the past verbs by which ``speaker`` tells the deed."""
    deed = min((t.span.start - start for t in triggers), default=0)
    if speaker is None or not 0 <= speaker.span.start - start < deed or any(t.form == "clock" for t in times):
        return []
    voice = speaker.span.end - start
    told = list(words.pattern("speech").finditer(own_words, voice, deed))
    put_out = words.pattern("publications.puts_out").finditer(own_words, voice, deed)
    if not told or all(_NOW[words.language].fullmatch(verb.group().strip()) for verb in (*told, *put_out)):
        return []
    return [t for t in times if t.span.end - start <= told[-1].end() and _is_day(t)]


def counts_anew(own_words: str, triggers: Sequence[Trigger], counts: Sequence[Count], words: Lexicon) -> bool:
    """True for a clause that only counts the dead again: "The town hall counted 41", "raised the toll to 58"."""
    if not counts or not all(any(t.span.overlaps(c.span) for c in counts) for t in triggers):
        return False
    return all(c.rival for c in counts) or words.pattern("revised_figure").search(own_words) is not None


def counting(counts: Sequence[Count], times: Sequence[TimeMention]) -> list[TimeMention]:
    """The days on which the dead were counted again: before the figure, or right behind it."""
    first = min(c.span.start for c in [c for c in counts if not c.superseded] or counts)
    ends = [c.span.end for c in counts]
    return [t for t in times if t.span.start < first or any(0 <= t.span.start - end <= _BEHIND for end in ends)]


def without_counters(
    actors: tuple[ActorMention, ...], counts: Sequence[Count], again: bool
) -> tuple[ActorMention, ...]:
    """The actors of a clause, where those who count the dead ``again`` aren't hurt: they stand before their figure."""
    first = min((c.span.start for c in counts), default=0) if again else 0
    anew = [c.span.start for c in counts if c.rival]
    return tuple(
        replace(a, role=None)
        if a.role == "target" and (a.span.end <= first or any(0 <= at - a.span.end <= _RIGHT for at in anew))
        else a
        for a in actors
    )


def _is_day(time: TimeMention) -> bool:
    """True for a day; who spoke in a month gone by told of a deed of that month: "In March JNIM claimed a raid"."""
    return time.form in _DAYS or (time.form == "relative" and time.unit == "day")
