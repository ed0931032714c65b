"""Point in polygon: takes a point, gives the country and first-level division in which it lies.

Reads ``boundaries/admin1.tsv.gz`` (Natural Earth, simplified to 0.03 degrees, some 3 km; its top tells its layout). A
unit is named by the divisions of GeoNames whose towns lie in it; of Mali's, drawn as before 2016, two hold two regions
of today, and such a unit names no single one. Invariant: a point at sea or in no unit has no division, never the
nearest.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tocsin.errors import KnowledgeError
from tocsin.knowledge.files import HERE

__all__ = ["Unit", "division_at", "is_within", "unit_at", "units_of"]

_STEPS_A_DEGREE = 200.0  # of the coordinates in the file
_SURE = 90  # percent of a unit's towns that must lie in one division for the unit to be it
_KM_A_DEGREE = 111.2
_BEARINGS = [math.radians(angle) for angle in range(0, 360, 45)]

Ring = tuple[tuple[float, float], ...]
"""Longitude and latitude of each corner, the last joined to the first."""


@dataclass(frozen=True)
class Unit:
    """A division as drawn: ISO 3166 alpha-2, names by share of towns (percent), its box in degrees."""

    country: str
    names: tuple[str, ...]
    shares: tuple[int, ...]
    box: tuple[float, float, float, float]  # west, south, east, north
    drawn: str

    @property
    def division(self) -> str | None:
        """The one division that it is; None where it holds parts of several."""
        return self.names[0] if self.shares and self.shares[0] >= _SURE else None

    @cached_property
    def rings(self) -> tuple[Ring, ...]:
        """Its outlines, holes among them."""
        return tuple(_ring(text) for text in self.drawn.split(";"))

    def holds(self, lat: float, lon: float) -> bool:
        """True for a point inside (even-odd rule)."""
        west, south, east, north = self.box
        if not (south <= lat <= north and west <= lon <= east):
            return False
        return sum(_crossings(ring, lat, lon) for ring in self.rings) % 2 == 1


def _ring(text: str) -> Ring:
    steps, x, y, corners = [int(step) for step in text.split()], 0, 0, []
    for east, north in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + east, y + north
        corners.append((x / _STEPS_A_DEGREE, y / _STEPS_A_DEGREE))
    return tuple(corners)


def _crossings(ring: Ring, lat: float, lon: float) -> int:
    """How often the ring crosses the line that runs west from the point."""
    count, (x, y) = 0, ring[-1]
    for to_x, to_y in ring:
        if (y > lat) != (to_y > lat) and x + (lat - y) * (to_x - x) / (to_y - y) < lon:
            count += 1
        x, y = to_x, to_y
    return count


@lru_cache(maxsize=1)
def _units() -> dict[str, tuple[Unit, ...]]:
    """The units of each country.

    Raises:
        KnowledgeError: the file is missing or damaged.
    """
    found: dict[str, list[Unit]] = {}
    try:
        text = gzip.decompress((HERE / "boundaries" / "admin1.tsv.gz").read_bytes()).decode()
    except (OSError, EOFError, ValueError) as error:
        raise KnowledgeError(f"can't be read: {error}", "boundaries/admin1.tsv.gz") from error
    for line in text.splitlines():
        if line and not line.startswith("#"):
            country, names, shares, west, south, east, north, drawn = line.split("\t")
            box = (float(west), float(south), float(east), float(north))
            told = tuple(names.split(";")) if names else ()
            parts = tuple(int(share) for share in shares.split(";")) if shares else ()
            found.setdefault(country, []).append(Unit(country, told, parts, box, drawn))
    return {country: tuple(units) for country, units in found.items()}


def units_of(country: str) -> tuple[Unit, ...]:
    """The units of a country (ISO 3166 alpha-2); none where it isn't drawn."""
    return _units().get(country, ())


def _among(country: str | None) -> Iterator[Unit]:
    known = _units()
    yield from known.get(country or "", ())
    yield from (unit for code, units in known.items() if code != country for unit in units)


@lru_cache(maxsize=4096)
def unit_at(lat: float, lon: float, country: str | None = None) -> Unit | None:
    """The unit that holds a point (degrees, WGS 84); that of ``country`` is tried first."""
    return next((unit for unit in _among(country) if unit.holds(lat, lon)), None)


def division_at(lat: float, lon: float, country: str) -> str | None:
    """The first-level division of ``country`` in which a point lies; None outside or where the unit holds several."""
    unit = unit_at(lat, lon, country)
    return unit.division if unit and unit.country == country else None


def is_within(lat: float, lon: float, country: str, slack_km: float) -> bool:
    """True when a point lies in ``country`` or within ``slack_km`` of it: borders are drawn coarsely."""
    if country not in _units():
        return True
    wide = max(0.05, math.cos(math.radians(lat)))
    points = [(lat, lon)]
    for north in (slack_km / _KM_A_DEGREE / 2, slack_km / _KM_A_DEGREE):  # half way too: a strip of land may be narrow
        points += [(lat + north * math.cos(b), lon + north * math.sin(b) / wide) for b in _BEARINGS]
    return any(unit.holds(*point) for point in points for unit in _units()[country])
