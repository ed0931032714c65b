"""Which ACLED sub-event a group is: takes its triggers, weapons and sides, gives the name from the codebook.

Every trigger votes for what it names; open codes (assault, killing, explosion, seizure, capture) are settled from what
it was done with (``arms``) and who acts on whom (``encounters``), and a last look sets the votes against the toll.
Invariant: the answer is one of the twenty-five names, and depends on the group alone.
"""

from __future__ import annotations

from collections import defaultdict

from tocsin.assemble.arms import FLYING, PLANTED, by_weapon, is_cleared, is_planted, names_means
from tocsin.assemble.encounters import BLOODLESS, came_before, captured, clashed, fought, mourned, seized, slain
from tocsin.assemble.families import family_of, leading_trigger
from tocsin.assemble.groups import Group
from tocsin.assemble.opponents import by_armed_men, by_crowd, codes_of, most, on_civilians, side
from tocsin.knowledge.ontology import is_sub_event
from tocsin.model import ResolvedClaim, Trigger

__all__ = ["sub_event_of"]

_REBELS = frozenset(("rebel", "political_militia"))
_WEIGHT = {3: 3.0, 2: 1.2, 1: 0.4}  # votes of a trigger by how explicit it is
_FIRST = 1.5  # the headline and the claim that opens the event say best what it is
_GAINS = ("Government regains territory", "Non-state actor overtakes territory")  # outrank the fighting for it
_PROTESTS = ("Protest with intervention", "Violent demonstration", "Peaceful protest")  # gravest first
_VAGUE = {"killing": 0.5, "wounding": 0.2, "damage": 0.2, "assault": 1.0}  # words that go with any kind of attack


def sub_event_of(group: Group) -> str:
    """The sub-event of a group that has at least one trigger."""
    votes: defaultdict[str, float] = defaultdict(float)
    group = group.digest()
    codes = codes_of(group)
    others = "Agreement" in codes or bool(codes & set(_PROTESTS))  # "signed a truce after the killings"
    from_afar = any(names_means(t) for c in group.claims for t in c.claim.triggers)
    for position, claim in enumerate(group.claims):
        for trigger in claim.claim.triggers:
            if trigger.modality == "occurred" and not (others and came_before(trigger, claim)):
                name = _named(trigger, claim, group)
                if name == "Attack" and position and from_afar and _is_a_toll(trigger, claim):
                    continue
                weight = _WEIGHT[trigger.strength] * _VAGUE.get(trigger.code, 1.0)
                votes[name] += weight * (_FIRST if position == 0 else 1.0)
    return _settled(max(votes, key=lambda name: votes[name]), votes, group) if votes else "Other"


def _named(trigger: Trigger, claim: ResolvedClaim, group: Group) -> str:
    """What one trigger names, its open code settled."""
    code = trigger.code
    if code == PLANTED and trigger.noun and is_cleared(trigger, claim):
        return "Disrupted weapons use"
    if code == PLANTED and not trigger.noun and FLYING & {w.kind for w in claim.claim.weapons}:
        return "Air/drone strike"  # what was dropped came from above
    if code == "Mob violence" and by_armed_men(group):
        return fought(group, claim)  # "burnt alive by bandits"
    if is_sub_event(code):
        return code
    match code:
        case "explosion":
            return by_weapon([claim]) or (None if is_planted(group) else by_weapon(group.claims)) or PLANTED
        case "seizure":
            return seized(trigger, group)
        case "capture":
            return captured(group)
        case "arson" | "damage":
            return "Looting/property destruction"
        case "execution":
            return slain(trigger, claim, group)
        case "clash":
            return fought(group, claim) if came_before(trigger, claim) else clashed(claim)
        case "interception":
            return by_weapon(group.claims) or "Disrupted weapons use"
        case "ambush" | "storming" if not by_crowd(group):
            return "Attack" if on_civilians(group) else "Armed clash"
    return fought(group, claim)


def _is_a_toll(trigger: Trigger, claim: ResolvedClaim) -> bool:
    """True for words of the dead that nobody in their clause is said to have killed, and for mere words of horror.

    As in "two shells fell on the camp. A woman died at once", "they did this carnage themselves": what they died of has
    been told.
    """
    if trigger.code == "execution":
        return not claim.claim.counts
    return trigger.code in ("killing", "wounding") and all(a.role != "attacker" for a in claim.actors)


def _settled(name: str, votes: dict[str, float], group: Group) -> str:
    """Last look: what a toll, a gain of ground or a finer kind of the same says against the votes."""
    dead = most(group, "killed") > 0 and not mourned(group)
    riot = name == "Violent demonstration" and any(a.kind == "rioters" for a in side(group.actors, "attacker"))
    if name in _PROTESTS and not riot and (dead or votes.get("Excessive force against protesters")):
        return "Excessive force against protesters"
    if name == "Armed clash":
        return next((kind for kind in _GAINS if votes.get(kind, 0.0) >= _WEIGHT[2]), name)
    if name in _GAINS and votes.get(BLOODLESS, 0.0) >= _WEIGHT[3] and not dead:
        return BLOODLESS
    if name == "Peaceful protest":
        return next((kind for kind in _PROTESTS if votes.get(kind)), name)
    if name in (PLANTED, "Attack") and votes.get("Suicide bomb", 0.0) >= _WEIGHT[3]:
        return "Suicide bomb"
    if name == "Arrests" and _began_with_violence(group):
        return max((kind for kind in votes if kind != name), key=lambda kind: votes[kind], default=name)
    if name == "Arrests" and votes.get("Armed clash"):
        return "Armed clash" if dead else name  # some died in the fight in which others were caught
    if name == "Arrests" and votes.get("Attack") and 0 < most(group, "arrested") <= most(group, "killed"):
        return fought(group)  # "detained fifteen herders and killed them"
    if name == "Disrupted weapons use":
        return _beside_arms(votes, group)
    if name == "Abduction/forced disappearance" and (dead or "execution" in codes_of(group)):
        return name if most(group, "abducted") > most(group, "killed") else fought(group)
    if name == "Looting/property destruction" and by_crowd(group):
        return "Violent demonstration"
    if name == "Looting/property destruction" and (dead or fought(group) == "Armed clash"):
        return fought(group)  # people died, or what was destroyed was an armed party's
    return name


def _began_with_violence(group: Group) -> bool:
    """As in "A prosecutor was shot dead. One of the gunmen was arrested": what it led to is no deed of its own."""
    first = next((c.claim.triggers for c in group.claims if leading_trigger(c.claim.triggers)), ())
    told = [t for t in first if t.modality == "occurred"]
    return bool(told) and all(family_of(t) == "violence" for t in told)


def _beside_arms(votes: dict[str, float], group: Group) -> str:
    """Arms found after a fight or on people arrested are not what happened."""
    others = ("Armed clash", "Attack", "Arrests")
    best = max(others, key=lambda kind: votes.get(kind, 0.0))
    doers = side(group.actors, "attacker")
    if doers and all(a.kind in _REBELS for a in doers) and any(c.speaker for c in group.claims):
        return "Armed clash"  # a rebel group tells that it destroyed what its enemy fights with
    return best if votes.get(best) else "Disrupted weapons use"
