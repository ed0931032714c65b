"""Dates in a sentence: takes its text, offset and language, gives ``TimeMention`` records in text order.

Every rule of ``knowledge/timex`` whose words stand in the sentence is tried. Of overlapping matches the longest wins,
then the rule that stands first. Invariant: mentions do not overlap, every span repeats the words of the report, and
nothing is resolved here (resolve.time does that).
"""

from __future__ import annotations

import re
from functools import lru_cache

from tocsin.extract.time_read import read_hit
from tocsin.extract.time_rules import Hit, rules, rules_for, tokens
from tocsin.model import TimeMention
from tocsin.text import fold

__all__ = ["find_times"]


def find_times(text: str, offset: int, language: str) -> tuple[TimeMention, ...]:
    """Every time expression of one sentence; ``offset`` is where the sentence starts in the report (code points)."""
    folded = fold(text)
    present = tokens(folded)
    hits = [hit for rule in rules_for(present, language) for hit in rule.hits(text, folded)]
    if not hits:
        return ()
    mentions = [read_hit(hit, text, offset) for hit in _longest(hits)]
    return tuple(one for one in mentions if not _told_again(one, mentions, folded, offset, language))


def _longest(hits: list[Hit]) -> list[Hit]:
    """The hits that stand when longer ones, then earlier rules, take their stretch first; in text order."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: one.start - one.end):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda one: one.start)


@lru_cache(maxsize=16)
def _between(macro: str, language: str) -> re.Pattern[str]:
    return re.compile(rules(language)[0].words.expand(macro))


def _told_again(one: TimeMention, mentions: list[TimeMention], folded: str, offset: int, language: str) -> bool:
    """True for a mention that the next one repeats more surely.

    That is a Hijri date before the same day in the common calendar, or a count before the day that it comes to ("two
    days later, on Friday").
    """
    if one.form == "hijri" and one.day is not None:
        macro, forms = "{gloss}", frozenset(["date"])
    elif one.form == "anaphoric" and one.offset:
        macro, forms = "{apposed}", frozenset(["date", "weekday"])
    else:
        return False
    after = (other for other in mentions if other.form in forms and other.end is None)
    return any(
        _between(macro, language).fullmatch(folded, one.span.end - offset, other.span.start - offset) for other in after
    )
