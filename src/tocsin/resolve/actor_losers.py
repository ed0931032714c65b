"""Who lost the ground that another took: takes the resolved clauses of a report, adds the side that gave it up.

"The army retook Matembe; the M23 had held it for a month", "Walikale fell to the M23. The army left it at night":
whom the words beside a taking name as those who held the place, or left it, it was taken from. Invariant: only where
the taking itself names nobody, and never the side that took it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.knowledge.lexicon import lexicon
from tocsin.model import Actor, Report, ResolvedClaim
from tocsin.resolve.actor_opener import HARMED
from tocsin.resolve.actor_topic import ARMED
from tocsin.text import fold

__all__ = ["with_losers"]

_NEXT = 2  # clauses behind a taking in which those are named who held the place
_AFTER = 90  # characters behind a name in which it is said to have held or left it


def with_losers(told: Sequence[ResolvedClaim], report: Report) -> Iterator[ResolvedClaim]:
    """Every clause, those of a taking with the side from which it was taken."""
    for at, one in enumerate(told):
        loser = _loser(one, told[at + 1 : at + 1 + _NEXT], report) if _takes(one) else None
        lost = replace(loser, role="target", why="held the place or left it") if loser else None
        yield replace(one, actors=(*one.actors, lost)) if lost else one


def _takes(one: ResolvedClaim) -> bool:
    """True for ground that a named side took from nobody who is named."""
    taken = any(t.code == "seizure" and t.modality == "occurred" for t in one.claim.triggers)
    return taken and not any(a.role in HARMED for a in one.actors) and any(a.role == "attacker" for a in one.actors)


def _loser(one: ResolvedClaim, following: Sequence[ResolvedClaim], report: Report) -> Actor | None:
    """The first armed side of the clause itself, or of those behind it, that held the place or left it."""
    takers = {a.id for a in one.actors if a.role == "attacker"}
    beside = (t for t in following if t.claim.sentence.paragraph == one.claim.sentence.paragraph)
    said = (a for t in (one, *beside) for a in sorted((*t.actors, *t.named), key=lambda a: a.span))
    able = (a for a in said if a.kind in ARMED and a.id and a.id not in takers and a.role not in HARMED)
    return next((a for a in able if _gave_up(a, one, report)), None)


def _gave_up(actor: Actor, one: ResolvedClaim, report: Report) -> bool:
    """As in "The army left [it] at night": what is given up is the place that was taken, by its name or none."""
    after = fold(report.text[actor.span.end : actor.span.end + _AFTER]).lstrip(" ,")
    place = fold(one.place.name or "") if one.place else ""
    said = after.replace(place, "it") if place else after
    return lexicon(report.language).pattern("inferred.given_up").match(said) is not None
