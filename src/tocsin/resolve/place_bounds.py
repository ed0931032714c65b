"""Whether a place lies where it is said to: takes a ``Place``, gives it checked against the borders of the world.

A point that was reckoned ("30 km north of X") may lie in another division than the town from which it was reckoned, or
across a border; a place of the gazetteer may lack its division. Borders are Natural Earth's, drawn to some 3 km.
Invariant: the point itself is never moved, a named country never changed; what is doubtful is said in ``why``.
"""

from __future__ import annotations

from dataclasses import replace

from tocsin.knowledge.gazetteer.borders import division_at, is_within, unit_at
from tocsin.model import Place

__all__ = ["bounded"]

_SLACK_KM = 8.0  # a point this little outside isn't across the border: lines are coarse, distances rounded
_WIDEST_KM = 80.0  # the middle of a land wider than that says nothing of its divisions
_FINE = ("exact", "near", "axis")
_RECKONED = ("bearing", "distance")


def bounded(place: Place) -> Place:
    """The place with its division by its point, and a word where that point lies in another country."""
    if place.lat is None or place.lon is None or place.country is None or place.precision not in _FINE:
        return place
    reckoned = place.shape.kind in _RECKONED and place.shape.bearing is not None
    if (place.admin1 and not reckoned) or (place.radius_km or 0.0) > _WIDEST_KM:
        return place
    division = division_at(place.lat, place.lon, place.country)
    found = replace(place, admin1=division) if division and division != place.admin1 else place
    if not reckoned or is_within(place.lat, place.lon, place.country, _SLACK_KM):
        return found
    unit = unit_at(place.lat, place.lon)
    where = f"in {unit.country}" if unit else "off the coast"
    return replace(found, why=f"{found.why}; its point lies {where}, across the border")
