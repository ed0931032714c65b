"""Which ACLED sub-event a group is: takes its triggers, weapons and sides, gives the name from the codebook.

Every trigger votes for what it names; open codes (assault, killing, explosion, seizure, capture, arson) are settled from
who acts on whom, as the ACLED Codebook 2024 does: armed against armed is a clash, armed against civilians an attack.
Invariant: the answer is one of the twenty-five names, and depends on the group alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tocsin.assemble.grouping import Group
from tocsin.knowledge.ontology import is_sub_event
from tocsin.model import Actor, Trigger

__all__ = ["sub_event_of"]

_ARMED = frozenset(("state", "rebel", "political_militia", "communal_militia", "pmc", "external"))
_HARMLESS = frozenset(("civilians", "protesters"))
_WEAPON_EVENTS = {
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
_GROUND = frozenset(("clash", "ambush", "storming", "seizure", "execution", "capture"))  # fought face to face
_WEIGHT = {3: 3.0, 2: 1.2, 1: 0.4}  # votes of a trigger by how explicit it is
_FIRST = 1.5  # the headline and the claim that opens the event say best what it is
_GAINS = ("Government regains territory", "Non-state actor overtakes territory")  # outrank the fighting for it
_PROTESTS = ("Protest with intervention", "Violent demonstration", "Peaceful protest")  # gravest first
_VAGUE = {"killing": 0.5, "wounding": 0.2, "damage": 0.2, "assault": 1.0}  # words that go with any kind of attack


def sub_event_of(group: Group) -> str:
    """The sub-event of a group that has at least one trigger."""
    votes: defaultdict[str, float] = defaultdict(float)
    for position, claim in enumerate(group.claims):
        for trigger in claim.claim.triggers:
            if trigger.modality == "occurred":
                name = _named(trigger, group)
                weight = _WEIGHT[trigger.strength] * _VAGUE.get(trigger.code, 1.0)
                votes[name] += weight * (_FIRST if position == 0 else 1.0)
    return _settled(max(votes, key=lambda name: votes[name]), votes, group) if votes else "Other"


def _named(trigger: Trigger, group: Group) -> str:
    """What one trigger names, its open code settled."""
    code = trigger.code
    if is_sub_event(code):
        return code
    match code:
        case "explosion":
            return _by_weapon(group) or "Remote explosive/landmine/IED"
        case "seizure":
            return _taken(group)
        case "capture":
            return _captured(group)
        case "arson" | "damage":
            return "Looting/property destruction"
        case "execution":
            return "Attack"
        case "clash":
            return "Armed clash"
        case "interception":
            return _by_weapon(group) or "Disrupted weapons use"
        case "ambush" | "storming":
            return "Attack" if _only_civilians(group) else "Armed clash"
    return _fought(group)


def _by_weapon(group: Group) -> str | None:
    """What the weapons say that stand beside something that happened."""
    acting = (c.claim for c in group.claims if any(_strikes(t) for t in c.claim.triggers))
    kinds = [weapon.kind for claim in acting for weapon in claim.weapons]
    return next((_WEAPON_EVENTS[kind] for kind in kinds if kind in _WEAPON_EVENTS), None)


def _strikes(trigger: Trigger) -> bool:
    return trigger.modality == "occurred" and trigger.code not in ("damage", "wounding")


def _side(actors: Sequence[Actor], *roles: str) -> list[Actor]:
    return [actor for actor in actors if actor.role in roles]


def _only_civilians(group: Group) -> bool:
    suffering = _side(group.actors, "target", "victim")
    return bool(suffering) and all(actor.kind in _HARMLESS for actor in suffering)


def _fought(group: Group) -> str:
    """Armed against armed is a clash; civilians, or nobody named, an attack; from afar it is what the weapon says."""
    weapon = _by_weapon(group)
    if weapon and not any(t.code in _GROUND for c in group.claims for t in c.claim.triggers):
        return weapon
    suffering = _side(group.actors, "target", "victim")
    armed = sum(actor.kind in _ARMED for actor in suffering)
    return "Armed clash" if armed and armed * 2 >= len(suffering) else "Attack"


def _taken(group: Group) -> str:
    """Ground is regained by a state, overtaken by anybody else."""
    takers = _side(group.actors, "attacker", "participant")
    state = [a for a in takers if a.kind in ("state", "external")]
    return "Government regains territory" if takers and len(state) * 2 > len(takers) else "Non-state actor overtakes territory"


def _captured(group: Group) -> str:
    takers = _side(group.actors, "attacker")
    if takers and takers[0].kind in ("state", "external"):
        return "Arrests"
    return "Abduction/forced disappearance" if _only_civilians(group) else "Armed clash"


def _settled(name: str, votes: dict[str, float], group: Group) -> str:
    """Last look: an abduction in which people were killed is an attack; a toll makes looting one too."""
    dead = any(c.kind == "killed" and c.low > 0 for c in group.counts)
    if name in _PROTESTS and (dead or votes.get("Excessive force against protesters")):
        return "Excessive force against protesters"
    if name == "Armed clash":
        return next((kind for kind in _GAINS if votes.get(kind, 0.0) >= _WEIGHT[2]), name)
    if name == "Peaceful protest":
        return next((kind for kind in _PROTESTS if votes.get(kind)), name)
    if name in ("Abduction/forced disappearance", "Looting/property destruction") and dead:
        return _fought(group)
    if name == "Looting/property destruction" and _fought(group) == "Armed clash":
        return "Armed clash"  # what was destroyed was an armed party's
    return name
