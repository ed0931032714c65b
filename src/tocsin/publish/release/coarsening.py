"""Places and days made coarse for release: takes a place or an interval, gives one as wide as the rules ask.

A place becomes its second-level division, or a PRIO-GRID cell (half a degree), with a radius that holds the original;
days become whole weeks, Monday to Sunday (ISO 8601). Invariant: the coarse one holds the fine one, and nothing of the
fine one but country and divisions is left in it.
"""

from __future__ import annotations

import math
from datetime import timedelta

from tocsin.model import Place, Shape, When
from tocsin.publish.formats.codes import CELL_DEG, cell_centre, grid_cell

__all__ = ["coarse_place", "coarse_when"]

_KM_OF_DEGREE = 111.2
"""Kilometres of a degree of latitude (WGS 84, mean)."""
_STEP_KM = 10
"""Radii are rounded up to this, so that none tells how exactly the place was known."""
_COARSE = ("admin1", "country", "unknown")


def coarse_place(place: Place, area: str) -> Place:
    """The place as ``area`` ("admin2" or "cell") allows; one that is no better known than a region stays so."""
    cell = grid_cell(place.lat, place.lon)
    if place.precision in _COARSE or cell is None:
        return Place(
            name=place.admin1 if place.precision == "admin1" else None,
            country=place.country,
            admin1=place.admin1,
            lat=place.lat,
            lon=place.lon,
            radius_km=place.radius_km,
            shape=Shape("area"),
            precision=place.precision,
            why="as wide as it is known",
        )
    lat, lon = cell_centre(cell)
    division = place.admin2 if area == "admin2" else None
    return Place(
        name=division or f"PRIO-GRID cell {cell}",
        country=place.country,
        admin1=place.admin1,
        admin2=division,
        lat=lat,
        lon=lon,
        radius_km=_reach(lat, place.radius_km or 0),
        shape=Shape("area"),
        precision="admin2",
        why="made coarse for release",
    )


def _reach(lat: float, radius_km: float) -> float:
    """Kilometres from a cell's centre that hold a circle around any point of the cell."""
    half = CELL_DEG / 2 * _KM_OF_DEGREE
    corner = math.hypot(half, half * math.cos(math.radians(max(0.0, abs(lat) - CELL_DEG / 2))))
    return float(math.ceil((corner + radius_km) / _STEP_KM) * _STEP_KM)


def coarse_when(when: When) -> When:
    """The weeks that hold the interval; an open end stays open."""
    first = when.start - timedelta(days=when.start.weekday()) if when.start else None
    last = when.end + timedelta(days=6 - when.end.weekday()) if when.end else None
    one_week = first is not None and last is not None and (last - first).days < 7
    wider = "month" if when.precision in ("day", "week") else when.precision
    return When(first, last, "week" if one_week else wider, aggregate=when.aggregate)
