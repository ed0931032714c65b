"""Where an event happened: takes its group and all that the report tells, gives one place.

The finest place that its own clauses name or inherit is its place. Where they give no more than a country, it is near
the place told last before it, as a reader understands it. Invariant: what is only understood is never called exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.assemble.groups import Group
from tocsin.assemble.likeness import FINE, is_open
from tocsin.model import Place, ResolvedClaim

__all__ = ["where_of"]

_PRECISION = {"exact": 0, "near": 1, "axis": 1, "admin2": 2, "admin1": 3, "country": 4, "unknown": 5}
_NOWHERE = Place(None, why="the report names no place for it")
_NEAR = 2  # paragraphs back in which the place is told
_UNDERSTOOD_KM = 25.0  # about a town that is only understood


def where_of(group: Group, told: Sequence[ResolvedClaim]) -> Place:
    """The place of an event; ``told``: every clause of the report, in text order."""
    own = min(group.places, key=lambda p: _PRECISION[p.precision], default=_NOWHERE)
    if own.precision not in ("country", "unknown") or is_open(own):
        return own
    return _told_before(group, own, told) or own


def _told_before(group: Group, own: Place, told: Sequence[ResolvedClaim]) -> Place | None:
    """The place named last before the event, in the same country."""
    first = group.claims[0].claim
    for one in reversed([t for t in told if t.claim.span.start < first.span.start]):
        if first.sentence.paragraph - one.claim.sentence.paragraph > _NEAR:
            return None
        place = one.place if one.own_place else None
        if place and place.precision in FINE and own.country in (None, place.country):
            return _understood(place)
    return None


def _understood(place: Place) -> Place:
    why = f"no place is named with it; {place.name} is told right before it ({place.why})"
    return replace(place, precision="near", radius_km=max(place.radius_km or 0.0, _UNDERSTOOD_KM), why=why)
