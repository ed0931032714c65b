"""What has been told so far while the claims of a report are resolved one after the other.

Takes nothing, gives one mutable record that the steps of a walk share. Invariant: ``claims`` only grows, in text order,
and a step looks back over a bounded number of them, so that a walk takes no longer than in proportion to a report.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tocsin.model import Issue, Report, ResolvedClaim
from tocsin.resolve.actor_context import ActorContext
from tocsin.resolve.place import PlaceContext

__all__ = ["Walk"]

_REMEMBERED = 400  # clauses: some 60,000 characters of news, more than a report has that tells one story


@dataclass(slots=True)
class Walk:
    """What has been told so far."""

    report: Report
    places: PlaceContext
    actors: ActorContext
    claims: list[ResolvedClaim] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    @property
    def told(self) -> list[ResolvedClaim]:
        """The clauses told last, as many as anything is looked for in."""
        return self.claims[-_REMEMBERED:]
