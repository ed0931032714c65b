"""Distance on the globe: takes two points in WGS 84 degrees, gives kilometres."""

from __future__ import annotations

import math

__all__ = ["distance_km"]


def distance_km(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    """Great-circle distance in kilometres (haversine, mean earth radius 6371 km)."""
    a, b = math.radians(lat), math.radians(to_lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(to_lon - lon) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, h)))
