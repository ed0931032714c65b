"""Who met whom: takes a group's killings, seizures, captures or clashes, says what each was by ACLED's codebook.

In its edition of 2024 armed against armed is a clash, armed against civilians an attack; ground is regained by a state
and overtaken by anybody else; a state arrests, others abduct. Invariant: the answer is one of the twenty-five names.
"""

from __future__ import annotations

from tocsin.assemble.arms import PLANTED, WEAPON_EVENTS, by_weapon, means_of, weapons_of
from tocsin.assemble.groups import Group
from tocsin.assemble.opponents import (
    ARMED,
    HARMLESS,
    by_crowd,
    codes_of,
    dead_of,
    is_armed,
    most,
    on_civilians,
    side,
    suffering_of,
    told,
)
from tocsin.knowledge.lexicon import in_any_language
from tocsin.model import ResolvedClaim, Trigger
from tocsin.text import fold

__all__ = ["BLOODLESS", "came_before", "captured", "clashed", "fought", "mourned", "seized", "slain"]

BLOODLESS = "Non-violent transfer of territory"
_GROUND = frozenset(("clash", "ambush", "storming", "seizure", "execution", "capture"))  # fought face to face
_COST = frozenset(("killing", "wounding", "damage"))


def fought(group: Group, claim: ResolvedClaim | None = None) -> str:
    """Armed against armed is a clash; civilians, or nobody named, an attack; from afar it is what the weapon says."""
    codes = codes_of(group)
    weapon = by_weapon([claim] if claim else group.claims)
    if weapon and not codes & _GROUND:
        return weapon
    means = means_of(group)
    if codes <= _COST and {"ied", "mine"} & set(means):
        return PLANTED
    if not weapons_of(group.claims) and not codes & _GROUND and not _assaulted(group):
        lent = next((WEAPON_EVENTS[kind] for kind in means if kind in WEAPON_EVENTS), None)
        if lent:
            return lent
    suffering = suffering_of(group)
    armed = sum(is_armed(actor) for actor in suffering)
    harmless = sum(actor.kind in HARMLESS for actor in suffering)
    crowd = by_crowd(group)
    if crowd and all(actor.kind in ("state", "external") for actor in suffering):
        return "Violent demonstration"
    if armed and armed >= harmless and not on_civilians(group):
        return "Armed clash"
    if crowd:
        return "Mob violence"
    by_state = any(actor.kind in ("state", "external") for actor in side(group.actors, "attacker"))
    nameless = bool(suffering) and all(actor.kind == "unidentified" for actor in suffering)
    return "Armed clash" if by_state and nameless else "Attack"  # whom an army kills and nobody calls civilians


def _assaulted(group: Group) -> bool:
    """True where a verb says that some attacked; "the attack" leaves open how."""
    return any(t.code == "assault" and not (t.noun or t.passive) for t in told(group))


def slain(trigger: Trigger, claim: ResolvedClaim, group: Group) -> str:
    """Who is shot down may have fought; so may soldiers who are massacred, but not one alone, at home or in bonds."""
    word = fold(trigger.span.text)
    if in_any_language("encounter.shot_down").search(word):
        return fought(group)
    struck = side(claim.actors, "target", "victim")
    armed = bool(struck) and all(is_armed(actor) for actor in struck) and dead_of(group, ARMED) > 1
    overcome = in_any_language("encounter.massacre").match(word)
    taken = codes_of(group) & {"capture", "Abduction/forced disappearance"}
    helpless = taken or in_any_language("encounter.helpless").search(fold(claim.claim.span.text))
    return fought(group) if armed and overcome and not helpless else "Attack"


def seized(trigger: Trigger, group: Group) -> str:
    """Ground that changes hands; "entered the quarter and hacked five civilians to death" takes none."""
    word = fold(trigger.span.text)
    if in_any_language("encounter.unfought").search(word):
        return BLOODLESS
    enters = in_any_language("encounter.entering").match(word)
    only_kills = enters is not None and dead_of(group, HARMLESS) > 0 and on_civilians(group)
    return "Attack" if only_kills else _taken(group)


def clashed(claim: ResolvedClaim) -> str:
    """Protesters that clash with police demonstrate by force; a crowd that clashes with another is a mob."""
    about = [actor for actor in (*claim.actors, *claim.named) if is_armed(actor)]
    if not any(actor.kind in ("protesters", "rioters") for actor in claim.actors):
        return "Armed clash"
    if not about:
        return "Mob violence"
    return "Violent demonstration" if all(actor.kind == "state" for actor in about) else "Armed clash"


def captured(group: Group) -> str:
    """A state that takes people arrests them; others abduct, unless they took them in a fight."""
    takers = side(group.actors, "attacker")
    if takers and takers[0].kind in ("state", "external"):
        return "Arrests"
    codes = codes_of(group)
    resisted = bool(codes & (_GROUND - {"capture"})) or most(group, "killed") > 0
    return "Armed clash" if resisted and not on_civilians(group) else "Abduction/forced disappearance"


def _taken(group: Group) -> str:
    """Ground is regained by a state, overtaken by anybody else; the loser says it where the taker is not named."""
    takers = [a for a in side(group.actors, "attacker", "participant") if a.kind != "pmc"]  # it fights for a state
    state = [a for a in takers if a.kind in ("state", "external")]
    takers = [a for a in takers if a.id or a in state] if state else takers  # "the army and allied militias"
    losers = [a for a in side(group.actors, "target") if a.kind in ARMED]
    from_rebels = bool(losers) and not any(a.kind in ("state", "external") for a in losers)
    if not takers:
        return "Government regains territory" if from_rebels else "Non-state actor overtakes territory"
    most_state = len(state) * 2 > len(takers) or (from_rebels and len(state) * 2 == len(takers))  # "and its militia"
    return "Government regains territory" if most_state else "Non-state actor overtakes territory"


def came_before(trigger: Trigger, claim: ResolvedClaim) -> bool:
    """True for the fight of "shot in their homes by soldiers after a clash": what is told came after it."""
    sentence = claim.claim.sentence.span
    before = fold(sentence.text[: trigger.span.start - sentence.start])
    noun = trigger.noun or in_any_language("encounter.deed_of").match(fold(trigger.span.text)) is not None
    return noun and in_any_language("encounter.aftermath").search(before) is not None


def mourned(group: Group) -> bool:
    """True where people died only before what is told: "they marched after the murder of two traders"."""
    deaths = [(t, c) for c in group.claims for t in c.claim.triggers if t.code in ("killing", "execution")]
    return bool(deaths) and all(came_before(t, c) for t, c in deaths)
