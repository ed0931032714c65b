"""Who stands on which side: takes the actors and triggers of one clause, gives each actor its role.

Grammar first: each trigger has an agent (subject of an active verb, "by" after a passive or a noun, the name before a
noun) and those whom it reaches (object, subject of a passive, "on", "against"); then the nature of the actor (gunmen
attack, villagers suffer), following PLOVER's source and target. Invariant: an actor gets at most one role in a clause;
one that only speaks gets none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.extract.accused import accuse
from tocsin.extract.agents import acts, agent_role, with_partners
from tocsin.extract.bystanders import (
    cares,
    found_by,
    is_instrument,
    is_of_the_telling,
    is_voice,
    lays_blame,
    tells_own_deed,
)
from tocsin.extract.clash import balanced
from tocsin.extract.deeds import fires, is_ammunition, owns_deed
from tocsin.extract.governing import NEUTRAL, governing
from tocsin.extract.grammar import Clause
from tocsin.extract.subjects import subjects
from tocsin.extract.tellers import tellers
from tocsin.extract.unarmed import by_hand, is_fired_on, is_riot, takes_people
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, Count, Span, Trigger
from tocsin.text import fold

__all__ = ["assign_roles"]

_SUFFERED = frozenset({"killed", "wounded", "abducted", "missing", "captured", "shot"})
_BLASTS = frozenset(
    (
        "explosion",
        "Remote explosive/landmine/IED",
        "Suicide bomb",
        "Air/drone strike",
        "Shelling/artillery/missile attack",
    )
)
_SIDES = ("own_forces", "enemy")
_LOSSES = ("killing", "wounding")
_TAKEN = "Abduction/forced disappearance"
_OWN = frozenset(("men", "fighters", "members", "people"))


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
    placed = [replace(a, role=None) if a.role == "target" and is_ammunition(clause, a) else a for a in placed]
    placed = _captors(_riders(with_partners(placed, triggers, clause, suffering)), triggers, suffering)
    return accuse(balanced(placed, triggers, clause), triggers, clause)


def _riders(placed: Sequence[ActorMention]) -> list[ActorMention]:
    """As in "shot dead by a pillion rider": a passenger who did it is an armed man of no name."""
    riders = (a.head == "travellers" and a.role == "attacker" for a in placed)
    return [
        replace(a, kind="unidentified", head="gunmen") if rides else a for a, rides in zip(placed, riders, strict=True)
    ]


def _captors(placed: Sequence[ActorMention], triggers: Sequence[Trigger], suffering: set[Span]) -> list[ActorMention]:
    """As in "The kidnappers of four nuns seized on Sunday": they took them, whatever the participle makes of them."""
    taken = bool(triggers) and all(t.code == _TAKEN for t in triggers)
    took = (taken and a.head == "kidnappers" and a.role == "target" and a.span not in suffering for a in placed)
    return [replace(a, role="attacker") if own else a for a, own in zip(placed, took, strict=True)]


def _own(actor: ActorMention, clause: Clause) -> ActorMention:
    """As in "Its fighters", "ses hommes" are the forces of whoever speaks or was spoken of."""
    if actor.head not in _OWN or clause.words.pattern("sides.kin").search(fold(actor.span.text)):
        return actor  # "the chief and his son"
    possessed = clause.words.pattern("sides.possessed").search(clause.between(clause.offset, actor.span.start))
    return replace(actor, kind="rebel", head="own_forces", ids=()) if possessed else actor


def _mob(
    actor: ActorMention,
    clause: Clause,
    actors: Sequence[ActorMention],
    triggers: Sequence[Trigger],
    suffering: set[Span],
) -> ActorMention:
    """As in "Youths closed the road and threw stones at the town hall": who riots is a rioter.

    A crowd in which something blows up does not.
    """
    if actor.kind == "rioters" and any(t.code in _BLASTS for t in triggers):
        return actor if is_riot(clause, actor, actors, triggers) else replace(actor, kind="civilians", head="people")
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
    if actor.span in suffering or _is_label(clause, actor, triggers):
        return "target"
    if is_of_the_telling(clause, actor) or is_instrument(clause, actor) or cares(clause, actor):
        return None
    if clause.words.pattern("later_fates").search(clause.before(actor)):
        return None  # "20 porters, of whom nine were found by the army"
    if found_by(clause, actor) and all(t.code != "Disrupted weapons use" for t in triggers):
        return None
    if owns_deed(clause, actor, triggers):
        return "attacker"
    if clause.link(actor, "by") or fires(clause, actor):
        return agent_role(clause, actor, actors, triggers)
    if lays_blame(clause, actor):
        return None
    office = actor.span.end + 1  # "a police [spokesman]"
    speaks = actor.span.start in speakers or office in speakers or is_voice(clause, actor)
    if speaks and not tells_own_deed(clause, actor, actors, triggers):
        return None
    forced = any(t.code == "Excessive force against protesters" for t in triggers)
    if actor.kind in ("protesters", "rioters"):
        if is_fired_on(clause, actor, actors, triggers):
            return "target"
        riots = is_riot(clause, actor, actors, triggers) or takes_people(clause, actor, actors, triggers)
        marches = any(t.code == "Peaceful protest" and actor in subjects(clause, t, actors, triggers) for t in triggers)
        if riots or (actor.kind == "rioters" and not marches):
            return "attacker"
        return "target" if forced else "participant"
    under = (_under(clause, actor, actors, trigger, triggers) for trigger in governing(clause, actor, triggers))
    return next((role for role in under if role), None)


def _is_label(clause: Clause, actor: ActorMention, triggers: Sequence[Trigger]) -> bool:
    """As in "[Own casualties]: two dead", "[En cas]: 3 KIA": whose losses stand behind the colon."""
    colon = clause.between(actor.span.end, actor.span.end + 2).lstrip().startswith(":")
    return actor.head in _SIDES and colon and any(t.code in _LOSSES for t in triggers)


def _under(
    clause: Clause, actor: ActorMention, actors: Sequence[ActorMention], trigger: Trigger, triggers: Sequence[Trigger]
) -> str | None:
    """The actor's role under the trigger that governs it."""
    if trigger.code in NEUTRAL:
        return NEUTRAL[trigger.code]
    if trigger.code == "Suicide bomb" and not trigger.noun and actor in subjects(clause, trigger, actors, triggers):
        return "attacker"  # "a woman blew herself up"
    if trigger.code == "Peaceful protest":
        return "participant" if actor.kind == "civilians" else None
    doer = acts(clause, actor, actors, trigger, triggers)
    if doer is None:
        return None
    if trigger.code == "Arrests":
        return "attacker" if doer else "arrested"
    return "attacker" if doer and (actor.kind != "civilians" or by_hand(clause, actor, trigger)) else "target"
