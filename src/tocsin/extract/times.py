"""Dates in a sentence: takes its text, offset and language, gives ``TimeMention`` records in text order.

Every rule of ``knowledge/timex`` whose words stand in the sentence is tried. Of overlapping matches the longest wins,
then the rule that stands first. Invariant: mentions do not overlap, every span repeats the words of the report, and
nothing is resolved here (resolve.time does that).
"""

from __future__ import annotations

import re
from functools import lru_cache

from tocsin.extract.time_read import read_hit
from tocsin.extract.time_rules import Hit, rules, tokens
from tocsin.model import TimeMention
from tocsin.text import fold

__all__ = ["find_times"]


def find_times(text: str, offset: int, language: str) -> tuple[TimeMention, ...]:
    """Every time expression of one sentence; ``offset`` is where the sentence starts in the report (code points)."""
    folded = fold(text)
    present = tokens(folded)
    hits = [hit for rule in rules(language) if rule.may_match(present) for hit in rule.hits(text, folded)]
    if not hits:
        return ()
    mentions = [read_hit(hit, text, offset) for hit in _longest(hits)]
    return tuple(one for one in mentions if not _glossed(one, mentions, folded, offset, language))


def _longest(hits: list[Hit]) -> list[Hit]:
    """The hits that stand when longer ones, then earlier rules, take their stretch first; in text order."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: one.start - one.end):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda one: one.start)


@lru_cache(maxsize=8)
def _gloss(language: str) -> re.Pattern[str]:
    """What stands between a Hijri date and the same day in the common calendar."""
    return re.compile(rules(language)[0].words.expand("{gloss}"))


def _glossed(one: TimeMention, mentions: list[TimeMention], folded: str, offset: int, language: str) -> bool:
    """True for a Hijri date that is followed by the same day in the common calendar, which is surer."""
    if one.form != "hijri" or one.day is None:
        return False
    between = (folded[one.span.end - offset : other.span.start - offset] for other in mentions if other.form == "date")
    return any(_gloss(language).fullmatch(words) for words in between)
