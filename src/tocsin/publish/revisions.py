"""Two states of knowledge set side by side: takes the dossiers of then and of now, gives one revision an incident.

An incident's id may move when reports join it, so the two are matched by their records: each to the one with which it
shares most. What is left over is new or withdrawn; when its records stand in another incident (joined or parted by a
judgement or by new reports), the revision names that one. Invariant: a pure function of both sets; what reads the same
in both is not told, and every sentence is one of ``statements``, so that a claim stays a claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tocsin.model import Incident, Place
from tocsin.publish.dossier import Dossier
from tocsin.publish.statements import state
from tocsin.publish.wording import days, figure, where

__all__ = ["Revision", "in_words", "revisions", "to_row"]

_Value = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of an incident. ``kind``: new, changed or withdrawn; ``elsewhere``: the id that holds its records in
    the other state; ``fields``: each field that changed, as it read then and as it reads now.
    """

    kind: str
    dossier: Dossier
    elsewhere: str | None = None
    fields: tuple[tuple[str, _Value, _Value], ...] = ()


def revisions(now: Sequence[Dossier], then: Sequence[Dossier]) -> list[Revision]:
    """New incidents, then changed ones, then withdrawn ones, each in the order given."""
    pairs = _pairs(now, then)
    paired = set(pairs.values())
    fresh = [Revision("new", one, _home(one, then)) for one in now if one.incident.id not in pairs]
    gone = [Revision("withdrawn", one, _home(one, now)) for one in then if one.incident.id not in paired]
    old = {one.incident.id: one for one in then}
    both = ((one, old[pairs[one.incident.id]]) for one in now if one.incident.id in pairs)
    changed = [Revision("changed", one, was.incident.id, tuple(_changed(one, was))) for one, was in both]
    return [*fresh, *(one for one in changed if one.fields), *gone]


def to_row(revision: Revision) -> dict[str, Any]:
    """The revision as plain data."""
    return {
        "change": revision.kind,
        "incident": revision.dossier.incident.id,
        "status": revision.dossier.incident.status,
        "elsewhere": revision.elsewhere,
        "statement": state(revision.dossier)[0].text,
        "fields": {name: {"then": was, "now": reads} for name, was, reads in revision.fields},
    }


def in_words(revision: Revision) -> Iterator[str]:
    """Lines for a person: the kind, the id and who says what happened, then each field."""
    incident = revision.dossier.incident
    yield f"{revision.kind}  {incident.id}  {incident.status}  {state(revision.dossier)[0].text}"
    if revision.elsewhere and revision.kind != "changed":
        yield f"  records {'now' if revision.kind == 'withdrawn' else 'then'} in {revision.elsewhere}"
    for name, was, reads in revision.fields:
        yield f"  {name}: was {_said(was)}; is {_said(reads)}"


def _said(value: _Value) -> str:
    return value if isinstance(value, str) else " | ".join(value or ()) or "none"


def _pairs(now: Sequence[Dossier], then: Sequence[Dossier]) -> dict[str, str]:
    """Id of now to id of then, one to one, those that share most records first."""
    homes = {key: one.incident.id for one in then for key in one.incident.record_ids}
    shared: dict[tuple[str, str], int] = {}
    for one in now:
        for key in one.incident.record_ids:
            if key in homes:
                pair = one.incident.id, homes[key]
                shared[pair] = shared.get(pair, 0) + 1
    found: dict[str, str] = {}
    for new, old in sorted(shared, key=lambda pair: (-shared[pair], pair[0] != pair[1], pair)):
        if new not in found and old not in found.values():
            found[new] = old
    return found


def _home(dossier: Dossier, others: Sequence[Dossier]) -> str | None:
    """The incident of the other state that holds one of these records."""
    own = set(dossier.incident.record_ids)
    return next((one.incident.id for one in others if own.intersection(one.incident.record_ids)), None)


def _changed(now: Dossier, then: Dossier) -> Iterator[tuple[str, _Value, _Value]]:
    was, reads = _fields(then.incident), _fields(now.incident)
    yield from ((name, was[name], reads[name]) for name in was if was[name] != reads[name])


def _fields(incident: Incident) -> dict[str, _Value]:
    return {
        "status": incident.status,
        "event_type": incident.event_type,
        "sub_event_type": incident.sub_event_type,
        "date": days(incident.when),
        "location": _located(incident.place),
        "killed": figure(*incident.killed) if incident.killed else None,
        "wounded": figure(*incident.wounded) if incident.wounded else None,
        "contradictions": incident.contradictions,
        "records": incident.record_ids,
    }


def _located(place: Place) -> str:
    return where(place) if place.lat is None else f"{where(place)} ({place.lat:g}, {place.lon:g})"
