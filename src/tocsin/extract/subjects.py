"""Of whom a verb is said: takes the actors and triggers of a clause, gives the subjects of one of its verbs.

A subject is the actor nearest before its verb that no preposition governs, with those joined to it; what a relative
clause between commas or brackets holds is nobody's subject outside it. Invariant: pure look-ups over one clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.extract.grammar import ARMED, MARK, WORDS, Clause, last_of
from tocsin.extract.word_order import behind_fronted, has_clitic, postposed, relative_object
from tocsin.model import ActorMention, Trigger

__all__ = ["subjects"]

_COSTS = ("killing", "wounding")
_NEARBY = 30  # characters before a verb in which a pronoun for the nameless stands
_OWNS = ("claims", "avowals.owns", "avowals.owns_it")
_LEAD = 4  # characters of an article before an actor that opens a trigger
_REACH = 60  # characters from a noun to the verb of the clause that says what was done to it
_NEAR = 200  # characters from a verb to its object: two words, and the days between
_VERB_WORDS = 4  # a verb and what counts its object, between a pronoun and that object
_AND_THEN = 12  # words from an object to the verb that goes on with its subject
_PARTED = re.compile(r"[,;:\"]")


def subjects(
    clause: Clause, trigger: Trigger, actors: Sequence[ActorMention], triggers: Sequence[Trigger]
) -> list[ActorMention]:
    """The actors of whom a verb is said: the nearest free one before it, and those joined to that one.

    In Spanish it may follow its verb: "atacaron hombres armados un puesto", "los peones que mató el ELN".
    """
    near = clause.between(trigger.span.start - _NEARBY, trigger.span.start)
    before = _antecedent(clause, trigger, actors)
    if not before and clause.words.pattern("subjects.nameless").search(near):
        return []
    if not before and _is_of_a_deed(clause, trigger, triggers):
        return []
    before = before or _before_verb(clause, trigger, actors, triggers)
    bare = behind_fronted(clause, trigger, actors) or postposed(clause, trigger, actors)
    alone = has_clitic(clause, trigger) or not any(a.kind in ARMED for a in before)  # "X says that rebels killed them"
    return bare if bare and alone else before


def _antecedent(clause: Clause, trigger: Trigger, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """As in "Police are looking for the gunmen who killed six": whom "who" follows, whatever governs it."""
    able = [a for a in actors if a.span not in clause.harmed and a.span.end <= trigger.span.start]
    said = [(a, clause.between(a.span.end, trigger.span.start)) for a in able]
    who, that_did = clause.words.pattern("subjects.who"), clause.words.pattern("subjects.that_did")
    return [a for a, gap in said if who.fullmatch(gap) or (that_did.fullmatch(gap) and _is_set_off(clause, a))]


def _is_set_off(clause: Clause, actor: ActorMention) -> bool:
    """As in "It was the army that burned the homes", "Fue el Ejército el que"."""
    before, words = clause.before(actor), clause.words
    return bool(words.pattern("subjects.cleft").search(before)) and not words.pattern("subjects.not").search(before)


def _is_of_a_deed(clause: Clause, trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """As in "Police look into the attack in Gubio that killed six": the deed killed them, by whoever did it.

    Who owns up to the deed killed them.
    """
    nouns = (t for t in triggers if t.noun and 0 <= trigger.span.start - t.span.end <= _REACH)
    that = clause.words.pattern("subjects.that")
    deed = next((t for t in nouns if that.fullmatch(clause.between(t.span.end, trigger.span.start))), None)
    before = clause.between(clause.offset, deed.span.start) if deed else ""
    return deed is not None and not any(clause.words.pattern(name).search(before) for name in _OWNS)


def _before_verb(
    clause: Clause, trigger: Trigger, actors: Sequence[ActorMention], triggers: Sequence[Trigger]
) -> list[ActorMention]:
    asides = _asides(clause, trigger)
    floor = max(_break(clause, trigger, "clause_breaks"), _soft_break(clause, trigger, actors), _colon(clause, trigger))
    opens = any(
        a.span.start <= trigger.span.start + _LEAD and trigger.span.start < a.span.end < trigger.span.end
        for a in actors
    )
    earlier = [a for a in actors if _precedes(a, trigger, opens) and a.span.start >= floor]
    earlier = [a for a in earlier if not any(low <= a.span.start < high for low, high in asides)]
    earlier = [a for a in earlier if not (_object(clause, a, trigger, triggers) or _behind_pronoun(clause, a, floor))]
    earlier = [
        a for a in earlier if not (_is_pursued(clause, a, earlier) or (trigger.code in _COSTS and _is_off(clause, a)))
    ]
    earlier = [a for a in earlier if not _is_handled(clause, a, earlier, trigger)]
    taken = relative_object(clause, trigger, actors)
    earlier = [a for a in earlier if a is not taken]
    earlier = _unharmed(clause, earlier, trigger)
    earlier.sort(key=lambda a: a.span.start)
    asked = list(earlier)
    free = [a for at, a in enumerate(earlier) if not _governed(clause, earlier, at)]
    while free and earlier[-1] is not free[-1]:
        earlier.pop()
    earlier = earlier if free else [a for a in asked if _owner(clause, a, triggers)]
    chain = earlier[-1:]
    for actor in reversed(earlier[:-1]):
        if not _are_joined(clause, actor, chain[0]):
            break
        chain.insert(0, actor)
    return chain


def _owner(clause: Clause, actor: ActorMention, triggers: Sequence[Trigger]) -> bool:
    """As in "the men of X"; but in "the attack on a convoy of the army left nine dead" the army is struck."""
    nouns = [t.span.end for t in triggers if t.noun and t.span.end <= actor.span.start]
    struck = nouns and clause.words.pattern("upon").search(clause.between(nouns[-1], actor.span.start))
    return not struck and bool(clause.words.pattern("genitive_before").search(clause.before(actor)))


def _unharmed(clause: Clause, earlier: list[ActorMention], trigger: Trigger) -> list[ActorMention]:
    """As in "Troops took three farmers and shot them": those whom it cost do nothing, nor do bystanders.

    "Militants stopped buses and shot 23 travellers": who bears arms acts before who rides in the bus.
    """
    able = [a for a in earlier if a.span not in clause.harmed and not _is_aside(clause, a)]
    armed = [a for a in able if a.kind in ARMED and not clause.is_oblique(a)]
    if not armed or trigger.passive:
        return earlier
    told = clause.words.pattern("speech").search(clause.between(armed[-1].span.end, trigger.span.start))
    return able if told else [a for a in able if a.kind != "civilians"]


def _is_aside(clause: Clause, actor: ActorMention) -> bool:
    """As in "three men, all brothers, ...": civilians between commas say who somebody else is."""
    before = clause.before(actor).rstrip()
    fenced = before.endswith(",") or clause.words.pattern("subjects.all").search(before) is not None
    return actor.kind == "civilians" and fenced and clause.between(actor.span.end, actor.span.end + 1) == ","


def _governed(clause: Clause, earlier: Sequence[ActorMention], at: int) -> bool:
    """True when a preposition governs the actor, or one to which it is joined: "against the army and [the VDP]"."""
    actor, left = earlier[at], earlier[at - 1] if at else None
    if clause.words.pattern("subjects.did").match(clause.between(actor.span.end, actor.span.end + _NEARBY)):
        return False  # "looking for the gunmen who ambushed a convoy, killing six"
    if left is None or not _are_joined(clause, left, actor):
        return clause.is_oblique(actor)
    return _governed(clause, earlier, at - 1)


def _are_joined(clause: Clause, left: ActorMention, right: ActorMention) -> bool:
    """True for the two names of "the army and the police", not for those of "According to the army, gunmen"."""
    gap = clause.between(left.span.end, right.span.start)
    told = gap.startswith(",") and clause.link(left, "voice_follows") is not None
    return not told and clause.words.pattern("subjects.joined").match(gap) is not None


def _is_off(clause: Clause, actor: ActorMention) -> bool:
    """As in "A bomb went off 200 metres from [a police post], wounding two", "after [the army] left, killing two"."""
    before = clause.before(actor)
    if clause.words.pattern("sides.distance").search(before):
        return True
    after = clause.between(actor.span.end, actor.span.end + _REACH).lstrip()
    left = clause.words.pattern("inferred.gave_up").match(after)
    return left is not None and clause.words.pattern("sides.breaks").search(before) is not None


def _object(clause: Clause, actor: ActorMention, trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """True for the object of a verb before: in "burned the station and killed nine" the station kills nobody."""
    after = clause.between(actor.span.end, trigger.span.start).lstrip(", ")
    if clause.words.pattern("joined_verb").match(after):
        return True
    start = min(actor.span.start, trigger.span.start)
    near = (t for t in triggers if t.span.start < start and actor.span.start - t.span.end <= _NEAR)
    days = clause.words.pattern("day_words")
    verbs = (t for t in near if not (t.noun or t.passive))
    gaps = (days.sub("", clause.between(t.span.end, actor.span.start)) for t in verbs)
    opens = clause.words.pattern("subjects.opens")
    return any(len(gap.split()) <= WORDS and not (MARK.search(gap) or opens.match(gap)) for gap in gaps)


def _is_pursued(clause: Clause, actor: ActorMention, earlier: Sequence[ActorMention]) -> bool:
    """As in "soldiers chasing [bandits] fired on a market": the object of what is only said of the subject."""
    gaps = (clause.between(a.span.end, actor.span.start) for a in earlier if a.span.end < actor.span.start)
    said_of = clause.words.pattern("subjects.said_of")
    return any(said_of.fullmatch(gap) for gap in gaps)


def _is_handled(clause: Clause, actor: ActorMention, earlier: Sequence[ActorMention], trigger: Trigger) -> bool:
    """As in "Farmers encircled a patrol in Tame on Saturday and held nine": the object of a verb of no deed."""
    before = [a for a in earlier if a.span.end < actor.span.start]
    after = clause.between(actor.span.end, trigger.span.start)
    goes_on = clause.words.pattern("joined_verb").search(after) and len(after.split()) <= _AND_THEN
    if not before or not goes_on or MARK.search(after):
        return False
    gap = clause.between(before[-1].span.end, actor.span.start)
    said = clause.words.pattern("speech").search(gap)
    return said is None and clause.words.pattern("subjects.verb_before").fullmatch(gap) is not None


def _behind_pronoun(clause: Clause, actor: ActorMention, floor: int) -> bool:
    """As in "They forced two buses to stop and took": the object of a verb whose subject is a pronoun."""
    before = clause.between(floor, actor.span.start)
    found = last_of(clause.words.pattern("subject_pronouns"), before, 0, len(before))
    gap = before[found.end() :] if found else ""
    parted = _PARTED.search(gap) or clause.words.pattern("subjects.parted").search(gap)
    return 1 < len(gap.split()) <= _VERB_WORDS and not parted


def _colon(clause: Clause, trigger: Trigger) -> int:
    """Who stands before a colon does not do what stands after it: "Health ministry: 32 dead, 110 hurt"."""
    return clause.offset + clause.folded.rfind(": ", 0, max(0, trigger.span.start - clause.offset)) + 1


def _break(clause: Clause, trigger: Trigger, name: str) -> int:
    """Where the last clause opens before a verb: "soldiers were there [when a mine killed two]"."""
    end = max(0, trigger.span.start - clause.offset)
    found = last_of(clause.words.pattern(name), clause.folded, 0, end)
    return clause.offset + found.end() if found else clause.offset


def _soft_break(clause: Clause, trigger: Trigger, actors: Sequence[ActorMention]) -> int:
    """The same for "after", "before", which open a clause only where a subject follows: not "before dawn"."""
    at = _break(clause, trigger, "soft_breaks")
    return at if any(at <= a.span.start < trigger.span.start for a in actors) else clause.offset


def _asides(clause: Clause, trigger: Trigger) -> list[tuple[int, int]]:
    """Relative clauses between commas, and brackets, that close before the trigger."""
    at = trigger.span.start - clause.offset
    found = clause.words.pattern("relative_aside").finditer(clause.folded, 0, max(0, at))
    return [(clause.offset + m.start(), clause.offset + m.end()) for m in found]


def _precedes(actor: ActorMention, trigger: Trigger, opens: bool) -> bool:
    """True when an actor stands before the verb, or opens the words that make it ("the rebels entered")."""
    inside = opens and actor.span.end < trigger.span.end
    return actor.span.end <= trigger.span.start or (inside and not trigger.noun)
