"""Whom a strike hit where other words say whose the place or the aim was: takes the clauses of a report, adds them.

"A military base held by the Houthis was hit": a post is its holder's, not the army's. "A drone struck a house. The
target was a commander of JNIM": so the next clause says. Invariant: only an armed side that the report names, and
never one that acts in the clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.knowledge.lexicon import lexicon
from tocsin.model import Actor, Report, ResolvedClaim
from tocsin.resolve.actor_opener import HARMED
from tocsin.resolve.actor_topic import ARMED
from tocsin.text import fold

__all__ = ["with_struck"]

_STRIKES = frozenset(("Air/drone strike", "Shelling/artillery/missile attack"))
_BETWEEN = 50  # characters between a post and the words that say who holds it
_ARTICLE = 5  # characters before the holder's name


def with_struck(told: Sequence[ResolvedClaim], report: Report) -> Iterator[ResolvedClaim]:
    """Every clause, a post's holder put for the army, and whom a strike is said to have aimed at."""
    for at, one in enumerate(told):
        held = replace(one, actors=tuple(_holder_of(a, one, report) or a for a in one.actors))
        aim = _aim(held, told[at + 1 : at + 2], report)
        yield replace(held, actors=(*held.actors, aim)) if aim else held


def _holder_of(post: Actor, one: ResolvedClaim, report: Report) -> Actor | None:
    """The armed side behind "held by", where the army is hit only because a post is military."""
    words = lexicon(report.language)
    site = words.pattern("military_sites").search(fold(post.span.text))
    if post.role not in HARMED or post.kind != "state" or not site:
        return None
    for actor in (*one.actors, *one.named):
        gap = fold(report.text[post.span.end : actor.span.start])
        held = words.pattern("inferred.post_of").search(gap[: _BETWEEN + _ARTICLE])
        if held and len(gap) - held.end() <= _ARTICLE and _is_able(actor):
            return replace(actor, role=post.role, why="holds the post that was struck")
    return None


def _aim(one: ResolvedClaim, following: Sequence[ResolvedClaim], report: Report) -> Actor | None:
    """As in "A drone struck a house. The target was [a commander of JNIM]"."""
    struck = any(t.code in _STRIKES and t.modality == "occurred" for t in one.claim.triggers)
    if not struck or any(a.role in HARMED for a in one.actors):
        return None
    aimed = lexicon(report.language).pattern("inferred.aimed_at")
    beside = (t for t in following if t.claim.sentence.paragraph == one.claim.sentence.paragraph)
    said = (t for t in beside if not t.claim.triggers and aimed.match(fold(t.claim.span.text)))
    acts = {a.id for a in one.actors if a.role == "attacker"}
    able = (a for t in said for a in (*t.named, *t.actors) if _is_able(a) and a.id not in acts)
    aim = next(able, None)
    return replace(aim, role="target", why="whom the strike is said to have aimed at") if aim else None


def _is_able(actor: Actor) -> bool:
    return actor.kind in ARMED and actor.id is not None and not actor.role
