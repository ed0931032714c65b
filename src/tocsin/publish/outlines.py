"""Outlines of countries as SVG paths: takes a window in degrees, gives the paths that touch it.

Source: ``knowledge/boundaries`` (Natural Earth, public domain). ``x`` is longitude times the cosine of the window's
middle latitude and ``y`` latitude downwards, so that near the middle a circle on the ground is a circle on the page.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tocsin.errors import KnowledgeError
from tocsin.knowledge.files import HERE

__all__ = ["Country", "Window", "outlines", "window_of"]

Point = Sequence[float]  # longitude, latitude
_MARGIN = 0.25
"""A quarter of the spread around the events, so that none sits on the edge."""
_LEAST_DEG = 4.0
"""The narrowest window: some 440 km, enough to see which country it is."""


_FLATTEST = 0.6
"""Height over width of the flattest window: a narrower strip would fill no page."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the world in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def squeeze(self) -> float:
        """Kilometres of a degree of longitude over those of one of latitude, in the middle."""
        return max(0.2, math.cos(math.radians((self.south + self.north) / 2)))

    def project(self, point: Point) -> tuple[float, float]:
        """Page coordinates of a point, in degrees of latitude."""
        return round(point[0] * self.squeeze, 3), round(-point[1], 3)

    @property
    def view_box(self) -> tuple[float, float, float, float]:
        """SVG's ``viewBox``: left, top, width, height."""
        left, top = self.project((self.west, self.north))
        right, bottom = self.project((self.east, self.south))
        return left, top, round(right - left, 3), round(bottom - top, 3)

    def path(self, points: Iterable[Point], closed: bool = False) -> str:
        """SVG path data through the points."""
        pairs = (f"{x:g} {y:g}" for x, y in map(self.project, points))
        return f"M{'L'.join(pairs)}{'Z' if closed else ''}"

    def touches(self, ring: Sequence[Point]) -> bool:
        """True when the ring's box meets the window, doubled so that a reader may zoom out."""
        lons, lats = [p[0] for p in ring], [p[1] for p in ring]
        wide, high = (self.east - self.west) / 2, (self.north - self.south) / 2
        across = max(lons) >= self.west - wide and min(lons) <= self.east + wide
        return across and max(lats) >= self.south - high and min(lats) <= self.north + high


def window_of(points: Sequence[Point]) -> Window:
    """The window around the points with a margin; the whole world without any."""
    if not points:
        return Window(-180, -60, 180, 84)
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    across = max(_LEAST_DEG, (max(lons) - min(lons)) * (1 + 2 * _MARGIN)) / 2
    high = max(_LEAST_DEG, (max(lats) - min(lats)) * (1 + 2 * _MARGIN)) / 2
    high = max(high, across * _FLATTEST)
    lon, lat = (max(lons) + min(lons)) / 2, (max(lats) + min(lats)) / 2
    return Window(lon - across, max(-90, lat - high), lon + across, min(90, lat + high))


@dataclass(frozen=True, slots=True)
class Country:
    """A country on the page: ISO code, name, SVG path data, and where its name may stand (None: out of sight)."""

    iso: str | None
    name: str
    path: str
    label: tuple[float, float] | None


def outlines(window: Window) -> Iterator[Country]:
    """Every country that touches the window.

    Raises:
        KnowledgeError: the outlines are missing or no GeoJSON.
    """
    for feature in _features():
        rings = [ring for polygon in feature["geometry"]["coordinates"] for ring in polygon if window.touches(ring)]
        if rings:
            data = "".join(window.path(ring, closed=True) for ring in rings)
            known = feature["properties"]
            yield Country(known["iso"], known["name"] or "", data, _label(window, max(rings, key=len)))


def _label(window: Window, ring: Sequence[Point]) -> tuple[float, float] | None:
    """The middle of the corners that are in sight; None when fewer than three are."""
    seen = [p for p in ring if window.west <= p[0] <= window.east and window.south <= p[1] <= window.north]
    if len(seen) < 3:
        return None
    return window.project((sum(p[0] for p in seen) / len(seen), sum(p[1] for p in seen) / len(seen)))


@lru_cache(maxsize=1)
def _features() -> list[dict[str, Any]]:
    path = HERE / "boundaries" / "admin0.geojson"
    try:
        features: list[dict[str, Any]] = json.loads(path.read_bytes())["features"]
    except (OSError, ValueError, KeyError) as error:
        raise KnowledgeError(f"outlines can't be read: {error}", "boundaries/admin0.geojson") from error
    return features
