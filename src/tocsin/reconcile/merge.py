"""One incident from its records: takes records of different reports, gives the incident, disagreements listed.

Each field takes the best-founded reading (the narrowest dating that the others allow, the place with the smallest
radius, the type that most records give) and every other reading goes to ``contradictions``. Invariant: a pure function
of the set of records; the id is that of the smallest record id.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from types import MappingProxyType

from tocsin.model import EventRecord, Incident, Place, When
from tocsin.reconcile.levels import gap_km
from tocsin.reconcile.outcomes import outcomes
from tocsin.reconcile.standing import by_source, credibility, standing, steps
from tocsin.reconcile.tolls import by_speaker, carrier, differing, figure, name_of, spanning
from tocsin.reconcile.voices import Records, Sources
from tocsin.reconcile.wording import Wording

__all__ = ["merge"]

_PRECISIONS = ("exact", "near", "axis", "admin2", "admin1", "country", "unknown")
_HAPPENED = frozenset({"attacker", "participant"})


def merge(records: Records, whys: Iterable[str] = (), worded: Mapping[str, Wording] = MappingProxyType({})) -> Incident:
    """The incident of one cluster; ``records`` in any order, at least one; without ``worded`` no text is a reprint."""
    rows = sorted(records, key=lambda record: record.id)
    sources = by_source(rows, worded)
    event_type, sub_event_type = _kind(rows)
    return Incident(
        id=f"inc-{hashlib.sha256(rows[0].id.encode()).hexdigest()[:16]}",
        record_ids=tuple(record.id for record in rows),
        report_ids=tuple(sorted({record.report_id for record in rows})),
        event_type=event_type,
        sub_event_type=sub_event_type,
        status=standing(sources),
        when=_when(rows),
        place=_place(rows),
        killed=spanning(by_speaker(rows, "killed").values()),
        wounded=spanning(by_speaker(rows, "wounded").values()),
        contradictions=tuple(_contradictions(rows)),
        why=(*whys, *_reprinted(sources)),
        steps=steps(sources),
        credibility=credibility(sources),
        outcomes=outcomes(sources),
    )


def _reprinted(sources: Sources) -> Iterator[str]:
    for one in sources:
        if len(one) > 1:
            yield f"{', '.join(row.id for row in one)}: one text, one source"


def _kind(rows: Records) -> tuple[str, str]:
    votes = Counter((row.event_type, row.sub_event_type) for row in rows)
    return min(votes, key=lambda kind: (-votes[kind], kind))


def _width(when: When) -> int:
    return (when.end - when.start).days if when.start and when.end else 1_000_000


def _when(rows: Records) -> When:
    """The days that all datings share, worded as the narrowest; that one alone when they share none."""
    narrowest = min(rows, key=lambda row: (_width(row.when), row.id)).when
    starts = [row.when.start for row in rows if row.when.start]
    ends = [row.when.end for row in rows if row.when.end]
    if not starts or not ends or max(starts) > min(ends):
        return narrowest
    if (max(starts), min(ends)) == (narrowest.start, narrowest.end):
        return narrowest
    return replace(narrowest, start=max(starts), end=min(ends), flags=(*narrowest.flags, "shared_days"))


def _place(rows: Records) -> Place:
    return min(rows, key=lambda row: (_PRECISIONS.index(row.place.precision), row.place.radius_km or 0, row.id)).place


def _contradictions(rows: Records) -> Iterator[str]:
    yield from _dates(rows)
    yield from _places(rows)
    yield from _versus("type", {row.id: (row.sub_event_type,) for row in rows}, rows)
    yield from _versus("attacker", {row.id: _attackers(row) for row in rows}, rows)
    yield from _versus("claimed by", {row.id: _claimant(row) for row in rows}, rows)
    for kind in ("killed", "wounded"):
        tolls = by_speaker(rows, kind)
        if differing(tolls):
            said = (f"{name_of(speaker, rows)} says {figure(toll)}" for speaker, toll in tolls.items())
            yield f"{kind}: {'; '.join(said)}"


def _dates(rows: Records) -> Iterator[str]:
    dated = [row for row in rows if row.when.start and row.when.end]
    if any(not a.when.interval.meets(b.when.interval) for a, b in combinations(dated, 2)):
        yield "date: " + "; ".join(f"{carrier(row)} says {row.when.start} to {row.when.end}" for row in dated)


def _places(rows: Records) -> Iterator[str]:
    for a, b in combinations(rows, 2):
        gap = gap_km(a.place, b.place)
        if gap is not None and gap > 0:
            yield f"place: {carrier(a)} says {a.place.name}; {carrier(b)} says {b.place.name}; {gap:.0f} km apart"


def _attackers(row: EventRecord) -> tuple[str, ...]:
    return tuple(sorted({actor.id for actor in row.actors if actor.id and actor.role in _HAPPENED}))


def _claimant(row: EventRecord) -> tuple[str, ...]:
    return (row.attribution.claimant,) if row.attribution.claimant else ()


def _versus(field: str, values: dict[str, tuple[str, ...]], rows: Records) -> Iterator[str]:
    """One line when two records fill a field with different words or ids; an empty one says nothing."""
    filled = [row for row in rows if values[row.id]]
    if len({values[row.id] for row in filled}) > 1:
        said = (f"{carrier(row)} says {', '.join(name_of(one, rows) for one in values[row.id])}" for row in filled)
        yield f"{field}: {'; '.join(said)}"
