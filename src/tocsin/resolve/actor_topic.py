"""Of whom a report speaks at a clause: takes what was told before it, gives the actor for whom a pronoun may stand.

The armed actor of the clauses before, the group that the report names most, the enemy of whom a side's own words spoke
last. Invariant: nobody is named here whom the report doesn't name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.model import Actor, ActorMention, Claim, ResolvedClaim
from tocsin.resolve.actor import resolve_actor
from tocsin.resolve.walk import Walk

__all__ = [
    "ARMED",
    "MEMORY",
    "enemy_before",
    "last_armed",
    "last_topic",
    "mention_of",
    "state_before",
    "teller",
    "topic_of",
]

MEMORY = 4  # clauses back to which a pronoun may point
ARMED = frozenset(("state", "rebel", "political_militia", "communal_militia", "pmc", "external"))


def last_topic(claim: Claim, walk: Walk, near: bool) -> Actor | None:
    """Of whom the text speaks before a clause: the actor of the last clauses, else the group that it names most.

    A party that was only mentioned gives way to one that the text names far more often.
    """
    paragraph = claim.sentence.paragraph
    memory = [t for t in reversed(walk.told[-MEMORY:]) if not near or t.claim.sentence.paragraph == paragraph]
    actor = next((topic for t in memory if (topic := topic_of(t) or _nameless(t, paragraph))), None)
    group = None if near else walk.actors.antecedent(claim.span.start, named_only=True)
    if group is None or (actor and (actor.role == "attacker" or actor.kind in ("state", "external"))):
        return actor
    return resolve_actor(replace(group, role="attacker"), walk.report.published, None, walk.actors)


def topic_of(told: ResolvedClaim) -> Actor | None:
    """Of what a clause speaks: its attacker, else the armed actor that it names before all others and nobody harms."""
    attackers = [a for a in told.actors if a.role == "attacker" and a.id]
    first = next(iter(sorted((*told.named, *told.actors), key=lambda a: a.span)), None)
    free = first is not None and first.id and first.kind in ARMED and first.role not in ("target", "victim")
    return attackers[0] if attackers else first if free else None


def _nameless(told: ResolvedClaim, paragraph: int) -> Actor | None:
    """The nameless men who did what the paragraph told before: "Gunmen killed four. They came back and burned"."""
    if told.claim.sentence.paragraph != paragraph:
        return None
    return next((a for a in told.actors if a.role == "attacker" and a.kind == "unidentified"), None)


def last_armed(walk: Walk) -> Actor | None:
    """The armed actor named last before: "the latter" of the army and the rebels."""
    named = [a for t in walk.told[-1:] for a in (*t.actors, *t.named) if a.kind in ARMED and a.id]
    return max(named, key=lambda a: a.span, default=None)


def teller(found: Sequence[tuple[ActorMention, Actor]], at: int) -> Actor | None:
    """As in "The army said it had struck": the armed actor that opens the clause before the pronoun."""
    earlier = [a for m, a in found if m.span.end <= at and not m.role and a.id and a.kind in ARMED]
    return earlier[0] if earlier else None


def enemy_before(claim: Claim, walk: Walk) -> Actor | None:
    """As in "The enemy took revenge on the innocent. It killed four farmers": of whom a side's own words spoke last."""
    for told in walk.told[-1:]:
        mentions = [m for m in told.claim.actors if m.head == "enemy"]
        first = min((a.span for a in (*told.actors, *told.named)), default=None)
        if mentions and mentions[0].span == first and told.claim.sentence.paragraph == claim.sentence.paragraph:
            return next(a for a in (*told.actors, *told.named) if a.span == first)
    return None


def state_before(claim: Claim, walk: Walk) -> Actor | None:
    """The state's force of which the paragraph spoke last."""
    same = [t for t in walk.told[-MEMORY:] if t.claim.sentence.paragraph == claim.sentence.paragraph]
    forces = [a for t in same for a in (*t.actors, *t.named) if a.kind == "state" and a.id]
    return max(forces, key=lambda a: a.span, default=None)


def mention_of(actor: Actor) -> ActorMention:
    """The actor as a mention of its own words."""
    return ActorMention(actor.span, actor.name, actor.kind, (actor.id or "",), role="attacker")
