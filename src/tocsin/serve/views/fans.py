"""Fan charts of forecasts: takes what was known, said and came of one area, gives the lines of one small drawing.

Time runs to the right, one step a month; deaths are drawn on a square-root scale, so that a quiet month can be read
beside a battle. Months that are over are columns with the interval that was said of them; what may come is a fan of the
middle half and the middle nine tenths. Invariant: everything lies within ``WIDTH`` by ``HEIGHT``; a month that isn't
known, or had no deaths, has no column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tocsin.forecast.areas import AreaForecast
    from tocsin.forecast.track import Past

__all__ = ["HEIGHT", "WIDTH", "Fan", "Stroke", "fan"]

WIDTH, HEIGHT = 320, 90

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """An upright stroke of one month: where it stands, its upper and lower end, and what it says."""

    x: float
    top: float
    foot: float
    says: str


@dataclass(frozen=True, slots=True)
class Fan:
    """One area: columns of months that are over, intervals said of them, and the fan ahead as SVG points.

    ``step`` is the width of a month, ``most`` the deaths at the upper edge.
    """

    area: str
    ahead: tuple[AreaForecast, ...]
    known: tuple[Stroke, ...]
    said: tuple[Stroke, ...]
    outer: str
    inner: str
    middle: str
    step: float
    most: int


@dataclass(frozen=True, slots=True)
class _Scale:
    step: float
    most: int

    def at(self, place: int, deaths: int) -> Point:
        return round((place + 0.5) * self.step, 1), round(HEIGHT * (1 - sqrt(deaths / self.most)), 1)

    def stroke(self, place: int, low: int, high: int, says: str) -> Stroke:
        (x, top), (_, foot) = self.at(place, high), self.at(place, low)
        return Stroke(x, top, foot, says)


def fan(area: str, known: Sequence[tuple[str, int]], said: Sequence[Past], ahead: Sequence[AreaForecast]) -> Fan:
    """The drawing of an area: its months with deaths, oldest first, the past forecasts of them, and those ahead."""
    highs = [one.quantiles[-1] for one in said] + [one.quantiles[-1] for one in ahead]
    tops = [deaths for _, deaths in known] + highs
    scale = _Scale(WIDTH / (len(known) + len(ahead)), max(tops) or 1)
    place = {month: n for n, (month, _) in enumerate(known)}
    past = [one for one in said if one.month in place]
    bands = [[scale.at(len(known) + n, one.quantiles[level]) for n, one in enumerate(ahead)] for level in range(5)]
    return Fan(
        area=area,
        ahead=tuple(ahead),
        known=tuple(scale.stroke(place[month], 0, deaths, f"{month}: {deaths}") for month, deaths in known if deaths),
        said=tuple(
            scale.stroke(place[one.month], one.quantiles[0], one.quantiles[-1], f"{one.month}: {_span(one.quantiles)}")
            for one in past
        ),
        outer=_points(bands[4] + bands[0][::-1]),
        inner=_points(bands[3] + bands[1][::-1]),
        middle=_points(bands[2]),
        step=round(scale.step, 2),
        most=scale.most,
    )


def _span(quantiles: Sequence[int]) -> str:
    return f"{quantiles[0]}–{quantiles[-1]}"


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)
