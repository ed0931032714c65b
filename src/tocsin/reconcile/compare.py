"""The scoring table: takes two event records, gives points for every way in which they agree or disagree, with reasons.

A score is the sum of one level of each comparison; ``THRESHOLD`` joins, below ``VETO`` two records can't stand in one
incident even through others. The points are log2 odds by judgement, rounded to halves, checked on development reports;
the form is that of probabilistic record linkage (Fellegi and Sunter 1969) with the weights written out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tocsin.knowledge.gazetteer import distance_km
from tocsin.model import Casualty, EventRecord, Interval, Place
from tocsin.reconcile.naming import own_names
from tocsin.reconcile.parties import shares_party

__all__ = ["CROWD", "TABLE", "THRESHOLD", "VETO", "Score", "compare", "gap_km"]

THRESHOLD = 6.0
VETO = 0.0
WIDE_DAYS = 31
"""A dating wider than a month says little about the day."""
TIGHT_KM = 40.0
"""Two radii of together up to this many kilometres place an event in a district; wider ones only in a region."""
CROWD = 5
"""From this many killed on, the very same figure is unlikely by chance."""


@dataclass(frozen=True, slots=True)
class Score:
    """The points of a pair and the levels that gave them, in the order of the table."""

    points: float
    levels: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.points:g} points ({', '.join(self.levels)})"


Level = Callable[[EventRecord, EventRecord], str]


def _time(a: EventRecord, b: EventRecord) -> str:
    one, other = a.when.interval, b.when.interval
    if not (one.start and one.end and other.start and other.end):
        return "a date open"
    if not one.meets(other):
        return "a day apart" if one.meets(other, 1) else "days apart"
    if max(_days(one), _days(other)) == 1:
        return "same day"
    return "days overlap" if max(_days(one), _days(other)) <= WIDE_DAYS else "wide dates overlap"


def _days(interval: Interval) -> int:
    return (interval.end - interval.start).days + 1 if interval.start and interval.end else WIDE_DAYS + 1


def _place(a: EventRecord, b: EventRecord) -> str:
    gap = gap_km(a.place, b.place)
    if gap is None:
        return _unplaced(a, b)
    if gap > 0:
        return "just beyond reach" if gap <= TIGHT_KM / 2 else "places apart"
    reach = (a.place.radius_km or 0) + (b.place.radius_km or 0)
    return "places meet" if reach <= TIGHT_KM else "wide places meet"


def _unplaced(a: EventRecord, b: EventRecord) -> str:
    """One has no point: the names may still agree, and what concerns a whole country needs no village."""
    if own_names(a.place) & own_names(b.place):
        return "one name, not on the map"
    wide = a.event_type == b.event_type == "Strategic developments" and a.place.country == b.place.country
    return "country-wide" if wide and a.place.country else "no common place"


def gap_km(a: Place, b: Place) -> float | None:
    """Kilometres between the edges of two places (negative when they overlap); None when one has no point."""
    if "country" in (a.precision, b.precision) or "unknown" in (a.precision, b.precision):
        return None
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return distance_km(a.lat, a.lon, b.lat, b.lon) - (a.radius_km or 0) - (b.radius_km or 0)


def _name(a: EventRecord, b: EventRecord) -> str:
    one, other = own_names(a.place), own_names(b.place)
    if not one or not other:
        return "no names"
    if one & other:
        return "same name"
    return "similar name" if any(_alike(x, y) for x in one for y in other) else "other name"


def _alike(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) >= 80


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


def _type(a: EventRecord, b: EventRecord) -> str:
    if a.sub_event_type == b.sub_event_type:
        return "same sub-type"
    if a.event_type == b.event_type:
        return "same type"
    kinds = [{one, other} for one in (a.event_type, a.sub_event_type) for other in (b.event_type, b.sub_event_type)]
    return "related types" if any(kind in _KIN for kind in kinds) else "unlike types"


def _side(roles: tuple[str, ...], label: str) -> Level:
    def level(a: EventRecord, b: EventRecord) -> str:
        one, other = _sides(a, roles), _sides(b, roles)
        if not one or not other:
            return f"{label} open"
        if shares_party(one, other):
            return f"same {label}"
        return f"{label} open" if _unnamed(one, other) or _unnamed(other, one) else f"other {label}"

    return level


def _sides(record: EventRecord, roles: tuple[str, ...]) -> dict[str, str]:
    """Kinds by registry id, or by themselves where the registry has none; "unidentified" says nothing."""
    named = {actor.id or actor.kind: actor.kind for actor in record.actors if actor.role in roles}
    return {key: kind for key, kind in named.items() if key != "unidentified"}


def _unnamed(some: dict[str, str], others: dict[str, str]) -> bool:
    """True when the first are only kinds and the second are of them: "rebels" may be any rebel group."""
    return all(key == kind for key, kind in some.items()) and set(others.values()) <= set(some)


def _toll(a: EventRecord, b: EventRecord) -> str:
    pairs = [(x, y) for x in _figures(a) for y in _figures(b) if _comparable(x, y)]
    dead = [pair for pair in pairs if pair[0].kind == "killed"]
    if any(x.low == y.low and x.high == y.high and x.low >= CROWD for x, y in pairs):
        return "same toll"
    if not dead:
        return "toll open"
    if any(_overlap(x, y) for x, y in dead):
        return "tolls overlap"
    low, high = sorted((max(x.low for x, _ in dead), max(y.low for _, y in dead)))
    return "tolls near" if high <= 3 * max(low, 1) else "tolls far apart"


def _figures(record: EventRecord) -> list[Casualty]:
    return [figure for figure in record.casualties if figure.kind in ("killed", "wounded")]


def _comparable(a: Casualty, b: Casualty) -> bool:
    """The dead with the dead, and those of one side (or of nobody in particular) with each other."""
    return a.kind == b.kind and (not a.of or not b.of or shares_party([a.of], [b.of]))


def _overlap(a: Casualty, b: Casualty) -> bool:
    return (a.high is None or b.low <= a.high) and (b.high is None or a.low <= b.high)


TABLE: tuple[tuple[Level, dict[str, float]], ...] = (
    (
        _time,
        {
            "same day": 3,
            "days overlap": 1.5,
            "a day apart": 1,
            "wide dates overlap": 0,
            "days apart": -2,
            "a date open": -2.5,
        },
    ),
    (
        _place,
        {
            "places meet": 3,
            "wide places meet": 1,
            "just beyond reach": -1,
            "one name, not on the map": 1.5,
            "country-wide": 0,
            "no common place": -1.5,
            "places apart": -12,
        },
    ),
    (_name, {"same name": 1.5, "similar name": 1, "no names": 0, "other name": -0.5}),
    (_type, {"same sub-type": 1.5, "same type": 1, "related types": 0, "unlike types": -3}),
    (_side(("attacker", "participant"), "attacker"), {"same attacker": 1.5, "attacker open": 0, "other attacker": -1}),
    (_side(("target", "victim"), "target"), {"same target": 1, "target open": 0, "other target": -0.5}),
    (_toll, {"same toll": 1.5, "tolls overlap": 1, "toll open": 0, "tolls near": 0, "tolls far apart": -2}),
)
"""One row a comparison: what is asked, and the points of each answer."""


def compare(a: EventRecord, b: EventRecord) -> Score:
    """The points of a pair; the same whichever comes first."""
    levels = tuple(level(a, b) for level, _ in TABLE)
    return Score(sum(points[level] for level, (_, points) in zip(levels, TABLE, strict=True)), levels)
