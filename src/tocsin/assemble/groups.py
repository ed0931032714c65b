"""A group: the claims of one event, in text order, and what they say together.

What the clauses name themselves outranks what they inherit from their paragraph, and what has not occurred sets neither
day nor place. Invariant: a group is what its claims say; nothing is stored beside them but the families of their
deeds and the means named beside them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tocsin.assemble.families import family_of, leading_trigger
from tocsin.assemble.likeness import FINE
from tocsin.assemble.telling import is_unreal, only_costs
from tocsin.model import Actor, Count, Place, ResolvedClaim, When

__all__ = ["Group"]

_DIGEST = 10  # claims at either end of a group; no devset event is told in as many


@dataclass(slots=True)
class Group:
    """Claims of one event, in text order."""

    claims: list[ResolvedClaim] = field(default_factory=list)
    families: list[str] = field(default_factory=list)
    means: list[str] = field(default_factory=list)  # kinds of weapons that a clause without a deed lends it

    def add(self, claim: ResolvedClaim) -> None:
        """Take a claim in."""
        self.claims.append(claim)
        lead = leading_trigger(claim.claim.triggers)
        if lead:
            self.families.append(family_of(lead))

    def digest(self) -> Group:
        """The group by its first and last claims, for comparisons that must not grow with a report of book length."""
        if len(self.claims) <= 2 * _DIGEST:
            return self
        return Group(
            [*self.claims[:_DIGEST], *self.claims[-_DIGEST:]],
            [*self.families[:_DIGEST], *self.families[-_DIGEST:]],
            self.means,
        )

    @property
    def counts(self) -> list[Count]:
        """All figures told of the event."""
        return [count for claim in self.claims for count in claim.claim.counts]

    @property
    def actors(self) -> list[Actor]:
        """All actors with a side."""
        return [actor for claim in self.claims for actor in claim.actors]

    @property
    def days(self) -> list[When]:
        """Days that its clauses name, that of the deed before that of its toll, else those that they inherit."""
        own = [c for c in self._telling if c.own_when and c.when and c.when.start]
        deeds = [c.when for c in own if c.when and c.when.precision == "day" and not only_costs(c)]
        return deeds or [c.when for c in own or self._deeds if c.when and c.when.start]

    @property
    def places(self) -> list[Place]:
        """Places that its clauses name themselves, else those that they inherit; a found place before a vague one.

        The headline's come last: it may name two events at once.
        """
        telling = sorted(self._telling, key=lambda c: c.claim.sentence.block == "headline")
        own = [c.place for c in telling if c.own_place and c.place]
        inherited = [c.place for c in telling if c.place and not c.own_place]
        if any(place.precision in FINE for place in own):
            return own
        return [*(p for p in inherited if p.precision in FINE), *own] or inherited

    @property
    def _deeds(self) -> list[ResolvedClaim]:
        """Those that tell of a deed: what a voice added further on stands under another day."""
        return [c for c in self._telling if c.claim.triggers] or self._telling

    @property
    def _telling(self) -> list[ResolvedClaim]:
        """Its claims without those that speak only of what has not occurred."""
        return [c for c in self.claims if not is_unreal(c)]
