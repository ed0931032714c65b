"""The comparisons of two records: each takes both as told, gives the name of the level on which they agree or differ.

The form is that of probabilistic record linkage (Fellegi and Sunter 1969); the points of the levels stand in
``compare``. Invariant: symmetric, and whatever is unknown on one side gives a level of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from tocsin.knowledge.gazetteer import distance_km
from tocsin.model import Casualty, Place
from tocsin.reconcile.parties import shares_party
from tocsin.reconcile.told import DOERS, HIT, Told, point_of
from tocsin.reconcile.wording import likeness

__all__ = [
    "CROWD",
    "LIKE",
    "MISREAD",
    "TIGHT_KM",
    "WIDE_DAYS",
    "Level",
    "gap_km",
    "name",
    "place",
    "side",
    "time",
    "toll",
    "type_",
]

WIDE_DAYS = 31
"""A dating wider than a month says little about the day."""
TIGHT_KM = 40.0
"""Two radii of together up to this many kilometres place an event in a district; wider ones only in a region."""
CROWD = 5
"""From this many killed on, the very same figure is unlikely by chance."""
_KM_A_DEGREE = 111.1
"""Kilometres, at the least, of a degree of latitude."""
LIKE = 0.2
"""A likeness from which two texts tell of like things; unrelated ones of one kind rarely reach it."""
MISREAD = 0.4
"""A likeness from which a place misread is likelier than another event."""


Level = Callable[[Told, Told], str]


def time(a: Told, b: Told) -> str:
    """How the days fit."""
    one, other = a.days, b.days
    if one is None or other is None:
        return "a date open"
    gap = max(one[0], other[0]) - min(one[1], other[1])
    if gap > 0:
        return "a day apart" if gap == 1 else _other_days(a, b)
    further = max(one[1] - one[0], other[1] - other[0])
    if further == 0:
        return "same day"
    return "days overlap" if further < WIDE_DAYS else "wide dates overlap"


def _other_days(a: Told, b: Told) -> str:
    """Days apart: where both name who did it, the one who names a day is believed."""
    return "another day" if a.has_doer and b.has_doer else "days apart"


def place(a: Told, b: Told) -> str:
    """Whether one point can lie in both places."""
    one, other = a.point, b.point
    if one is None or other is None:
        return _unplaced(a, b)
    reach = one[2] + other[2]
    if abs(one[0] - other[0]) * _KM_A_DEGREE - reach > TIGHT_KM / 2:  # the distance itself takes five times as long
        return _apart(a, b)
    gap = (0 if one[:2] == other[:2] else distance_km(*one[:2], *other[:2])) - reach
    if gap > TIGHT_KM / 2:
        return _apart(a, b)
    if gap > 0:
        return "just beyond reach"
    return "places meet" if reach <= TIGHT_KM else "wide places meet"


def _apart(a: Told, b: Told) -> str:
    """Two points: of one name (or one told as part of the other: "Point Triple, in the commune of Karimama"), or one
    of them misread (texts very alike, a person in common), or of two places.
    """
    if a.title & b.title or a.title & b.told_within or b.title & a.told_within:
        return "one name, two points"
    if a.details.persons & b.details.persons or (not (a.has_doer and b.has_doer) and _like(a, b, MISREAD)):
        return "places apart in like texts"
    return "places apart"


def _like(a: Told, b: Told, least: float) -> bool:
    return bool(a.wording and b.wording and likeness(a.wording, b.wording) >= least)


def _unplaced(one: Told, other: Told) -> str:
    """One has no point: the names may still agree, and what concerns a whole country needs no village."""
    a, b = one.record, other.record
    if one.names & other.names:
        return "one name, not on the map"
    wide = a.event_type == b.event_type == "Strategic developments" and a.place.country == b.place.country
    if wide and a.place.country:
        return "country-wide"
    return "unplaced in like texts" if _like(one, other, LIKE) else "no common place"


def gap_km(a: Place, b: Place) -> float | None:
    """Kilometres between the edges of two places (negative when they overlap); None when one has no point."""
    one, other = point_of(a), point_of(b)
    if one is None or other is None:
        return None
    return distance_km(*one[:2], *other[:2]) - one[2] - other[2]


def name(a: Told, b: Told) -> str:
    """How the places' names sound."""
    one, other = a.names, b.names
    if not one or not other:
        return "no names"
    if one & other:
        return "same name"
    return "similar name" if any(_alike(x, y) for x in one for y in other) else "other name"


def _alike(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) >= 80


_MIXED = "Strategic developments"  # arrests, treaties and found arms: one type by name only
_KIN = (
    {"Battles", "Explosions/Remote violence"},
    {"Battles", "Violence against civilians"},
    {"Explosions/Remote violence", "Violence against civilians"},
    {"Protests", "Riots"},
    {"Riots", "Violence against civilians"},
    {"Disrupted weapons use", "Explosions/Remote violence"},
    {"Disrupted weapons use", "Battles"},
    {"Looting/property destruction", "Battles"},
    {"Looting/property destruction", "Violence against civilians"},
    {"Looting/property destruction", "Riots"},
    {"Arrests", "Violence against civilians"},
    {"Arrests", "Protests"},
    {"Arrests", "Riots"},
    {"Non-violent transfer of territory", "Battles"},
    {"Headquarters or base established", "Battles"},
)
"""Types and sub-types that two reports give one event: a bomb at a post, an assault on a village that had guards, a
mine that went off for one and was found for the other, men led away by a force that calls it an arrest."""


def type_(a: Told, b: Told) -> str:
    """How near the kinds of event are."""
    one, other = a.record, b.record
    if one.sub_event_type == other.sub_event_type:
        return "same sub-type"
    if one.event_type == other.event_type and one.event_type != _MIXED:
        return "same type"
    kin = _are_kin(one.event_type, one.sub_event_type, other.event_type, other.sub_event_type)
    return "related types" if kin else "unlike types"


@lru_cache(maxsize=4096)
def _are_kin(type_: str, sub_type: str, other_type: str, other_sub_type: str) -> bool:
    return any({one, other} in _KIN for one in (type_, sub_type) for other in (other_type, other_sub_type))


def side(label: str) -> Level:
    """The comparison of those who did it ("attacker") or of those hit ("target")."""
    roles = {"attacker": DOERS, "target": HIT}[label]

    def level(a: Told, b: Told) -> str:
        one, other = a.sides[roles], b.sides[roles]
        if not one or not other:
            return f"{label} open"
        if shares_party(one, other):
            return f"same {label}"
        return f"{label} open" if _unnamed(one, other) or _unnamed(other, one) else f"other {label}"

    return level


def _unnamed(some: dict[str, str], others: dict[str, str]) -> bool:
    """True when the first are only kinds and the second are of them: "rebels" may be any rebel group."""
    return all(key == kind for key, kind in some.items()) and set(others.values()) <= set(some)


def toll(a: Told, b: Told) -> str:
    """How the figures of dead and wounded fit; those of the wounded count where not both give the dead."""
    if not a.figures or not b.figures:
        return "toll open"
    pairs = [(x, y) for x in a.figures for y in b.figures if _comparable(x, y)]
    if any(x.low == y.low and x.high == y.high and x.low >= CROWD for x, y in pairs):
        return "same toll"
    dead = [pair for pair in pairs if pair[0].kind == "killed"]
    if not dead:
        return _wounded(a, b, pairs)
    if any(_overlap(x, y) for x, y in dead):
        return "tolls overlap"
    low, high = sorted((max(x.low for x, _ in dead), max(y.low for _, y in dead)))
    return "tolls near" if high <= 3 * max(low, 1) else "tolls far apart"


def _wounded(a: Told, b: Told, pairs: Sequence[tuple[Casualty, Casualty]]) -> str:
    if pairs:
        return "wounded overlap" if any(_overlap(x, y) for x, y in pairs) else "other wounded"
    return "toll open" if {x.kind for x in a.figures} & {y.kind for y in b.figures} else "tolls of other kinds"


def _comparable(a: Casualty, b: Casualty) -> bool:
    """The dead with the dead, and those of one side (or of nobody in particular) with each other."""
    return a.kind == b.kind and (not a.of or not b.of or shares_party([a.of], [b.of]))


def _overlap(a: Casualty, b: Casualty) -> bool:
    return (a.high is None or b.low <= a.high) and (b.high is None or a.low <= b.high)
