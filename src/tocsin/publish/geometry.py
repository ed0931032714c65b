"""Places as GeoJSON shapes: takes a ``Place``, gives a geometry as wide as what is known, or None where nothing is.

A radius of at most ``PIN_KM`` is a point; a wider one a circle drawn on the sphere; an axis the line between its ends,
when the gazetteer knows both near the place. Longitude first, degrees WGS 84 (RFC 7946). Invariant: a place known to
within more than ``PIN_KM`` never leaves as a bare pin.
"""

from __future__ import annotations

import math
from typing import Any

from tocsin.model import Place

__all__ = ["PIN_KM", "axis_ends", "circle", "geometry"]

PIN_KM = 10.0
"""Up to this radius a place is a town or a village: a pin on a country's map covers as much."""
_STEPS = 36
"""Corners of a circle: every ten degrees of bearing, within 0.4 % of the radius."""
_EARTH_KM = 6371.0
Point = tuple[float, float]  # longitude, latitude


def geometry(place: Place) -> dict[str, Any] | None:
    """The GeoJSON geometry of a place."""
    if place.lat is None or place.lon is None:
        return None
    ends = axis_ends(place)
    if ends:
        return {"type": "LineString", "coordinates": [list(end) for end in ends]}
    if place.radius_km is not None and place.radius_km <= PIN_KM and place.shape.kind in ("point", "area"):
        return {"type": "Point", "coordinates": [place.lon, place.lat]}
    return _polygon(circle(place.lat, place.lon, place.radius_km or _reach(place)))


def _polygon(ring: list[Point]) -> dict[str, Any]:
    """A ring as a polygon; one that crosses the antimeridian is cut there (RFC 7946, 3.1.9)."""
    if all(-180 <= lon <= 180 for lon, _ in ring):
        return {"type": "Polygon", "coordinates": [[list(point) for point in ring]]}
    shift = 360 if any(lon < -180 for lon, _ in ring) else -360
    halves = [[[_clamp(lon + move), lat] for lon, lat in ring] for move in (0, shift)]
    return {"type": "MultiPolygon", "coordinates": [[half] for half in halves]}


def _clamp(lon: float) -> float:
    return max(-180.0, min(180.0, lon))


def _reach(place: Place) -> float:
    """Kilometres for a place whose radius nobody gave: wide, so that it can't pass for exact."""
    return {"exact": PIN_KM, "near": 25.0, "axis": 50.0, "admin2": 60.0, "admin1": 150.0}.get(place.precision, 500.0)


def circle(lat: float, lon: float, radius_km: float) -> list[Point]:
    """The closed ring of points ``radius_km`` from a centre, counter-clockwise; longitudes may pass 180."""
    angle, phi = radius_km / _EARTH_KM, math.radians(lat)
    ring = []
    for step in range(_STEPS):
        bearing = -2 * math.pi * step / _STEPS
        there = math.asin(math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(bearing))
        east = math.sin(bearing) * math.sin(angle) * math.cos(phi)
        turn = math.atan2(east, math.cos(angle) - math.sin(phi) * math.sin(there))
        ring.append((round(lon + math.degrees(turn), 5), round(math.degrees(there), 5)))
    return [*ring, ring[0]]


def axis_ends(place: Place) -> tuple[Point, Point] | None:
    """The two ends of an axis, or None when it is none or the gazetteer doesn't know both within reach."""
    if place.shape.kind != "axis" or place.shape.ends is None or place.lat is None or place.lon is None:
        return None
    first, last = (_nearest(name, place.lat, place.lon, 2 * (place.radius_km or 100)) for name in place.shape.ends)
    return (first, last) if first and last and first != last else None


def _nearest(name: str, lat: float, lon: float, within_km: float) -> Point | None:
    from tocsin.knowledge.gazetteer import distance_km, gazetteer

    entries = [match.entry for match in gazetteer().exact(name)]
    near = [(distance_km(lat, lon, entry.lat, entry.lon), entry.gid, entry.lon, entry.lat) for entry in entries]
    best = min(near, default=None)
    return (best[2], best[3]) if best and best[0] <= within_km else None
