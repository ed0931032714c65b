"""How an incident stands: takes its records, gives claimed, reported, disputed, confirmed or denied.

The ladder below is read from the top; the first rule that holds decides. Invariant (rule 6 of the contract): one
party's own word never makes an incident confirmed, however many outlets carry it; it takes a voice outside the event,
or the word of both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from tocsin.model import EventRecord, SourceMention
from tocsin.reconcile.parties import one_party, shares_party

__all__ = ["LADDER", "standing"]

Records = Sequence[EventRecord]
_CARRIERS = frozenset({"media", "social", "reference"})


def standing(records: Records) -> str:
    """The status of an incident told by these records."""
    return next(status for status, rule, _ in LADDER if rule(records))


def _is_denied(record: EventRecord) -> bool:
    return record.modality == "denied" or record.attribution.status == "denied"


def _all_deny(records: Records) -> bool:
    return all(map(_is_denied, records))


def _some_deny(records: Records) -> bool:
    return any(map(_is_denied, records)) or any(voice.stance == "denies" for voice in _voices(records))


def _two_claim(records: Records) -> bool:
    return any(not one_party(a, b) for a, b in combinations(sorted(_claimants(records)), 2))


def _disputed(records: Records) -> bool:
    return _some_deny(records) or _two_claim(records)


def _voices(records: Records) -> list[SourceMention]:
    return [voice for record in records for voice in record.attribution.sources]


def _sides(records: Records, *roles: str) -> set[str]:
    return {actor.id for record in records for actor in record.actors if actor.id and actor.role in roles}


def _outsider_confirms(records: Records) -> bool:
    inside = _sides(records, "attacker", "target", "victim", "participant") | _claimants(records)
    return any(
        voice.stance == "confirms"
        and voice.kind not in _CARRIERS | {"party"}
        and not (voice.actor and shares_party([voice.actor], inside))
        for voice in _voices([record for record in records if record.attribution.status == "confirmed"])
    )


def _claimants(records: Records) -> set[str]:
    return {record.attribution.claimant for record in records if record.attribution.claimant}


def _both_sides_say_so(records: Records) -> bool:
    """The claimant's own word, and the confirmation of the side that it hit."""
    claimants = _claimants(records)
    hit = {side for side in _sides(records, "target", "victim") if not shares_party([side], claimants)}
    admits = {voice.actor for voice in _voices(records) if voice.actor and voice.stance == "confirms"}
    return bool(claimants) and shares_party(admits, hit)


def _confirmed(records: Records) -> bool:
    return _outsider_confirms(records) or _both_sides_say_so(records)


def _only_parties_speak(records: Records) -> bool:
    """Nobody but a party says so in any record; an outlet that only carries it adds no voice."""
    return all(_one_party_speaks(record) for record in records)


def _one_party_speaks(record: EventRecord) -> bool:
    voices = [voice for voice in record.attribution.sources if voice.kind not in _CARRIERS]
    if record.attribution.status == "claimed":
        return True
    parties = bool(voices) and all(voice.kind == "party" for voice in voices)
    return parties and record.attribution.status in ("alleged", "reported", "confirmed")


LADDER: tuple[tuple[str, Callable[[Records], bool], str], ...] = (
    ("denied", _all_deny, "every report denies that it happened"),
    ("disputed", _disputed, "somebody denies it, or two parties claim it"),
    ("confirmed", _confirmed, "a voice outside the event confirms it, or the side that was hit confirms the claim"),
    ("claimed", _only_parties_speak, "only a party to the conflict says so, whoever carries its words"),
    ("reported", lambda _: True, "somebody else reports it"),
)
"""Status, rule, and the rule in words; read from the top."""
