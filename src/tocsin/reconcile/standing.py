"""How an incident stands: takes its records, gives claimed, reported, disputed, confirmed, denied or refuted, and why.

The ladder below is read from the top; the first rule that finds evidence decides, and ``steps`` lists every rule that
does, with that evidence. Invariant (rule 6 of the contract): one party's own word never makes an incident confirmed,
however many outlets carry it; it takes a voice outside the event, or the word of both sides (``admissions``). Reports
that reprint one text are one source (``reprints``): a copy that lost the words "JNIM says" adds no voice to the claim
that it carries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from types import MappingProxyType

from tocsin.model import EventRecord
from tocsin.reconcile.admissions import admitters, owners, standing_denials
from tocsin.reconcile.parties import one_party
from tocsin.reconcile.refutation import refuters
from tocsin.reconcile.reprints import families
from tocsin.reconcile.tolls import carrier, name_of
from tocsin.reconcile.voices import (
    Records,
    Sources,
    Voice,
    adds_voice,
    claimants,
    is_denied,
    outsiders,
    party_speaks,
    records_of,
    voices,
)
from tocsin.reconcile.wording import Wording

__all__ = ["LADDER", "by_source", "confirmers", "credibility", "standing", "steps"]

Evidence = list[str]
"""Who, and in which record: "Malian Armed Forces (b-1)"; empty when a rule doesn't hold."""


def standing(sources: Sources) -> str:
    """The status of an incident told by these sources (``by_source``)."""
    return next(status for status, rule, _ in LADDER if rule(sources))


def steps(sources: Sources) -> tuple[str, ...]:
    """Each rule that holds, from the foot of the ladder up, and the evidence that it rests on."""
    held = [(status, rule(sources), words) for status, rule, words in reversed(LADDER)]
    return tuple(f"{status}: {words}: {', '.join(evidence)}" for status, evidence, words in held if evidence)


def credibility(sources: Sources) -> int:
    """The item's credibility in the Admiralty code: 1 confirmed by others, 2 probably true (independent sources report
    it), 3 possibly true (one does), 4 doubtful (disputed), 5 improbable (denied, refuted), 6 can't be judged (a party's
    word).
    """
    status = standing(sources)
    if status == "reported":
        return 2 if sum(any(not party_speaks(row) for row in one) for one in sources) > 1 else 3
    return {"confirmed": 1, "disputed": 4, "denied": 5, "refuted": 5, "claimed": 6}[status]


def by_source(records: Records, worded: Mapping[str, Wording] = MappingProxyType({})) -> list[Records]:
    """The records of each independent source; one without a wording is a source of its own."""
    prints = [worded[row.id].prints if row.id in worded else () for row in records]
    return [[records[at] for at in family] for family in families(prints)]


def _each(sources: Sources, rule: Callable[[EventRecord], bool]) -> bool:
    """True when the rule holds for every source: for some record of it, and for all of it that names a voice."""
    return all(any(map(rule, one)) and all(rule(row) or not adds_voice(row) for row in one) for one in sources)


def _who(said: Iterable[tuple[str, EventRecord]]) -> Evidence:
    return sorted({f"{name} ({record.id})" for name, record in said})


def _named(said: Iterable[Voice]) -> Evidence:
    return _who((voice.name, record) for voice, record in said)


def _told(sources: Sources, holds: bool) -> Evidence:
    return _who((carrier(record), record) for record in records_of(sources)) if holds else []


def _all_deny(sources: Sources) -> Evidence:
    return _told(sources, _each(sources, is_denied))


def _some_deny(sources: Sources) -> Evidence:
    records = records_of(sources)
    stand = standing_denials(records)
    undone = {record.id for voice, record in voices(records) if voice.stance == "denies"} - {row.id for _, row in stand}
    told = [(carrier(row), row) for row in records if is_denied(row) and row.id not in undone]
    return _who([*((voice.name, row) for voice, row in stand), *told])


def _two_claim(sources: Sources) -> Evidence:
    claims = claimants(records_of(sources))
    rivals = {key for pair in combinations(sorted(claims), 2) if not one_party(*pair) for key in pair}
    return _claimed_by(rivals, sources)


def _claimed_by(keys: Iterable[str], sources: Sources) -> Evidence:
    records = records_of(sources)
    return _who(
        (name_of(key, records), record) for key in keys for record in records if record.attribution.claimant == key
    )


def confirmers(records: Records) -> list[Voice]:
    """The voices outside the event that confirm it."""
    return [(by, where) for by, where in outsiders(records, "confirms") if where.attribution.status == "confirmed"]


def _outsider_confirms(sources: Sources) -> Evidence:
    return _named(confirmers(records_of(sources)))


def _both_sides_say_so(sources: Sources) -> Evidence:
    """The claimant's own word, and the confirmation of the side that it hit."""
    records = records_of(sources)
    admits = _named(admitters(records))
    return [*_claimed_by(claimants(records), sources), *admits] if admits else []


def _one_owns_up(sources: Sources) -> Evidence:
    """The word of who did it, beside that of somebody else."""
    return _named(owners(records_of(sources)))


def _one_refutes(sources: Sources) -> Evidence:
    return _named(refuters(sources))


def _only_parties_speak(sources: Sources) -> Evidence:
    """Nobody but a party says so in any source; an outlet that only carries it adds no voice."""
    if not _each(sources, party_speaks):
        return []
    said = [(voice, record) for voice, record in voices(records_of(sources)) if voice.kind == "party"]
    return _named(said) or _claimed_by(claimants(records_of(sources)), sources) or _told(sources, True)


def _somebody_reports(sources: Sources) -> Evidence:
    if _only_parties_speak(sources):
        return []
    records = records_of(sources)
    telling = [record for record in records if not is_denied(record)] or records
    return _who((carrier(record), record) for record in telling)


LADDER: tuple[tuple[str, Callable[[Sources], Evidence], str], ...] = (
    ("refuted", _one_refutes, "a voice outside the event that can know denies what one party alone tells"),
    ("denied", _all_deny, "every source denies that it happened"),
    ("disputed", _some_deny, "somebody denies it"),
    ("disputed", _two_claim, "two parties claim it"),
    ("confirmed", _outsider_confirms, "by independent sources, a voice outside the event"),
    ("confirmed", _both_sides_say_so, "against interest, the side that was hit confirms the claim"),
    ("confirmed", _one_owns_up, "against interest, the side that did it owns up to having hit civilians"),
    ("claimed", _only_parties_speak, "only parties to the conflict say so, whoever carries their words"),
    ("reported", _somebody_reports, "somebody else reports it"),
)
"""Status, the rule that looks for evidence, and the rule in words; read from the top."""
