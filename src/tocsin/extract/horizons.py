"""How far ahead a statement looks: takes its words and the day of its report, gives the days that it speaks of.

Read are words such as "tomorrow", "next month", "before the end of the year", and a month or day named without a year,
which is the next one to come; "before June" ends the day before, "by June" with the month. Where a statement names no
time the window is a quarter, the horizon of most outlooks. Invariant: the window begins on the day of the report or
later, and never ends before it begins.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from tocsin.extract.times import find_times
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import Interval, TimeMention
from tocsin.text import fold

__all__ = ["horizon"]

_QUARTER = 92  # days of a window that the words leave open ("in the coming weeks and months")
_HOURS, _DAYS = 2, 10  # days of "in the coming hours", "in the coming days" and "next week"
_REACH = 14  # characters before a month or day in which "before" or "by" stands
_BEFORE = ("before", "avant", "antes", "ahead")  # words that leave the month itself out


def horizon(text: str, published: date, words: Lexicon) -> Interval:
    """The inclusive days of which a statement speaks."""
    return (
        _named(text, published, words)
        or _worded(fold(text), published, words)
        or Interval(published, published + timedelta(_QUARTER))
    )


def _worded(folded: str, published: date, words: Lexicon) -> Interval | None:
    """The window of the first class of words that stands in the statement, the nearest first."""
    for name, (start, end) in _frames(published).items():
        if words.pattern(f"windows.{name}").search(folded):
            return Interval(start, end)
    return None


def _frames(day: date) -> dict[str, tuple[date, date]]:
    following = _month_end(day) + timedelta(1)
    return {
        "hours": (day, day + timedelta(_HOURS)),
        "days": (day, day + timedelta(_DAYS)),
        "next_month": (following, _month_end(following)),
        "month": (day, _month_end(day)),
        "next_year": (date(day.year + 1, 1, 1), date(day.year + 1, 12, 31)),
        "year": (day, date(day.year, 12, 31)),
    }


def _named(text: str, published: date, words: Lexicon) -> Interval | None:
    """The window of the first month or day named that is still to come."""
    folded = fold(text)
    for mention in find_times(text, 0, words.language):
        before = folded[max(0, mention.span.start - _REACH) : mention.span.start].rstrip()
        limit = next((m for m in words.pattern("until").finditer(before) if m.end() == len(before)), None)
        for start, end in _days(mention, published):
            if limit is None:
                return Interval(max(start, published), end)
            last = start - timedelta(1) if limit.group().startswith(_BEFORE) else end
            return Interval(published, max(last, published))
    return None


def _days(mention: TimeMention, published: date) -> Iterator[tuple[date, date]]:
    """The days that a mention of a month or a day of a month covers, if it lies ahead."""
    if mention.form not in ("month", "date") or mention.month is None or mention.end is not None:
        return
    year = mention.year or published.year + ((mention.month, mention.day or 31) < (published.month, published.day))
    first = date(year, mention.month, 1)
    last = _month_end(first)
    if mention.day is not None:
        if mention.day > last.day:
            return
        first = last = date(year, mention.month, mention.day)
    if last >= published and (first - published).days <= 366:
        yield first, last


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
