"""Geometry of described places: takes an entry and how the text speaks of it, gives point, radius, shape, precision.

"15 km south of X" is displaced, "between X and Y" is the middle of the two, "near X" is X with a wider circle, a
region is its middle with its reach. Invariant: the radius is never smaller than what the words leave open. Plane
trigonometry serves: at 50 km its error is under 100 m. Degrees WGS 84, kilometres.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from tocsin.knowledge.gazetteer import AREAS, Entry, distance_km
from tocsin.model import PlaceMention, Shape

__all__ = ["Figure", "axis_figure", "displaced", "figure_of", "precision_of"]

_DEGREES = {"N": 0, "NE": 45, "E": 90, "SE": 135, "S": 180, "SW": 225, "W": 270, "NW": 315}
_KM_PER_DEGREE = 111.2
_PLACE_KM = 30.0  # "in X" is told of X and its fields: nine of ten points of the golden reports lie within it
_NEAR_KM = 40.0  # "near", "outside": the usual circle is 30 (precision code 2 of ACLED and UCDP), but reports take more
_ROAD_KM = 45.0  # "on the X road": half a day's drive of a convoy
_BEARING_KM = 12.0  # "south of X" with no distance
_AXIS_MARGIN_KM = 10.0  # the road bends


@dataclass(frozen=True, slots=True)
class Figure:
    """Where and how wide: degrees, kilometres."""

    lat: float
    lon: float
    radius_km: float
    shape: Shape
    precision: str


def displaced(lat: float, lon: float, bearing: str, km: float) -> tuple[float, float]:
    """The point ``km`` from (lat, lon) towards ``bearing``."""
    angle = math.radians(_DEGREES[bearing])
    north, east = km * math.cos(angle), km * math.sin(angle)
    scale = max(0.05, math.cos(math.radians(lat)))
    return round(lat + north / _KM_PER_DEGREE, 4), round(lon + east / (_KM_PER_DEGREE * scale), 4)


def precision_of(feature: str) -> str:
    """The contract's precision for a place of this kind."""
    if feature in ("region",):
        return "admin1"
    if feature in ("province", "district", "county"):
        return "admin2"
    return "near" if feature in AREAS else "exact"


def figure_of(entry: Entry, mention: PlaceMention) -> Figure:
    """The figure of ``mention`` when its name is ``entry``."""
    if mention.relation == "distance" and mention.distance_km:
        return _distance(entry, mention, mention.distance_km)
    if mention.bearing and mention.relation in ("bearing", "distance", "region", "border"):
        return _bearing(entry, mention, mention.bearing)
    if mention.feature == "road" and entry.feature not in AREAS:
        return Figure(entry.lat, entry.lon, _ROAD_KM, Shape("area", of=entry.name), "near")
    if mention.relation in ("near", "border") and entry.feature not in AREAS:
        return Figure(entry.lat, entry.lon, max(_NEAR_KM, entry.radius_km), Shape("area", of=entry.name), "near")
    kind = "area" if entry.feature in AREAS else "point"
    radius = entry.radius_km if entry.feature in AREAS else max(_PLACE_KM, entry.radius_km)
    return Figure(entry.lat, entry.lon, radius, Shape(kind), precision_of(entry.feature))


def _distance(entry: Entry, mention: PlaceMention, km: float) -> Figure:
    shape = Shape("distance", of=entry.name, bearing=mention.bearing, km=round(km, 1))
    if mention.bearing is None:
        return Figure(entry.lat, entry.lon, round(km + 5.0, 1), shape, "near")
    lat, lon = displaced(entry.lat, entry.lon, mention.bearing, km)
    return Figure(lat, lon, round(max(6.0, 0.4 * km), 1), shape, "near")


def _bearing(entry: Entry, mention: PlaceMention, bearing: str) -> Figure:
    inner = mention.relation == "region"
    km = entry.radius_km / 2 if entry.feature in AREAS else entry.radius_km / 3 if inner else _BEARING_KM
    lat, lon = displaced(entry.lat, entry.lon, bearing, km)
    radius = max(km, entry.radius_km * 0.7) if entry.feature in AREAS else _NEAR_KM
    precision = "near" if entry.feature not in AREAS else precision_of(entry.feature)
    return Figure(lat, lon, round(radius, 1), Shape("bearing", of=entry.name, bearing=bearing), precision)


def axis_figure(one: Entry, other: Entry) -> Figure:
    """The middle of two places; the circle takes in both ends."""
    length = distance_km(one.lat, one.lon, other.lat, other.lon)
    lat, lon = (one.lat + other.lat) / 2, (one.lon + other.lon) / 2
    radius = round(length / 2 + _AXIS_MARGIN_KM, 1)
    return Figure(round(lat, 4), round(lon, 4), radius, Shape("axis", ends=(one.name, other.name)), "axis")
