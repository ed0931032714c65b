"""Months, years, seasons and stretches: takes a mention of a period, gives a reading.

A month or season without a year is the latest that began by the publication, or the next in a clause about the future.
Invariant: a period that isn't over at publication ends with the publication, since a past event can't lie beyond it.
"""

from __future__ import annotations

from datetime import date

from tocsin.model import TimeMention
from tocsin.resolve.time_anchor import NO_ANCHOR, Reading, TimeAnchor, clip, length_precision
from tocsin.resolve.time_calendar import Days, add_months, days, month_days, season_days, year_days

__all__ = ["month_back", "read_duration", "read_month", "read_season", "read_year"]

_DAYS = {"day": 1, "night": 1, "week": 7}  # units that are counted in days


def read_month(mention: TimeMention, anchor: TimeAnchor) -> Reading:
    """A month, or a part of it."""
    year, name = _year_of(mention, anchor)
    if year is None or mention.month is None:
        return NO_ANCHOR
    precision = "week" if (mention.part or "").startswith("week") else "month"
    return Reading(clip(month_days(year, mention.month, mention.part), anchor), precision, name)


def _year_of(mention: TimeMention, anchor: TimeAnchor) -> tuple[int | None, str]:
    """The year of a mention that may lack one, and the anchor that gave it."""
    if mention.year is not None:
        return mention.year, "absolute"
    published, month = anchor.published, mention.month or 1
    if mention.unit == "year" and mention.offset is not None and published:
        return published.year + mention.offset, "published"
    if anchor.common_year is not None:
        return anchor.common_year, "absolute"
    if published is None:
        return (anchor.before[0].year, anchor.event) if anchor.before else (None, "")
    return _year_by_offset(month, mention.offset, published, anchor.future), "published"


def _year_by_offset(month: int, offset: int | None, published: date, future: bool) -> int:
    """The year of the last such month (offset -1: before this one; 1: after it)."""
    if offset == 0:  # "this June": of the year of publication, and a winter of the turn of the year
        return published.year - (month == 12 and published.month < 9)
    if offset == 1 or (future and offset is None):
        return published.year + (month < published.month or (offset == 1 and month == published.month))
    began = month < published.month if offset == -1 else month <= published.month
    return published.year - (not began)


def read_year(mention: TimeMention, anchor: TimeAnchor) -> Reading:
    """A year, or a part of it."""
    if mention.year is None:
        return NO_ANCHOR
    return Reading(clip(year_days(mention.year, mention.part), anchor), "year", "absolute")


def read_season(mention: TimeMention, anchor: TimeAnchor) -> Reading:
    """Three months: a season of the northern half of the earth, or a quarter."""
    year, name = _year_of(mention, anchor)
    if year is None or mention.month is None:
        return NO_ANCHOR
    season = season_days(year, mention.month)
    if mention.offset == -1 and anchor.published and season[1] >= anchor.published and mention.year is None:
        season = season_days(year - 1, mention.month)
    return Reading(clip(season, anchor), "month", name)


def read_duration(mention: TimeMention, anchor: TimeAnchor) -> Reading:
    """A stretch that runs on to the publication ("since 2009"), or counts back or on from it; else nothing."""
    if mention.year is not None or mention.month is not None:
        return _since(mention, anchor)
    if mention.offset is None:
        return Reading(None)
    if anchor.published is None:
        return NO_ANCHOR
    if mention.offset == 0:
        return Reading((date(anchor.published.year, 1, 1), anchor.published), "year", "published")
    far = _counted(anchor.published, mention.offset, mention.unit or "day")
    stretch = (min(far, anchor.published), max(far, anchor.published))
    return Reading(stretch, length_precision(stretch), "published")


def _since(mention: TimeMention, anchor: TimeAnchor) -> Reading:
    year, name = _year_of(mention, anchor)
    if year is None:
        return NO_ANCHOR
    first = month_days(year, mention.month, mention.part) if mention.month else year_days(year, mention.part)
    if anchor.published is None or anchor.published < first[0]:
        return Reading(first, length_precision(first), name)
    stretch: Days = (first[0], anchor.published)
    return Reading(stretch, length_precision(stretch), name)


def month_back(day: date, months: int) -> date:
    """The same day ``months`` later, or the last day of a month that is too short."""
    year, month = add_months(day.year, day.month, months)
    return min(date(year, month, 1) + days(day.day - 1), month_days(year, month)[1])


def _counted(day: date, offset: int, unit: str) -> date:
    if unit == "hour":  # part of a day counts as a day
        return day + days(-(-abs(offset) // 24)) if offset > 0 else day - days(-(-abs(offset) // 24))
    if unit in _DAYS:
        return day + days(offset * _DAYS[unit])
    return month_back(day, offset * (12 if unit == "year" else 1))
