"""Who is accused: takes the placed actors of a clause, gives them with the accused party as attacker.

Accusations stand in sentences of their own ("Residents blamed X", "suspicion falls on X", "attribuée à X"), often
without a word of the deed. The accused stands after words of blame, before their passive, or right after "suspected".
Invariant: the accuser never becomes the doer; a lesser charge (backing, failing) accuses nobody of the deed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.extract.clash import FEUDING
from tocsin.extract.grammar import ARMED, Clause
from tocsin.model import ActorMention, Span, Trigger
from tocsin.text import fold

__all__ = ["accuse"]

_NOT_DOERS = frozenset(("civilians", "protesters"))
_BLAMED = FEUDING | {"men", "people", "suspects"}  # civilians who are blamed as a side, and nameless men
_NAMELESS = frozenset(
    ("men", "people", "gunmen", "attackers", "fighters", "bandits", "kidnappers", "suspects", "unknown_persons")
)
_RAIDERS = frozenset(("gunmen", "attackers", "kidnappers"))
_PEOPLES = frozenset(("herders", "hunters", "peoples"))  # "the attackers were Fulani herdsmen"
_ACCUSING = re.compile(
    r" (?:attribut(?:es|e|ent)|ascribes|blames|accuses?|accusent|impute(?:nt)?|atribuyen?|culpan?)(?!\w)"
    r"|,? (?:(?:has |had |have )?accused(?! (?:of|by)(?!\w))"
    r"|(?:a|ont|avait|avaient) accuse|(?:ha |han )?acus(?:o|aron|ado)(?! de))(?!\w)"
)
# "..., accusent [des habitants]": who is told of last and without a name accuses
_INVERTED = re.compile(r", accus(?:e|ent|ait|aient) (?=(?:des|une?|plusieurs|certaine?s|de nombreu(?:x|ses)) )")
_OF = re.compile(r"[^.;:]* (?:d'avoir|d'etre|de (?:\w+er|\w+ir|\w+re|la|cette|ce|ces)|du|d'\w+er|pour)(?!\w)")
_REACH = 60  # characters between words of blame and the one blamed
_FAR = 120  # the same with what a relative clause between commas says of him
_GROUND = 2  # words before the name in "position of X"
_SERVED = 2  # words between a lesser charge and whom it served
_CHARGED = re.compile(r"(?<!\w)a?(?:c+us|suspect|soupconn|sospech)\w* ")
_CHARGE = 45  # characters after the accused in which the charge stands
_PREPOSITION = re.compile(r"(?:\s|^)(?:a|al|au|aux|at|of|on|to|de|del|du|des|d'|sur|vers|hacia|from|by)$")
_STOP = re.compile(r"[.;:]|, (?:but|though|although|while|mais|bien que|pero|aunque) ")
_WHICH = re.compile(r", (?:who|which|whose|qui|que|dont|quien|quienes) (?![^,]*,)")
_PARTIES = frozenset(("rebel", "political_militia", "communal_militia", "pmc"))
_SPARED = ("Arrests", "Disrupted weapons use")


def accuse(placed: Sequence[ActorMention], triggers: Sequence[Trigger], clause: Clause) -> tuple[ActorMention, ...]:
    """The actors of a clause, the accused among them as attackers."""
    blamed = (*_after_blame(placed, clause), *_before_blame(placed, clause))
    accused = [a for a in blamed if not _lesser(a, clause) and not _accuses(a, clause)]
    if not accused and not any(a.role == "attacker" for a in placed) and not any(t.code in _SPARED for t in triggers):
        accused = [a for a in placed if a.role is None and _may_act(a) and _is_suspected(a, clause)]
    accused += _each_other(placed, clause)
    accused += [*_identified(placed, triggers, clause), *_comers(placed, triggers, clause), *_shooters(placed, clause)]
    starts = {a.span for a in accused}
    accusers = {
        a.span for a in placed if a.role == "attacker" and (_accuses(a, clause) or _tells_who(a, clause))
    } - starts
    fallen = _fallen_members(placed, clause)
    placed = [replace(a, role=None) if a.span in accusers else a for a in placed]
    placed = [replace(a, role="target") if a.span in fallen and a.role is None else a for a in placed]
    return tuple(replace(a, role="attacker") if a.span in starts else a for a in placed)


def _accuses(actor: ActorMention, clause: Clause) -> bool:
    """As in "The army attributes the raid, which killed six, to X", "X, accused by the army of the raid"."""
    before = clause.between(actor.span.start - _REACH, actor.span.start)
    after = clause.between(actor.span.end, actor.span.end + _REACH)
    return bool(_ACCUSING.match(after) or clause.words.pattern("accused_by").search(before))


def _tells_who(actor: ActorMention, clause: Clause) -> bool:
    """As in "Men whom the police identified as X": who says who they were did nothing."""
    said = (m.span() for m in clause.words.pattern("identifies").finditer(clause.folded))
    at = actor.span.start - clause.offset
    return actor.head not in _NAMELESS and any(start < at < end for start, end in said)


def _each_other(placed: Sequence[ActorMention], clause: Clause) -> list[ActorMention]:
    """As in "Russia and Ukraine blamed each other": both are accused."""
    cue = clause.words.pattern("mutual_blame").search(clause.folded)
    armed = (a for a in placed if a.kind in _PARTIES or a.kind == "state")
    return [a for a in armed if cue and a.span.end <= clause.offset + cue.start()]


def _may_act(actor: ActorMention) -> bool:
    return (actor.kind not in _NOT_DOERS or actor.head in _BLAMED) and actor.head != "government"


def _after_blame(placed: Sequence[ActorMention], clause: Clause) -> list[ActorMention]:
    """As in "blamed X", "attributed to X", "blamed the killings on X": the last of these where "on" follows."""
    found: list[ActorMention] = []
    for match in clause.words.pattern("blames").finditer(clause.folded):
        if _is_withheld(match, clause):
            continue
        end = clause.offset + match.end()
        start = clause.offset + match.start()
        later = [a for a in placed if _begins_near(a, start, end, _FAR)]
        later = [a for a in later if not _STOP.search(clause.between(end, a.span.start))]
        later = [a for a in later if not _is_the_one_accusing(a, start, clause)]
        open_ended = not _PREPOSITION.search(match.group())
        near_or_party = [a for a in later if a.kind in _PARTIES or a.span.start - end <= _REACH]
        laid = [a for a in near_or_party if open_ended and _is_laid_on(a, end, clause)]
        near = [a for a in later if a.span.start - end <= _REACH // 3 or _is_so_called(a, end, clause)]
        found += [a for a in (laid or near)[:1] if _may_act(a)]
    return found


def _is_withheld(blame: re.Match[str], clause: Clause) -> bool:
    """As in "The mayor declined to blame X", "Nobody blamed X"."""
    said = (m.span() for m in clause.words.pattern("says_neither").finditer(clause.folded))
    return any(low < blame.end() and blame.start() < high for low, high in said)


def _is_so_called(actor: ActorMention, end: int, clause: Clause) -> bool:
    """As in "attributed it to [the structure known as] X"."""
    gap = clause.between(end, actor.span.start).strip()
    called = clause.words.pattern("stands_alone.known_as").search(gap)
    return len(gap) <= _REACH and called is not None and called.end() == len(gap)


def _is_the_one_accusing(actor: ActorMention, blame: int, clause: Clause) -> bool:
    """As in "Soldiers killed ten, accusent des habitants": the subject behind its verb, and no charge after it."""
    verb = _INVERTED.match(clause.folded, blame - clause.offset - 2)
    return verb is not None and not _OF.match(clause.between(actor.span.end, actor.span.end + _CHARGE))


def _is_laid_on(actor: ActorMention, end: int, clause: Clause) -> bool:
    """As in "blamed the raid on [X]", not as in "blamed X, which had demanded money of [Y]"."""
    told_of = _WHICH.search(clause.between(end, actor.span.start))
    return told_of is None and bool(clause.words.pattern("laid_on").search(clause.before(actor)))


def _before_blame(placed: Sequence[ActorMention], clause: Clause) -> list[ActorMention]:
    """As in "X is blamed", "X is said to be behind it": the nearest before the words."""
    found: list[ActorMention] = []
    for match in clause.words.pattern("is_blamed").finditer(clause.folded):
        start = clause.offset + match.start()
        asides = [m.span() for m in clause.words.pattern("relative_aside").finditer(clause.folded, 0, match.start())]
        earlier = [a for a in placed if 0 <= start - a.span.end <= _FAR and _may_act(a)]
        earlier = [a for a in earlier if not any(low < a.span.start - clause.offset < high for low, high in asides)]
        gap = clause.words.pattern("relative_aside").sub(
            "", clause.between(earlier[-1].span.end, start) if earlier else ""
        )
        himself = clause.words.pattern("subject_pronouns").search(gap)
        told = clause.words.pattern("speech").search(gap)  # "X said that whoever was responsible": not X
        near = himself or (len(gap) <= _REACH // 3 and not told)
        if earlier and near and not clause.words.pattern("denies").search(gap):
            found.append(earlier[-1])
    return found


def _identified(placed: Sequence[ActorMention], triggers: Sequence[Trigger], clause: Clause) -> Iterator[ActorMention]:
    """As in "Survivors recognised the men as X", "the gunmen, said to belong to X": unless those so called suffered."""
    for match in clause.words.pattern("identifies").finditer(clause.folded):
        start, end = clause.offset + match.start(), clause.offset + match.end()
        named = next((a for a in placed if _begins_near(a, start, end, _REACH // 2)), None)
        before = [
            a for a in placed if a.span.end <= start or match.start() <= a.span.start - clause.offset < match.end()
        ]
        nameless = [a for a in before if a is not named and a.head in _NAMELESS]
        spared = any(t.code in _SPARED for t in triggers) or any(a.role == "target" for a in nameless[-1:])
        if named and _STOP.search(clause.between(end, named.span.start)):
            continue
        later = named is not None and any(t.span.start > named.span.end and t.passive for t in triggers)
        people = named is not None and named.head in _PEOPLES and any(a.head in _RAIDERS for a in nameless[-1:])
        if named and (named.head is None or named.ids or people) and not (named.role and later) and not spared:
            yield named


def _fallen_members(placed: Sequence[ActorMention], clause: Clause) -> set[Span]:
    """As in "Fourteen men belonging to X were killed": those who died were of the party that is named behind them."""
    found: set[Span] = set()
    for match in clause.words.pattern("identifies").finditer(clause.folded):
        start, end = clause.offset + match.start(), clause.offset + match.end()
        named = next((a for a in placed if _begins_near(a, start, end, _REACH // 2)), None)
        men = [a for a in placed if a.span.end <= start][-1:]
        near = men and len(clause.between(men[0].span.end, start).split()) <= _SERVED
        if named and near and named.kind in _PARTIES and men[0].role == "target" and men[0].head in _NAMELESS:
            found.add(named.span)
    return found


def _comers(placed: Sequence[ActorMention], triggers: Sequence[Trigger], clause: Clause) -> Iterator[ActorMention]:
    """As in "The men of X had come at dawn": a party's armed band that comes or goes where no deed is told."""
    if any(t.strength > 1 for t in triggers):
        return
    for actor in placed:
        banded = (
            actor.kind in _PARTIES and actor.ids and clause.words.pattern("armed_band").match(fold(actor.span.text))
        )
        after = clause.between(actor.span.end, actor.span.end + _CHARGE).lstrip()
        if banded and actor.role is None and clause.words.pattern("came_and_went").match(after):
            yield actor


def _shooters(placed: Sequence[ActorMention], clause: Clause) -> list[ActorMention]:
    """As in "The fire came from hills held by X", "rounds from X's positions": whose ground it was fired from."""
    fired = clause.words.pattern("fired_from")
    armed = (a for a in placed if a.kind in ARMED)
    return [a for a in armed if any(fired.search(clause.between(a.span.start - _FAR, at)) for at in _openings(a))]


def _openings(actor: ActorMention) -> Iterator[int]:
    """Where the actor's words begin, and where its name does in "[position of X]"."""
    yield actor.span.start
    ground = " ".join(actor.span.text.split(" ")[:_GROUND])
    if len(ground) < len(actor.span.text):
        yield actor.span.start + len(ground) + 1


def _begins_near(actor: ActorMention, start: int, end: int, reach: int) -> bool:
    """True for an actor behind words of blame, or whose own noun they hold ("assailants said to be [men of X]")."""
    return start < actor.span.start <= end + reach and actor.span.end > end


def _lesser(actor: ActorMention, clause: Clause) -> bool:
    """True for who is charged with less than the deed, and whom that served: "men accused of helping bandits"."""
    lesser = clause.words.pattern("lesser_charges")
    after = clause.between(actor.span.end, actor.span.end + _CHARGE).lstrip(" ,")
    laid = (m.end() for m in _CHARGED.finditer(after))
    served = any(len(clause.before(actor)[m.end() :].split()) <= _SERVED for m in lesser.finditer(clause.before(actor)))
    return served or bool(lesser.match(after)) or any(lesser.match(after, end) for end in laid)


def _is_suspected(actor: ActorMention, clause: Clause) -> bool:
    """As in "Suspected X", "des présumés X", "presuntos X", and "X présumés" in the word after."""
    before, after = (
        clause.before(actor) + fold(actor.span.text).split(" ")[0] + " ",
        clause.between(actor.span.end, actor.span.end + 14),
    )
    words = clause.words.pattern("suspected_before")
    return bool(words.search(before)) or (clause.words.language != "en" and bool(words.match(after.strip() + " ")))
