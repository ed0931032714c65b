"""Which deed governs an actor: takes a clause's triggers, gives those within an actor's reach, likeliest first.

Verbs go before nouns, the near and the explicit before what says little; a participle says only what came of its main
verb. Invariant: pure look-ups over one clause.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.extract.grammar import ARMED, Clause
from tocsin.model import ActorMention, Trigger

__all__ = ["NEUTRAL", "governing", "governs"]

NEUTRAL = {  # what has no sides, and the role of those who take part
    "Agreement": "signatory",
    "Change to group/activity": "participant",
    "Non-violent transfer of territory": "participant",
    "Other": "participant",
}
_REACH = 130  # characters between a trigger and an actor that it governs
_MAIN = 24  # characters before a participle in which the words stand that make it a verb of its own


def governing(clause: Clause, actor: ActorMention, triggers: Sequence[Trigger]) -> list[Trigger]:
    """The triggers within reach, the nearest first, verbs before nouns, what says little last."""
    near = [(_cost(actor, t), t) for t in triggers if _gap(actor, t) <= _REACH and governs(t, actor, clause)]
    return [t for _, t in sorted(near, key=lambda pair: (pair[1].code == "Other", pair[1].code in NEUTRAL, pair[0]))]


def _cost(actor: ActorMention, trigger: Trigger) -> float:
    opens = actor.span.start == trigger.span.start and actor.span.end < trigger.span.end
    if actor.generic and opens and trigger.modality == "occurred":
        return -_REACH  # "were killed in a [militant attack]"
    return _gap(actor, trigger) + (15 if trigger.noun else 0) - 10 * trigger.strength


def governs(trigger: Trigger, actor: ActorMention, clause: Clause) -> bool:
    """A participle says what came of the main verb: in "a bomb hit a truck, killing two" the truck kills nobody.

    Who opens the clause, or comes, is its subject all the same: "The militants rode into X, shooting at residents"; so
    is who does "en tuant", whose subject is always that of the main verb.
    """
    if not clause.words.pattern("gerunds").match(trigger.span.text) or actor.span.end > trigger.span.start:
        return True
    near = " ".join(clause.between(trigger.span.start - _MAIN, trigger.span.start).split()[-2:])
    finite = clause.words.pattern("passive_auxiliaries").search(near)  # "were exchanging fire"
    first = len(clause.between(clause.offset, actor.span.start).split()) <= 2
    went = clause.between(actor.span.end, trigger.span.start).lstrip()
    opens = actor.kind in ARMED and (first or clause.words.pattern("came_and_went").match(went) is not None)
    parted = clause.between(actor.span.end, trigger.span.start).rstrip().endswith(",")
    bare = (
        clause.words.language == "es"
        and opens
        and actor.head != "government"
        and "," not in clause.between(actor.span.end, trigger.span.start)
    )
    by_doing = clause.words.pattern("sides.by_doing").search(near)  # "hit back by burning"
    return bool(finite) or (opens and parted) or bare or bool(by_doing)


def _gap(actor: ActorMention, trigger: Trigger) -> int:
    """Characters between the two; 0 when they overlap."""
    return max(0, actor.span.start - trigger.span.end, trigger.span.start - actor.span.end)
