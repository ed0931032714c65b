"""Do two tellings of one report speak of one event? Takes places, days and figures, gives points for and against.

Every comparison is a small table: what agrees adds, what contradicts takes away, what is unknown says nothing.
Invariant: pure functions; positive speaks for one event, negative for two.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from tocsin.model import Actor, Count, Place, When
from tocsin.text import fold_key

__all__ = ["FINE", "days_alike", "figures_alike", "is_open", "places_alike", "sides_alike"]

_ARMS = frozenset(("military", "air_force", "navy"))
FINE = frozenset(("exact", "near", "axis"))
_SAME_DAY, _SAME_SPAN, _OTHER_DAY = 1.5, 0.5, -4.0
_SAME_PLACE, _WITHIN, _CLOSE, _ELSEWHERE = 2.0, 0.6, 0.8, -3.0
_ONE_OPEN, _BOTH_OPEN = -0.5, -1.5  # another name for which no point is known
_TOWN_KM = 8.0  # what a named town covers; its stated radius holds the scatter of events about it
_SLACK_KM = 10.0  # between the edges of two circles that may still be one place


def days_alike(one: When | None, other: When | None) -> float:
    """Same day for, another day against, a month that holds the day a little for."""
    if one is None or other is None or one.start is None or other.start is None:
        return 0.0
    if not one.interval.meets(other.interval):
        return _OTHER_DAY
    return _SAME_DAY if "day" == one.precision == other.precision else _SAME_SPAN


def places_alike(one: Place | None, other: Place | None) -> float:
    """Same name for, far apart against, a region or country that holds the other a little for."""
    if one is None or other is None:
        return 0.0
    if one.country and other.country and one.country != other.country:
        return _ELSEWHERE
    if _same_name(one, other):
        return _SAME_PLACE if one.precision != "country" else _WITHIN
    if is_open(one) or is_open(other):
        return _BOTH_OPEN if is_open(one) and is_open(other) else _ONE_OPEN if _fine(one, other) else 0.0
    if "country" in (one.precision, other.precision) or "unknown" in (one.precision, other.precision):
        return _WITHIN if one.country == other.country else 0.0
    return _distance_points(one, other)


def is_open(place: Place) -> bool:
    """True for a named place for which no point was found; a country has none either, but an area for its shape."""
    return place.lat is None and place.name is not None and place.shape.kind != "area"


def _fine(one: Place, other: Place) -> bool:
    return one.precision in FINE or other.precision in FINE


def _same_name(one: Place, other: Place) -> bool:
    if one.gazetteer_id and one.gazetteer_id == other.gazetteer_id:
        return True
    names = {fold_key(n) for n in (one.name, one.span and one.span.text) if n}
    return bool(names & {fold_key(n) for n in (other.name, other.span and other.span.text) if n})


def _reach(place: Place) -> float:
    """Kilometres within which two tellings of one place may differ: a town is a town, however wide its circle."""
    radius = place.radius_km or 0.0
    return min(radius, _TOWN_KM) if place.precision == "exact" else radius


def _distance_points(one: Place, other: Place) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 0.0
    gap = _km(one.lat, one.lon, other.lat, other.lon)
    reach = _reach(one) + _reach(other)
    if not {one.precision, other.precision} <= FINE:
        return _WITHIN if gap <= reach + _SLACK_KM else _ELSEWHERE
    if gap <= max(_SLACK_KM, 0.5 * reach):
        return _CLOSE
    return 0.0 if gap <= reach else _ELSEWHERE


def _km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle kilometres (haversine)."""
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    return 12742 * math.asin(
        math.sqrt(math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2)
    )


def figures_alike(one: Sequence[Count], other: Sequence[Count]) -> float:
    """The same figure of the same kind speaks for one event, the more so the larger it is."""
    points = 0.0
    for left in one:
        for right in other:
            if left.kind == right.kind and left.low == right.low:
                points = max(points, 0.4 if left.low <= 2 else 1.6)
    if points == 0.0 and {c.kind for c in one} & {c.kind for c in other}:
        return -0.5
    return points


def sides_alike(one: Sequence[Actor], other: Sequence[Actor]) -> float:
    """Shared named actors speak for one event; two named attackers without any in common against it."""
    left, right = ({a.id or a.name for a in side} for side in (one, other))
    attackers = [{a.id for a in side if a.id and a.role == "attacker"} for side in (one, other)]
    arms = [{_army_of(key) for key in side} for side in attackers]
    if all(attackers) and not arms[0] & arms[1]:
        return -1.0
    targets = [{a.id for a in side if a.id and a.role in ("target", "victim")} for side in (one, other)]
    if all(targets) and not targets[0] & targets[1] and not left & right:
        return -0.7
    harmed = [{a.kind == "civilians" for a in side if a.role in ("target", "victim")} for side in (one, other)]
    if all(harmed) and not harmed[0] & harmed[1] and not left & right:
        return -0.4
    return 0.7 if left & right else 0.0


def _army_of(key: str) -> str:
    """A state's armed force, by the state: its air force is no rival of its army."""
    state, _, force = key.partition(":")
    return f"{state}:military" if force in _ARMS else key
