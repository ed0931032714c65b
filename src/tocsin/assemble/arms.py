"""What a group's deed was done with: takes its triggers and weapons, gives the sub-event that the weapons name.

A weapon speaks where it stands beside something that happened, not where it is hit itself ("a jet was shot down").
Invariant: pure functions of claims.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.assemble.groups import Group
from tocsin.model import ResolvedClaim, Trigger, Weapon

__all__ = [
    "FLYING",
    "PLANTED",
    "WEAPON_EVENTS",
    "by_weapon",
    "is_cleared",
    "is_planted",
    "means_of",
    "names_means",
    "weapons_of",
]

WEAPON_EVENTS = {
    "drone": "Air/drone strike",
    "aircraft": "Air/drone strike",
    "mortar": "Shelling/artillery/missile attack",
    "artillery": "Shelling/artillery/missile attack",
    "rocket": "Shelling/artillery/missile attack",
    "missile": "Shelling/artillery/missile attack",
    "grenade": "Grenade",
    "suicide_vest": "Suicide bomb",
    "chemical": "Chemical weapon",
}
PLANTED = "Remote explosive/landmine/IED"
FLYING = frozenset(("drone", "aircraft"))
_HITS = frozenset(("assault", "interception", "damage", "explosion"))
_DOWNS = "clash"  # of aircraft: whoever shoots one down fights whoever flies it
_EXPLICIT = 3  # the strength of words that leave nothing open
_OBJECT = 60  # characters between a verb and the devices that are its object
_ASIDE = 100  # characters between what flies and the verb of what it suffers, with what is said of it between commas


def by_weapon(claims: Sequence[ResolvedClaim]) -> str | None:
    """What the weapons say that stand beside something that happened."""
    return next((WEAPON_EVENTS[kind] for kind in weapons_of(claims) if kind in WEAPON_EVENTS), None)


def weapons_of(claims: Sequence[ResolvedClaim]) -> list[str]:
    """The kinds of weapons of what happened, without aircraft that are hit themselves ("a jet was shot down")."""
    acting = (c.claim for c in claims if any(_strikes(t) for t in c.claim.triggers))
    return [w.kind for claim in acting for w in claim.weapons if w.kind not in FLYING or not _is_hit(w, claim.triggers)]


def means_of(group: Group) -> list[str]:
    """The weapons of what happened, else those named beside it: "Two drones over El Obeid. Six dead."."""
    return weapons_of(group.claims) or group.means


def is_planted(group: Group) -> bool:
    """True when a trigger says that a bomb or mine was laid."""
    return any(t.code == PLANTED and t.modality == "occurred" for c in group.claims for t in c.claim.triggers)


def is_cleared(trigger: Trigger, claim: ResolvedClaim) -> bool:
    """True for devices that somebody destroyed or defused: they stand right after that verb and nobody is harmed."""
    verbs = (t for t in claim.claim.triggers if t.code in ("damage", "Disrupted weapons use") and not t.noun)
    near = any(0 <= trigger.span.start - verb.span.end <= _OBJECT for verb in verbs)
    return near and not any(count.low for count in claim.claim.counts)


def names_means(trigger: Trigger) -> bool:
    """True for words that say outright what blew up or came down."""
    struck = {*WEAPON_EVENTS.values(), PLANTED}
    return trigger.modality == "occurred" and trigger.code in struck and trigger.strength == _EXPLICIT


def _is_hit(weapon: Weapon, triggers: Sequence[Trigger]) -> bool:
    """True for what stands right before the verb of what it suffers, or inside it, or is its object."""
    suffers = (t.span for t in triggers if t.passive and t.code in _HITS)
    if any(weapon.span.start <= span.start and span.end - weapon.span.start <= _ASIDE for span in suffers):
        return True
    downs = (t.span for t in triggers if not t.passive and t.code == _DOWNS)
    return any(span.start < weapon.span.start and span.end == weapon.span.end for span in downs)


def _strikes(trigger: Trigger) -> bool:
    return trigger.modality == "occurred" and trigger.code not in ("damage", "wounding")
