"""Whose deed a noun tells of: takes an actor and the triggers of its clause, says whether a deed is its own.

A nationality before it ("Russian shelling", "un raid israélien"), an owner ("JNIM's attack") and a genitive that is no
object ("attaque du JNIM", but not "attaque d'un poste") name the doer. Invariant: pure look-ups; only armed actors own
deeds.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from tocsin.extract.grammar import ARMED, Clause
from tocsin.model import ActorMention, Trigger
from tocsin.text import fold

__all__ = ["DEEDS", "fires", "goes_on_to_act", "is_ammunition", "is_doer_of", "owns_deed"]

DEEDS = frozenset(
    ("assault", "storming", "ambush", "explosion", "Air/drone strike", "Shelling/artillery/missile attack")
)
_ADJECTIVE = re.compile(r"^(?:'s|'|\u2019s)?[ -](?:(?:air|drone|missile|artillery|rocket|mortar|ground|suicide) )?$")
_MADE_BY = frozenset(("strikes", "aircraft", "nationals", "state"))  # nouns by which a nationality names the doer
_BESIDE = 12  # characters between a deed's noun and the participle that names its doer ("attack led by")
_PASSED = 90  # characters between a passive or noun and its agent


def owns_deed(clause: Clause, actor: ActorMention, triggers: Sequence[Trigger]) -> bool:
    """True for the name that makes a deed's noun its own: "US shelling", "un raid israélien", "attaque du JNIM"."""
    if actor.kind not in ARMED:
        return False
    for trigger in (t for t in triggers if t.code in DEEDS and t.modality == "occurred"):
        gap = clause.between(actor.span.end, trigger.span.start)
        made = actor.head in _MADE_BY and (
            actor.span.overlaps(trigger.span) or -1 <= actor.span.start - trigger.span.end <= 1
        )
        before = clause.words.language == "en" and actor.span.end <= trigger.span.start and bool(_ADJECTIVE.match(gap))
        if (made and (trigger.noun or actor.head == "strikes")) or (before and actor.head == "strikes"):
            return True
        near = 0 <= actor.span.start - trigger.span.end <= _BESIDE
        if trigger.passive and not trigger.noun and near and clause.link(actor, "deed_of"):
            return is_doer_of(clause, actor, trigger)  # "hurt in a raid of the army"
        if not trigger.noun:
            continue
        if before and (actor.head is None or actor.head in _MADE_BY):
            return True
        if near and clause.link(actor, "deed_of") and is_doer_of(clause, actor, trigger):
            return True
    return False


def is_doer_of(clause: Clause, actor: ActorMention, trigger: Trigger) -> bool:
    """As in "attaque du JNIM" is by them, "attaque d'un poste" on it; so is what a doer named with "by" leaves."""
    between = clause.between(trigger.span.end, actor.span.start)
    after = clause.between(actor.span.end, actor.span.end + _PASSED // 2)
    seat = clause.words.pattern("garrisons").search(clause.between(trigger.span.end, actor.span.end))
    by = clause.words.pattern("by").search(clause.words.pattern("deeds.ended").sub(" ", after))
    return not (
        clause.words.pattern("deeds.indefinite").search(between)
        or seat
        or by
        or clause.words.pattern("upon").search(between)
    )


def goes_on_to_act(clause: Clause, actor: ActorMention, triggers: Sequence[Trigger], barred: Container[str]) -> bool:
    """As in "The village was ringed by X, who killed nine": the agent of a verb that harms nobody does what follows."""
    after = next((t for t in triggers if t.span.start >= actor.span.end), None)
    if after is None or after.noun or after.passive or after.code in barred:
        return False
    return bool(clause.words.pattern("deeds.who").fullmatch(clause.between(actor.span.end, after.span.start)))


def is_ammunition(clause: Clause, actor: ActorMention) -> bool:
    """True for what is fired or thrown: "Israeli grenades" name who strikes, and nobody who could be struck."""
    return actor.head == "aircraft" and _names_ammunition(clause, actor)


def fires(clause: Clause, actor: ActorMention) -> bool:
    """True for whose ammunition people died under: "died under police bullets", "bajo las balas de la policía"."""
    under = clause.words.pattern("sides.fired_on_by").search(clause.before(actor)) is not None
    return under and actor.kind in ARMED and _names_ammunition(clause, actor)


def _names_ammunition(clause: Clause, actor: ActorMention) -> bool:
    return clause.words.pattern("deeds.ammunition").search(fold(actor.span.text)) is not None
