"""Who stands on which side: takes the actors and triggers of one clause, gives each actor its role.

Grammar first (subject and object of an active or passive verb, "by", "against", "attack on X by Y"), then the nature of
the actor (gunmen attack, villagers suffer), following PLOVER's source and target. Invariant: an actor gets at most one
role in a clause; one that only speaks gets none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, Count, Trigger

__all__ = ["assign_roles"]

_ARMED = frozenset({"state", "rebel", "political_militia", "communal_militia", "pmc", "external", "unidentified"})
_SUFFERED = frozenset({"killed", "wounded", "abducted", "missing", "captured"})
_OPPOSING = frozenset({"clash"})
_JOINT = frozenset({"Agreement"})
_AGENTLESS = frozenset({"Other", "Change to group/activity", "Non-violent transfer of territory", "Headquarters or base established"})
_OWN = frozenset(("men", "fighters", "members", "people"))
_POSSESSED = re.compile(r"(?:its|their|his|ses|leurs|sus) (?:own )?$")
_PARTICIPLE = re.compile(r"^\w+(?:ing|ant|ando|iendo)\b")
_REACH = 110  # characters between a trigger and an actor that it governs


def assign_roles(
    folded: str, offset: int, actors: Sequence[ActorMention], triggers: Sequence[Trigger], counts: Sequence[Count],
    speakers: frozenset[int], words: Lexicon,
) -> tuple[ActorMention, ...]:  # fmt: skip
    """The actors of a clause with their roles; ``speakers`` are the starts of those that only speak."""
    placed: list[ActorMention] = []
    for actor in actors:
        role = None if actor.span.start in speakers else _role(folded, offset, actor, actors, triggers, counts, words)
        placed.append(replace(actor, role=role))
    return tuple(_balanced(placed, triggers))


def _role(
    folded: str, offset: int, actor: ActorMention, actors: Sequence[ActorMention], triggers: Sequence[Trigger],
    counts: Sequence[Count], words: Lexicon,
) -> str | None:  # fmt: skip
    if actor.head in _OWN and _POSSESSED.search(folded[: actor.span.start - offset]):
        return None  # "its men": the subject's own
    suffered = [c for c in counts if c.kind in _SUFFERED and c.of is not None and c.of.span == actor.span]
    if suffered:
        return "target"
    if actor.kind in ("protesters", "rioters"):
        return "attacker" if actor.kind == "rioters" else "participant"
    trigger = _governing(actor, triggers)
    if trigger is None:
        return None
    if trigger.code == "Suicide bomb" and actor.span.end <= trigger.span.start and not trigger.noun:
        return "attacker"  # a woman blew herself up
    if trigger.code == "Arrests":
        return "arrested" if _is_object(folded, offset, actor, trigger, words) else "attacker"
    if trigger.code in _JOINT:
        return "signatory"
    if trigger.code in _AGENTLESS:
        return "participant"
    before = folded[max(0, actor.span.start - offset - 22) : actor.span.start - offset]
    if _ends_with(words, "by", before):
        return "attacker"
    if trigger.noun:
        return _role_beside_noun(before, actor, trigger, actors, words)
    return "target" if _is_object(folded, offset, actor, trigger, words) else _agent(actor)


def _governing(actor: ActorMention, triggers: Sequence[Trigger]) -> Trigger | None:
    """The nearest trigger, verbs before nouns of the same distance; a word inside the trigger is not governed by it."""
    near = [(abs_distance(actor, t), t) for t in triggers if abs_distance(actor, t) <= _REACH and _governs(t, actor)]
    return min(near, key=lambda pair: (pair[0] + (15 if pair[1].noun else 0) - 10 * pair[1].strength))[1] if near else None


def _governs(trigger: Trigger, actor: ActorMention) -> bool:
    """A participle says what came of the main verb: in "a bomb hit a truck, killing two" the truck kills nobody."""
    return not (_PARTICIPLE.search(trigger.span.text) and actor.span.end <= trigger.span.start)


def abs_distance(actor: ActorMention, trigger: Trigger) -> int:
    """Characters between the two; 0 when they overlap."""
    return max(0, actor.span.start - trigger.span.end, trigger.span.start - actor.span.end)


def _is_object(folded: str, offset: int, actor: ActorMention, trigger: Trigger, words: Lexicon) -> bool:
    follows = actor.span.start >= trigger.span.start
    if trigger.passive:
        return not follows or actor.span.start < trigger.span.end
    return follows


def _role_beside_noun(
    before: str, actor: ActorMention, trigger: Trigger, actors: Sequence[ActorMention], words: Lexicon
) -> str | None:
    if actor.span.overlaps(trigger.span):
        return _agent(actor)
    if actor.span.start > trigger.span.end and _ends_with(words, "against", before):
        return "target"
    if actor.kind == "civilians":
        return "target"
    return _agent(actor) if actor.span.end <= trigger.span.start else "target"


def _agent(actor: ActorMention) -> str:
    return "target" if actor.kind == "civilians" else "attacker"


def _ends_with(words: Lexicon, name: str, before: str) -> bool:
    tail = " ".join(before.split()[-3:])
    return any(m.end() >= len(tail) - 9 for m in words.pattern(name).finditer(tail))


def _balanced(placed: list[ActorMention], triggers: Sequence[Trigger]) -> list[ActorMention]:
    """Two armed sides of a clash stand against each other even if the grammar puts both on one side."""
    if not any(t.code in _OPPOSING for t in triggers):
        return placed
    armed = [a for a in placed if a.kind in _ARMED and a.role in ("attacker", "target")]
    if len(armed) >= 2 and len({a.role for a in armed}) == 1:
        other = armed[0].span if armed[0].role == "target" else armed[-1].span
        flip = "attacker" if armed[0].role == "target" else "target"
        return [replace(a, role=flip) if a.span == other else a for a in placed]
    return placed
