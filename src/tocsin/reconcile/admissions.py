"""Admissions: takes records, gives the voices that speak against their own interest, and the denials that these undo.

The side that was hit admits what another claims when it confirms it, or tells of its own losses. The side that did it
owns up when it confirms that it hit civilians and somebody else says so too; that it killed fighters is no admission.
Invariant: a denial falls only by the word of the same party in another record, whichever came first, since nobody
admits by mistake what a party denies as a matter of course.
"""

from __future__ import annotations

from tocsin.model import EventRecord
from tocsin.reconcile.parties import one_party, shares_party
from tocsin.reconcile.voices import CARRIERS, Records, Voice, claimants, is_denied, is_named, sides, voices

__all__ = ["admitters", "owners", "standing_denials"]

_TELLS = ("accuses", "reports", "confirms")


def admitters(records: Records) -> list[Voice]:
    """The voices of the side that was hit that confirm what another side claims."""
    claims = claimants(records)
    hit = {side for side in sides(records, "target", "victim") if not shares_party([side], claims)}
    said = [(by, where) for by, where in voices(records) if claims and by.actor and _confirms(by.stance, where)]
    return [(by, where) for by, where in said if shares_party([str(by.actor)], hit)]


def _confirms(stance: str, record: EventRecord) -> bool:
    """By its words, or as who tells of its own losses: the record stands as confirmed then."""
    return stance == "confirms" or (stance == "reports" and record.attribution.status == "confirmed")


def owners(records: Records) -> list[Voice]:
    """The voices of the side that did it that own up to having hit civilians."""
    said = [
        (by, where) for by, where in voices(records) if by.actor and by.stance == "confirms" and _on_civilians(where)
    ]
    own = [(by, where) for by, where in said if shares_party([str(by.actor)], sides([where], "attacker"))]
    return [(by, where) for by, where in own if _others_tell(str(by.actor), records)]


def _on_civilians(record: EventRecord) -> bool:
    hit = {actor.kind for actor in record.actors if actor.role in ("target", "victim")}
    return hit == {"civilians"} and record.attribution.status == "confirmed" and not is_denied(record)


def _others_tell(party: str, records: Records) -> bool:
    """True when a voice of no part of the party tells of it."""
    said = [by for by, _ in voices(records) if by.stance in _TELLS and by.kind not in CARRIERS and is_named(by)]
    return any(not (by.actor and one_party(by.actor, party)) for by in said)


def standing_denials(records: Records) -> list[Voice]:
    """The voices that deny it, but for those whose party admits it in another record."""
    said = [(str(by.actor), where.id) for by, where in (*admitters(records), *owners(records))]
    return [
        (by, where)
        for by, where in voices(records)
        if by.stance == "denies"
        and not (by.actor and any(one_party(by.actor, party) and where.id != at for party, at in said))
    ]
