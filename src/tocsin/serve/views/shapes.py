"""Incidents as GeoJSON for the map: takes entries, gives features drawn as wide as the place is known, never as a pin.

A place known to within 10 km is a small dot, a wider one a circle to scale, an axis a corridor between its ends, a
bearing the sector of the circle on that side. A country or region alone is a wide circle drawn faint. Shapes that would
vanish on a map of a continent get a hollow ring besides, which the map drops as it comes closer. Geometry is WGS 84,
longitude first (RFC 7946).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from tocsin.model import Incident, Place
from tocsin.publish.geometry import axis_ends, circle, geometry
from tocsin.serve.views.phrases import Phrases
from tocsin.serve.views.shown import plain

__all__ = ["cell_features", "features", "shape_of"]

_POINTS = {point: 45.0 * n for n, point in enumerate(("N", "NE", "E", "SE", "S", "SW", "W", "NW"))}
_HALF_SECTOR_DEG = 35.0
"""Each side of a bearing: "south of" leaves as much open as a point of an eight-point compass and a little more."""
_SMALL_KM = 60.0
"""Radius of what covers less than ten pixels on a map of half a continent."""
_LEAST_CORRIDOR_KM = 3.0
_KM_A_DEGREE = 111.2


def features(incidents: Iterable[Incident], said: Phrases) -> list[dict[str, Any]]:
    """One feature an incident that has a place, the widest first, so that none hides another."""
    placed = [(one, shape) for one in incidents if (shape := shape_of(one.place))]
    placed.sort(key=lambda pair: (-(pair[0].place.radius_km or 0), pair[0].id))
    rings = [
        _ring(one, said)
        for one, shape in placed
        if shape["type"] != "Point" and (one.place.radius_km or 0) <= _SMALL_KM
    ]
    return [*(_feature(one, shape, said) for one, shape in placed), *rings]


def _ring(incident: Incident, said: Phrases) -> dict[str, Any]:
    feature = _feature(incident, {"type": "Point", "coordinates": [incident.place.lon, incident.place.lat]}, said)
    return {**feature, "properties": {**feature["properties"], "ring": True}}


def _feature(incident: Incident, shape: dict[str, Any], said: Phrases) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": shape,
        "properties": {
            "id": incident.id,
            "status": incident.status,
            "wide": incident.place.precision in ("admin1", "country"),
            "label": plain(
                f"{said.days(incident.when)}: {said.kind(incident.sub_event_type)}, {said.where(incident.place)}"
            ),
        },
    }


@lru_cache(maxsize=20_000)
def shape_of(place: Place) -> dict[str, Any] | None:
    """The geometry of a place, None where none is known."""
    if place.lat is None or place.lon is None:
        return None
    ends = axis_ends(place)
    if ends:
        return _corridor(ends, place.radius_km)
    if place.shape.kind in ("bearing", "distance") and place.shape.bearing in _POINTS and place.radius_km:
        return _sector(place.lat, place.lon, place.radius_km, _POINTS[place.shape.bearing])
    return geometry(place)


def _sector(lat: float, lon: float, radius_km: float, bearing: float) -> dict[str, Any]:
    """The slice of the circle on that side of the point."""
    ring = circle(lat, lon, radius_km)[:-1]
    inside = [point for point in ring if _turn(_bearing(lat, lon, point), bearing) <= _HALF_SECTOR_DEG]
    inside.sort(key=lambda point: (_bearing(lat, lon, point) - bearing + 180) % 360)
    return {"type": "Polygon", "coordinates": [[[lon, lat], *map(list, reversed(inside)), [lon, lat]]]}


def _bearing(lat: float, lon: float, point: tuple[float, float]) -> float:
    east = (point[0] - lon) * math.cos(math.radians(lat))
    return math.degrees(math.atan2(east, point[1] - lat)) % 360


def _turn(one: float, other: float) -> float:
    return abs((one - other + 180) % 360 - 180)


def _corridor(ends: tuple[tuple[float, float], tuple[float, float]], radius_km: float | None) -> dict[str, Any]:
    """A strip between two places, a tenth as wide as it is long."""
    (x1, y1), (x2, y2) = ends
    squeeze = max(0.1, math.cos(math.radians((y1 + y2) / 2)))
    along = math.hypot((x2 - x1) * squeeze, y2 - y1) or 1e-9
    half = max(_LEAST_CORRIDOR_KM / _KM_A_DEGREE, min(along / 20, (radius_km or 1e9) / _KM_A_DEGREE))
    north, east = half * (x2 - x1) * squeeze / along, -half * (y2 - y1) / along / squeeze
    ring = [(x1 - east, y1 - north), (x2 - east, y2 - north), (x2 + east, y2 + north), (x1 + east, y1 + north)]
    return {"type": "Polygon", "coordinates": [[[round(x, 5), round(y, 5)] for x, y in (*ring, ring[0])]]}


def cell_features(cells: Iterable[tuple[float, float, int]], degrees: float) -> list[dict[str, Any]]:
    """One square a cell with how many incidents it holds: what a map of very many shows."""
    return [_cell(x, y, degrees, number) for x, y, number in cells]


def _cell(x: float, y: float, d: float, number: int) -> dict[str, Any]:
    ring = [[x, y], [x + d, y], [x + d, y + d], [x, y + d], [x, y]]
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "properties": {"count": number, "weight": round(math.log10(number + 1), 2), "label": str(number)},
    }
