"""The coming month on a map: takes forecasts of areas, gives outlines with the risk in each, without script or style.

An area is a country (``ML``) or a first-level division (``ML/Ségou``); what is shaded is the probability of at least
25 deaths. Outlines are those of ``knowledge/boundaries``. Invariant: an area whose borders aren't known is left out
and counted, never drawn somewhere near.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians

from tocsin.forecast.areas import AreaForecast
from tocsin.knowledge.gazetteer.borders import units_of
from tocsin.knowledge.gazetteer.countries import countries
from tocsin.publish.outlines import Window, outlines, window_of

__all__ = ["MANY", "Outlook", "Shape", "outlook"]

MANY = 25
"""Deaths in a month from which an area is shaded: UCDP's bar for an armed conflict, there in a year."""
_KM_A_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Shape:
    """One area: SVG path data, and the probability of at least ``MANY`` deaths in the month."""

    area: str
    path: str
    share: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """The map of one month: SVG's ``viewBox``, width of a line, land, areas; areas ``missing`` from the map."""

    month: str
    box: str
    line: float
    land: tuple[str, ...]
    shapes: tuple[Shape, ...]
    missing: int


def outlook(ahead: Sequence[AreaForecast]) -> Outlook:
    """The map of one month's forecasts."""
    shares = {one.area: dict(one.reach)[MANY] for one in ahead}
    window = window_of([corner for area in shares for corner in _corners(area.partition("/")[0])])
    land = {country.iso: country.path for country in outlines(window)}
    drawn = dict(_divisions(window, shares)) if any("/" in area for area in shares) else land
    shapes = tuple(Shape(area, drawn[area], share) for area, share in shares.items() if area in drawn)
    return Outlook(
        month=ahead[0].month if ahead else "",
        box=" ".join(f"{value:g}" for value in window.view_box),
        line=round(window.view_box[2] / 800, 4),
        land=tuple(land.values()),
        shapes=shapes,
        missing=len(shares) - len(shapes),
    )


def _corners(code: str) -> list[tuple[float, float]]:
    """Two corners, longitude and latitude, of the settled part of a country."""
    known = countries().get(code)
    if not known:
        return []
    high = known.radius_km / _KM_A_DEGREE
    wide = high / max(0.2, cos(radians(known.lat)))
    return [(known.lon - wide, known.lat - high), (known.lon + wide, known.lat + high)]


def _divisions(window: Window, areas: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Path data by area of every division of the countries asked for that is drawn by itself."""
    for code in sorted({area.partition("/")[0] for area in areas}):
        for unit in units_of(code):
            if unit.division:
                yield f"{code}/{unit.division}", "".join(window.path(ring, closed=True) for ring in unit.rings)
