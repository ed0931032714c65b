"""Two sides of a fight: takes the placed actors of a clause that tells of one, gives each side its own role.

The grammar of "clashes between X and Y" or "X and Y fought" puts both on one side; who is met with ("a clash with X")
stands against those whom it cost. Invariant: only roles change, and only of armed actors.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.extract.grammar import ARMED, Clause
from tocsin.model import ActorMention, Trigger

__all__ = ["FEUDING", "balanced"]

# Civilians who fight as a side: "clashes between herders and farmers".
FEUDING = frozenset(
    ("herders", "farmers", "hunters", "villagers", "residents", "faithful", "miners", "fishers", "prisoners", "peoples")
)

_AND = re.compile(r" (?:[\w-]+ )?(?:and|et|y|e) (?:(?:the|les|des|los|las) )?")
_NEAR = 48  # characters that "a clash with" and the words between it and its actor take
_SLACK = 24  # characters around a clash's word in which "between" stands
_SIDES = 90  # characters after "between" in which both sides are named


def balanced(placed: list[ActorMention], triggers: Sequence[Trigger], clause: Clause) -> list[ActorMention]:
    """Two armed sides of a clash stand against each other even if the grammar puts both on one side.

    Who is named with "a clash with", "fighting against" stands against those whom it cost.
    """
    met = [a for a in placed if a.kind in ARMED and _is_met(a, clause)]
    harmed = [a for a in placed if a.role == "target" and a not in met]
    if met and harmed and not any(a.role == "attacker" for a in placed):
        return [replace(a, role="attacker") if a in met else a for a in placed]
    fights = any(t.code == "clash" for t in triggers)
    fallen_out = _quarrel(placed, triggers, clause)
    if fallen_out:
        return [replace(a, role=fallen_out.get(a.span.start, a.role)) for a in placed]
    facing = _facing(placed, clause) if fights or not triggers else {}
    if facing:
        return [replace(a, role=facing.get(a.span.start, a.role)) for a in placed]
    if not fights:
        return placed
    sides = _two_sides(placed, triggers, clause)
    if sides:
        return [replace(a, role=sides.get(a.span.start, a.role)) for a in placed]
    armed = [a for a in placed if a.kind in ARMED and a.role in ("attacker", "target")]
    other_side = _lone_other(placed, armed, triggers, clause)
    if other_side:
        return [replace(a, role="target") if a is other_side else a for a in placed]
    same = len(armed) >= 2 and len({a.role for a in armed}) == 1
    if same and not (
        _one_side(armed, clause) or _has_object(armed, triggers, clause) or _repel(armed, triggers, clause)
    ):
        other = armed[0].span if armed[0].role == "target" else armed[-1].span
        flip = "attacker" if armed[0].role == "target" else "target"
        return [replace(a, role=flip) if a.span == other else a for a in placed]
    return placed


def _quarrel(placed: Sequence[ActorMention], triggers: Sequence[Trigger], clause: Clause) -> dict[int, str]:
    """As in "A quarrel between soldiers and militiamen turned into a shootout": both sides, by their starts."""
    found = clause.words.pattern("sides.quarrel").search(clause.folded) if triggers else None
    low = clause.offset + found.end() if found else 0
    near = [a for a in placed if found and a.kind in ARMED and 0 <= a.span.start - low <= _SIDES]
    joined = len(near) > 1 and _AND.fullmatch(clause.between(near[0].span.end, near[1].span.start))
    before = joined and all(near[1].span.end <= t.span.start for t in triggers)
    return {near[0].span.start: "attacker", near[1].span.start: "target"} if before else {}


def _lone_other(
    placed: Sequence[ActorMention], armed: Sequence[ActorMention], triggers: Sequence[Trigger], clause: Clause
) -> ActorMention | None:
    """As in "The rebels met a column of the army, and fought it": who alone is named beside those who fight."""
    verbs = [t for t in triggers if t.code == "clash" and not t.noun]
    if not verbs or {a.role for a in armed} != {"attacker"}:
        return None
    named = {a.ids or a.head for a in armed}
    others = [a for a in placed if a.kind in ARMED and a.role is None and (a.ids or a.head) not in named]
    between = [a for a in others if armed[-1].span.end < a.span.start < verbs[-1].span.start]
    return between[0] if len(others) == len(between) == 1 and not clause.link(between[0], "speech") else None


def _is_met(actor: ActorMention, clause: Clause) -> bool:
    return bool(clause.words.pattern("met_with").search(clause.between(actor.span.start - _NEAR, actor.span.start)))


def _one_side(armed: Sequence[ActorMention], clause: Clause) -> bool:
    """As in "Fighting against the army and its aides": both on the side that is fought, not "On Monday X and Y"."""
    upon = clause.link(armed[0], "upon")
    gap = clause.before(armed[0])[upon.end() :] if upon else ""
    dated = clause.words.pattern("day_words").search(gap) or re.search(r"\d", gap)
    return upon is not None and dated is None


def _repel(armed: Sequence[ActorMention], triggers: Sequence[Trigger], clause: Clause) -> bool:
    """As in "The volunteers and a detachment repelled hordes": those before the verb drive others off together."""
    verbs = [t for t in triggers if t.code == "clash" and clause.words.pattern("repels").search(clause.said(t))]
    return bool(verbs) and all(a.span.end <= verbs[0].span.start for a in armed)


def _has_object(armed: Sequence[ActorMention], triggers: Sequence[Trigger], clause: Clause) -> bool:
    """As in "L'armée et ses alliés l'avaient délogé": a pronoun stands for whom both fought."""
    verbs = [t for t in triggers if t.code == "clash" and not (t.noun or t.passive)]
    heads = [clause.between(clause.offset, t.span.start) + clause.said(t).split()[0] + " " for t in verbs]
    pronoun = any(clause.words.pattern("object_before").search(head) for head in heads if not head.endswith("avoir "))
    return pronoun and all(a.role == "attacker" for a in armed)


def _facing(placed: Sequence[ActorMention], clause: Clause) -> dict[int, str]:
    """As in "On one side was X, on the other Y", "X was on one side and Y on the other": roles by their starts.

    Not where either of them only says something.
    """
    one = clause.words.pattern("facing.one").search(clause.folded)
    other = clause.words.pattern("facing.other").search(clause.folded, one.end()) if one else None
    if one is None or other is None:
        return {}
    armed = [a for a in placed if a.kind in ARMED]
    low, mid, high = (clause.offset + at for at in (one.start(), one.end(), other.start()))
    before = [a for a in armed if a.span.end <= low]
    between = [a for a in armed if mid <= a.span.start and a.span.end <= high]
    after = [a for a in armed if 0 <= a.span.start - (clause.offset + other.end()) <= _SIDES]
    sides = (between[:1] + after[:1]) if between and after else (before[-1:] + between[:1])
    if len(sides) < 2 or any(_speaks(a, clause) for a in sides):
        return {}
    return {sides[0].span.start: "attacker", sides[1].span.start: "target"}


def _speaks(actor: ActorMention, clause: Clause) -> bool:
    """True where a verb of speech follows at once."""
    after = clause.between(actor.span.end, actor.span.end + _NEAR).lstrip(" ,")
    return clause.words.pattern("speech").match(after) is not None


def _joint(placed: Sequence[ActorMention], trigger: Trigger, clause: Clause) -> list[ActorMention]:
    """As in "Herders and farmers fought": the two peoples or trades that are together the subject of the verb."""
    able = [a for a in placed if a.head in FEUDING and 0 <= trigger.span.start - a.span.end <= _SIDES]
    joined = len(able) == 2 and _AND.fullmatch(clause.between(able[0].span.end, able[1].span.start))
    return able if joined and not trigger.noun else []


def _two_sides(placed: Sequence[ActorMention], triggers: Sequence[Trigger], clause: Clause) -> dict[int, str]:
    """As in "Clashes between X and Y": the first named stands as attacker, the other as target, by their starts."""
    for trigger in (t for t in triggers if t.code == "clash"):
        end = trigger.span.end - clause.offset
        found = clause.words.pattern("between_sides").search(clause.folded, max(0, end - _SLACK // 2), end + _SLACK)
        low = clause.offset + found.end() if found else 0
        near = [a for a in placed if found and 0 <= a.span.start - low <= _SIDES]
        sides = near if near[:2] and all(a.head in FEUDING for a in near[:2]) else [a for a in near if a.kind in ARMED]
        sides = sides or _joint(placed, trigger, clause)
        if len(sides) > 1:
            return {sides[0].span.start: "attacker", sides[1].span.start: "target"}
    return {}
