"""Days told by counting: takes "on Tuesday", "two days ago", "the next day" and their like, gives a reading.

A weekday alone is the last one up to and including the publication day. What points back ("the next day") is counted
from the event told before. Invariant: without the day that it counts from, a mention has no reading (``no_anchor``).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tocsin.model import TimeMention
from tocsin.resolve.time_anchor import NO_ANCHOR, Reading, TimeAnchor, clip, length_precision
from tocsin.resolve.time_calendar import (
    Days,
    add_months,
    days,
    month_days,
    shift,
    week_days,
    weekday_before,
    weekend_days,
    year_days,
)
from tocsin.resolve.time_dates import mismatch

__all__ = ["read_anaphoric", "read_relative", "read_weekday"]


def read_weekday(mention: TimeMention, anchor: TimeAnchor) -> Reading:
    """A weekday, alone or with "last", "this", "next", "last week", "the following"."""
    if mention.weekday is None:
        return NO_ANCHOR
    if mention.anchor == "previous":
        return _beside_previous(mention.weekday, mention.offset or 0, anchor)
    if anchor.published is None:
        return NO_ANCHOR
    day = _weekday(mention, mention.weekday, anchor.published, anchor.future)
    return Reading((day, day), "day", "published")


def _weekday(mention: TimeMention, weekday: int, published: date, future: bool) -> date:
    if mention.unit == "week":
        return week_days(published, mention.offset or 0)[0] + days(weekday)
    if mention.offset == 1 or (future and mention.offset in (None, 0)):
        return weekday_before(published + days(7), weekday)
    if mention.offset is not None and mention.offset < 0:
        return weekday_before(published - days(1), weekday) + days(7 * (mention.offset + 1))
    return weekday_before(published, weekday)


_HALF_WEEK = 3  # days: "that same Sunday" is the one nearest to what was told before


def _beside_previous(weekday: int, offset: int, anchor: TimeAnchor) -> Reading:
    before = anchor.before
    if before is None:
        return NO_ANCHOR
    day = {
        -1: weekday_before(before[0] - days(1), weekday),
        0: weekday_before(before[1] + days(_HALF_WEEK), weekday),
        1: weekday_before(before[1] + days(7), weekday),
    }[offset]
    return Reading((day, day), "day", anchor.event)


def read_relative(mention: TimeMention, anchor: TimeAnchor) -> Reading:
    """What counts from the publication: "yesterday", "two weeks ago", "last month", "earlier this year"."""
    if anchor.published is None or mention.offset is None:
        return NO_ANCHOR
    counted, precision = _counted((anchor.published, anchor.published), mention, anchor.future)
    if mention.weekday is not None and counted[0].weekday() != mention.weekday:  # "yesterday, Monday"
        return mismatch(counted[0], mention.weekday, "published")
    if mention.offset == 0 and mention.part and counted[0] > anchor.published and not anchor.future:
        counted, precision = _counted((anchor.published, anchor.published), replace(mention, offset=-1), False)
    return Reading(clip(counted, anchor), precision, "published")


def read_anaphoric(mention: TimeMention, anchor: TimeAnchor) -> Reading:
    """What counts from the event told before: "the same day", "the next day", "two weeks later"."""
    if anchor.before is None or anchor.previous is None or mention.offset is None:
        return NO_ANCHOR
    if mention.unit in ("day", "night", "hour") and mention.offset == 0:
        return Reading(
            anchor.before, anchor.previous.precision, anchor.event
        )  # "that night" as "Friday night": its day
    counted, precision = _counted(anchor.before, mention, False)
    wider = length_precision(anchor.before) if precision == "day" else precision
    return Reading(counted, wider, anchor.event)


def _counted(base: Days, mention: TimeMention, future: bool) -> tuple[Days, str]:
    """The days ``mention.offset`` units from ``base``, and their precision."""
    offset, unit, day = mention.offset or 0, mention.unit, base[0]
    if unit == "hour":
        far = days(-(-abs(offset) // 24) or 1)  # part of a day counts as a day
        return ((day - far, day) if offset < 0 else (day, day + far)), "day"
    if unit == "night":
        return _night(day, offset, mention.anchor), "day"
    if unit == "day":
        return shift(base, offset), "day"
    if unit == "weekend":
        return weekend_days(day, 1 if future and offset >= 0 else offset), "day"
    if unit == "week" and mention.part == "about":  # "two weeks ago": give or take a day
        about = shift(base, 7 * offset)
        return (about[0] - days(1), about[1] + days(1)), "week"
    if unit == "week":
        return week_days(day, offset, mention.part), "week"
    return _long(day, offset, unit, mention.part)


def _night(day: date, offset: int, anchor: str) -> Days:
    """A night runs into the next day; the night after an event is the one that ends its day."""
    first = day if anchor == "previous" and offset > 0 else day + days(offset)
    return first, first + days(1)


def _long(day: date, offset: int, unit: str | None, part: str | None) -> tuple[Days, str]:
    if unit == "month":
        return month_days(*add_months(day.year, day.month, offset), part), "month"
    if unit == "quarter":
        first = (day.month - 1) // 3 * 3 + 1
        start = month_days(*add_months(day.year, first, 3 * offset))[0]
        return (start, month_days(*add_months(start.year, start.month, 2))[1]), "month"
    return year_days(day.year + offset, part), "year"
