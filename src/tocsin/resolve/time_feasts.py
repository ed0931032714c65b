"""Dates that move through the common calendar: takes a Hijri date, a feast, a weekday of a month, gives a reading.

Hijri days follow the tabular calendar, their neighbours staying as candidates, since the moon is sighted a day earlier
or later. Without a year a feast or Hijri month is the latest that began by the publication, or the one in the year in
force. Invariant: as everywhere, without publication and without year there is no reading.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tocsin.model import TimeCandidate, TimeMention
from tocsin.resolve.time_anchor import HIJRI_BEFORE, NO_ANCHOR, Reading, TimeAnchor, clip
from tocsin.resolve.time_calendar import Days, days, easter, hijri_day, hijri_month, month_days, weekday_before
from tocsin.resolve.time_dates import TOLERANCE

__all__ = ["read_easter", "read_hijri", "read_month_weekday"]


def read_easter(mention: TimeMention, anchor: TimeAnchor) -> Reading:
    """A day counted from Easter Sunday, or Holy Week."""
    offset = mention.offset or 0
    found = _yearly(lambda year: easter(year) + days(offset), mention, anchor)
    if found.days is None or mention.part != "week":
        return found
    return replace(found, days=clip((found.days[0], found.days[0] + days(-offset)), anchor), precision="week")


def read_month_weekday(mention: TimeMention, anchor: TimeAnchor) -> Reading:
    """The first to fourth such weekday of a month, or the last (5); feasts that are kept on one."""
    month, weekday, count = mention.month, mention.weekday, mention.day or 1
    if month is None or weekday is None:
        return NO_ANCHOR

    if mention.unit == "hijri":
        return _hijri_weekday(mention, month, weekday, anchor)
    return _yearly(lambda year: _nth(month_days(year, month), weekday, count), mention, anchor)


def _nth(month: Days, weekday: int, count: int) -> date:
    """The first to fourth such weekday of a month, or the last (5)."""
    return weekday_before(month[1] if count > 4 else month[0] + days(7 * count - 1), weekday)


def _hijri_weekday(mention: TimeMention, month: int, weekday: int, anchor: TimeAnchor) -> Reading:
    """The same of a Hijri month by the tabular calendar; of the year before where it is still to come."""
    year = _hijri_year(month, 1, mention.year or anchor.common_year, anchor)
    months = [hijri_month(one, month) for one in (year, year - 1)] if year else []
    spill = days(2 - month % 2)  # odd months have 30 days, even ones mostly 29
    found = [_nth((one[0] + days(1), one[1] - spill), weekday, mention.day or 1) for one in months if one]
    published, ahead = anchor.published, mention.year or anchor.future
    told = (day for day in found if ahead or published is None or day <= published + TOLERANCE)
    day = next(told, None)
    return Reading((day, day), "day", "absolute" if mention.year else "published") if day else NO_ANCHOR


def _yearly(day_in: Callable[[int], date], mention: TimeMention, anchor: TimeAnchor) -> Reading:
    """A day that every year has: of the year named or in force, else the latest by the publication."""
    year, published = mention.year or anchor.common_year, anchor.published
    if year is None and mention.unit == "year" and mention.offset is not None and published:
        year = published.year + mention.offset
    name = "absolute" if mention.year or anchor.common_year else "published"
    if year is None:
        if published is None:
            return NO_ANCHOR
        ahead = day_in(published.year) > published + TOLERANCE
        year = published.year - (ahead and not anchor.future)
    return Reading((day_in(year), day_in(year)), "day", name)


def read_hijri(mention: TimeMention, anchor: TimeAnchor) -> Reading:
    """A Hijri day or month; the year may be one of the common calendar ("Ramadan 2024")."""
    if mention.month is None:
        return NO_ANCHOR
    year = _hijri_year(mention.month, mention.day or 1, mention.year or anchor.common_year, anchor)
    if year is None:
        return NO_ANCHOR
    name = "absolute" if mention.year else "published"
    if mention.day is None:
        month = hijri_month(year, mention.month)
        return Reading(clip(month, anchor) if month else None, "month", name)
    day = hijri_day(year, mention.month, mention.day)
    return _sighted(day, mention.weekday, name) if day else NO_ANCHOR


def _hijri_year(month: int, day: int, year: int | None, anchor: TimeAnchor) -> int | None:
    """The Hijri year of a date: as written, the one whose day lies in the common ``year``, else the latest one."""
    if year is not None and year < HIJRI_BEFORE:
        return year
    last = date(year, 12, 31) if year else anchor.published
    if last is None:
        return None
    latest = last if year else last + TOLERANCE
    about = (last - date(622, 7, 19)).days * 30 // 10631 + 1
    known = [(one, hijri_day(one, month, day)) for one in range(about - 2, about + 2)]
    return next((one for one, begun in reversed(known) if begun and begun <= latest), None)


def _sighted(day: date, weekday: int | None, name: str) -> Reading:
    """The tabular day, or its neighbour when the weekday names that; the neighbours stay as candidates."""
    around = (day, day - days(1), day + days(1))
    chosen = next((one for one in around if one.weekday() == weekday), day)
    why = "the moon may be sighted a day earlier or later than the tabular calendar"
    rivals = tuple(TimeCandidate(one, one, why) for one in around if one != chosen)
    return Reading((chosen, chosen), "day", name, () if weekday is not None else rivals)
