"""Subjects behind their verbs and objects in front of them: takes a verb, gives who stands on the other side of it.

In Spanish a subject may follow its verb ("atacaron hombres armados un puesto"), and an object stands in front and again
as a pronoun; a relative clause has its object before it in all three. Invariant: pure look-ups over one clause.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.extract.grammar import ARMED, MARK, Clause
from tocsin.model import ActorMention, Trigger

__all__ = ["behind_fronted", "fronted_object", "has_clitic", "postposed", "relative_object"]

_UNMOVED = frozenset(("government", "installation", "mission"))  # heads that a bare verb before them strikes
_LEAD = 4  # characters of an article before an actor that opens a trigger
_REACH = 60  # characters before a verb in which the pronoun of its object stands


def behind_fronted(clause: Clause, trigger: Trigger, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """As in "A la maestra la raptaron unos guerrilleros": an object in front leaves its subject behind."""
    after = [a for a in actors if a.span.start >= trigger.span.end and a.span not in clause.harmed]
    if not after or trigger.noun or fronted_object(clause, trigger, actors) is None:
        return []
    told = clause.words.pattern("clause_breaks").search(clause.between(trigger.span.end, after[0].span.start))
    stands = not told and not MARK.search(clause.between(trigger.span.end, after[0].span.start))
    return after[:1] if stands and not clause.is_oblique(after[0]) else []


def postposed(clause: Clause, trigger: Trigger, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """Who follows an active verb bare, and so is no object: Spanish marks persons as such by "a"."""
    after = [a for a in actors if a.span.start >= trigger.span.end - _LEAD]
    opens = any(a.span.start < trigger.span.end and trigger.span.start < a.span.end for a in actors)
    if trigger.noun or trigger.passive or opens or not after or after[0].span in clause.harmed:
        return []  # "los manifestantes quemaron la alcaldía" names its subject
    first = after[0]
    gap = clause.words.pattern("day_words").sub("", clause.between(trigger.span.end, first.span.start))
    gap = clause.words.pattern("crowds_before").sub("", gap.lstrip())
    struck = clause.words.pattern("garrisons").match(clause.folded, first.span.start - clause.offset)
    marked = clause.words.pattern("marks_object").search(clause.said(trigger))
    bare = not marked and clause.words.pattern("before_postposed").fullmatch(gap)
    return [first] if bare and first.kind in ARMED and first.head not in _UNMOVED and not struck else []


def fronted_object(clause: Clause, trigger: Trigger, actors: Sequence[ActorMention]) -> ActorMention | None:
    """The object that stands before a verb and again as its pronoun: "[A los tres policías] los mató"."""
    if not has_clitic(clause, trigger):
        return None
    earlier = [a for a in actors if a.span.end <= trigger.span.start]
    fronted = [
        a for a in earlier if clause.words.pattern("fronted").search(clause.between(clause.offset, a.span.start))
    ]
    return next(reversed(fronted), None)


def has_clitic(clause: Clause, trigger: Trigger) -> bool:
    """True where the object of a verb stands before it as a pronoun: "los mató", "los mataron los rebeldes"."""
    verb = clause.said(trigger).split()
    heads = (clause.between(clause.offset, trigger.span.start) + verb[0], " ".join(verb[:2]))  # the verb may hold it
    return any(clause.words.pattern("object_clitic").search(head) for head in heads)


def relative_object(clause: Clause, trigger: Trigger, actors: Sequence[ActorMention]) -> ActorMention | None:
    """As in "six staff whom they had taken": the noun that the words before the verb make its object."""
    if fronted := fronted_object(clause, trigger, actors):
        return fronted
    start = max(clause.offset, trigger.span.start - _REACH)
    before = clause.between(start, trigger.span.start)
    that = clause.words.pattern("that_relative").search(before) if postposed(clause, trigger, actors) else None
    found = that or clause.words.pattern("object_relative").search(before)
    if not found or any(m.end() == found.start() - 1 for m in clause.words.pattern("speech").finditer(before)):
        return None  # "said that the rebels had taken"
    near = [a for a in actors if a.span.start >= start and a.span.end <= start + found.start()]
    free = [a for a in near if not clause.words.pattern("genitive_before").search(clause.before(a))]
    return max(free or near, key=lambda a: a.span.start, default=None)
