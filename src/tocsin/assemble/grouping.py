"""ResolvedClaim -> groups: takes the claims of a report in order, gives those that tell of one event together.

A claim joins the group that it resembles most, or opens one of its own when it brings another day, another place or
another kind of event. Headline, lede, quotation and recap so become one group. Invariant: every claim is in at most one
group; groups stand in the order of their first claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tocsin.assemble.families import affinity, family_of, leading_trigger
from tocsin.assemble.likeness import days_alike, figures_alike, places_alike, sides_alike
from tocsin.model import Actor, Count, Place, ResolvedClaim, When

__all__ = ["Group", "group_claims"]

_JOIN = 0.9  # points from which a claim joins a group
_COST = frozenset(("killing", "wounding", "damage"))  # what happened to people and things, not by what
_INHERITED = 0.7  # weight of a contradiction with a day or place that the paragraph set
_VOICE = 0.2  # the same for a claim that only adds a voice, a day or a figure


@dataclass(slots=True)
class Group:
    """Claims of one event, in text order."""

    claims: list[ResolvedClaim] = field(default_factory=list)
    families: list[str] = field(default_factory=list)

    def add(self, claim: ResolvedClaim) -> None:
        """Take a claim in."""
        self.claims.append(claim)
        lead = leading_trigger(claim.claim.triggers)
        if lead:
            self.families.append(family_of(lead))

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
        """Days that its clauses name themselves, else those that they inherit."""
        own = [c.when for c in self.claims if c.own_when and c.when and c.when.start]
        return own or [c.when for c in self.claims if c.when and c.when.start]

    @property
    def places(self) -> list[Place]:
        """Places that its clauses name themselves, else those that they inherit."""
        own = [c.place for c in self.claims if c.own_place and c.place]
        return own or [c.place for c in self.claims if c.place]


def group_claims(told: Sequence[ResolvedClaim]) -> list[Group]:
    """The groups of a report, in the order of their first claim."""
    groups: list[Group] = []
    for claim in told:
        if _is_total(claim):
            continue
        founds = _founds(claim) and not (groups and _is_toll(claim))
        rated = [(_likeness(claim, group, groups), -at) for at, group in enumerate(groups)]
        best, at = max(rated, default=(0.0, 0))
        if rated and best >= (_JOIN if founds else _VOICE) and (founds or _adds(claim)):
            groups[-at].add(claim)
        elif founds:
            groups.append(Group())
            groups[-1].add(claim)
    return groups


def _is_total(claim: ResolvedClaim) -> bool:
    """True for figures over a stretch of time, which tell of no single event."""
    dated = claim.own_when and claim.when is not None and claim.when.precision == "day"
    placed = claim.own_place and claim.place is not None and claim.place.precision in ("exact", "near", "axis")
    c = claim.claim
    return c.aggregate and bool(c.counts or c.triggers) and not dated and not (placed and c.counts)


def _founds(claim: ResolvedClaim) -> bool:
    """True when the claim says that something happened, so that it may be an event of its own."""
    lead = leading_trigger(claim.claim.triggers)
    if lead is None:
        return False
    if claim.own_place and (claim.own_when or claim.claim.counts):
        return True
    return lead.strength > 1 and not lead.definite


def _is_toll(claim: ResolvedClaim) -> bool:
    """True for words that only say what an event cost: no place or day of their own, and nobody who acts."""
    occurred = [t for t in claim.claim.triggers if t.modality == "occurred"]
    acts = any(t.code not in _COST for t in occurred) or any(a.role == "attacker" for a in claim.actors)
    return not acts and not claim.own_place and not claim.own_when


def _adds(claim: ResolvedClaim) -> bool:
    c = claim.claim
    armed = any(actor.kind == "unidentified" for actor in claim.named)
    return bool(c.counts or c.status or c.sources or c.anaphoric or c.triggers or c.damage or armed)


def _likeness(claim: ResolvedClaim, group: Group, groups: Sequence[Group]) -> float:
    c = claim.claim
    lead = leading_trigger(c.triggers)
    kind = max((affinity(family_of(lead), f) for f in group.families), default=0.0) if lead else 0.4
    day = _best(days_alike(claim.when, w) for w in group.days[:4])
    place = _best(places_alike(claim.place, p) for p in group.places[:6])
    day, place = _weighed(day, claim.own_when), _weighed(place, claim.own_place)
    figures = figures_alike(c.counts, group.counts)
    if c.update or _is_toll(claim):
        figures = max(figures, 0.0)  # another voice's figure, or a later one
    pointing = 0.8 if c.anaphoric else 0.0
    return kind + day + place + figures + pointing + sides_alike(claim.actors, group.actors) + _nearness(claim, group, groups)


def _weighed(points: float, own: bool) -> float:
    """What a clause inherits from its paragraph only speaks against another event, never for one."""
    return points if own else min(0.0, points) * _INHERITED


def _best(points: Iterable[float]) -> float:
    return max(points, default=0.0)


def _nearness(claim: ResolvedClaim, group: Group, groups: Sequence[Group]) -> float:
    """Told right before, in the same paragraph or sentence; a new bullet speaks of something new."""
    last, own = group.claims[-1].claim.sentence, claim.claim.sentence
    if own.block == "bullet" and last.paragraph != own.paragraph:
        return -1.6
    if own.section != last.section and own.section and last.section and own.block != "headline":
        return -0.2
    current = group is groups[-1]
    if last is own:
        return 0.6
    if last.paragraph == own.paragraph:
        return 0.6 if current else 0.2
    return 0.3 if current or own.paragraph - last.paragraph == 1 else 0.0
