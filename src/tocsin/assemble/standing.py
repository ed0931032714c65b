"""How an event stands: takes a group's voices and marks, gives who claims it, its status and its sources.

claimed: the party that did it says so. confirmed: an authority or a party against its own interest says so; never on one
party's own word. alleged: others accuse or suspect. denied: the accused side denies and nobody confirms. Else reported.
Invariant: sources stand innermost speaker first, the carrier last.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.assemble.grouping import Group
from tocsin.model import Actor, Attribution, Report, ResolvedClaim, SourceMention

__all__ = ["attribution_of"]

_PARTY_KINDS = frozenset(("rebel", "political_militia", "communal_militia", "pmc"))
_OFFICIAL = frozenset(("official", "government", "medical"))


def attribution_of(group: Group, attackers: Sequence[Actor], report: Report) -> Attribution:
    """The attribution of an event."""
    claimant = _claimant(group, attackers)
    sources = _sources(group, claimant, report)
    status = _status(group, claimant)
    hedges = tuple(dict.fromkeys(span.text for claim in group.claims for span in claim.claim.hedges))
    return Attribution(status, claimant, sources, hedges)


def _marks(group: Group) -> set[str]:
    return {mark for claim in group.claims for mark in claim.claim.status}


def _claimant(group: Group, attackers: Sequence[Actor]) -> str | None:
    """The party that speaks in its own statement, or that a clause says claimed it."""
    harmed = [a for a in group.actors if a.role in ("target", "victim")]
    harmless = bool(harmed) and all(a.kind == "civilians" for a in harmed)
    for claim in group.claims:
        if claim.speaker and claim.speaker.id and claim.claim.triggers:
            if _is_deed_of(claim.speaker, attackers, harmless):
                return claim.speaker.id
    for claim in group.claims:
        if "claimed" in claim.claim.status and "unclaimed" not in claim.claim.status:
            found = _who_claims(claim, attackers)
            if found:
                return found
    return None


def _is_deed_of(speaker: Actor, attackers: Sequence[Actor], harmless: bool) -> bool:
    """True when the speaker is among the attackers, or nobody else is named as one and those harmed were armed."""
    named = [a.id for a in attackers if a.id]
    return speaker.id in named or (not named and not harmless)


def _who_claims(claim: ResolvedClaim, attackers: Sequence[Actor]) -> str | None:
    voices = [s.actor for s in claim.sources if s.kind == "party" and s.actor]
    parties = [a.id for a in claim.actors if a.kind in _PARTY_KINDS and a.id and a.role != "target"]
    named = [a.id for a in attackers if a.kind in _PARTY_KINDS and a.id]
    return next(iter([v for v in voices if v in named] or voices or parties or named), None)


def _status(group: Group, claimant: str | None) -> str:
    marks = _marks(group)
    if claimant:
        return "claimed"
    if "denied" in marks and "confirmed" not in marks:
        return "denied"
    if "alleged" in marks:
        return "alleged"
    if "confirmed" in marks and any(s.kind in _OFFICIAL for c in group.claims for s in c.sources):
        return "confirmed"
    return "reported"


def _sources(group: Group, claimant: str | None, report: Report) -> tuple[SourceMention, ...]:
    found: dict[str, SourceMention] = {}
    for claim in group.claims:
        if claim.speaker:
            s = claim.speaker
            found.setdefault(s.id or s.name, SourceMention(s.name, "party", "claims", s.span, s.id))
        for source in claim.sources:
            found.setdefault(source.actor or source.name, source)
    rows = sorted(found.values(), key=lambda s: s.actor != claimant or claimant is None)
    carrier = SourceMention(report.source, report.source_kind, "reports") if report.source else None
    return (*rows, carrier) if carrier else tuple(rows)
