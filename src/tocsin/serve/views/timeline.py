"""Counts by month as bars: takes months with counts, gives bars with their places on a strip 1,000 units wide.

Empty months between the first and the last are bars of no height, so that a gap in time is a gap on the page; more than
``_MOST`` months are put together by year. Invariant: the counts of the bars add up to those given.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

__all__ = ["HEIGHT", "WIDTH", "Bar", "bars", "ticks"]

WIDTH, HEIGHT = 1000, 90
_MOST = 120
"""Bars of eight units: a little more than a reader can still hit."""
_APART = 9.0
"""Percent of the strip between two labels: room for a year on a narrow screen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One month or year: ``label``, its first and last day, the count, and a rectangle in the strip's units."""

    label: str
    first: date
    last: date
    count: int
    x: float
    y: float
    width: float
    height: float

    @property
    def unit(self) -> str:
        """What the bar counts: a month or a year."""
        return "month" if "-" in self.label else "year"


def bars(months: Sequence[tuple[str | None, int]]) -> list[Bar]:
    """The bars, oldest first; none without any month."""
    counts = {month: count for month, count in months if month}
    if not counts:
        return []
    labels = _span(min(counts), max(counts))
    if len(labels) > _MOST:
        counts = _by_year(counts)
        labels = [f"{year:04}" for year in range(int(min(counts)), int(max(counts)) + 1)]
    top, step = max(counts.values()), WIDTH / len(labels)
    return [_bar(label, counts.get(label, 0), n * step, step, top) for n, label in enumerate(labels)]


def ticks(row: Sequence[Bar]) -> list[tuple[float, str]]:
    """Labels under the strip: the place of each in percent, and the year that begins there; months within one year."""
    found: list[tuple[float, str]] = []
    one_year = len({bar.label[:4] for bar in row}) == 1
    for number, bar in enumerate(row):
        starts = one_year or number == 0 or bar.label[:4] != row[number - 1].label[:4]
        at = round(100 * number / len(row), 1)
        if starts and (not found or at - found[-1][0] >= _APART) and at <= 100 - _APART:
            found.append((at, bar.label if one_year else bar.label[:4]))
    return found


def _span(first: str, last: str) -> list[str]:
    year, month = map(int, first.split("-"))
    found = []
    while f"{year:04}-{month:02}" <= last:
        found.append(f"{year:04}-{month:02}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def _by_year(counts: dict[str, int]) -> dict[str, int]:
    years: dict[str, int] = {}
    for month, count in counts.items():
        years[month[:4]] = years.get(month[:4], 0) + count
    return years


def _bar(label: str, count: int, x: float, step: float, top: int) -> Bar:
    first, last = _days(label)
    height, width = count / top * HEIGHT, min(step * 0.8, 40.0)
    left = x + (step - width) / 2
    sides = (round(side, 1) for side in (left, HEIGHT - height, width, height))
    return Bar(label, first, last, count, *sides)


def _days(label: str) -> tuple[date, date]:
    """First and last day of a month or year."""
    year, _, month = label.partition("-")
    if not month:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    return date(int(year), int(month), 1), date(int(year), int(month), monthrange(int(year), int(month))[1])
