"""How an incident stands: takes its records, gives claimed, reported, disputed, confirmed or denied.

The ladder below is read from the top; the first rule that holds decides. Invariant (rule 6 of the contract): one
party's own word never makes an incident confirmed, however many outlets carry it; it takes a voice outside the event,
or the word of both sides. Reports that reprint one text are one source (``reprints``): a copy that lost the words "JNIM
says" adds no voice to the claim that it carries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain, combinations
from types import MappingProxyType

from tocsin.model import EventRecord, SourceMention
from tocsin.reconcile.parties import one_party, shares_party
from tocsin.reconcile.reprints import families
from tocsin.reconcile.wording import Wording

__all__ = ["LADDER", "by_source", "standing"]

Records = Sequence[EventRecord]
Sources = Sequence[Records]
_CARRIERS = frozenset({"media", "social", "reference"})


def standing(sources: Sources) -> str:
    """The status of an incident told by these sources (``by_source``)."""
    return next(status for status, rule, _ in LADDER if rule(sources))


def by_source(records: Records, worded: Mapping[str, Wording] = MappingProxyType({})) -> list[Records]:
    """The records of each independent source; one without a wording is a source of its own."""
    prints = [worded[row.id].prints if row.id in worded else () for row in records]
    return [[records[at] for at in family] for family in families(prints)]


def _each(sources: Sources, rule: Callable[[EventRecord], bool]) -> bool:
    """True when the rule holds for every source: for some record of it, and for all of it that names a voice."""
    return all(any(map(rule, one)) and all(rule(row) or not _adds_voice(row) for row in one) for one in sources)


def _records(sources: Sources) -> list[EventRecord]:
    return list(chain.from_iterable(sources))


def _is_denied(record: EventRecord) -> bool:
    return record.modality == "denied" or record.attribution.status == "denied"


def _all_deny(sources: Sources) -> bool:
    return _each(sources, _is_denied)


def _some_deny(records: Records) -> bool:
    return any(map(_is_denied, records)) or any(voice.stance == "denies" for voice in _voices(records))


def _two_claim(records: Records) -> bool:
    return any(not one_party(a, b) for a, b in combinations(sorted(_claimants(records)), 2))


def _disputed(sources: Sources) -> bool:
    records = _records(sources)
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


def _confirmed(sources: Sources) -> bool:
    records = _records(sources)
    return _outsider_confirms(records) or _both_sides_say_so(records)


def _own_voices(record: EventRecord) -> list[SourceMention]:
    return [voice for voice in record.attribution.sources if voice.kind not in _CARRIERS]


def _adds_voice(record: EventRecord) -> bool:
    """True when it names somebody; the outlet itself, where nobody knows of what kind it is, only carries."""
    return any(voice.span or voice.kind != "unknown" for voice in _own_voices(record))


def _only_parties_speak(sources: Sources) -> bool:
    """Nobody but a party says so in any source; an outlet that only carries it adds no voice."""
    return _each(sources, _party_speaks)


def _party_speaks(record: EventRecord) -> bool:
    voices = _own_voices(record)
    if record.attribution.status == "claimed":
        return True
    parties = bool(voices) and all(voice.kind == "party" for voice in voices)
    return parties and record.attribution.status in ("alleged", "reported", "confirmed")


LADDER: tuple[tuple[str, Callable[[Sources], bool], str], ...] = (
    ("denied", _all_deny, "every source denies that it happened"),
    ("disputed", _disputed, "somebody denies it, or two parties claim it"),
    ("confirmed", _confirmed, "a voice outside the event confirms it, or the side that was hit confirms the claim"),
    ("claimed", _only_parties_speak, "only a party to the conflict says so, whoever carries its words"),
    ("reported", lambda _: True, "somebody else reports it"),
)
"""Status, rule, and the rule in words; read from the top."""
