"""What a report tells that did not occur: takes the claims, gives groups by modality (planned, foiled, denied ...).

Only what could be found again is kept: a deed with a named place and a day or a named doer, that no group of what
occurred has taken in. Invariant: a group here shares no claim with a group of what occurred.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.assemble.families import affinity, family_of
from tocsin.assemble.groups import Group
from tocsin.assemble.likeness import FINE, is_open, places_alike
from tocsin.assemble.telling import is_unreal
from tocsin.model import ResolvedClaim, Trigger

__all__ = ["unreal_groups"]

_MODALITIES = ("ongoing", "attempted", "foiled", "planned", "threatened", "denied", "hypothetical")  # most real first
_ALIKE = 2.0  # points of a place from which two clauses speak of one


def unreal_groups(told: Sequence[ResolvedClaim], occurred: Sequence[Group]) -> list[tuple[str, Group]]:
    """Each modality with a group, in text order."""
    taken = {id(claim) for group in occurred for claim in group.claims}
    found: list[tuple[str, Group]] = []
    for claim in told:
        if id(claim) in taken or not is_unreal(claim) or not _is_specific(claim):
            continue
        modality = min((t.modality for t in claim.claim.triggers), key=_MODALITIES.index)
        if any(_retells(claim, group) for group in occurred):
            continue
        same = next((g for m, g in found if m == modality and _retells(claim, g)), None)
        if same is None:
            same = Group()
            found.append((modality, same))
        same.add(_as_told(claim, modality))
    return found


def _is_specific(claim: ResolvedClaim) -> bool:
    """True when it names its place, and its day or its doer."""
    placed = claim.own_place and claim.place is not None and (claim.place.precision in FINE or is_open(claim.place))
    dated = claim.own_when and claim.when is not None and claim.when.precision in ("day", "week")
    doer = any(actor.role == "attacker" and actor.id for actor in claim.actors)
    strong = any(trigger.strength > 1 for trigger in claim.claim.triggers)
    return placed and strong and (dated or doer) and not claim.claim.aggregate


def _retells(claim: ResolvedClaim, group: Group) -> bool:
    """True when the clause speaks of the place and kind of a group: a denial of what others say occurred."""
    kinds = {family_of(t) for t in claim.claim.triggers}
    akin = any(affinity(kind, family) > 0 for kind in kinds for family in group.families)
    return akin and any(places_alike(claim.place, place) >= _ALIKE for place in group.places)


def _as_told(claim: ResolvedClaim, modality: str) -> ResolvedClaim:
    """The clause with the triggers of this modality, told as if they had occurred, so that it has a kind."""
    triggers: tuple[Trigger, ...] = tuple(
        replace(t, modality="occurred") for t in claim.claim.triggers if t.modality == modality
    )
    return replace(claim, claim=replace(claim.claim, triggers=triggers))
