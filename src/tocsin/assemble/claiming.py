"""Claims of responsibility and their deed: takes a clause that says that a party claims one, tells which it is.

Who claims a deed did it: one that the same party is told to have done goes before all, one of another party is none of
its own. A state's force that shot back or helped the hurt has not done the deed of those who came. What fits no event
so is of the violence told last before it that nobody else claims. Invariant: nothing is said of clauses with a toll.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.assemble.groups import Group
from tocsin.knowledge.actors import related
from tocsin.model import ResolvedClaim

__all__ = ["answers_blame", "claiming", "disclaimers", "meant", "only_claims"]

_RECENT = 6  # groups among which that party's deed is looked for
_CLAIMS, _OTHERS = 1.5, -2.5  # for a deed of that party, against one of another
_NEAR = 1  # paragraphs back in which the deed is told
_PARTIES = frozenset(("rebel", "political_militia", "communal_militia", "pmc"))
_STATES = frozenset(("state", "external"))
_NAMELESS = frozenset(("unidentified", "rebel"))
_HARMED = ("target", "victim")
_AGAINST = frozenset(("unclaimed", "denied", "withdrawn", "alleged"))


def claiming(claim: ResolvedClaim, group: Group, groups: Sequence[Group]) -> float:
    """Points where a clause says that a party claims a deed: it is one that party did, if one was told."""
    if "claimed" not in claim.claim.status or "unclaimed" in claim.claim.status or claim.claim.counts:
        return 0.0
    parties = _claimants(claim)
    if not parties:
        return 0.0
    if _did(parties, group):
        return _CLAIMS
    paragraph = claim.claim.sentence.paragraph
    near = [g for g in groups[-_RECENT:] if g.claims[-1].claim.sentence.paragraph == paragraph]
    return _OTHERS if _is_of_others(group) or any(_did(parties, other) for other in near) else 0.0


def only_claims(claim: ResolvedClaim) -> bool:
    """True for a clause that says no more than that a party claims: "JNIM claimed it", "JNIM claimed the ambush"."""
    c = claim.claim
    news = bool(c.counts) or any(not t.definite for t in c.triggers)
    return "claimed" in c.status and not (news or _AGAINST & set(c.status)) and bool(_claimants(claim))


def answers_blame(claim: ResolvedClaim, group: Group) -> bool:
    """True for one told to have done a deed that lays it on another: "The army blamed the rebels for the deaths"."""
    c = claim.claim
    if "alleged" not in c.status or c.triggers or c.counts or claim.own_place:
        return False
    return _kin(
        {s.actor for s in claim.sources if s.actor}, {a.id for a in group.actors if a.id and a.role == "attacker"}
    )


def meant(claim: ResolvedClaim, groups: Sequence[Group]) -> Group | None:
    """The event that a claim means which fits none: the violence told last before it that nobody else claims."""
    if not only_claims(claim) or claim.own_place:
        return None
    parties, paragraph = _claimants(claim), claim.claim.sentence.paragraph
    for group in reversed(groups[-_RECENT:]):
        told = group.claims[-1].claim.sentence.paragraph
        near = paragraph - told <= _NEAR and "violence" in group.families
        others = bool(claim.claim.triggers) and _is_of_others(group)  # "the ambush" is none that an army did
        if near and not others and not _is_settled(group, claim, parties):
            return group
    return None


def _is_settled(group: Group, claim: ResolvedClaim, parties: set[str]) -> bool:
    """True where another party claims the deed, or the text has the one that claims speak of it or deny it before."""
    if any(c.speaker and c.speaker == claim.speaker for c in group.claims):
        return True
    denials = any("denied" in c.claim.status for c in group.claims)
    if denials and (not (deniers := disclaimers(group)) or _kin(parties, deniers)):
        return True
    if any("withdrawn" in c.claim.status for c in group.claims):
        return False
    owners = {key for c in group.claims if "claimed" in c.claim.status for key in _claimants(c)}
    return bool(owners) and not _kin(parties, owners)


def _claimants(claim: ResolvedClaim) -> set[str]:
    """The parties that a clause names, but for those whom it tells to be hurt."""
    return {a.id for a in (*claim.named, *claim.actors) if a.id and a.kind in _PARTIES and a.role not in _HARMED}


def disclaimers(group: Group) -> set[str]:
    """The parties that deny a group's deed, as none of theirs."""
    denied = [c for c in group.claims if "denied" in c.claim.status]
    return {s.actor for c in denied for s in c.sources if s.kind == "party" and s.stance == "denies" and s.actor}


def _is_of_others(group: Group) -> bool:
    """True for a deed of another named attacker, but for a state's force that only fought back or helped the hurt.

    As in "Gunmen killed four policemen. Police shot one of them dead. JNIM claimed it.": the deed is the gunmen's.
    """
    deniers = disclaimers(group)
    attackers = [a for a in group.actors if a.role == "attacker" and a.id not in deniers]
    if any("withdrawn" in c.claim.status for c in group.claims):
        return False  # who took it back is out of it
    if any(a.id and a.kind not in _STATES for a in attackers):
        return True
    began = any(a.id is None and a.kind in _NAMELESS for a in attackers)
    lost = any(a.kind in _STATES for a in group.actors if a.role in _HARMED)
    return any(a.id for a in attackers) and not (began or lost)


def _did(parties: set[str], group: Group) -> bool:
    """True when a party is told to have done a group's deed."""
    return _kin(parties, {a.id for a in group.digest().actors if a.id and a.role == "attacker"})


def _kin(parties: set[str], others: set[str]) -> bool:
    return any(related(party, other) for party in parties for other in others)
