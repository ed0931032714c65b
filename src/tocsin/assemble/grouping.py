"""ResolvedClaim -> groups: takes the claims of a report in order, gives those that tell of one event together.

A claim joins the group that it resembles most, or opens one of its own when it brings another day, another place or
another kind of event. Headline, lede, quotation and recap so become one group. Invariant: every claim is in at most one
group; groups stand in the order of their first claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tocsin.assemble.families import affinity, family_of, leading_trigger
from tocsin.assemble.likeness import FINE, days_alike, figures_alike, is_open, places_alike, sides_alike
from tocsin.model import Actor, Count, Place, ResolvedClaim, When
from tocsin.text import fold

__all__ = ["Group", "group_claims", "is_unreal"]

_JOIN = 0.9  # points from which a claim joins a group
_COST = frozenset(("killing", "wounding", "damage"))  # what happened to people and things, not by what
_INHERITED = 0.7  # weight of a contradiction with a day or place that the paragraph set
_AT_PLACE, _HERE = 0.3, 2.0  # the same for a day, where the clause names the very place of the group
_EXPLICIT, _LISTED = 3, 3  # a clause with so many kinds of explicit triggers sums up
_LATER, _HOURS_LATER = -3.0, -2.0  # against the event from which a claim counts its day or hour
_HOURS = ("hour", "heure", "hora")
_NEW_BULLET, _SAME_BULLETS = -1.6, -0.5  # a bullet that names its place speaks of something new
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
        own = [c.when for c in self._telling if c.own_when and c.when and c.when.start]
        return own or [c.when for c in self._telling if c.when and c.when.start]

    @property
    def places(self) -> list[Place]:
        """Places that its clauses name themselves, else those that they inherit; a found place before a vague one."""
        own = [c.place for c in self._telling if c.own_place and c.place]
        inherited = [c.place for c in self._telling if c.place and not c.own_place]
        return own if any(p.precision in FINE for p in own) else [*(p for p in inherited if p.precision in FINE), *own] or inherited

    @property
    def _telling(self) -> list[ResolvedClaim]:
        """Its claims without those that speak only of what has not occurred."""
        return [c for c in self.claims if not is_unreal(c)]


def is_unreal(claim: ResolvedClaim) -> bool:
    """True when all that the clause tells is denied, planned, feared or foiled."""
    triggers = claim.claim.triggers
    return bool(triggers) and all(t.modality != "occurred" for t in triggers)


def group_claims(told: Sequence[ResolvedClaim]) -> list[Group]:
    """The groups of a report, in the order of their first claim."""
    groups: list[Group] = []
    for claim in told:
        if _is_total(claim) or _is_summary(claim):
            continue
        rated = [(_likeness(claim, group, groups), -at) for at, group in enumerate(groups)]
        best, at = max(rated, default=(0.0, 0))
        toll = bool(groups) and _is_toll(claim)
        founds = _founds(claim) and not toll
        if rated and best >= (_JOIN if founds else _VOICE) and (founds or _adds(claim)):
            groups[-at].add(claim)
        elif founds or (toll and _is_placed(claim) and _founds(claim)):
            groups.append(Group())
            groups[-1].add(claim)
    return groups


def _is_total(claim: ResolvedClaim) -> bool:
    """True for figures over a stretch of time, which tell of no single event."""
    bare = bool(claim.claim.triggers) and all(t.noun for t in claim.claim.triggers)
    dated = claim.own_when and not bare and claim.when is not None and claim.when.precision == "day"
    placed = claim.own_place and claim.place is not None and claim.place.precision in ("exact", "near", "axis")
    c = claim.claim
    ranged = claim.own_when and not bare and not c.counts and claim.when is not None and claim.when.precision == "month"
    return c.aggregate and bool(c.counts or c.triggers) and not (dated or ranged) and not (placed and c.counts)


def _is_summary(claim: ResolvedClaim) -> bool:
    """True for a clause that lists events of three kinds, each of which is told elsewhere."""
    explicit = {family_of(t) + t.code for t in claim.claim.triggers if t.strength == _EXPLICIT and t.modality == "occurred"}
    return len(explicit) >= _LISTED


def _is_placed(claim: ResolvedClaim) -> bool:
    """True when the paragraph has set both the day and the place of a toll."""
    placed = claim.place is not None and (claim.place.precision in FINE or is_open(claim.place))
    return placed and claim.when is not None and claim.when.precision == "day"


def _founds(claim: ResolvedClaim) -> bool:
    """True when the claim says that something happened, so that it may be an event of its own."""
    occurred = [t for t in claim.claim.triggers if t.modality == "occurred"]
    if not occurred:
        return False
    new = any(not t.definite for t in occurred)
    if claim.own_place and claim.own_when:
        return new or bool(claim.claim.counts)
    if _is_bare(claim):
        return claim.own_when and claim.place is not None and any(t.strength == _EXPLICIT and not t.definite for t in occurred)
    dated = claim.own_when and claim.when is not None and claim.when.precision in ("day", "month")
    if claim.claim.background and not (claim.own_place or dated):
        return False
    return any(t.strength > 1 and not t.definite for t in occurred)


def _is_bare(claim: ResolvedClaim) -> bool:
    """True when only a noun speaks of a deed ("a bomb", "raids"): no verb, no toll, no damage, nobody who acts."""
    c = claim.claim
    occurred = [t for t in c.triggers if t.modality == "occurred"]
    return all(t.noun for t in occurred) and not (c.counts or c.damage or any(a.role == "attacker" for a in claim.actors))


def _is_toll(claim: ResolvedClaim) -> bool:
    """True for words that only say what an event cost: no place or day of their own, and nobody who acts."""
    occurred = [t for t in claim.claim.triggers if t.modality == "occurred"]
    acts = any(t.code not in _COST for t in occurred) or any(a.role == "attacker" for a in claim.actors)
    return not acts and not _names_place(claim) and not _names_day(claim)


def _names_place(claim: ResolvedClaim) -> bool:
    """True when the clause itself names its place, not only the heading over it."""
    return claim.own_place and bool(claim.claim.places)


def _names_day(claim: ResolvedClaim) -> bool:
    return claim.own_when and bool(claim.claim.times)


def _adds(claim: ResolvedClaim) -> bool:
    c = claim.claim
    if is_unreal(claim) and not (c.status or c.anaphoric):
        return False
    armed = any(actor.kind == "unidentified" for actor in claim.named)
    return bool(c.counts or c.status or c.sources or c.anaphoric or c.triggers or c.damage or armed)


def _likeness(claim: ResolvedClaim, group: Group, groups: Sequence[Group]) -> float:
    c = claim.claim
    lead = leading_trigger(c.triggers)
    kind = max((affinity(family_of(lead), f) for f in group.families), default=0.0) if lead else 0.4
    day = _best(days_alike(claim.when, w) for w in group.days[:4])
    place = _best(places_alike(claim.place, p) for p in _seats(group)[:6])
    slack = _AT_PLACE if _names_place(claim) and place >= _HERE else _INHERITED
    day, place = _weighed(day, claim.own_when, slack), _weighed(place, claim.own_place, _INHERITED)
    figures = figures_alike(c.counts, group.counts)
    if c.update or _is_toll(claim):
        figures = max(figures, 0.0)  # another voice's figure, or a later one
    pointing = 0.8 if c.anaphoric else 0.0
    told = kind + day + place + figures + pointing + sides_alike(claim.actors, group.actors)
    return told + _nearness(claim, group, groups) + _sequel(claim, group)


def _seats(group: Group) -> list[Place]:
    """Where a group stands: a country or an unknown name says nothing once a place is found."""
    found = [p for p in group.places if p.precision not in ("country", "unknown") or is_open(p)]
    return found or group.places


def _sequel(claim: ResolvedClaim, group: Group) -> float:
    """What is told to have come "the next day" or "hours later" is not the event from which it counts."""
    if not claim.own_when or _is_toll(claim) or claim.when is None or claim.when.anchor is None:
        return 0.0
    counted = [t for t in claim.claim.times if t.anchor == "previous" and t.form == "anaphoric"]
    starts = {f"event:{t.span.start}" for c in group.claims for t in c.claim.triggers}
    if claim.when.anchor not in starts:
        return 0.0
    if any(t.offset for t in counted):
        return _LATER
    return _HOURS_LATER if any(word in fold(t.span.text) for t in counted for word in _HOURS) else 0.0


def _weighed(points: float, own: bool, slack: float) -> float:
    """What a clause inherits from its paragraph only speaks against another event, never for one."""
    return points if own else min(0.0, points) * slack


def _best(points: Iterable[float]) -> float:
    return max(points, default=0.0)


def _nearness(claim: ResolvedClaim, group: Group, groups: Sequence[Group]) -> float:
    """Told right before, in the same paragraph or sentence; a new bullet speaks of something new."""
    last, own = group.claims[-1].claim.sentence, claim.claim.sentence
    if own.block == "bullet" and last.paragraph != own.paragraph:
        new = claim.own_place and (_names_place(claim) or own.section != last.section)
        return _NEW_BULLET if new else _SAME_BULLETS
    if own.section != last.section and own.section and last.section and own.block != "headline":
        return -0.2
    current = group is groups[-1]
    if last is own:
        return 0.0 if own.block == "headline" and _founds(claim) else 0.6
    if last.paragraph == own.paragraph:
        return 0.6 if current else 0.2
    return 0.3 if current or own.paragraph - last.paragraph == 1 else 0.0
