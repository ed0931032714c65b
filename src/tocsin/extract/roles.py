"""Who stands on which side: takes the actors and triggers of one clause, gives each actor its role.

Grammar first: each trigger has an agent (subject of an active verb, "by" after a passive or a noun, the name before a
noun) and those whom it reaches (object, subject of a passive, "on", "against"); then the nature of the actor (gunmen
attack, villagers suffer), following PLOVER's source and target. Invariant: an actor gets at most one role in a clause;
one that only speaks gets none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.extract.accused import accuse
from tocsin.extract.clash import balanced
from tocsin.extract.deeds import DEEDS, goes_on_to_act, is_ammunition, is_doer_of, owns_deed
from tocsin.extract.grammar import ARMED, Clause
from tocsin.extract.tellers import tellers
from tocsin.extract.unarmed import by_hand, is_fired_on, is_riot
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, Count, Span, Trigger
from tocsin.text import fold

__all__ = ["assign_roles"]

_SUFFERED = frozenset({"killed", "wounded", "abducted", "missing", "captured", "shot"})
_NEUTRAL = {
    "Agreement": "signatory",
    "Change to group/activity": "participant",
    "Non-violent transfer of territory": "participant",
    "Other": "participant",
}
_FROM_AFAR = frozenset(("Air/drone strike", "Shelling/artillery/missile attack", "Suicide bomb", "assault"))
_BLASTS = frozenset(("explosion", "Remote explosive/landmine/IED", "Suicide bomb", "Grenade", *_FROM_AFAR))
_BY_CROWDS = ("Violent demonstration", "Mob violence")
_DEFUSED = "Disrupted weapons use"
_INSTITUTIONS = frozenset(("health_workers", "officials", "teachers", "journalists", "aid_workers", "clergy"))
_OWN = frozenset(("men", "fighters", "members", "people"))
_POSSESSED = re.compile(r"(?:its|their|his|ses|leurs|sus) (?:own )?$")
_KIN = re.compile(r"(?:son|fils|hijo|father|pere|padre|brother|frere|hermano|husband|mari|marido|esposo|boy|garcon)s?$")
_STOP = re.compile(r"[;:]")
_WHO = re.compile(r" (?:who(?:m|se)?|qui|que|quien(?:es)?|cuy[oa]s?) ")
_WHOM = re.compile(r" (?:que |qu'|whom |that )(?:the |el |la |los |las |le |les |l'|des )?")
_BREAKS = re.compile(r" (?:when|as|after|because|lorsqu|quand|alors qu|apres qu|cuando|despues de que|porque)")
_FOR_WHICH = re.compile(r"\b(?:for which|pour (?:le|la|les)quel\w+|por (?:el|la|los|las) (?:que|cual)) ")
_BUT = re.compile(
    r", (?:but|although|while|mais|alors qu[e']|pero|aunque|mientras(?: que)?)\s?(?:the |l[ae]s? |l'|el |los )?$"
)
_PARTICIPLE = re.compile(r"^\w+(?:ing|ant|ando|iendo)\b")
_NAMED_BEFORE = re.compile(r"^(?:'s|s'|')?[ -]?(?:\w+ ){0,2}$")  # "the RSF's artillery shelling", "JNIM ambush"
_ANNOUNCES = re.compile(r" (?:an+on?[uc]|inform|report|lament|confirm|den[ou]n|conden|condam|deplor)\w*(?!\w)")
_REACH = 130  # characters between a trigger and an actor that it governs
_WITH = re.compile(r"(?:with|using|avec|con|by|par|por|de|a)(?: (?:heavy|long-range|its|their|la|de la))?\s(?:l')?$")
_WITH_ITS = re.compile(
    r"(?:with|using|avec|a l'aide de|con|mediante) (?:its|their|his|ses|leurs?|sus?)(?: own| propres?| propios?)? $"
)
_NEAR = 24  # characters that "a clash with" and the words between it and its actor take
_BESIDE = 12  # characters between a deed's noun and the participle that names its doer ("attack led by")
_PASSED = 90  # characters between a passive or noun and its agent


def assign_roles(
    folded: str,
    offset: int,
    actors: Sequence[ActorMention],
    triggers: Sequence[Trigger],
    counts: Sequence[Count],
    speakers: frozenset[int],
    words: Lexicon,
) -> tuple[ActorMention, ...]:
    """The actors of a clause with their roles; ``speakers`` are the starts of those that only speak."""
    suffering = {c.of.span for c in counts if c.of and c.kind in _SUFFERED}
    clause = Clause(folded, offset, words, frozenset(suffering))
    actors = [_own(a, clause) for a in actors]
    aside = tellers(clause, actors, triggers, suffering)
    placed = [
        replace(a, role=None if a.span in aside else _role(clause, a, actors, triggers, suffering, speakers))
        for a in (_mob(a, clause, actors, triggers, suffering) for a in actors)
    ]
    placed = [replace(a, role=None) if a.role == "target" and is_ammunition(a) else a for a in placed]
    return accuse(balanced(placed, triggers, clause), triggers, clause)


def _own(actor: ActorMention, clause: Clause) -> ActorMention:
    """As in "Its fighters", "ses hommes" are the forces of whoever speaks or was spoken of."""
    if actor.head not in _OWN or _KIN.search(fold(actor.span.text)):
        return actor  # "the chief and his son"
    possessed = _POSSESSED.search(clause.between(clause.offset, actor.span.start))
    return replace(actor, kind="rebel", head="own_forces", ids=()) if possessed else actor


def _mob(
    actor: ActorMention,
    clause: Clause,
    actors: Sequence[ActorMention],
    triggers: Sequence[Trigger],
    suffering: set[Span],
) -> ActorMention:
    """As in "Youths closed the road and threw stones at the town hall": who riots is a rioter."""
    if actor.kind != "civilians" or actor.span in suffering or not is_riot(clause, actor, actors, triggers):
        return actor
    return replace(actor, kind="rioters", head="rioters")


def _role(
    clause: Clause,
    actor: ActorMention,
    actors: Sequence[ActorMention],
    triggers: Sequence[Trigger],
    suffering: set[Span],
    speakers: frozenset[int],
) -> str | None:
    if actor.span in suffering:
        return "target"
    if _is_of_the_telling(clause, actor) or _is_instrument(clause, actor) or _cares(clause, actor):
        return None
    if clause.words.pattern("later_fates").search(clause.before(actor)):
        return None  # "20 porters, of whom nine were found by the army"
    if owns_deed(clause, actor, triggers):
        return "attacker"
    if clause.link(actor, "by"):
        return _agent_role(clause, actor, actors, triggers)
    if _lays_blame(clause, actor):
        return None
    office = actor.span.end + 1  # "a police [spokesman]"
    speaks = actor.span.start in speakers or office in speakers or _is_voice(clause, actor)
    if speaks and not _tells_own_deed(clause, actor, actors, triggers):
        return None
    forced = any(t.code == "Excessive force against protesters" for t in triggers)
    if actor.kind in ("protesters", "rioters"):
        if is_fired_on(clause, actor, actors, triggers):
            return "target"
        riots = is_riot(clause, actor, actors, triggers)
        marches = any(t.code == "Peaceful protest" and actor in clause.subjects(t, actors, triggers) for t in triggers)
        if riots or (actor.kind == "rioters" and not marches):
            return "attacker"
        return "target" if forced else "participant"
    under = (_under(clause, actor, actors, trigger, triggers) for trigger in _governing(clause, actor, triggers))
    return next((role for role in under if role), None)


def _is_voice(clause: Clause, actor: ActorMention) -> bool:
    """True right after a verb of speech, in English only where it follows its quotation: not "police said X killed"."""
    said = clause.link(actor, "speech")
    if said is None or clause.words.language != "en":
        return said is not None
    before = clause.before(actor)[: said.start()].rstrip(" ,")
    return before[-1:] in ("'", '"') or bool(clause.words.pattern("voice_follows").fullmatch(said.group()))


def _is_instrument(clause: Clause, actor: ActorMention) -> bool:
    """As in "shelled the town with heavy artillery": guns are what the deed is done with."""
    if actor.head == "aircraft" and _WITH_ITS.search(clause.before(actor)):
        return True  # "With its drones the RSF struck"
    return fold(actor.span.text).startswith("artill") and bool(_WITH.search(clause.before(actor)))


def _cares(clause: Clause, actor: ActorMention) -> bool:
    """As in "were taken to a hospital": who takes the wounded in is not hit."""
    care = clause.words.pattern("cared_for").search(clause.before(actor)) if actor.head == "health_workers" else None
    return care is not None


def _is_of_the_telling(clause: Clause, actor: ActorMention) -> bool:
    """As in "... on condition of anonymity because they were not authorised to brief reporters"."""
    told = clause.words.pattern("anonymous").search(clause.folded)
    stop = told and _STOP.search(clause.folded, told.end(), max(actor.span.start - clause.offset, told.end()))
    return told is not None and not stop and told.start() <= actor.span.start - clause.offset <= told.end() + _NEAR


def _lays_blame(clause: Clause, actor: ActorMention) -> bool:
    """As in "The army attributes the raid, which killed six, to X"; one "accused of" it lays none."""
    blame = clause.words.pattern("accuses").match(clause.folded, actor.span.end - clause.offset + 1)
    return blame is not None and not clause.folded.startswith((" of ", " d", " par ", " por ", " by "), blame.end())


def _tells_own_deed(
    clause: Clause, actor: ActorMention, actors: Sequence[ActorMention], triggers: Sequence[Trigger]
) -> bool:
    """As in "The army, police say, killed": a voice of arms acts too where it is the subject of the deed's verb."""
    if clause.words.pattern("voice_follows").search(clause.before(actor).rpartition(",")[2]):
        return False  # "según la ONU, las FAR mataron": no list of two doers; nor "selon un élu de l'armée, ..."
    deeds = (t for t in triggers if not (t.passive or t.noun) and t.strength > 1 and t.modality == "occurred")
    own = (t for t in deeds if t.code not in _NEUTRAL and _governs(t, actor, clause) and _is_own(clause, actor, t))
    return actor.kind in ARMED and any(actor in clause.subjects(t, actors, triggers) for t in own)


def _is_own(clause: Clause, actor: ActorMention, trigger: Trigger) -> bool:
    """True where no word of saying parts the voice from the verb, or one with an infinitive: "dit avoir tué"."""
    between = clause.between(actor.span.end, trigger.span.start + 12)
    between = clause.words.pattern("relative_aside").sub(" ", between)
    told = clause.words.pattern("speech").search(between)
    return told is None or bool(re.match(r" (?:avoir|haber|to have|having)(?!\w)", between[told.end() :]))


def _agent_role(
    clause: Clause, actor: ActorMention, actors: Sequence[ActorMention], triggers: Sequence[Trigger]
) -> str | None:
    """As in "by X": the doer of the nearest passive or noun before it, unless another participle stands between.

    A weapon "fired by X" needs no deed before it.
    """
    near = [t for t in triggers if 0 <= actor.span.start - t.span.end <= _PASSED]
    able = [
        t for t in near if t.passive or t.noun or not any(s.kind in ARMED for s in clause.subjects(t, actors, triggers))
    ]
    if actor_inside := next((t for t in triggers if t.span.start < actor.span.start < t.span.end), None):
        able.append(actor_inside)
    trigger = max(able, key=lambda t: (t.code not in _NEUTRAL, t.span.end), default=None)
    if actor.kind in ARMED and triggers and clause.words.pattern("wielded").search(clause.before(actor)):
        return "attacker"
    if trigger is None and goes_on_to_act(clause, actor, triggers, _NEUTRAL):
        return "attacker"
    if trigger is None or actor.head in _INSTITUTIONS:
        return None
    if trigger.code != _DEFUSED and clause.words.pattern("repels").search(clause.said(trigger)):
        return "target"
    edge = trigger.span.end if trigger.span.end <= actor.span.start else trigger.span.start
    agents = clause.words.pattern("other_agents").finditer(clause.between(edge, actor.span.start))
    other = max(agents, key=lambda found: found.start(), default=None)
    if other and not (trigger.noun and trigger.code in DEEDS and other.start() <= _BESIDE):
        return None
    return _NEUTRAL.get(trigger.code, "attacker")


def _under(
    clause: Clause, actor: ActorMention, actors: Sequence[ActorMention], trigger: Trigger, triggers: Sequence[Trigger]
) -> str | None:
    """The actor's role under the trigger that governs it."""
    if trigger.code in _NEUTRAL:
        return _NEUTRAL[trigger.code]
    if trigger.code == "Suicide bomb" and not trigger.noun and actor in clause.subjects(trigger, actors, triggers):
        return "attacker"  # "a woman blew herself up"
    if trigger.code == "Peaceful protest":
        return "participant" if actor.kind == "civilians" else None
    acts = _acts(clause, actor, actors, trigger, triggers)
    if acts is None:
        return None
    if trigger.code == "Arrests":
        return "attacker" if acts else "arrested"
    return "attacker" if acts and (actor.kind != "civilians" or by_hand(clause, actor, trigger)) else "target"


def _acts(
    clause: Clause, actor: ActorMention, actors: Sequence[ActorMention], trigger: Trigger, triggers: Sequence[Trigger]
) -> bool | None:
    """True for the agent, False for the one reached, None for one who stands outside."""
    if trigger.noun:
        return _acts_beside_noun(clause, actor, trigger)
    if trigger.code != _DEFUSED and clause.words.pattern("repels").search(clause.said(trigger)):
        struck = trigger.passive and clause.link(actor, "upon")  # "an attack on the camp was repelled"
        return not struck and actor not in clause.subjects(trigger, actors, triggers)
    if actor in clause.subjects(trigger, actors, triggers):
        aside = _finds(clause, actor, trigger) if trigger.passive else _goes_off(clause, trigger)
        aside = aside or (trigger.code == "execution" and _found(clause, trigger))
        return None if aside else not trigger.passive
    if actor.span.overlaps(trigger.span) and clause.words.pattern("suffered_verbs").match(clause.said(trigger)):
        return True  # "walked into a JNIM ambush"
    if actor.span.overlaps(trigger.span):  # "army drones struck", "youths forced the gate", but "freed 500 prisoners"
        opens = actor.span.start == trigger.span.start and trigger.code in _BY_CROWDS
        before = actor.span.end < trigger.span.end  # else an object: "a visé [le camp militaire]"
        return not trigger.passive and (opens or (trigger.code in {*_FROM_AFAR, "storming"} and before))
    if actor.span.start < trigger.span.start:
        return False if not trigger.passive and actor is clause.relative_object(trigger, actors) else None
    between = clause.between(trigger.span.end, actor.span.start)
    if ";" in between or (_BREAKS.search(between) and _acts_later(clause, actor, actors, trigger, triggers)):
        return None  # "were ambushed and killed; X claimed the attack", "were killed when soldiers fired on a market"
    if _is_told_aside(clause, actor, triggers):
        return None  # "killed the chief, who had testified against the RSF, in Kutum"
    if trigger.passive and _WHOM.fullmatch(between):
        return None  # "los secuestrados que el ELN tenía"
    return None if _stands_aside(clause, actor, trigger) else False


def _is_told_aside(clause: Clause, actor: ActorMention, triggers: Sequence[Trigger]) -> bool:
    """True within words between commas that say of somebody who he is, and of no deed."""
    asides = (m.span() for m in clause.words.pattern("relative_aside").finditer(clause.folded) if _WHO.match(m.group()))
    around = (span for span in asides if span[0] < actor.span.start - clause.offset < span[1])
    return any(not any(low <= t.span.start - clause.offset < high for t in triggers) for low, high in around)


def _acts_later(
    clause: Clause, actor: ActorMention, actors: Sequence[ActorMention], trigger: Trigger, triggers: Sequence[Trigger]
) -> bool:
    """True for the subject of a verb further on."""
    later = (t for t in triggers if t.span.start >= actor.span.end and not (t.noun or t.passive) and t is not trigger)
    return any(actor in clause.subjects(t, actors, triggers) for t in later)


def _finds(clause: Clause, actor: ActorMention, trigger: Trigger) -> bool:
    """As in "The authorities found the bodies of eleven men", "freed twelve abducted men"."""
    between = clause.between(actor.span.end, trigger.span.start)
    return any(clause.words.pattern(name).search(between) for name in ("finds", "frees"))


def _found(clause: Clause, trigger: Trigger) -> bool:
    """The same where the verb is the trigger's own: "Vecinos hallaron muerto a un panadero"."""
    return clause.words.pattern("finds").match(clause.said(trigger)) is not None


def _goes_off(clause: Clause, trigger: Trigger) -> bool:
    return bool(clause.words.pattern("goes_off").match(clause.said(trigger)))


def _acts_beside_noun(clause: Clause, actor: ActorMention, trigger: Trigger) -> bool | None:
    if actor.span.overlaps(trigger.span):
        taken = trigger.code == "seizure" and actor.span.start > trigger.span.start
        return not (taken and actor.span.end >= trigger.span.end)  # "the taking of a [barracks]"
    if actor.span.end <= trigger.span.start:
        between = clause.between(actor.span.end, trigger.span.start)
        if any(clause.words.pattern(name).search(between) for name in ("repels", "suffered_verbs")):
            return False
        if clause.words.pattern("looks_on").search(between):
            return None  # "police are after those behind the attack"
        told = any(clause.words.pattern(name).search(between) for name in ("blames", "speech", "denies"))
        told = told or _ANNOUNCES.match(between) is not None
        owns = not told and _NAMED_BEFORE.match(between) and (actor.head != "state" or between.startswith("'s"))
        return True if owns or clause.words.pattern("light_verbs").search(between) else None
    between = clause.between(trigger.span.end, actor.span.start)
    parted = trigger.code != "clash" and clause.words.pattern("clause_breaks").search(between)
    if parted or _STOP.search(between):
        return None  # "An attack killed nine; Al-Shabaab claimed it", "an ambush on Monday, when JNIM fighters struck"
    if trigger.code in DEEDS and actor.kind in ARMED and clause.link(actor, "deed_of") is not None:
        return is_doer_of(clause, actor, trigger)
    return None if _stands_aside(clause, actor, trigger) else False


def _stands_aside(clause: Clause, actor: ActorMention, trigger: Trigger) -> bool:
    """As in "Near the base", "in the village": only where it happened, unless a bomb went off among those named.

    So do who follows "an ambush, for which", by whom it was claimed, and the subject behind ", but".
    """
    between = clause.between(trigger.span.end, actor.span.start)
    if _FOR_WHICH.search(between) or _BUT.search(between):
        return True
    among = trigger.code in _BLASTS and actor.kind in ("civilians", "state")
    return not among and clause.link(actor, "aside") is not None


def _governing(clause: Clause, actor: ActorMention, triggers: Sequence[Trigger]) -> list[Trigger]:
    """The triggers within reach, the nearest first, verbs before nouns, what says little last."""
    near = [(_cost(actor, t), t) for t in triggers if _gap(actor, t) <= _REACH and _governs(t, actor, clause)]
    return [t for _, t in sorted(near, key=lambda pair: (pair[1].code == "Other", pair[1].code in _NEUTRAL, pair[0]))]


def _cost(actor: ActorMention, trigger: Trigger) -> float:
    opens = actor.span.start == trigger.span.start and actor.span.end < trigger.span.end
    if actor.generic and opens and trigger.modality == "occurred":
        return -_REACH  # "were killed in a [militant attack]"
    return _gap(actor, trigger) + (15 if trigger.noun else 0) - 10 * trigger.strength


def _governs(trigger: Trigger, actor: ActorMention, clause: Clause) -> bool:
    """A participle says what came of the main verb: in "a bomb hit a truck, killing two" the truck kills nobody.

    Who opens the clause is its subject all the same: "The militants rode into X, shooting at residents"; so is who
    does "en tuant", whose subject is always that of the main verb.
    """
    if not _PARTICIPLE.search(trigger.span.text) or actor.span.end > trigger.span.start:
        return True
    near = " ".join(clause.between(trigger.span.start - _NEAR, trigger.span.start).split()[-2:])
    finite = clause.words.pattern("passive_auxiliaries").search(near)  # "were exchanging fire"
    opens = len(clause.between(clause.offset, actor.span.start).split()) <= 2 and actor.kind in ARMED
    parted = clause.between(actor.span.end, trigger.span.start).rstrip().endswith(",")
    bare = (
        clause.words.language == "es"
        and opens
        and actor.head != "government"
        and "," not in clause.between(actor.span.end, trigger.span.start)
    )
    by_doing = near.endswith({"en": "by", "fr": "en"}.get(clause.words.language, "al"))  # "hit back by burning"
    return bool(finite) or (opens and parted) or bare or by_doing


def _gap(actor: ActorMention, trigger: Trigger) -> int:
    """Characters between the two; 0 when they overlap."""
    return max(0, actor.span.start - trigger.span.end, trigger.span.start - actor.span.end)
