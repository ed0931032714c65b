"""Refutation: takes the sources of an incident, gives the voices that show that it did not happen.

A denial by the accused, or by one of many, shows nothing. It takes a voice that can know (an official, a hospital, an
international or non-governmental organisation) outside the event, where one party alone tells of it, nobody confirms
it, and who is said to have done it is named: else who denies may be the accused, and deny a hand in the deed rather
than the deed. An official counts only where no state has a part: allies deny for one another. Invariant: whoever else
tells of it, an outlet on its own account among them, leaves no refutation.
"""

from __future__ import annotations

from itertools import combinations

from tocsin.reconcile.parties import one_party
from tocsin.reconcile.voices import (
    Records,
    Sources,
    Voice,
    claimants,
    is_denied,
    is_named,
    outsiders,
    own_voices,
    records_of,
    sides,
    voices,
)

__all__ = ["refuters"]

_OFFICIAL = frozenset({"official", "government"})
_CAN_KNOW = _OFFICIAL | {"medical", "igo", "ngo"}
_TELLS = ("claims", "reports", "confirms", "accuses")


def refuters(sources: Sources) -> list[Voice]:
    """Who refutes it, and in which record; empty when nobody does."""
    told = [[record for record in one if not is_denied(record)] for one in sources]
    records, telling = records_of(sources), records_of(told)
    accused = sides(telling, "attacker", "participant") | claimants(telling)
    if not accused or not _one_party_tells(told, records):
        return []
    can_know = _CAN_KNOW - _OFFICIAL if _state_has_a_part(records) else _CAN_KNOW
    return [(by, where) for by, where in outsiders(records, "denies") if by.kind in can_know]


def _one_party_tells(told: Sources, records: Records) -> bool:
    """True when all who tell of it are one party to it, nobody confirms it, and no outlet tells it by itself."""
    by_text = [_tellers(one) or claimants(one) for one in told if one]
    tellers = {key for text in by_text for key in text}
    biased = _OFFICIAL if _state_has_a_part(records) else frozenset[str]()
    outside = any(is_named(voice) and voice.kind not in biased for voice, _ in outsiders(records, *_TELLS))
    confirmed = any(voice.stance == "confirms" for voice, _ in voices(records))
    return all(by_text) and not outside and not confirmed and all(one_party(*pair) for pair in combinations(tellers, 2))


def _tellers(text: Records) -> set[str]:
    """The ids, else the names, of those who say so in a text, its outlet aside."""
    said = [voice for record in text for voice in own_voices(record) if voice.stance in _TELLS]
    return {voice.actor or voice.name for voice in said if is_named(voice)}


def _state_has_a_part(records: Records) -> bool:
    """True when a state or a force from outside has a part in it: whose side an official takes then, nobody can say."""
    return any(one.kind in ("state", "external") for record in records for one in record.actors)
