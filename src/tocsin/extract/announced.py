"""The days on which a party speaks: takes a clause in which one tells a deed, gives those of its days that are its own.

As in "On Thursday night its outlet carried two sentences saying that fighters had stormed the barracks": a day before
a past verb of saying is that of the word. "On Thursday JNIM says it stormed the post" dates the deed.
Invariant: without a party that speaks in the clause, and a verb of saying before the deed, no day is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, PlaceMention, TimeMention, Trigger
from tocsin.text import fold_key

__all__ = ["announcing", "place_key"]

_DAYS = frozenset(("date", "weekday", "hijri", "anaphoric", "vague", "easter"))
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


def _is_day(time: TimeMention) -> bool:
    """True for a day; who spoke in a month gone by told of a deed of that month: "In March JNIM claimed a raid"."""
    return time.form in _DAYS or (time.form == "relative" and time.unit == "day")
