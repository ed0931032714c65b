"""How an incident stands: takes its records, gives claimed, reported, disputed, confirmed or denied, and the grounds.

The ladder below is read from the top; the first rule that finds evidence decides, and ``steps`` lists every rule that
does, with that evidence. Invariant (rule 6 of the contract): one party's own word never makes an incident confirmed,
however many outlets carry it; it takes a voice outside the event, or the word of both sides. Reports that reprint one
text are one source (``reprints``): a copy that lost the words "JNIM says" adds no voice to the claim that it carries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, combinations
from types import MappingProxyType

from tocsin.model import EventRecord, SourceMention
from tocsin.reconcile.parties import one_party, shares_party
from tocsin.reconcile.reprints import families
from tocsin.reconcile.tolls import carrier, name_of
from tocsin.reconcile.wording import Wording

__all__ = ["LADDER", "by_source", "credibility", "standing", "steps"]

Records = Sequence[EventRecord]
Sources = Sequence[Records]
Evidence = list[str]
"""Who, and in which record: "Malian Armed Forces (b-1)"; empty when a rule doesn't hold."""
_CARRIERS = frozenset({"media", "social", "reference"})


def standing(sources: Sources) -> str:
    """The status of an incident told by these sources (``by_source``)."""
    return next(status for status, rule, _ in LADDER if rule(sources))


def steps(sources: Sources) -> tuple[str, ...]:
    """Each rule that holds, from the foot of the ladder up, and the evidence that it rests on."""
    held = [(status, rule(sources), words) for status, rule, words in reversed(LADDER)]
    return tuple(f"{status}: {words}: {', '.join(evidence)}" for status, evidence, words in held if evidence)


def credibility(sources: Sources) -> int:
    """The item's credibility in the Admiralty code: 1 confirmed by others, 2 probably true (independent sources report
    it), 3 possibly true (one does), 4 doubtful (disputed), 5 improbable (denied), 6 can't be judged (a party's word).
    """
    status = standing(sources)
    if status == "reported":
        return 2 if sum(any(not _party_speaks(row) for row in one) for one in sources) > 1 else 3
    return {"confirmed": 1, "disputed": 4, "denied": 5, "claimed": 6}[status]


def by_source(records: Records, worded: Mapping[str, Wording] = MappingProxyType({})) -> list[Records]:
    """The records of each independent source; one without a wording is a source of its own."""
    prints = [worded[row.id].prints if row.id in worded else () for row in records]
    return [[records[at] for at in family] for family in families(prints)]


def _each(sources: Sources, rule: Callable[[EventRecord], bool]) -> bool:
    """True when the rule holds for every source: for some record of it, and for all of it that names a voice."""
    return all(any(map(rule, one)) and all(rule(row) or not _adds_voice(row) for row in one) for one in sources)


def _records(sources: Sources) -> list[EventRecord]:
    return list(chain.from_iterable(sources))


def _who(voices: Iterable[tuple[str, EventRecord]]) -> Evidence:
    return sorted({f"{name} ({record.id})" for name, record in voices})


def _told(sources: Sources, holds: bool) -> Evidence:
    return _who((carrier(record), record) for record in _records(sources)) if holds else []


def _voices(records: Records) -> list[tuple[SourceMention, EventRecord]]:
    return [(voice, record) for record in records for voice in record.attribution.sources]


def _is_denied(record: EventRecord) -> bool:
    return record.modality == "denied" or record.attribution.status == "denied"


def _all_deny(sources: Sources) -> Evidence:
    return _told(sources, _each(sources, _is_denied))


def _some_deny(sources: Sources) -> Evidence:
    records = _records(sources)
    said = [(voice.name, record) for voice, record in _voices(records) if voice.stance == "denies"]
    return _who([*said, *((carrier(record), record) for record in records if _is_denied(record))])


def _two_claim(sources: Sources) -> Evidence:
    claims = _claims(_records(sources))
    rivals = {key for pair in combinations(sorted(claims), 2) if not one_party(*pair) for key in pair}
    return _claimed_by(rivals, sources)


def _claims(records: Records) -> set[str]:
    return {record.attribution.claimant for record in records if record.attribution.claimant}


def _claimed_by(claimants: Iterable[str], sources: Sources) -> Evidence:
    records = _records(sources)
    return _who(
        (name_of(key, records), record) for key in claimants for record in records if record.attribution.claimant == key
    )


def _sides(records: Records, *roles: str) -> set[str]:
    return {actor.id for record in records for actor in record.actors if actor.id and actor.role in roles}


def _outsider_confirms(sources: Sources) -> Evidence:
    records = _records(sources)
    inside = _sides(records, "attacker", "target", "victim", "participant") | _claims(records)
    return _who(
        (voice.name, record)
        for voice, record in _voices([record for record in records if record.attribution.status == "confirmed"])
        if voice.stance == "confirms"
        and voice.kind not in _CARRIERS | {"party"}
        and not (voice.actor and shares_party([voice.actor], inside))
    )


def _both_sides_say_so(sources: Sources) -> Evidence:
    """The claimant's own word, and the confirmation of the side that it hit."""
    records = _records(sources)
    claimants = _claims(records)
    hit = {side for side in _sides(records, "target", "victim") if not shares_party([side], claimants)}
    admits = _who(
        (voice.name, record)
        for voice, record in _voices(records)
        if voice.actor and voice.stance == "confirms" and shares_party([voice.actor], hit)
    )
    return [*_claimed_by(claimants, sources), *admits] if claimants and admits else []


def _own_voices(record: EventRecord) -> list[SourceMention]:
    return [voice for voice in record.attribution.sources if voice.kind not in _CARRIERS]


def _adds_voice(record: EventRecord) -> bool:
    """True when it names somebody; the outlet itself, where nobody knows of what kind it is, only carries."""
    return any(voice.span or voice.kind != "unknown" for voice in _own_voices(record))


def _only_parties_speak(sources: Sources) -> Evidence:
    """Nobody but a party says so in any source; an outlet that only carries it adds no voice."""
    if not _each(sources, _party_speaks):
        return []
    said = [(voice.name, record) for voice, record in _voices(_records(sources)) if voice.kind == "party"]
    return _who(said) or _claimed_by(_claims(_records(sources)), sources) or _told(sources, True)


def _party_speaks(record: EventRecord) -> bool:
    voices = _own_voices(record)
    if record.attribution.status == "claimed":
        return True
    parties = bool(voices) and all(voice.kind == "party" for voice in voices)
    return parties and record.attribution.status in ("alleged", "reported", "confirmed")


def _somebody_reports(sources: Sources) -> Evidence:
    return _told(sources, not _only_parties_speak(sources))


LADDER: tuple[tuple[str, Callable[[Sources], Evidence], str], ...] = (
    ("denied", _all_deny, "every source denies that it happened"),
    ("disputed", _some_deny, "somebody denies it"),
    ("disputed", _two_claim, "two parties claim it"),
    ("confirmed", _outsider_confirms, "by independent sources, a voice outside the event"),
    ("confirmed", _both_sides_say_so, "against interest, the side that was hit confirms the claim"),
    ("claimed", _only_parties_speak, "only parties to the conflict say so, whoever carries their words"),
    ("reported", _somebody_reports, "somebody else reports it"),
)
"""Status, the rule that looks for evidence, and the rule in words; read from the top."""
