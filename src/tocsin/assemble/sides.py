"""Who stands on which side of an event: takes a group's actors, gives each once a side, with whom a voice names as doer.

The party that speaks in its own statement did what it tells; the one that is accused, or said to have claimed it, is an
attacker too, its standing told by the attribution. Invariant: every actor repeats words of the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tocsin.assemble.grouping import Group
from tocsin.model import Actor, ResolvedClaim

__all__ = ["PARTIES", "sides_of"]

PARTIES = frozenset(("rebel", "political_militia", "communal_militia", "pmc"))
_HARMED = ("target", "victim")
_FACELESS = frozenset(("unidentified", "rebel"))  # "fighters", "gunmen": a named party takes their place


def sides_of(group: Group) -> tuple[Actor, ...]:
    """The actors of an event: attackers, targets and others, each once a side."""
    found: dict[tuple[str, str], Actor] = {}
    for actor in [*group.actors, *_doers(group)]:
        found.setdefault((actor.role, actor.id or actor.name), actor)
    return tuple(actor for actor in found.values() if not _stands_in(actor, found.values()))


def _doers(group: Group) -> Iterator[Actor]:
    """Parties named as doers by a voice, where no attacker is named yet."""
    if any(a.role == "attacker" and a.id for a in group.actors):
        return
    harmed = {a.id for a in group.actors if a.role in _HARMED}
    for claim in group.claims:
        for actor in _named_by(claim):
            if actor.id not in harmed:
                yield replace(actor, role="attacker")
                return
    if not any(a.role == "attacker" for a in group.actors) and {"violence", "abduction", "looting"} & set(group.families):
        faceless = (a for claim in group.claims for a in claim.named if a.kind == "unidentified")
        yield from (replace(a, role="attacker") for a in [next(faceless, None)] if a)


def _named_by(claim: ResolvedClaim) -> Iterator[Actor]:
    harmed = [a for a in claim.actors if a.role in _HARMED]
    if claim.speaker and claim.claim.triggers and not (harmed and all(a.kind == "civilians" for a in harmed)):
        yield claim.speaker
    if {"claimed", "alleged"} & set(claim.claim.status):
        yield from (a for a in claim.named if a.kind in PARTIES and a.id)


def _stands_in(actor: Actor, actors: Iterable[Actor]) -> bool:
    """True for "gunmen" where the same side has a named party."""
    others = [a for a in actors if a.role == actor.role and a.id and a.kind in PARTIES]
    return actor.role == "attacker" and actor.id is None and actor.kind in _FACELESS and bool(others)
