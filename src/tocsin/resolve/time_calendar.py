"""Arithmetic of days: takes dates and counts, gives inclusive intervals of days.

Weeks run from Monday (ISO 8601). Thirds of a month are the days 1-10, 11-20 and 21-end, thirds of a year four months
each. Hijri dates follow the tabular Islamic calendar (30-year cycle, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26,
29, civil epoch 16 July 622), which differs from the sighted moon by at most a day or two. Invariant: every function is
pure, and a date that does not exist is None, never a neighbour.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

__all__ = [
    "WEEKDAYS", "Days", "add_months", "days", "easter", "hijri_day", "hijri_month", "make_day", "month_days",
    "nearest_weekday", "season_days", "shift", "week_days", "weekday_before", "weekend_days", "year_days",
]  # fmt: skip

Days = tuple[date, date]  # inclusive
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HIJRI_EPOCH = date(622, 7, 19).toordinal()  # 16 July 622 of the Julian calendar, in the Gregorian one
_PARTS_OF_MONTH = {
    **{"early": (1, 10), "mid": (11, 20), "late": (21, 31), "half1": (1, 15), "half2": (16, 31)},
    **{"week1": (1, 7), "week2": (8, 14), "week3": (15, 21)},
}
_PARTS_OF_YEAR = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "half1": (1, 6), "half2": (7, 12)}
_THIRDS_OF_WEEK = {"early": (0, 2), "mid": (1, 4), "late": (3, 6)}


def days(count: int) -> timedelta:
    """``count`` days."""
    return timedelta(days=count)


def shift(interval: Days, count: int) -> Days:
    """The interval ``count`` days later."""
    return interval[0] + days(count), interval[1] + days(count)


def make_day(year: int, month: int, day: int) -> date | None:
    """The date, or None when there is no such day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Year and month ``count`` months later."""
    total = year * 12 + month - 1 + count
    return total // 12, total % 12 + 1


def month_days(year: int, month: int, part: str | None = None) -> Days:
    """The days of a month or of a part of it: third, half or week."""
    last = monthrange(year, month)[1]
    low, high = _PARTS_OF_MONTH.get(part or "", (1, 31))
    return date(year, month, last - 6 if part == "week5" else low), date(year, month, min(high, last))


def year_days(year: int, part: str | None = None) -> Days:
    """The days of a year or of a third or half of it."""
    low, high = _PARTS_OF_YEAR.get(part or "", (1, 12))
    return date(year, low, 1), date(year, high, monthrange(year, high)[1])


def season_days(year: int, month: int) -> Days:
    """Three months from ``month`` of ``year``: a season (northern) or a quarter."""
    end_year, end_month = add_months(year, month, 2)
    return date(year, month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the Gregorian computus of Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def week_days(day: date, offset: int = 0, part: str | None = None) -> Days:
    """Monday to Sunday of the week of ``day``, ``offset`` weeks on, or its early, middle or late days."""
    monday = day - days(day.weekday()) + days(7 * offset)
    low, high = _THIRDS_OF_WEEK.get(part or "", (0, 6))
    return monday + days(low), monday + days(high)


def weekend_days(day: date, offset: int) -> Days:
    """The Saturday and Sunday that began last before or on ``day`` (offset 0 or -1), or the next one (1)."""
    saturday = weekday_before(day, 5)
    return (saturday + days(7 if offset > 0 else 0), saturday + days(8 if offset > 0 else 1))


def weekday_before(day: date, weekday: int) -> date:
    """The last such weekday up to and including ``day``; 0 is Monday."""
    return day - days((day.weekday() - weekday) % 7)


def nearest_weekday(day: date, weekday: int) -> date:
    """The nearest such weekday, at most three days away."""
    ahead = (weekday - day.weekday()) % 7
    return day + days(ahead if ahead <= 3 else ahead - 7)


def hijri_day(year: int, month: int, day: int) -> date | None:
    """The day of a Hijri date by the tabular calendar; None when out of range."""
    if not (1 <= month <= 12 and 1 <= day <= 30 and 1 <= year <= 9000):
        return None
    months = 29 * (month - 1) + month // 2
    return date.fromordinal(_HIJRI_EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + months + day - 1)


def hijri_month(year: int, month: int) -> Days | None:
    """The days that may belong to a Hijri month: by the tabular calendar, with a day on either side."""
    first = hijri_day(year, month, 1)
    return (first - days(1), first + days(30)) if first else None
