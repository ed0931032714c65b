"""Who stands on which side: takes the actors and triggers of one clause, gives each actor its role.

Grammar first: each trigger has an agent (subject of an active verb, "by" after a passive or a noun, the name before a
noun) and those whom it reaches (object, subject of a passive, "on", "against"); then the nature of the actor (gunmen
attack, villagers suffer), following PLOVER's source and target. Invariant: an actor gets at most one role in a clause;
one that only speaks gets none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, Count, Trigger

__all__ = ["assign_roles"]

_ARMED = frozenset({"state", "rebel", "political_militia", "communal_militia", "pmc", "external", "unidentified"})
_SUFFERED = frozenset({"killed", "wounded", "abducted", "missing", "captured"})
_NEUTRAL = {
    "Agreement": "signatory",
    "Change to group/activity": "participant",
    "Non-violent transfer of territory": "participant",
    "Other": "participant",
}
_DEEDS = frozenset(("assault", "ambush", "explosion", "Air/drone strike", "Shelling/artillery/missile attack"))
_FROM_AFAR = frozenset(("Air/drone strike", "Shelling/artillery/missile attack", "Suicide bomb", "assault"))
_OWN = frozenset(("men", "fighters", "members", "people"))
_POSSESSED = re.compile(r"(?:its|their|his|ses|leurs|sus) (?:own )?$")
_PARTICIPLE = re.compile(r"^\w+(?:ing|ant|ando|iendo)\b")
_NAMED_BEFORE = re.compile(r"^(?:'s|s'|')?[ -]?(?:\w+ ){0,2}$")  # "the RSF's artillery shelling", "JNIM ambush"
_JOINED = re.compile(r"^(?:,? (?:and|et|y|e|ou|or|of|from|de|du|des|del|in|at) |, )(?:[\w'-]+ ){0,3}$")
_LINK = 26  # characters before an actor in which its preposition stands
_REACH = 130  # characters between a trigger and an actor that it governs


@dataclass(frozen=True, slots=True)
class _Clause:
    """The words of a clause, folded, and where they start in the report."""

    folded: str
    offset: int
    words: Lexicon

    def between(self, left: int, right: int) -> str:
        """The words between two offsets of the report."""
        return self.folded[max(0, left - self.offset) : max(0, right - self.offset)]

    def link(self, actor: ActorMention, name: str) -> re.Match[str] | None:
        """The preposition of class ``name`` right before an actor, its articles and numbers passed over."""
        before = self.between(actor.span.start - _LINK, actor.span.start)
        found = None
        for found in self.words.pattern(name).finditer(before):
            pass
        near = found is not None and len(before[found.end() :].split()) <= 2 and not re.search(r"[,;:]", before[found.end() :])
        return found if near else None


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
    clause = _Clause(folded, offset, words)
    suffering = {c.of.span for c in counts if c.of and c.kind in _SUFFERED}
    actors = [_own(a, clause) for a in actors]
    placed = [replace(a, role=_role(clause, a, actors, triggers, suffering, speakers)) for a in actors]
    return tuple(_accused(_balanced(placed, triggers), clause))


def _own(actor: ActorMention, clause: _Clause) -> ActorMention:
    """ "Its fighters", "ses hommes" are the forces of whoever speaks or was spoken of."""
    possessed = actor.head in _OWN and _POSSESSED.search(clause.between(clause.offset, actor.span.start))
    return replace(actor, kind="rebel", head="own_forces", ids=()) if possessed else actor


def _role(
    clause: _Clause,
    actor: ActorMention,
    actors: Sequence[ActorMention],
    triggers: Sequence[Trigger],
    suffering: set[object],
    speakers: frozenset[int],
) -> str | None:
    if actor.span in suffering:
        return "target"
    if actor.span.start in speakers:
        return None
    if actor.kind in ("protesters", "rioters"):
        return "attacker" if actor.kind == "rioters" else "participant"
    trigger = _governing(clause, actor, triggers)
    return _under(clause, actor, actors, trigger) if trigger else None


def _under(clause: _Clause, actor: ActorMention, actors: Sequence[ActorMention], trigger: Trigger) -> str | None:
    """The actor's role under the trigger that governs it."""
    if trigger.code in _NEUTRAL:
        return _NEUTRAL[trigger.code]
    if trigger.code == "Suicide bomb" and not trigger.noun and actor.span.end <= trigger.span.start:
        return "attacker"  # "a woman blew herself up"
    acts = _acts(clause, actor, trigger)
    if acts is False and trigger.passive and not _is_subject(clause, actor, actors, trigger):
        return None
    if trigger.code == "Arrests":
        return "attacker" if acts else "arrested"
    if acts is None:
        return None
    return "attacker" if acts and (actor.kind != "civilians" or _is_agent_phrase(clause, actor, trigger)) else "target"


def _acts(clause: _Clause, actor: ActorMention, trigger: Trigger) -> bool | None:
    """True for the agent, False for the one reached, None for one who stands outside."""
    by = clause.link(actor, "by")
    if by:
        return True if _is_agent_phrase(clause, actor, trigger) else None
    if actor.span.overlaps(trigger.span) and not trigger.passive:
        return trigger.noun or trigger.code in _FROM_AFAR  # "army drones struck", but "freed 500 prisoners"
    if trigger.noun:
        return _acts_beside_noun(clause, actor, trigger)
    if actor.span.start < trigger.span.start:
        return not trigger.passive
    return False


def _is_subject(clause: _Clause, actor: ActorMention, actors: Sequence[ActorMention], trigger: Trigger) -> bool:
    """True for the actor nearest before a passive, and those joined to it: "soldiers and two guides were killed"."""
    if actor.span.start >= trigger.span.start:
        return True
    later = [a for a in actors if actor.span.end <= a.span.start and a.span.end <= trigger.span.start]
    chain = [actor, *later]
    return all(_JOINED.match(clause.between(a.span.end, b.span.start)) for a, b in zip(chain, chain[1:], strict=False))


def _is_agent_phrase(clause: _Clause, actor: ActorMention, trigger: Trigger) -> bool:
    """True when "by" belongs to the trigger, not to another participle: "escorted by the army"."""
    by = clause.link(actor, "by")
    if by is None or not (trigger.passive or trigger.noun):
        return False
    between = clause.between(trigger.span.end, actor.span.start)
    return not clause.words.pattern("other_agents").search(between)


def _acts_beside_noun(clause: _Clause, actor: ActorMention, trigger: Trigger) -> bool | None:
    if actor.span.end <= trigger.span.start:
        between = clause.between(actor.span.end, trigger.span.start)
        owns = _NAMED_BEFORE.match(between) and (actor.head != "state" or between.startswith("'s"))
        return True if owns or clause.words.pattern("light_verbs").search(between) else None
    return trigger.code in _DEEDS and actor.kind in _ARMED and clause.link(actor, "deed_of") is not None


def _governing(clause: _Clause, actor: ActorMention, triggers: Sequence[Trigger]) -> Trigger | None:
    """The nearest trigger, verbs before nouns of the same distance."""
    near = [(_cost(actor, t), t) for t in triggers if _gap(actor, t) <= _REACH and _governs(t, actor)]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _cost(actor: ActorMention, trigger: Trigger) -> float:
    return _gap(actor, trigger) + (15 if trigger.noun else 0) - 10 * trigger.strength


def _governs(trigger: Trigger, actor: ActorMention) -> bool:
    """A participle says what came of the main verb: in "a bomb hit a truck, killing two" the truck kills nobody."""
    return not (_PARTICIPLE.search(trigger.span.text) and actor.span.end <= trigger.span.start)


def _gap(actor: ActorMention, trigger: Trigger) -> int:
    """Characters between the two; 0 when they overlap."""
    return max(0, actor.span.start - trigger.span.end, trigger.span.start - actor.span.end)


def _balanced(placed: list[ActorMention], triggers: Sequence[Trigger]) -> list[ActorMention]:
    """Two armed sides of a clash stand against each other even if the grammar puts both on one side."""
    if not any(t.code == "clash" for t in triggers):
        return placed
    armed = [a for a in placed if a.kind in _ARMED and a.role in ("attacker", "target")]
    if len(armed) >= 2 and len({a.role for a in armed}) == 1:
        other = armed[0].span if armed[0].role == "target" else armed[-1].span
        flip = "attacker" if armed[0].role == "target" else "target"
        return [replace(a, role=flip) if a.span == other else a for a in placed]
    return placed


def _accused(placed: list[ActorMention], clause: _Clause) -> list[ActorMention]:
    """ "Police blamed the killing of five villagers on Boko Haram": the one blamed acts, whatever its preposition."""
    if any(a.role == "attacker" for a in placed) or not clause.words.pattern("blames_on").search(clause.folded):
        return placed
    blamed = next((a for a in reversed(placed) if a.role == "target" and a.kind not in ("civilians", "state")), None)
    return [replace(a, role="attacker") if a is blamed else a for a in placed]
