"""Days of the calendar: takes a mention that names a day ("Wednesday 18 June", "le 5", "13 Muharram 1445"), gives a reading.

A day without a year is the latest such day up to the publication (two days of tolerance, for time zones and slips of
the pen), or the next one when the clause speaks of the future. Invariant: when weekday and day number disagree both
readings are kept as candidates, and the interval covers both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tocsin.model import TimeCandidate, TimeMention
from tocsin.resolve.time_anchor import NO_ANCHOR, Reading, TimeAnchor
from tocsin.resolve.time_calendar import WEEKDAYS, add_months, days, hijri_day, hijri_month, make_day, nearest_weekday

__all__ = ["mismatch", "read_date", "read_hijri"]

_TOLERANCE = days(2)  # a report may be stamped a day or two before the day that it tells of
_FAR_AHEAD = days(200)  # a weekday that fits decides for the coming year only this far ahead
_MONTHS_BACK = 2  # a bare day number is looked for in this month and the one before
_YEARS_BACK = 8  # 29 February may be that far back


def read_date(mention: TimeMention, anchor: TimeAnchor) -> Reading:
    """The reading of a day; ``no_anchor`` when its month or year can't be known."""
    found = _find(mention, replace(anchor, tense="future") if _planned(mention) else anchor)
    if found is None:
        return NO_ANCHOR
    day, name = found
    night = days(1 if mention.unit == "night" else 0)
    if mention.weekday is None or day.weekday() == mention.weekday:
        return Reading((day, day + night), "day", name)
    return mismatch(day, mention.weekday, name)


def _find(mention: TimeMention, anchor: TimeAnchor) -> tuple[date, str] | None:
    if mention.day is None:
        return None
    if mention.month is None:
        return _day_number(mention.day, mention, anchor)
    if mention.year is not None:
        return _named(make_day(mention.year, mention.month, mention.day), "absolute")
    if mention.unit == "year" and mention.offset is not None and anchor.published:
        day = make_day(anchor.published.year + mention.offset, mention.month, mention.day)
        return _named(day, "published")
    if anchor.context_year is not None:
        return _named(make_day(anchor.context_year, mention.month, mention.day), "absolute")
    return _without_year(mention.month, mention.day, mention.weekday, anchor)


def _named(day: date | None, name: str) -> tuple[date, str] | None:
    return (day, name) if day else None


def _planned(mention: TimeMention) -> bool:
    return mention.unit == "date" and mention.offset == 1


def _choose(choices: Iterable[date | None], anchor: TimeAnchor) -> date | None:
    """Of days in rising order: the latest up to the publication, or the first after it in the future."""
    known = [day for day in choices if day]
    published = anchor.published
    assert published is not None
    if anchor.future:
        return next((day for day in known if day >= published), None)
    return next((day for day in reversed(known) if day <= published + _TOLERANCE), None)


def _without_year(month: int, day: int, weekday: int | None, anchor: TimeAnchor) -> tuple[date, str] | None:
    published = anchor.published
    if published is None:
        return _near_previous(month, day, anchor)
    years = range(published.year - _YEARS_BACK, published.year + 2)
    choices = [make_day(year, month, day) for year in years]
    chosen = _choose(choices, anchor)
    if weekday is None or chosen is None or chosen.weekday() == weekday:
        return _named(chosen, "published")
    ahead = [one for one in choices if one and published < one <= published + _FAR_AHEAD and one.weekday() == weekday]
    return (ahead or [chosen])[0], "published"


def _near_previous(month: int, day: int, anchor: TimeAnchor) -> tuple[date, str] | None:
    before = anchor.before
    if before is None:
        return None
    start = before[0]
    choices = (make_day(start.year + step, month, day) for step in (-1, 0, 1))
    known = [one for one in choices if one]
    return (min(known, key=lambda one: abs(one - start)), anchor.event) if known else None


def _day_number(number: int, mention: TimeMention, anchor: TimeAnchor) -> tuple[date, str] | None:
    """A bare day number: this month's or last month's, or the one nearest to the event told before."""
    published, before = anchor.published, anchor.before
    if published is None:
        return _beside(number, before[0], anchor.event) if before else None
    if mention.unit == "month" and mention.offset is not None:
        return _named(make_day(*add_months(published.year, published.month, mention.offset), number), "published")
    if before and published - before[0] > days(45):  # an older story: its own month, not the publication's
        return _beside(number, before[0], anchor.event)
    steps = range(-_MONTHS_BACK, 2)
    choices = [make_day(*add_months(published.year, published.month, step), number) for step in steps]
    chosen = _choose(choices, anchor)
    fits = [one for one in choices if one and one.weekday() == mention.weekday and _recent(one, published)]
    return _named(fits[-1] if fits else chosen, "published")


def _recent(day: date, published: date) -> bool:
    return published - days(45) <= day <= published + _TOLERANCE


def _beside(number: int, start: date, name: str) -> tuple[date, str] | None:
    choices = (make_day(*add_months(start.year, start.month, step), number) for step in (-1, 0, 1))
    known = [day for day in choices if day]
    return (min(known, key=lambda day: abs(day - start)), name) if known else None


def _told(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def mismatch(day: date, weekday: int, name: str) -> Reading:
    """Both readings of a day whose weekday is another one."""
    other = nearest_weekday(day, weekday)
    actual, said = WEEKDAYS[day.weekday()], WEEKDAYS[weekday]
    far = "" if other.month == day.month else f" {other:%B}"
    note = f"{_told(day)} is a {actual}; {said} is the {_ordinal(other.day)}{far}"
    candidates = (
        TimeCandidate(day, day, f"the day number, although {_told(day)} is a {actual}"),
        TimeCandidate(other, other, f"the weekday: the nearest {said} is {_told(other)}"),
    )
    covered = (min(day, other), max(day, other))
    return Reading(covered, "day", name, candidates, ("weekday_mismatch",), (("weekday_mismatch", note),))


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def read_hijri(mention: TimeMention, anchor: TimeAnchor) -> Reading:
    """A Hijri day or month; without a year the latest one up to the publication."""
    if mention.month is None:
        return NO_ANCHOR
    year = mention.year or _hijri_year(mention.month, mention.day or 1, anchor)
    if year is None:
        return NO_ANCHOR
    name = "absolute" if mention.year else "published"
    if mention.day is None:
        return Reading(hijri_month(year, mention.month), "month", name)
    day = hijri_day(year, mention.month, mention.day)
    return _sighted(day, mention.weekday, name) if day else NO_ANCHOR


def _hijri_year(month: int, day: int, anchor: TimeAnchor) -> int | None:
    if anchor.published is None:
        return None
    about = (anchor.published - date(622, 7, 19)).days * 30 // 10631 + 1
    known = [(year, hijri_day(year, month, day)) for year in range(about - 2, about + 2)]
    return next((year for year, one in reversed(known) if one and one <= anchor.published + _TOLERANCE), None)


def _sighted(day: date, weekday: int | None, name: str) -> Reading:
    """The tabular day, or its neighbour when the weekday names that; the neighbours stay as candidates."""
    around = (day, day - days(1), day + days(1))
    chosen = next((one for one in around if one.weekday() == weekday), day)
    why = "the moon may be sighted a day earlier or later than the tabular calendar"
    rivals = tuple(TimeCandidate(one, one, why) for one in around if one != chosen)
    return Reading((chosen, chosen), "day", name, () if weekday is not None else rivals)
