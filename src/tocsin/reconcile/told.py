"""A record as it is compared: takes it and its wording, gives what the comparisons ask of it, each reckoned once.

Invariant: a pure function of the record, so that keeping an answer changes nothing but the time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tocsin.model import Casualty, EventRecord, Place
from tocsin.reconcile.details import NONE, Details
from tocsin.reconcile.naming import own_names
from tocsin.reconcile.wording import Wording

__all__ = ["DOERS", "HIT", "Point", "Told", "point_of"]

DOERS = ("attacker", "participant")
HIT = ("target", "victim")
Point = tuple[float, float, float]
"""Latitude, longitude (WGS 84 degrees), radius (kilometres)."""


@dataclass(frozen=True)
class Told:
    """A record and how it is worded, where that is known; what comparisons ask of it again and again is kept."""

    record: EventRecord
    wording: Wording | None = None

    @cached_property
    def days(self) -> tuple[int, int] | None:
        """Its first and last day (proleptic ordinals); None where either is open."""
        start, end = self.record.when.start, self.record.when.end
        return (start.toordinal(), end.toordinal()) if start and end else None

    @cached_property
    def point(self) -> Point | None:
        """Where it was."""
        return point_of(self.record.place)

    @cached_property
    def names(self) -> frozenset[str]:
        """What its place is called."""
        return own_names(self.record.place)

    @cached_property
    def title(self) -> frozenset[str]:
        """The name of its place alone."""
        return own_names(Place(self.record.place.name))

    @cached_property
    def told_within(self) -> frozenset[str]:
        """The names of the larger places that its report says it lies in."""
        return frozenset(key for span in self.record.place.spans for key in own_names(Place(span.text)))

    @cached_property
    def has_doer(self) -> bool:
        """True when it is known who did it: a group words its claims alike, whatever the place."""
        return any(actor.id for actor in self.record.actors if actor.role in DOERS)

    @cached_property
    def sides(self) -> Mapping[tuple[str, ...], dict[str, str]]:
        """Kinds by registry id of those who did it and of those hit."""
        return {roles: _sides(self.record, roles) for roles in (DOERS, HIT)}

    @cached_property
    def rarest(self) -> frozenset[int]:
        """The rarest names of its text."""
        return frozenset(self.wording.rarest if self.wording else ())

    @cached_property
    def details(self) -> Details:
        """The ages, hours, streets and persons in its text."""
        return self.wording.details if self.wording else NONE

    @cached_property
    def hurt(self) -> int:
        """The largest number of dead or wounded, at the least."""
        return max((figure.low for figure in self.figures), default=0)

    @cached_property
    def figures(self) -> list[Casualty]:
        """The dead and the wounded."""
        return [figure for figure in self.record.casualties if figure.kind in ("killed", "wounded")]


def point_of(place: Place) -> Point | None:
    """The point and radius of a place; None when it has none, or only that of its country."""
    if place.lat is None or place.lon is None or place.precision in ("country", "unknown"):
        return None
    return place.lat, place.lon, place.radius_km or 0.0


def _sides(record: EventRecord, roles: tuple[str, ...]) -> dict[str, str]:
    """Kinds by registry id, or by themselves where the registry has none; "unidentified" says nothing."""
    named = {actor.id or actor.kind: actor.kind for actor in record.actors if actor.role in roles}
    return {key: kind for key, kind in named.items() if key != "unidentified"}
