"""Who does a deed and whom it reaches: takes an actor and a trigger that governs it, says on which end it stands.

The subject of an active verb and who stands behind the "by" of a passive or noun do it; an object, the subject of a
passive and who stands behind "on" or "against" are reached. Invariant: pure look-ups over one clause; None for who
stands outside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from tocsin.extract.actor_settle import ARTICLES
from tocsin.extract.bystanders import FROM_AFAR, finds, is_told_aside, stands_aside
from tocsin.extract.deeds import DEEDS, goes_on_to_act, is_doer_of
from tocsin.extract.governing import NEUTRAL
from tocsin.extract.grammar import ARMED, Clause
from tocsin.extract.subjects import subjects
from tocsin.extract.word_order import relative_object
from tocsin.model import ActorMention, Span, Trigger

__all__ = ["acts", "agent_role", "with_partners"]

_BY_CROWDS = ("Violent demonstration", "Mob violence")
_DEFUSED = "Disrupted weapons use"
_BLASTS = ("Remote explosive/landmine/IED", "explosion")
_INSTITUTIONS = frozenset(("health_workers", "officials", "teachers", "journalists", "aid_workers", "clergy"))
_TOLLS = ("killing", "wounding")
_STOP = re.compile(r"[;:]")
_NAMED_BEFORE = re.compile(r"^(?:'s|s'|')?[ -]?(?:\w+ ){0,2}$")  # "the RSF's artillery shelling", "JNIM ambush"
_BESIDE = 12  # characters between a deed's noun and the participle that names its doer ("attack led by")
_OWNERS_WORDS = 6  # between a deed's noun and whose it is
_RULES = 40  # characters behind a side in which it is said to rule a place
_PASSED = 90  # characters between a passive or noun and its agent


def agent_role(
    clause: Clause, actor: ActorMention, actors: Sequence[ActorMention], triggers: Sequence[Trigger]
) -> str | None:
    """As in "by X": the doer of the nearest passive or noun before it, unless another participle stands between.

    A weapon "fired by X" needs no deed before it.
    """
    near = [t for t in triggers if 0 <= actor.span.start - t.span.end <= _PASSED]
    able = [
        t
        for t in near
        if t.passive or t.noun or not any(s.kind in ARMED for s in subjects(clause, t, actors, triggers))
    ]
    if actor_inside := next((t for t in triggers if t.span.start < actor.span.start < t.span.end), None):
        able.append(actor_inside)
    trigger = max(able, key=lambda t: (t.code not in NEUTRAL, t.span.end), default=None)
    if actor.kind in ARMED and triggers and clause.words.pattern("wielded").search(clause.before(actor)):
        return "attacker"
    if trigger is None and goes_on_to_act(clause, actor, triggers, NEUTRAL):
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
    return NEUTRAL.get(trigger.code, "attacker")


def with_partners(
    placed: Sequence[ActorMention], triggers: Sequence[Trigger], clause: Clause, suffering: Set[Span]
) -> list[ActorMention]:
    """As in "killed by the army and the VDP": who is joined to the agent of a passive acts with it.

    Not who goes on to do or say something else: "killed by gunmen and the army said".
    """
    done = list(placed)
    for at in range(1, len(done)):
        left, actor = done[at - 1], done[at]
        agent = left.role == "attacker" and clause.link(left, "by") is not None
        joined = clause.words.pattern("sides.joined").fullmatch(clause.between(left.span.end, actor.span.start))
        free = actor.role in (None, "target") and actor.kind in ARMED and actor.span not in suffering
        if agent and joined and free and not _goes_on(clause, actor, done, triggers):
            done[at] = replace(actor, role="attacker")
    return done


def _goes_on(clause: Clause, actor: ActorMention, actors: Sequence[ActorMention], triggers: Sequence[Trigger]) -> bool:
    """True for the subject of a verb behind it."""
    after = clause.between(actor.span.end, actor.span.end + _PASSED).lstrip()
    speaks = any(clause.words.pattern(name).match(after) for name in ("speech", "finds", "looks_on"))
    later = (t for t in triggers if t.span.start >= actor.span.end and not (t.noun or t.passive))
    return speaks or any(actor in subjects(clause, t, actors, triggers) for t in later)


def acts(
    clause: Clause, actor: ActorMention, actors: Sequence[ActorMention], trigger: Trigger, triggers: Sequence[Trigger]
) -> bool | None:
    """True for the agent, False for the one reached, None for one who stands outside."""
    if trigger.noun:
        return _acts_beside_noun(clause, actor, trigger)
    if trigger.code != _DEFUSED and clause.words.pattern("repels").search(clause.said(trigger)):
        struck = trigger.passive and clause.link(actor, "upon")  # "an attack on the camp was repelled"
        return not struck and actor not in subjects(clause, trigger, actors, triggers)
    if actor in subjects(clause, trigger, actors, triggers):
        if _meets_a_mine(clause, actor, trigger):
            return False
        aside = finds(clause, actor, trigger) if trigger.passive else _goes_off(clause, trigger)
        aside = aside or _is_anothers_fire(clause, actor, trigger)
        aside = aside or (trigger.code == "execution" and _found(clause, trigger))
        return None if aside else not trigger.passive
    if actor.span.overlaps(trigger.span) and clause.words.pattern("suffered_verbs").match(clause.said(trigger)):
        return True  # "walked into a JNIM ambush"
    if actor.span.overlaps(trigger.span):  # "army drones struck", "youths forced the gate", but "freed 500 prisoners"
        opens = actor.span.start == trigger.span.start and trigger.code in _BY_CROWDS
        # else an object: "a visé [le camp militaire]", "hit [a Taliban] checkpoint"
        before = actor.span.end < trigger.span.end and _leads(clause, actor, trigger)
        return not trigger.passive and (opens or (trigger.code in {*FROM_AFAR, "storming"} and before))
    if actor.span.start < trigger.span.start:
        return False if not trigger.passive and actor is relative_object(clause, trigger, actors) else None
    between = clause.between(trigger.span.end, actor.span.start)
    if trigger.passive and actor.kind in ARMED and _is_lost_to(clause, actor, trigger):
        return True
    laid = trigger.passive and trigger.code == "ambush" and actor.kind in ARMED
    if laid and clause.words.pattern("sides.laid_by").fullmatch(between):
        return True  # "fell into an ambush of JNIM"
    if ";" in between or (
        clause.words.pattern("sides.breaks").search(between) and _acts_later(clause, actor, actors, trigger, triggers)
    ):
        return None  # "were ambushed and killed; X claimed the attack", "were killed when soldiers fired on a market"
    if _is_beyond(clause, actor, trigger, between):
        return None
    if is_told_aside(clause, actor, triggers):
        return None  # "killed the chief, who had testified against the RSF, in Kutum"
    if trigger.passive and clause.words.pattern("sides.whom").fullmatch(between):
        return None  # "los secuestrados que el ELN tenía"
    return None if stands_aside(clause, actor, trigger) else False


def _is_anothers_fire(clause: Clause, actor: ActorMention, trigger: Trigger) -> bool:
    """As in "As for the base of X, eleven mortars landed in it": the weapon is the verb's subject, and not X's."""
    between = clause.between(actor.span.end, trigger.span.start)
    own = trigger.passive or trigger.noun or not clause.words.pattern("inferred.weapons").match(clause.said(trigger))
    return not own and between.startswith(",") and len(between.split()) <= _OWNERS_WORDS


def _meets_a_mine(clause: Clause, actor: ActorMention, trigger: Trigger) -> bool:
    """As in "[Une patrouille de la Minusma] a sauté sur une mine", "un convoi a heurté un engin": it is hit."""
    met = clause.between(max(actor.span.end, trigger.span.start), trigger.span.end).strip()
    return trigger.code in _BLASTS and clause.words.pattern("suffered_verbs").match(met) is not None


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
        told = told or clause.words.pattern("sides.announces").match(between) is not None
        counted = trigger.code in _TOLLS and clause.words.language != "en"  # "las autoridades contaron siete muertos"
        named = not told and not counted and _NAMED_BEFORE.match(between) is not None
        owns = named and (actor.head != "state" or between.startswith("'s"))
        return True if owns or clause.words.pattern("light_verbs").search(between) else None
    between = clause.between(trigger.span.end, actor.span.start)
    parted = trigger.code != "clash" and clause.words.pattern("clause_breaks").search(between)
    if parted or _is_beyond(clause, actor, trigger, between) or _STOP.search(between):
        return None  # "An attack killed nine; Al-Shabaab claimed it", "an ambush on Monday, when JNIM fighters struck"
    beside = len(between.split()) <= _OWNERS_WORDS  # not "un attentat a frappé jeudi à Kidal un car de la police"
    if trigger.code in DEEDS and actor.kind in ARMED and beside and clause.link(actor, "deed_of") is not None:
        return is_doer_of(clause, actor, trigger)
    return None if stands_aside(clause, actor, trigger) else False


def _acts_later(
    clause: Clause, actor: ActorMention, actors: Sequence[ActorMention], trigger: Trigger, triggers: Sequence[Trigger]
) -> bool:
    """True for the subject of a verb further on."""
    later = (t for t in triggers if t.span.start >= actor.span.end and not (t.noun or t.passive) and t is not trigger)
    return any(actor in subjects(clause, t, actors, triggers) for t in later)


def _is_beyond(clause: Clause, actor: ActorMention, trigger: Trigger, between: str) -> bool:
    """As in "killed in Tibú, where [the ELN] rules", "3 km from [a post]", "shot after [the army] left": not hit.

    But a blast hits who is there: "fell on the airfield, where [Americans] are stationed".
    """
    after = clause.between(actor.span.end, actor.span.end + _PASSED).lstrip()
    where = clause.words.pattern("sides.where").search(between)
    if where:
        rules = clause.words.pattern("sides.rules").search(f"{where.group()} {after[:_RULES]}")
        return rules is not None or trigger.code not in {*_BLASTS, *FROM_AFAR, "Suicide bomb", "ambush"}
    left = clause.words.pattern("sides.breaks").search(between) and clause.words.pattern("inferred.gave_up").match(
        after
    )
    return bool(left or clause.words.pattern("sides.outside").search(between))


def _is_lost_to(clause: Clause, actor: ActorMention, trigger: Trigger) -> bool:
    """As in "lost eleven men to [the M23]"."""
    return clause.words.pattern("sides.lost_to").match(clause.between(trigger.span.start, actor.span.start)) is not None


def _leads(clause: Clause, actor: ActorMention, trigger: Trigger) -> bool:
    """True where no verb stands before the actor inside its trigger: "army drones struck", "fighters rode into"."""
    lead = clause.between(trigger.span.start, actor.span.start).strip(" '")
    return trigger.code != "assault" or lead in {"", *ARTICLES}


def _found(clause: Clause, trigger: Trigger) -> bool:
    """The same where the verb is the trigger's own: "Vecinos hallaron muerto a un panadero"."""
    return clause.words.pattern("finds").match(clause.said(trigger)) is not None


def _goes_off(clause: Clause, trigger: Trigger) -> bool:
    return bool(clause.words.pattern("goes_off").match(clause.said(trigger)))
