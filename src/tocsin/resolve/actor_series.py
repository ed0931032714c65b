"""Who did the deeds of a series: takes a clause of no stated doer, gives the one that opens the series told so far.

"The Taliban carried out a string of attacks this week. On Monday four policemen were killed in Nad Ali", "In three days
Russian drones have killed five. On Monday a medic died when ...": the parts repeat the doer of the whole by saying
nothing of it. Invariant: one doer in all that the paragraph told so far, and never who is harmed in the clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.knowledge.lexicon import lexicon
from tocsin.model import Actor, ActorMention, Claim, ResolvedClaim
from tocsin.resolve.actor_opener import HARMED, is_buried
from tocsin.resolve.actor_topic import ARMED, mention_of
from tocsin.resolve.walk import Walk
from tocsin.text import fold

__all__ = ["of_series"]

_STATE = frozenset(("state", "external"))
_ABDUCTION = "Abduction/forced disappearance"
_TOLLS = frozenset(("killed", "wounded"))
_AGAINST = frozenset(("claimed", "alleged", "denied"))
_LEAD = 24  # characters before the actor that opens a clause
_LONGEST = 12  # clauses of one paragraph through which a series goes on


def of_series(
    claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk
) -> Iterator[tuple[ActorMention, Actor]]:
    """The doer of the series that opens the paragraph, for a clause that harms and names nobody else in arms."""
    told = any(t.modality == "occurred" and t.strength > 1 for t in claim.triggers)
    harmed = {a.id or a.name for m, a in found if m.role in HARMED}
    others = any(a.kind in ARMED and m.role not in HARMED for m, a in found)
    if not told or not harmed or others or claim.speaker or _AGAINST & set(claim.status):
        return
    doer = _opener(list(_paragraph(claim, walk)), harmed, walk)
    if doer and doer.id not in harmed and not (doer.kind in _STATE and _is_stealthy(claim)):
        yield mention_of(doer), replace(doer, role="attacker", why="did the series that the paragraph opens with")


def _is_stealthy(claim: Claim) -> bool:
    """True for mines and abductions: a state's series is of strikes and raids."""
    return is_buried(claim) or any(t.code == _ABDUCTION for t in claim.triggers)


def _paragraph(claim: Claim, walk: Walk) -> Iterator[ResolvedClaim]:
    """What the paragraph of a clause told before it, the last first."""
    for told in reversed(walk.told[-_LONGEST:]):
        if told.claim.sentence.paragraph != claim.sentence.paragraph:
            return
        yield told


def _opener(told: Sequence[ResolvedClaim], harmed: set[str], walk: Walk) -> Actor | None:
    """The one doer of all that was told, where the first words tell of a series that is not of a foe unharmed here."""
    first = told[-1] if told else None
    found = _series(first, walk) if first else None
    if first is None or found is None:
        return None
    at = first.claim.span.start + found.start()
    doers = {a.id: a for t in told for a in t.actors if a.role == "attacker"}
    opens = [a for a in (*first.actors, *first.named) if a.role == "attacker" or _stands_before(a, at, first, walk)]
    one = opens[0] if len({a.id for a in opens}) == 1 else None
    return one if one and one.id and set(doers) <= {one.id} and not _has_foe(one, first, harmed) else None


def _series(first: ResolvedClaim, walk: Walk) -> re.Match[str] | None:
    """The words of a series: "a string of attacks"; "in three days" only beside a deed of blood."""
    words, said = lexicon(walk.report.language), fold(first.claim.span.text)
    deed = any(c.kind in _TOLLS for c in first.claim.counts) and bool(first.claim.triggers)
    return words.pattern("inferred.series").search(said) or (
        words.pattern("inferred.series_days").search(said) if deed else None
    )


def _has_foe(doer: Actor, first: ResolvedClaim, harmed: set[str]) -> bool:
    """As in "stepped up its raids on [bandits]. Four farmers were killed": somebody else, and maybe the bandits."""
    others = {a.id or a.name for a in (*first.actors, *first.named) if a.kind in ARMED | {"unidentified"}}
    others -= {doer.id, doer.name}
    return bool(others - harmed)


def _stands_before(actor: Actor, at: int, told: ResolvedClaim, walk: Walk) -> bool:
    """As in "[JNIM] has multiplied its attacks": the armed actor that opens the clause, which tells no deed itself."""
    lead = fold(walk.report.text[told.claim.span.start : actor.span.start])
    governed = lexicon(walk.report.language).pattern("oblique_before").search(lead)
    return actor.kind in ARMED and not actor.role and actor.span.end <= at and not governed and len(lead) <= _LEAD
