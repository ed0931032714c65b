"""Who strikes from afar: takes the records of a report, gives a bombardment that nobody is named for its doer.

A report that tells how a foreign power bombards a country need not name it each time ("A missile fell on Kharkiv"), nor
whose planes they were where one state alone flies. A clause that names a weapon's owner is read before
(``resolve.actor_implied``); this looks across the events of a report. Invariant: only a force that the report names for
another such deed in the same country, and where it names one state for them all; never one that the deed itself hit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.model import Actor, EventRecord

__all__ = ["with_strikers"]

_AIR = "Air/drone strike"
_FROM_AFAR = frozenset((_AIR, "Shelling/artillery/missile attack"))
_FLOWN_BY_STATES = "aircraft"
_STATES = frozenset(("state", "external"))
_UNPROVEN = frozenset(("denied", "alleged"))  # an accusation tells of no other deed
_WHY = "the only state of which the report says that it strikes there"


def with_strikers(records: Sequence[EventRecord]) -> list[EventRecord]:
    """The records, bombardments without a named doer laid at the door of the one state that strikes in that country."""
    strikes = [r for r in records if r.sub_event_type in _FROM_AFAR and r.attribution.status not in _UNPROVEN]
    return [_with_striker(record, strikes) if _is_open(record) else record for record in records]


def _is_open(record: EventRecord) -> bool:
    """True for a strike of which nobody says whose it was, nor denies it."""
    doers = [a for a in record.actors if a.role == "attacker"]
    unsaid = all(a.id is None and a.kind == "unidentified" for a in doers)
    return record.sub_event_type in _FROM_AFAR and unsaid and record.attribution.status != "denied"


def _with_striker(record: EventRecord, strikes: Sequence[EventRecord]) -> EventRecord:
    striker = _striker(record, strikes)
    if striker is None:
        return record
    others = tuple(a for a in record.actors if a.role != "attacker")
    told = (one for one in record.evidence if one[0] != "actors.attacker")
    evidence = (*told, ("actors.attacker", striker.span))
    return replace(record, actors=(*others, replace(striker, why=_WHY)), evidence=tuple(dict.fromkeys(evidence)))


def _striker(record: EventRecord, strikes: Sequence[EventRecord]) -> Actor | None:
    """The one state that strikes in the country of a record: a foreign one, or by plane the only one that flies."""
    country = record.place.country
    flown = record.sub_event_type == _AIR and any(w.kind == _FLOWN_BY_STATES for w in record.weapons)
    there = [r for r in strikes if r.place.country == country and (r.sub_event_type == _AIR or not flown)]
    strikers = [a for r in there for a in r.actors if a.role == "attacker" and a.id]
    if flown:
        strikers = [a for a in strikers if a.kind in _STATES]
    states = {(a.id or "").partition(":")[0] for a in strikers}
    hit = {(a.id or "").partition(":")[0] for a in record.actors if a.role != "attacker"}
    alone = country is not None and len(states) == 1 and not states & hit and strikers[0].kind in _STATES
    foreign = (country or "").lower() not in states
    return strikers[0] if alone and (foreign or flown) else None
