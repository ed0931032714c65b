"""Who opens a paragraph or a clause, and so does what follows: takes what was told before, gives the attacker.

"Armed men stopped three trucks. Two traders were led away", "Police fired live rounds: one pupil died". Invariant: who
opens stands in the words before the deed, and suffers nothing in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.knowledge.lexicon import lexicon
from tocsin.model import Actor, ActorMention, Claim, ResolvedClaim
from tocsin.resolve.actor_topic import ARMED, MEMORY, mention_of
from tocsin.resolve.walk import Walk
from tocsin.text import fold

__all__ = ["HARMED", "PARTIES", "is_buried", "opener"]

PARTIES = frozenset(("rebel", "political_militia", "communal_militia", "pmc", "unidentified"))
HARMED = ("target", "victim")
_BURIED = frozenset(("Remote explosive/landmine/IED", "explosion", "mine", "ied"))
_STATE = frozenset(("state", "external"))
_OPENING = 45  # characters before an actor that opens a clause
_FRONTED = 120  # the same behind a comma
_LEAD = re.compile(r"(?:,|:)\s(?:[\w'’-]+ ){0,1}(?:[dl]['’])?$")  # ", four [men of the ELN]"


def opener(
    claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk
) -> Iterator[tuple[ActorMention, Actor]]:
    """As in "Armed men stopped three trucks. Two traders were led away": those who open the paragraph did it."""
    harmed = {a.id or a.name for m, a in found if m.role in HARMED}
    yield from _own_opener(claim, found, walk)
    for told in reversed(walk.told[-MEMORY:]):
        if told.claim.sentence.paragraph != claim.sentence.paragraph or told.claim.triggers:
            return
        here = sorted((*told.named, *told.actors), key=lambda a: a.span)
        force = next((a for a in here if a.kind in _STATE and _halts(a, told.claim, walk)), None)
        if force:
            yield from () if is_buried(claim) else _stopped_by(force, found)
            return
        doers = (a for a in here if _did(a) or _is_agent(a, told.claim, walk))
        first = next(doers, None) or next(iter(here), None)
        if first and first.role not in HARMED and _may_open(first, told, harmed, walk):
            yield mention_of(first), replace(first, role="attacker", why="opens the paragraph")
            yield from _met_by(first, here, told, walk)
            return


def _met_by(
    first: Actor, here: Sequence[Actor], told: ResolvedClaim, walk: Walk
) -> Iterator[tuple[ActorMention, Actor]]:
    """As in "A column of the dissidents ran into a patrol. Five died": the armed side that the first one met."""
    met = lexicon(walk.report.language).pattern("met_with")
    for actor in here:
        gap = fold(walk.report.text[first.span.end : actor.span.start])
        other = actor.span.start > first.span.end and actor.id != first.id and actor.kind in ARMED
        if other and not actor.role and len(gap) <= _FRONTED and met.search(gap):
            yield mention_of(actor), replace(actor, role="target", why="whom the other side met")
            return


def _own_opener(
    claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk
) -> Iterator[tuple[ActorMention, Actor]]:
    """As in "Police fired live rounds: one pupil died": who acts before the colon did what follows."""
    words = lexicon(walk.report.language)
    head, colon, _ = fold(claim.span.text).partition(": ")
    first = min(((m, a) for m, a in found), key=lambda pair: pair[0].span, default=None)
    if not colon or first is None or first[0].role or first[1].kind not in ARMED | {"unidentified"}:
        return
    mention, actor = first
    after = head[max(0, mention.span.end - claim.span.start) :]
    opens = mention.span.start < claim.span.start + len(head) and not _is_governed(actor, claim, walk)
    if opens and len(after.split()) > 1 and not words.pattern("speech").search(after):
        yield mention_of(actor), replace(actor, role="attacker", why="acts before the colon")


def _is_governed(actor: Actor, claim: Claim, walk: Walk) -> bool:
    """True when a preposition stands before the actor: "rounds at the base"."""
    before = fold(walk.report.text[max(claim.span.start, actor.span.start - 2 * _OPENING) : actor.span.start])
    return bool(lexicon(walk.report.language).pattern("oblique_before").search(before))


def is_buried(claim: Claim) -> bool:
    """True for a mine or a bomb: who lay in wait isn't who was told of before."""
    return any(t.code in _BURIED for t in claim.triggers) or any(w.kind in _BURIED for w in claim.weapons)


def _stopped_by(force: Actor, found: Sequence[tuple[ActorMention, Actor]]) -> Iterator[tuple[ActorMention, Actor]]:
    """As in "A commando was intercepted by a patrol. Its three men were shot": only fighters are a force's to kill."""
    harmed = [a for m, a in found if m.role in HARMED]
    if harmed and all(a.kind in PARTIES for a in harmed):
        yield mention_of(force), replace(force, role="attacker", why="stopped them in the words before")


def _is_agent(actor: Actor, claim: Claim, walk: Walk) -> bool:
    """As in "A car was stopped by gunmen. Two were led away": the party behind the "by" of a passive.

    Nameless men are told of for what they do next, a known party may build, host or visit: only who halts acts on.
    """
    behind = _is_behind_by(actor, claim, walk) if actor.id is None else _halts(actor, claim, walk)
    return actor.kind in PARTIES and behind


def _halts(actor: Actor, claim: Claim, walk: Walk) -> bool:
    """True for who stands behind the "by" of stopping, surrounding or taking, not of building or greeting."""
    before, by = _by_before(actor, claim, walk)
    halted = by is not None and lexicon(walk.report.language).pattern("inferred.halted_by").search(before[: by.start()])
    return bool(halted) and _is_behind_by(actor, claim, walk)


def _is_behind_by(actor: Actor, claim: Claim, walk: Walk) -> bool:
    before, by = _by_before(actor, claim, walk)
    others = lexicon(walk.report.language).pattern("other_agents")  # "escorted by X"
    helped = by is not None and others.search(before[: by.end()]) is not None
    return by is not None and not helped and len(before[by.end() :].split()) <= 1


def _by_before(actor: Actor, claim: Claim, walk: Walk) -> tuple[str, re.Match[str] | None]:
    """The words before an actor, and the last "by" in them."""
    before = fold(walk.report.text[max(claim.span.start, actor.span.start - 2 * _OPENING) : actor.span.start])
    found = lexicon(walk.report.language).pattern("by").finditer(before)
    return before, max(found, key=lambda m: m.start(), default=None)


def _did(actor: Actor) -> bool:
    """True for a party that acts in a clause without a deed: "Men in the dress of X stopped a boat"."""
    return actor.role == "attacker" and actor.id is not None and actor.kind in PARTIES


def _may_open(first: Actor, told: ResolvedClaim, harmed: set[str], walk: Walk) -> bool:
    """Nameless men or a party, but not the side that suffers; a state's force only with arms or against whom it met."""
    if (first.id or first.name) in harmed or any(first.span.overlaps(s.span) for s in told.sources if s.span):
        return False
    agent = first.id is not None and _is_agent(first, told.claim, walk)
    if first.kind != "unidentified" and not (agent or _did(first)) and _is_governed(first, told.claim, walk):
        return False
    met = harmed & {a.id or a.name for a in told.named}
    opens = agent or _did(first) or _opens(first, told)
    return (
        first.kind == "unidentified"
        or (opens and first.kind in PARTIES)
        or (first.kind in ARMED and bool(told.claim.weapons or met))
    )


def _opens(first: Actor, told: ResolvedClaim) -> bool:
    """True at the head of a clause, or right behind the day and place there: "On Tuesday, short of Bouar, the 3R"."""
    before = told.claim.span.text[: first.span.start - told.claim.span.start]
    lead = _LEAD.search(before)
    return len(before) <= _OPENING or (lead is not None and len(before) <= _FRONTED)
