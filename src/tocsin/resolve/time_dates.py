"""Days of the calendar: takes a mention that names a day ("Wednesday 18 June", "the 5th"), gives a reading.

A day without a year is the latest such day up to the publication (two days of tolerance, for time zones and slips of
the pen), or the next one when the clause speaks of the future. Two things outweigh that: an event of an earlier year
told just before lends its year to a day that isn't recent, and a day that is two months ahead at most is taken to lie
ahead, for nobody leaves the year out of a day ten months gone. Invariant: when weekday and day number disagree, or
when two years fit, every reading is kept as a candidate; for a weekday the interval covers both. A day that the
calendar lacks tells no more than its month.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tocsin.model import TimeCandidate, TimeMention
from tocsin.resolve.time_anchor import NO_ANCHOR, Reading, TimeAnchor
from tocsin.resolve.time_calendar import WEEKDAYS, add_months, days, make_day, month_days, nearest_weekday, week_days

__all__ = ["TOLERANCE", "mismatch", "read_date"]

TOLERANCE = days(2)
"""A report may be stamped a day or two before the day that it tells of."""
_RECENT = days(183)  # a day this close before the publication belongs to the publication's story
_AHEAD = days(60)  # a day this close after the publication is likelier than the same day of the year before
_TURN = days(90)  # a day this soon after the event told before may lie in the year after its year
_OLD_STORY = days(300)  # an event told before that is older than this lends its year
_FAR_AHEAD = days(200)  # a weekday that fits decides for the coming year only this far ahead
_MONTHS_BACK = 2  # a bare day number is looked for in this month and the one before
_YEARS_BACK = 8  # 29 February may be that far back


def read_date(mention: TimeMention, anchor: TimeAnchor) -> Reading:
    """The reading of a day; ``no_anchor`` when its month or year can't be known."""
    anchor = replace(anchor, tense="future") if _planned(mention) else anchor
    found = _find(mention, anchor)
    if found is None:
        return _impossible(mention)
    day, name = found
    if mention.weekday is not None and day.weekday() != mention.weekday:
        return mismatch(day, mention.weekday, name)
    if mention.unit == "week":
        return Reading(week_days(day), "week", name)
    return Reading((day, day), "day", name, _other_years(day, mention, anchor))


def _impossible(mention: TimeMention) -> Reading:
    """A day that the calendar lacks ("31 April 2025") tells its month, as "32 June" does."""
    if mention.year is None or mention.month is None:
        return NO_ANCHOR
    return Reading(month_days(mention.year, mention.month), "month", "absolute")


def _other_years(day: date, mention: TimeMention, anchor: TimeAnchor) -> tuple[TimeCandidate, ...]:
    """The two readings of a day without a year that lies ahead although the clause is about the past."""
    published = anchor.published
    if published is None or anchor.future or mention.year or day <= published + TOLERANCE or mention.month is None:
        return ()
    before = make_day(day.year - 1, day.month, day.day)
    ahead = TimeCandidate(day, day, "no year given: the nearest such day, after the publication")
    return (ahead, TimeCandidate(before, before, "no year given: the last such day before it")) if before else (ahead,)


def _find(mention: TimeMention, anchor: TimeAnchor) -> tuple[date, str] | None:
    if mention.day is None:
        return None
    if mention.month is None:
        return _day_number(mention.day, mention, anchor)
    if mention.year is not None:
        return _named(_full(mention, mention.year, mention.month, mention.day, anchor), "absolute")
    if mention.unit == "year" and mention.offset is not None and anchor.published:
        day = make_day(anchor.published.year + mention.offset, mention.month, mention.day)
        return _named(day, "published")
    day = _in_context(mention.month, mention.day, anchor)
    return _named(day, "absolute") or _without_year(mention.month, mention.day, mention.weekday, anchor)


def _in_context(month: int, day: int, anchor: TimeAnchor) -> date | None:
    """The day in the year in force, unless the story has moved past it and the same day of the next year is recent."""
    year, published, before = anchor.common_year, anchor.published, anchor.before
    found = make_day(year, month, day) if year else None
    if found is None or published is None or anchor.future:
        return found
    after = make_day(found.year + 1, month, day)
    if before and after and found < before[0] and published - _RECENT <= after <= published:
        return after
    return found if found <= published + TOLERANCE else None


def _full(mention: TimeMention, year: int, month: int, day: int, anchor: TimeAnchor) -> date | None:
    """The day of a full date; 06/11/2024 is month first when day first would lie after the publication."""
    read = make_day(year, month, day)
    if anchor.published and read and read > anchor.published + TOLERANCE and "/" in mention.span.text:
        swapped = make_day(year, day, month)
        return swapped if swapped and swapped <= anchor.published else read
    return read


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
        return next((day for day in known if day >= published - TOLERANCE), None)
    return next((day for day in reversed(known) if day <= published + TOLERANCE), None)


def _without_year(month: int, day: int, weekday: int | None, anchor: TimeAnchor) -> tuple[date, str] | None:
    published = anchor.published
    if published is None:
        return _near_previous(month, day, anchor)
    years = range(published.year - _YEARS_BACK, published.year + 2)
    choices = [make_day(year, month, day) for year in years]
    chosen = _choose(choices, anchor)
    if chosen is None:
        return None
    if chosen < published - _RECENT and anchor.before and anchor.before[1] < published - _OLD_STORY:
        return _near_previous(month, day, anchor)
    if weekday is None or chosen.weekday() == weekday:
        return _ahead(choices, chosen, published, _AHEAD), "published"
    fits = [one for one in choices if one and one.weekday() == weekday]
    return _ahead(fits, chosen, published, _FAR_AHEAD), "published"


def _ahead(choices: Sequence[date | None], chosen: date, published: date, limit: timedelta) -> date:
    """A day soon after the publication, when there is one and ``chosen`` isn't recent."""
    soon = (one for one in choices if one and published < one <= published + limit)
    return chosen if chosen >= published - _RECENT else next(soon, chosen)


def _near_previous(month: int, day: int, anchor: TimeAnchor) -> tuple[date, str] | None:
    before = anchor.before
    if before is None:
        return None
    start = before[0]
    same, after = make_day(start.year, month, day), make_day(start.year + 1, month, day)
    turned = after and (same is None or same < start) and after <= start + _TURN
    chosen = after if turned else same
    latest = anchor.published + TOLERANCE if anchor.published else date.max
    return _named(chosen if chosen and chosen <= latest else same, anchor.event)


def _day_number(number: int, mention: TimeMention, anchor: TimeAnchor) -> tuple[date, str] | None:
    """A bare day number: this month's or last month's, or the one nearest to the event told before."""
    published, before = anchor.published, anchor.before
    if published is None:
        return _beside(number, before[0], anchor.event) if before else None
    if mention.unit == "month" and mention.offset is not None:
        return _named(make_day(*add_months(published.year, published.month, mention.offset), number), "published")
    steps = range(-_MONTHS_BACK, 2)
    choices = [make_day(*add_months(published.year, published.month, step), number) for step in steps]
    fits = [one for one in choices if one and one.weekday() == mention.weekday]
    recent = [one for one in fits if _recent(one, published)]
    if before and published - before[0] > days(45):  # an older story, unless only now has that weekday
        beside = _beside(number, before[0], anchor.event)
        if not recent or beside is None or beside[0].weekday() == mention.weekday:
            return beside
    soon = [one for one in fits if published < one <= published + days(45)]
    return _named(next(iter(recent[-1:] or soon), _choose(choices, anchor)), "published")


def _recent(day: date, published: date) -> bool:
    return published - days(45) <= day <= published + TOLERANCE


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
