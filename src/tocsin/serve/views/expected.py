"""What models expect, by country and month: takes the incidents kept, gives rows of a table with their reach as bars.

Deaths are those that reports held, up to the last whole month; a bar spans the middle nine tenths of what may come on a
square-root scale, so that a quiet country can be read beside a war. Invariant: countries and months only; where nothing
can be reckoned there are no rows and a reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import sqrt

from tocsin.errors import MissingExtraError, PanelError
from tocsin.forecast.areas import AreaForecast, forecast_areas
from tocsin.forecast.ged import Counting
from tocsin.forecast.incidents import count_incidents, require_current
from tocsin.forecast.months import month_of
from tocsin.model import Incident

__all__ = ["WIDTH", "Expected", "Row", "expected"]

WIDTH = 200
"""Units of the widest bar."""
_MONTHS = 3
_MOST = 60
"""Rows of the page: twenty countries, those with the most deaths to fear first."""


@dataclass(frozen=True, slots=True)
class Row:
    """A forecast with its bar: where the 90 % and the 50 % interval begin and end."""

    forecast: AreaForecast
    outer: tuple[float, float]
    inner: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Expected:
    """The rows, or why there are none; how many incidents couldn't be counted."""

    rows: tuple[Row, ...] = ()
    reason: str = ""
    left_out: int = 0


def expected(incidents: Iterable[Incident], today: date) -> Expected:
    """The next months of each country."""
    try:
        counted = count_incidents(incidents, Counting("country"), month_of(today) - 1)
        require_current(counted)
        found = forecast_areas(counted.panel, _MONTHS)
    except (PanelError, MissingExtraError) as error:
        return Expected(reason=str(error))
    worst = {area: max(one.quantiles[-1] for one in found if one.area == area) for area in {one.area for one in found}}
    ranked = sorted(found, key=lambda one: (-worst[one.area], one.area, one.month))[:_MOST]
    most = max((one.quantiles[-1] for one in ranked), default=0) or 1
    return Expected(tuple(_row(one, most) for one in ranked), left_out=counted.left_out)


def _row(forecast: AreaForecast, most: int) -> Row:
    low, lower, _, upper, high = (WIDTH * sqrt(value / most) for value in forecast.quantiles)
    return Row(forecast, (low, high), (lower, upper))
