"""Who stands on which side of an event: takes a group's actors, gives each one side, and whom a voice names as doer.

The party that speaks in its own statement did what it tells; the one that is accused, or said to have claimed it, is an
attacker too, its standing told by the attribution. Invariant: every actor repeats words of the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from tocsin.assemble.claimants import claimant_of, only_lost, owns, tells_of_others
from tocsin.assemble.claiming import disclaimers
from tocsin.assemble.grouping import Group
from tocsin.assemble.nameless import nameless_harmed, nobody
from tocsin.assemble.telling import only_costs
from tocsin.knowledge.actors import UNLISTED, get
from tocsin.model import Actor, ResolvedClaim, SourceMention

__all__ = ["PARTIES", "sides_of"]

PARTIES = frozenset(("rebel", "political_militia", "communal_militia", "pmc"))
_HARMED = ("target", "victim")
_VIOLENT = frozenset(("violence", "abduction", "looting"))
_ARMED = PARTIES | {"state", "external"}
_SLURS = frozenset(("disbelievers", "spies", "faithful"))  # words by which a party says that it meant them
_RAIDERS = frozenset(("attackers", "kidnappers", "suicide_bomber"))  # nouns that say who began, even among the dead
_ABOUT = "the party of which the report speaks"  # why the reader names a party that no clause gives a side
_FLOWN = frozenset(("drone", "aircraft"))
_COST = frozenset(("killing", "wounding"))
_SUFFERED = frozenset(("ambush", "assault", "storming"))
_FACELESS = frozenset(("unidentified", "rebel"))  # "fighters", "gunmen": a named party takes their place


def sides_of(group: Group) -> tuple[Actor, ...]:
    """The actors of an event: attackers, targets and others, each once a side."""
    found: dict[tuple[str, str], Actor] = {}
    cleared = _withdrew(group) | _defenders(group) | _disclaimed(group)
    owners = _owners_told_as_harmed(group)
    for actor in [*group.actors, *_doers(group, cleared, owners), *nameless_harmed(group)]:
        if (actor.role != "attacker" or actor.id not in cleared) and actor not in owners:
            found.setdefault((actor.role, actor.id or actor.name), actor)
    return tuple(actor for actor in found.values() if not _stands_in(actor, found.values()))


def _disclaimed(group: Group) -> set[str]:
    """As in "Islamic State denied any part; JNIM claimed it": the deed is that of the party that claims it."""
    deniers = disclaimers(group)
    owner = claimant_of(group, [a for a in group.actors if a.role == "attacker"]) if deniers else None
    return deniers - {owner} if owner else set()


def _defenders(group: Group) -> set[str]:
    """As in "Gunmen raided a church. Police killed three of the attackers": the force that answers the raid."""
    first = {a.id or a.name for a in group.claims[0].actors if a.role == "attacker"}
    answers = (c for c in group.claims[1:] if any(m.head == "attackers" and m.role in _HARMED for m in c.claim.actors))
    forces = {a.id for c in answers for a in c.actors if a.role == "attacker" and a.kind == "state" and a.id}
    return forces - first if first else set()


def _owners_told_as_harmed(group: Group) -> list[Actor]:
    """As in "the bombings in which 14 died, which X claimed for its province": who claims a deed is not hit by it.

    Unless a toll is its own, or another party attacked it.
    """
    key = claimant_of(group, [a for a in group.actors if a.role == "attacker"])
    claiming = [c for c in group.claims if key and "claimed" in c.claim.status and not any(map(_raids, c.actors))]
    cost = {count.of.span for count in group.counts if count.of}
    return [a for c in claiming for a in c.actors if key in (a.id, a.name) and a.role in _HARMED and a.span not in cost]


def _raids(actor: Actor) -> bool:
    return actor.role == "attacker" and actor.id is not None and actor.kind in PARTIES


def _doers(group: Group, cleared: Set[str], owners: Sequence[Actor]) -> Iterator[Actor]:
    """Who did it where no clause puts a named actor on that side.

    The party that claims it or tells of it as its own deed, else the nameless ones of whom the text speaks.
    """
    attackers = [a for a in group.actors if a.role == "attacker" and a.id not in cleared]
    named = {a.id for a in attackers if a.id}
    harmed = {a.id for a in _hit_by_others(group) if a.id and a not in owners}
    voiced = [*_claimants(group, owners), *([] if named else _tellers(group))]
    doer = next((a for a in voiced if a.id not in harmed), None)
    if doer and not any(a.id and a.kind in PARTIES for a in attackers):
        yield replace(doer, role="attacker")
    elif not attackers and _VIOLENT & set(group.families):
        one, met = _faceless(group), list(_met(group, [a for a in group.actors if a.role in _HARMED]))
        yield from (replace(a, role="attacker") for a in (met if one in met else [one]) if a)
    elif attackers and all(a.kind == "state" for a in attackers):
        yield from (replace(a, role="attacker") for a in _raiders(group))


def _hit_by_others(group: Group) -> Iterator[Actor]:
    """Those hit, but not a party that only counts its own dead beside those it killed."""
    for claim in group.claims:
        fallen = {c.of.span for c in claim.claim.counts if c.of is not None and c.of is claim.claim.speaker}
        yield from (a for a in claim.actors if a.role in _HARMED and (a.span not in fallen or only_lost(claim)))


def _claimants(group: Group, owners: Sequence[Actor]) -> Iterator[Actor]:
    """Parties named in a clause that says who claimed the deed, and the one that signs for it."""
    key = claimant_of(group, [a for a in group.actors if a.role == "attacker"])
    said = (a for c in group.claims for a in (*c.named, *c.actors) if key and key in (a.id, a.name))
    yield from (a for a in said if a.role not in _HARMED or a in owners)
    for claim in group.claims:
        told = claim.sources and not any(s.kind == "party" for s in claim.sources)  # an army that owns up to a raid
        accuses = claim.speaker is not None and tells_of_others(claim)
        if accuses:
            continue
        if "claimed" in claim.claim.status and "unclaimed" not in claim.claim.status and not told:
            yield from (a for a in claim.named if a.kind in PARTIES and a.id)


def _withdrew(group: Group) -> set[str]:
    """The parties that took their claim of the deed back: those of the clause that says so, else who claimed before."""
    taken_back = [c for c in group.claims if "withdrawn" in c.claim.status]
    if taken_back and not any(a.id and a.kind in PARTIES for c in taken_back for a in (*c.named, *c.actors)):
        first = taken_back[0].claim.span.start
        taken_back = [c for c in group.claims if "claimed" in c.claim.status and c.claim.span.start < first][-1:]
    return {a.id for c in taken_back for a in (*c.named, *c.actors) if a.kind in PARTIES and a.id}


def _tellers(group: Group) -> Iterator[Actor]:
    """Parties that tell of the event in their own voice; of harm to civilians only if they call them foes.

    A bare toll is of those told of before, as is that of a deed named as known: "Seven villagers were killed. M23 put
    the dead at 12", "The Taliban said that the blast killed nine".
    """
    disputed = any(c.claim.status for c in group.claims)
    hurt_before = [] if disputed else _harmed(group.actors)
    for claim in group.claims:
        foes = any(m.head in _SLURS for m in claim.claim.actors)
        own = _persons_harmed(claim) or (hurt_before if only_costs(claim) or _retells(claim) else [])
        plain = not own or own[0].kind != "civilians" or owns(claim, group)
        told = any(t.modality != "denied" for t in claim.claim.triggers) and "condemned" not in claim.claim.status
        if claim.speaker and told and (foes or plain) and not (_lays_at_a_door(claim) or only_lost(claim)):
            yield claim.speaker


def _persons_harmed(claim: ResolvedClaim) -> list[Actor]:
    """Those who were hurt, without a ship or lorry that was hit and in which nobody is counted."""
    craft = set() if claim.claim.counts else {m.span for m in claim.claim.actors if m.head == "travellers"}
    return [a for a in _harmed(claim.actors) if a.span not in craft]


def _retells(claim: ResolvedClaim) -> bool:
    """True for a clause that names the deed as known and adds its toll: "the blast killed nine"."""
    return all(t.definite or t.code in _COST for t in claim.claim.triggers)


def _lays_at_a_door(claim: ResolvedClaim) -> bool:
    """As in "The text denies the kidnapping and ascribes it to criminals"."""
    return "denied" in claim.claim.status and any(a.role == "attacker" for a in claim.actors)


def _harmed(actors: Iterable[Actor]) -> list[Actor]:
    """Those who were hurt, in text order."""
    return sorted((a for a in actors if a.role in _HARMED), key=lambda a: a.span)


def _faceless(group: Group) -> Actor | None:
    """As in "The attackers fled", "two of the gunmen died": whom the text calls so, though no clause has them attack.

    Armed men of no name are the other side too where a state's forces came to harm beside them.
    """
    said = (a for claim in group.claims for a in claim.named if a.kind == "unidentified")
    harmed = [a for a in group.actors if a.role in _HARMED]
    others = [a for a in harmed if a.kind not in _FACELESS]
    met = (a for a in harmed if a.id is None and a.kind in _FACELESS and a.why != UNLISTED and others)
    return (
        next(_raiders(group), None)
        or next(said, None)
        or next(met, None)
        or next(_foes(group, harmed), None)
        or _aircraft(group)
        or _first_of_both(group, harmed)
        or next((a for c in group.claims for a in c.named if a.why == _ABOUT), None)
    )


def _first_of_both(group: Group, harmed: Sequence[Actor]) -> Actor | None:
    """Where both sides of a fight lost men and nobody says who began it: the side named first."""
    armed = {a.id or a.name: a for a in sorted(harmed, key=lambda a: a.span, reverse=True) if a.kind in _ARMED}
    sides = {a.kind in ("state", "external") or _serves(a) for a in armed.values()}
    return min(armed.values(), key=lambda a: a.span) if len(armed) > 1 and len(sides) > 1 else None


def _serves(actor: Actor) -> bool:
    """True for a militia on a state's side."""
    one = get(actor.id) if actor.id else None
    return one is not None and any(":" in parent for parent in one.parents)


def _raiders(group: Group) -> Iterator[Actor]:
    """As in "Three attackers died": they began it; so did the rebels who died where others were ambushed."""
    heads = {m.span: m.head for claim in group.claims for m in claim.claim.actors}
    harmed = [a for a in group.actors if a.role in _HARMED]
    yield from (a for a in harmed if heads.get(a.span) in _RAIDERS)
    first = [t for t in group.claims[0].claim.triggers if t.modality == "occurred"]
    ambushed = any(t.passive and t.code in _SUFFERED for t in first)
    met = [a for a in harmed if a.kind in PARTIES | {"unidentified"}]
    opening = {a.span for a in group.claims[0].actors}
    if ambushed and not any(a.span in opening for a in met):
        yield from met


def _aircraft(group: Group) -> Actor | None:
    """Planes or drones of which nobody says whose they are."""
    for claim in group.claims:
        struck = any(t.code == "Air/drone strike" and t.modality == "occurred" for t in claim.claim.triggers)
        flown = next((w for w in claim.claim.weapons if w.kind in _FLOWN), None) if struck else None
        if flown:
            return nobody("attacker", f"Unidentified {flown.kind}", flown.span, group)
    return None


def _foes(group: Group, harmed: Sequence[Actor]) -> Iterator[Actor]:
    """As in "Clashes with the army. Five rebels died": who is named in a fight and not harmed."""
    cost = {a.id for a in harmed}
    if any(a.kind in _ARMED for a in harmed):
        fights = (c for c in group.claims if any(t.code == "clash" for t in c.claim.triggers))
        yield from (a for c in fights for a in c.named if a.kind in _ARMED and a.id and a.id not in cost)
    yield from _met(group, harmed)


def _met(group: Group, harmed: Sequence[Actor]) -> Iterator[Actor]:
    """As in "A patrol ran into a band; two fighters were cut down": where only nameless rebels died, who met them."""
    if harmed and all(a.id is None and a.kind in _FACELESS for a in harmed):
        told = (c for c in group.claims if not {"alleged", "denied"} & set(c.claim.status))
        hit = (c for c in told if any(a.role in _HARMED and a.kind == "rebel" for a in c.actors))
        yield from (a for c in hit for a in c.named if _is_force(a, c.sources))


def _is_force(actor: Actor, voices: Sequence[SourceMention]) -> bool:
    """True for an army or police that is told of, not for one that only speaks."""
    told = not any(v.span and v.span.overlaps(actor.span) for v in voices)
    return told and actor.kind in ("state", "external") and not (actor.id or ":government").endswith(":government")


def _stands_in(actor: Actor, actors: Iterable[Actor]) -> bool:
    """True for "gunmen" where the same side has a named party."""
    others = [a for a in actors if a.role == actor.role and a.id and a.kind in PARTIES]
    return actor.role == "attacker" and actor.id is None and actor.kind in _FACELESS and bool(others)
