"""Refutation: takes the sources of an incident, gives the voices that show that it did not happen.

A denial by the accused, or by one of many, shows nothing. It takes a voice that can know (an official, a hospital, an
international or non-governmental organisation) outside the event, where only parties tell of it, and where who is said
to have done it is named: else who denies may be the accused, and deny a hand in the deed rather than the deed.
Invariant: whoever tells of it from outside, an outlet on its own account among them, leaves no refutation.
"""

from __future__ import annotations

from tocsin.model import SourceMention
from tocsin.reconcile.voices import (
    Records,
    Sources,
    Voice,
    claimants,
    is_denied,
    outsiders,
    own_voices,
    records_of,
    sides,
)

__all__ = ["refuters"]

_OFFICIAL = frozenset({"official", "government"})
_CAN_KNOW = _OFFICIAL | {"medical", "igo", "ngo"}
_TELLS = ("claims", "reports", "confirms", "accuses")


def refuters(sources: Sources) -> list[Voice]:
    """Who refutes it, and in which record; empty when nobody does."""
    told = [[record for record in one if not is_denied(record)] for one in sources]
    records, telling = records_of(sources), records_of(told)
    outside = {voice for voice, _ in outsiders(records, *_TELLS) if not _may_be_a_sides(voice, records)}
    accused = sides(telling, "attacker", "participant") | claimants(telling)
    if not accused or any(_tells_from_outside(one, outside) for one in told if one):
        return []
    denials = outsiders(records, "denies")
    return [(by, where) for by, where in denials if by.kind in _CAN_KNOW and not _may_be_a_sides(by, records)]


def _tells_from_outside(told: Records, outside: set[SourceMention]) -> bool:
    """True when a source has a voice outside the event, or no voice but its own."""
    own = [voice for record in told for voice in own_voices(record) if voice.span or voice.kind != "unknown"]
    tellers = [voice for voice in own if voice.stance != "denies"]
    return bool(outside.intersection(tellers)) or not (tellers or claimants(told))


def _may_be_a_sides(voice: SourceMention, records: Records) -> bool:
    """True for an official where a state has a part in the event and nothing tells that it is another one's."""
    states = [one for record in records for one in record.actors if one.kind in ("state", "external")]
    return voice.kind in _OFFICIAL and bool(states) and (not voice.actor or any(not one.id for one in states))
