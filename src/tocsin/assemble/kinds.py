"""Which ACLED sub-event a group is: takes its triggers, weapons and sides, gives the name from the codebook.

Every trigger votes for what it names; open codes (assault, killing, explosion, seizure, capture) are settled from who
acts on whom, as the ACLED Codebook 2024 does: armed against armed is a clash, armed against civilians an attack.
Invariant: the answer is one of the twenty-five names, and depends on the group alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from tocsin.assemble.groups import Group
from tocsin.knowledge.ontology import is_sub_event
from tocsin.model import Actor, ResolvedClaim, Trigger, Weapon
from tocsin.text import fold

__all__ = ["sub_event_of"]

_ARMED = frozenset(("state", "rebel", "political_militia", "communal_militia", "pmc", "external"))
_HARMLESS = frozenset(("civilians", "protesters"))
_REBELS = frozenset(("rebel", "political_militia"))
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
_BLOODLESS = "Non-violent transfer of territory"
_PROTESTS = ("Protest with intervention", "Violent demonstration", "Peaceful protest")  # gravest first
_PLANTED_EVENT = "Remote explosive/landmine/IED"
_COST = frozenset(("killing", "wounding", "damage"))
_OFFICE = ":government"  # officials are no armed party
_FLYING = frozenset(("drone", "aircraft"))
_HITS = frozenset(("assault", "interception", "damage", "explosion"))
_ENTERS = re.compile(r"enter|penetr|entr(?:e|a|o)|irrump|burst|walked")
_UNFOUGHT = re.compile(
    r"without (?:an? )?(?:fight|firing|resistance)|sans (?:combat|coup ferir|resistance|tirer)"
    r"|sin (?:combat|resistencia|dispar|pelea)"
)
_SHOT_DOWN = re.compile(r"gunn?\w* down|mow\w+ down|crible|acribill|a (?:tiros|balazos)")  # as in a fight, not bound
_OVERCOME = re.compile(  # what is done to soldiers in a fight as well as to the helpless; not "found murdered"
    r"(?:(?:was|were|been|have|had|ont|a|avait|avaient|ete|se|sont|fait|ha|han|fue|fueron|sido) )*"
    r"(?:massacr|masacr|slaughter|butcher|murder|assassin|asesin|tuerie|carnage|matanza|carnicer|bloodbath|bain|bano)"
)
_HELPLESS = re.compile(
    r"captur|enlev|kidnap|abduct|secuestr|prison|hostage|otage|rehen|off[- ]duty|on leave|retired|unarmed|desarm"
    r"|en permission|hors service|retraite|chez (?:lui|eux)|domicile|(?:his|their) (?:home|house)s?\b|su casa|de civil"
    r"|de (?:franco|licencia|permiso|descanso)|fuera de servicio|retirad"
)
_AFTER = re.compile(
    r"(?:after|following|apres|a la suite d['e]|tras|despues de)(?: (?:an?|the|une?|des|l[ae]s?|los|el|l'))?\s?$"
)
_NOUN_OF = re.compile(r"\w+ (?:of|de|des|du|d') ?")  # "[after the] murder of three traders"
_OBJECT = 60  # characters between a verb and the devices that are its object
_ASIDE = 100  # characters between what flies and the verb of what it suffers, with what is said of it between commas
_VAGUE = {"killing": 0.5, "wounding": 0.2, "damage": 0.2, "assault": 1.0}  # words that go with any kind of attack


def sub_event_of(group: Group) -> str:
    """The sub-event of a group that has at least one trigger."""
    votes: defaultdict[str, float] = defaultdict(float)
    group = group.digest()
    codes = _codes(group)
    others = "Agreement" in codes or bool(codes & set(_PROTESTS))  # "signed a truce after the killings"
    from_afar = any(_is_from_afar(t) for c in group.claims for t in c.claim.triggers)
    for position, claim in enumerate(group.claims):
        for trigger in claim.claim.triggers:
            if trigger.modality == "occurred" and not (others and _came_before(trigger, claim)):
                name = _named(trigger, claim, group)
                if name == "Attack" and position and from_afar and _is_a_toll(trigger, claim):
                    continue
                weight = _WEIGHT[trigger.strength] * _VAGUE.get(trigger.code, 1.0)
                votes[name] += weight * (_FIRST if position == 0 else 1.0)
    return _settled(max(votes, key=lambda name: votes[name]), votes, group) if votes else "Other"


def _named(trigger: Trigger, claim: ResolvedClaim, group: Group) -> str:
    """What one trigger names, its open code settled."""
    code = trigger.code
    if code == _PLANTED_EVENT and trigger.noun and _is_cleared(trigger, claim):
        return "Disrupted weapons use"
    if code == _PLANTED_EVENT and not trigger.noun and {"drone", "aircraft"} & {w.kind for w in claim.claim.weapons}:
        return "Air/drone strike"  # what was dropped came from above
    if code == "Mob violence" and _by_armed_men(group):
        return _fought(group, claim)  # "burnt alive by bandits"
    if is_sub_event(code):
        return code
    match code:
        case "explosion":
            return _by_weapon([claim]) or (None if _is_planted(group) else _by_weapon(group.claims)) or _PLANTED_EVENT
        case "seizure" if _UNFOUGHT.search(fold(trigger.span.text)):
            return _BLOODLESS
        case "seizure":
            return "Attack" if _raids(trigger, group) else _taken(group)
        case "capture":
            return _captured(group)
        case "arson" | "damage":
            return "Looting/property destruction"
        case "execution":
            return _slain(trigger, claim, group)
        case "clash":
            return _fought(group, claim) if _came_before(trigger, claim) else _clashed(claim)
        case "interception":
            return _by_weapon(group.claims) or "Disrupted weapons use"
        case "ambush" | "storming":
            return "Attack" if _on_civilians(group) else "Armed clash"
    return _fought(group, claim)


def _is_from_afar(trigger: Trigger) -> bool:
    """True for words that say outright what blew up or came down."""
    struck = {*_WEAPON_EVENTS.values(), _PLANTED_EVENT}
    return trigger.modality == "occurred" and trigger.code in struck and trigger.strength == max(_WEIGHT)


def _is_a_toll(trigger: Trigger, claim: ResolvedClaim) -> bool:
    """True for words of the dead that nobody in their clause is said to have killed, and for mere words of horror.

    As in "two shells fell on the camp. A woman died at once", "they did this carnage themselves": what they died of has
    been told.
    """
    if trigger.code == "execution":
        return not claim.claim.counts
    return trigger.code in ("killing", "wounding") and all(a.role != "attacker" for a in claim.actors)


def _by_armed_men(group: Group) -> bool:
    """True where those who did it bear arms and no crowd is among them."""
    doers = _side(group.actors, "attacker")
    return bool(doers) and all(_is_armed(a) or a.kind == "unidentified" for a in doers)


def _raids(trigger: Trigger, group: Group) -> bool:
    """True for "entered the quarter and hacked five civilians to death": who only enters to kill takes nothing."""
    return _ENTERS.match(fold(trigger.span.text)) is not None and _dead(group, _HARMLESS) > 0 and _on_civilians(group)


def _came_before(trigger: Trigger, claim: ResolvedClaim) -> bool:
    """True for the fight of "shot in their homes by soldiers after a clash": what is told came after it."""
    sentence = claim.claim.sentence.span
    before = fold(sentence.text[: trigger.span.start - sentence.start])
    noun = trigger.noun or _NOUN_OF.match(fold(trigger.span.text)) is not None
    return noun and _AFTER.search(before) is not None


def _clashed(claim: ResolvedClaim) -> str:
    """Protesters that clash with police demonstrate by force; a crowd that clashes with another is a mob."""
    about = [actor for actor in (*claim.actors, *claim.named) if _is_armed(actor)]
    if not any(actor.kind in ("protesters", "rioters") for actor in claim.actors):
        return "Armed clash"
    if not about:
        return "Mob violence"
    return "Violent demonstration" if all(actor.kind == "state" for actor in about) else "Armed clash"


def _mourned(group: Group) -> bool:
    """True where people died only before what is told: "they marched after the murder of two traders"."""
    deaths = [(t, c) for c in group.claims for t in c.claim.triggers if t.code in ("killing", "execution")]
    return bool(deaths) and all(_came_before(t, c) for t, c in deaths)


def _is_planted(group: Group) -> bool:
    """True when a trigger says that a bomb or mine was laid."""
    return any(t.code == _PLANTED_EVENT and t.modality == "occurred" for c in group.claims for t in c.claim.triggers)


def _is_cleared(trigger: Trigger, claim: ResolvedClaim) -> bool:
    """True for devices that somebody destroyed or defused: they stand right after that verb and nobody is harmed."""
    verbs = (t for t in claim.claim.triggers if t.code in ("damage", "Disrupted weapons use") and not t.noun)
    near = any(0 <= trigger.span.start - verb.span.end <= _OBJECT for verb in verbs)
    return near and not any(count.low for count in claim.claim.counts)


def _by_weapon(claims: Sequence[ResolvedClaim]) -> str | None:
    """What the weapons say that stand beside something that happened."""
    return next((_WEAPON_EVENTS[kind] for kind in _weapons(claims) if kind in _WEAPON_EVENTS), None)


def _weapons(claims: Sequence[ResolvedClaim]) -> list[str]:
    """The kinds of weapons of what happened, without aircraft that are hit themselves ("a jet was shot down")."""
    acting = (c.claim for c in claims if any(_strikes(t) for t in c.claim.triggers))
    return [
        w.kind for claim in acting for w in claim.weapons if w.kind not in _FLYING or not _is_hit(w, claim.triggers)
    ]


def _means(group: Group) -> list[str]:
    """The weapons of what happened, else those named beside it: "Two drones over El Obeid. Six dead."."""
    return _weapons(group.claims) or group.means


def _is_hit(weapon: Weapon, triggers: Sequence[Trigger]) -> bool:
    """True for what stands right before the verb of what it suffers, or inside it."""
    return any(
        t.passive
        and t.code in _HITS
        and 0 <= t.span.end - weapon.span.start <= _ASIDE
        and weapon.span.start <= t.span.start
        for t in triggers
    )


def _strikes(trigger: Trigger) -> bool:
    return trigger.modality == "occurred" and trigger.code not in ("damage", "wounding")


def _side(actors: Sequence[Actor], *roles: str) -> list[Actor]:
    """The actors of a side, each once."""
    found = {actor.id or actor.name: actor for actor in actors if actor.role in roles}
    return list(found.values())


def _suffering(group: Group) -> list[Actor]:
    """Those who are struck, without those who strike at least as often."""
    roles = Counter((a.id, a.role == "attacker") for a in group.actors if a.id)
    struck = _side(group.actors, "target", "victim")
    return [a for a in struck if not a.id or roles[a.id, False] > roles[a.id, True]] or struck


def _is_armed(actor: Actor) -> bool:
    return actor.kind in _ARMED and not (actor.id or "").endswith(_OFFICE)


def _on_civilians(group: Group) -> bool:
    """True when those who died, or else those who were struck, are mostly civilians."""
    suffering = _suffering(group)
    armed = sum(_is_armed(actor) for actor in suffering)
    dead = [_dead(group, kinds) for kinds in (_HARMLESS, _ARMED)]
    if any(dead) and armed:
        return dead[0] > 0 and dead[1] == 0
    return bool(suffering) and not armed


def _dead(group: Group, kinds: frozenset[str]) -> int:
    """The largest figure of dead of these kinds."""
    tolls = (c.low for c in group.counts if c.kind == "killed" and c.of and c.of.kind in kinds)
    return max(tolls, default=0)


def _fought(group: Group, claim: ResolvedClaim | None = None) -> str:
    """Armed against armed is a clash; civilians, or nobody named, an attack; from afar it is what the weapon says."""
    codes = _codes(group)
    weapon = _by_weapon([claim] if claim else group.claims)
    if weapon and not codes & _GROUND:
        return weapon
    means = _means(group)
    if codes <= _COST and {"ied", "mine"} & set(means):
        return _PLANTED_EVENT
    if not _weapons(group.claims) and not codes & _GROUND and not _assaulted(group):
        lent = next((_WEAPON_EVENTS[kind] for kind in means if kind in _WEAPON_EVENTS), None)
        if lent:
            return lent
    suffering = _suffering(group)
    armed = sum(_is_armed(actor) for actor in suffering)
    harmless = sum(actor.kind in _HARMLESS for actor in suffering)
    if armed and armed >= harmless and not _on_civilians(group):
        return "Armed clash"
    if _by_crowd(group) and suffering:
        return "Mob violence"
    by_state = any(actor.kind in ("state", "external") for actor in _side(group.actors, "attacker"))
    nameless = bool(suffering) and all(actor.kind == "unidentified" for actor in suffering)
    return "Armed clash" if by_state and nameless else "Attack"  # whom an army kills and nobody calls civilians


def _slain(trigger: Trigger, claim: ResolvedClaim, group: Group) -> str:
    """Who is shot down may have fought; so may soldiers who are massacred, but not one alone, at home or in bonds."""
    word = fold(trigger.span.text)
    if _SHOT_DOWN.search(word):
        return _fought(group)
    struck = _side(claim.actors, "target", "victim")
    armed = bool(struck) and all(_is_armed(actor) for actor in struck) and _dead(group, _ARMED) > 1
    taken = _codes(group) & {"capture", "Abduction/forced disappearance"}
    helpless = taken or _HELPLESS.search(fold(claim.claim.span.text))
    return _fought(group) if armed and _OVERCOME.match(word) and not helpless else "Attack"


def _assaulted(group: Group) -> bool:
    """True where a verb says that some attacked; "the attack" leaves open how."""
    return any(t.code == "assault" and not (t.noun or t.passive) for t in _told(group))


def _told(group: Group) -> list[Trigger]:
    return [t for c in group.claims for t in c.claim.triggers if t.modality == "occurred"]


def _by_crowd(group: Group) -> bool:
    """True when all who did it are a crowd."""
    doers = _side(group.actors, "attacker")
    return bool(doers) and all(actor.kind == "rioters" for actor in doers)


def _taken(group: Group) -> str:
    """Ground is regained by a state, overtaken by anybody else; the loser says it where the taker is not named."""
    takers = [a for a in _side(group.actors, "attacker", "participant") if a.kind != "pmc"]  # it fights for a state
    state = [a for a in takers if a.kind in ("state", "external")]
    takers = [a for a in takers if a.id or a in state] if state else takers  # "the army and allied militias"
    if not takers:
        losers = [a for a in _side(group.actors, "target") if a.kind in _ARMED]
        lost = bool(losers) and not any(a.kind in ("state", "external") for a in losers)
        return "Government regains territory" if lost else "Non-state actor overtakes territory"
    return "Government regains territory" if len(state) * 2 > len(takers) else "Non-state actor overtakes territory"


def _captured(group: Group) -> str:
    """A state that takes people arrests them; others abduct, unless they took them in a fight."""
    takers = _side(group.actors, "attacker")
    if takers and takers[0].kind in ("state", "external"):
        return "Arrests"
    codes = _codes(group)
    fought = bool(codes & (_GROUND - {"capture"})) or _most(group, "killed") > 0
    return "Armed clash" if fought and not _on_civilians(group) else "Abduction/forced disappearance"


def _codes(group: Group) -> set[str]:
    return {t.code for t in _told(group)}


def _most(group: Group, kind: str) -> int:
    return max((c.low for c in group.counts if c.kind == kind), default=0)


def _settled(name: str, votes: dict[str, float], group: Group) -> str:
    """Last look: what a toll, a gain of ground or a finer kind of the same says against the votes."""
    dead = _most(group, "killed") > 0 and not _mourned(group)
    riot = name == "Violent demonstration" and any(a.kind == "rioters" for a in _side(group.actors, "attacker"))
    if name in _PROTESTS and not riot and (dead or votes.get("Excessive force against protesters")):
        return "Excessive force against protesters"
    if name == "Armed clash":
        return next((kind for kind in _GAINS if votes.get(kind, 0.0) >= _WEIGHT[2]), name)
    if name in _GAINS and votes.get(_BLOODLESS, 0.0) >= _WEIGHT[3] and not dead:
        return _BLOODLESS
    if name == "Peaceful protest":
        return next((kind for kind in _PROTESTS if votes.get(kind)), name)
    if name in (_PLANTED_EVENT, "Attack") and votes.get("Suicide bomb", 0.0) >= _WEIGHT[3]:
        return "Suicide bomb"
    if name == "Arrests" and votes.get("Armed clash"):
        return "Armed clash" if dead else name  # some died in the fight in which others were caught
    if name == "Disrupted weapons use":
        return _beside_arms(votes, group)
    if name == "Abduction/forced disappearance" and (dead or "execution" in _codes(group)):
        return name if _most(group, "abducted") > _most(group, "killed") else _fought(group)
    if name == "Looting/property destruction" and _by_crowd(group):
        return "Violent demonstration"
    if name == "Looting/property destruction" and (dead or _fought(group) == "Armed clash"):
        return _fought(group)  # people died, or what was destroyed was an armed party's
    return name


def _beside_arms(votes: dict[str, float], group: Group) -> str:
    """Arms found after a fight or on people arrested are not what happened."""
    others = ("Armed clash", "Attack", "Arrests")
    best = max(others, key=lambda kind: votes.get(kind, 0.0))
    doers = _side(group.actors, "attacker")
    if doers and all(a.kind in _REBELS for a in doers) and any(c.speaker for c in group.claims):
        return "Armed clash"  # a rebel group tells that it destroyed what its enemy fights with
    return best if votes.get(best) else "Disrupted weapons use"
