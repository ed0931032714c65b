"""The way through this room: takes event records and judgements, gives incidents, oldest first.

Left out: what did not happen (planned, threatened, hypothetical) and totals over a stretch of time, which are no event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from tocsin.model import CodedReport, EventRecord, Incident, Judgement
from tocsin.reconcile.block import candidate_pairs
from tocsin.reconcile.cluster import cluster
from tocsin.reconcile.compare import compare
from tocsin.reconcile.merge import merge
from tocsin.reconcile.wording import Wording, wordings

__all__ = ["is_real", "reconcile_records", "reconcile_reports"]

_REAL = frozenset({"occurred", "ongoing", "attempted", "foiled", "denied"})


def reconcile_reports(coded: Iterable[CodedReport], judgements: Iterable[Judgement] = ()) -> list[Incident]:
    """The incidents of all records of these reports, their wording compared too; see ``reconcile_records``."""
    reports = list(coded)
    words = {key: wording for one in reports for key, wording in wordings(one).items()}
    return reconcile_records([record for one in reports for record in one.events], judgements, words)


def reconcile_records(
    records: Iterable[EventRecord],
    judgements: Iterable[Judgement] = (),
    worded: Mapping[str, Wording] = MappingProxyType({}),
) -> list[Incident]:
    """The incidents that the records tell of, by first day, then id; a record stands in at most one.

    ``worded`` (``reconcile.wordings``) by record id: without them records are compared by their fields alone.
    """
    known = {record.id: record for record in sorted(records, key=lambda record: record.id) if is_real(record)}
    scores = {
        (a.id, b.id): compare(a, b, worded.get(a.id), worded.get(b.id))
        for a, b in candidate_pairs(list(known.values()), worded)
    }
    clusters = cluster(known, scores, judgements)
    merged = [merge([known[key] for key in keys], whys, worded) for keys, whys in clusters]
    return sorted(merged, key=lambda incident: (incident.when.start or date.max, incident.id))


def is_real(record: EventRecord) -> bool:
    """True for a record that may be (part of) an incident."""
    return record.modality in _REAL and not record.when.aggregate
