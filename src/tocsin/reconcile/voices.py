"""Who speaks in the records of an incident, and from where: takes records, gives voices, sides and claimants.

A voice is outside the event when it is neither a party's nor shares one with a side or a claimant, and no outlet: an
outlet only carries. Invariant: nothing here weighs one voice against another; ``standing`` and ``outcomes`` do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from tocsin.model import EventRecord, SourceMention
from tocsin.reconcile.parties import shares_party

__all__ = [
    "CARRIERS",
    "Records",
    "Sources",
    "Voice",
    "adds_voice",
    "claimants",
    "is_denied",
    "is_named",
    "outsiders",
    "own_voices",
    "party_speaks",
    "records_of",
    "sides",
    "voices",
]

Records = Sequence[EventRecord]
Sources = Sequence[Records]
"""The records of each independent source: reprints of one text stand together."""
Voice = tuple[SourceMention, EventRecord]
CARRIERS = frozenset({"media", "social", "reference"})
_INSIDE = ("attacker", "target", "victim", "participant")


def records_of(sources: Sources) -> list[EventRecord]:
    """All records of all sources."""
    return list(chain.from_iterable(sources))


def voices(records: Iterable[EventRecord]) -> list[Voice]:
    """Every voice with the record that it speaks in."""
    return [(voice, record) for record in records for voice in record.attribution.sources]


def claimants(records: Iterable[EventRecord]) -> set[str]:
    """The parties that claim it as their own."""
    return {record.attribution.claimant for record in records if record.attribution.claimant}


def sides(records: Iterable[EventRecord], *roles: str) -> set[str]:
    """The ids of those who have one of these roles; every part in the event when none is given."""
    return {actor.id for record in records for actor in record.actors if actor.id and actor.role in (roles or _INSIDE)}


def outsiders(records: Records, *stances: str) -> list[Voice]:
    """The voices outside the event that take one of these stances."""
    inside = sides(records) | claimants(records)
    return [
        (voice, record)
        for voice, record in voices(records)
        if voice.stance in stances
        and voice.kind not in CARRIERS | {"party"}
        and not (voice.actor and shares_party([voice.actor], inside))
    ]


def own_voices(record: EventRecord) -> list[SourceMention]:
    """The voices of a record but for who carries it."""
    return [voice for voice in record.attribution.sources if voice.kind not in CARRIERS]


def is_named(voice: SourceMention) -> bool:
    """True for a voice that the text names; the outlet itself, where nobody knows of what kind it is, only carries."""
    return voice.span is not None or voice.kind != "unknown"


def adds_voice(record: EventRecord) -> bool:
    """True when it names somebody."""
    return any(map(is_named, own_voices(record)))


def is_denied(record: EventRecord) -> bool:
    """True when the record tells it as what did not happen, or only by the word of who denies it."""
    return record.modality == "denied" or record.attribution.status == "denied"


def party_speaks(record: EventRecord) -> bool:
    """True when nobody but a party says so in this record."""
    own = own_voices(record)
    if record.attribution.status == "claimed":
        return True
    parties = bool(own) and all(voice.kind == "party" for voice in own)
    return parties and record.attribution.status in ("alleged", "reported", "confirmed")
