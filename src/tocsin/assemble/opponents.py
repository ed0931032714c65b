"""Who stands against whom in a group: takes its claims, gives those who act, those who suffer, and how many died.

Whoever is struck more often than he strikes suffers; of the dead and of the struck it is asked whether they bore arms.
Invariant: pure functions of one group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tocsin.assemble.groups import Group
from tocsin.model import Actor, Trigger

_CROWDS = frozenset(("rioters", "protesters"))
__all__ = [
    "ARMED",
    "HARMLESS",
    "by_armed_men",
    "by_crowd",
    "by_outlaws",
    "codes_of",
    "dead_of",
    "is_armed",
    "most",
    "on_civilians",
    "side",
    "suffering_of",
    "told",
]

ARMED = frozenset(("state", "rebel", "political_militia", "communal_militia", "pmc", "external"))
HARMLESS = frozenset(("civilians", "protesters"))
_OUTLAWS = frozenset(("rebel", "political_militia", "communal_militia", "unidentified"))
_OFFICE = ":government"  # officials are no armed party


def side(actors: Sequence[Actor], *roles: str) -> list[Actor]:
    """The actors of a side, each once."""
    found = {actor.id or actor.name: actor for actor in actors if actor.role in roles}
    return list(found.values())


def suffering_of(group: Group) -> list[Actor]:
    """Those who are struck, without those who strike at least as often."""
    roles = Counter((a.id, a.role == "attacker") for a in group.actors if a.id)
    struck = side(group.actors, "target", "victim")
    return [a for a in struck if not a.id or roles[a.id, False] > roles[a.id, True]] or struck


def is_armed(actor: Actor) -> bool:
    """True for those who bear arms by their kind, without a state's officials."""
    return actor.kind in ARMED and not (actor.id or "").endswith(_OFFICE)


def on_civilians(group: Group) -> bool:
    """True when those who died, or else those who were struck, are mostly civilians."""
    suffering = suffering_of(group)
    armed = sum(is_armed(actor) for actor in suffering)
    dead = [dead_of(group, kinds) for kinds in (HARMLESS, ARMED)]
    if any(dead) and armed:
        return dead[0] > 0 and dead[1] == 0
    return bool(suffering) and not armed


def by_armed_men(group: Group) -> bool:
    """True where those who did it bear arms and no crowd is among them."""
    doers = side(group.actors, "attacker")
    return bool(doers) and all(is_armed(a) or a.kind == "unidentified" for a in doers)


def by_outlaws(doers: Sequence[Actor]) -> bool:
    """True where nobody who holds people has the right to: what rebels call an arrest is an abduction."""
    return bool(doers) and all(a.kind in _OUTLAWS for a in doers)


def by_crowd(group: Group) -> bool:
    """True when all who did it are a crowd."""
    doers = side(group.actors, "attacker")
    return bool(doers) and all(actor.kind in _CROWDS for actor in doers)


def dead_of(group: Group, kinds: frozenset[str]) -> int:
    """The largest figure of dead of these kinds."""
    tolls = (c.low for c in group.counts if c.kind == "killed" and c.of and c.of.kind in kinds)
    return max(tolls, default=0)


def most(group: Group, kind: str) -> int:
    """The largest figure of one kind, 0 where there is none."""
    return max((c.low for c in group.counts if c.kind == kind), default=0)


def told(group: Group) -> list[Trigger]:
    """What the claims say has occurred."""
    return [t for c in group.claims for t in c.claim.triggers if t.modality == "occurred"]


def codes_of(group: Group) -> set[str]:
    """The codes of what has occurred."""
    return {t.code for t in told(group)}
