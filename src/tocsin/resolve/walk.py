"""What has been told so far while the claims of a report are resolved one after the other.

Takes nothing, gives one mutable record that the steps of a walk share. Invariant: ``told`` only grows, in text order.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tocsin.model import Issue, Report, ResolvedClaim
from tocsin.resolve.actor_context import ActorContext
from tocsin.resolve.place import PlaceContext

__all__ = ["Walk"]


@dataclass(slots=True)
class Walk:
    """What has been told so far."""

    report: Report
    places: PlaceContext
    actors: ActorContext
    told: list[ResolvedClaim] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
