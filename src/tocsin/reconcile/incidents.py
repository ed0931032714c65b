"""The way through this room: takes event records and judgements, gives incidents, oldest first.

Pairs that score enough, or that a person called the same, are links; records that links lead to are a neighbourhood,
and each neighbourhood is grouped by itself. Invariant: what a neighbourhood becomes depends on its own records, their
links and judgements, and on nothing else, so that workers can group them apart (``scale``).
Left out: what did not happen (planned, threatened, hypothetical) and totals over a stretch of time, which are no event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from tocsin.model import CodedReport, EventRecord, Incident, Judgement
from tocsin.reconcile.block import candidate_pairs
from tocsin.reconcile.cluster import Pair, cluster, standing_judgements
from tocsin.reconcile.compare import Score, linking
from tocsin.reconcile.merge import merge
from tocsin.reconcile.told import Told
from tocsin.reconcile.wording import Wording, wordings

__all__ = [
    "Grouping",
    "clusters",
    "group",
    "incident_of",
    "is_real",
    "linking_scores",
    "neighbourhoods",
    "reconcile_records",
    "reconcile_reports",
    "told_by",
]

T = TypeVar("T")
_REAL = frozenset({"occurred", "ongoing", "attempted", "foiled", "denied"})


@dataclass(frozen=True, slots=True)
class Grouping:
    """Incidents by first day, then id, and the links that led to them, sorted."""

    incidents: list[Incident]
    links: list[Pair]


def reconcile_reports(coded: Iterable[CodedReport], judgements: Iterable[Judgement] = ()) -> list[Incident]:
    """The incidents of all records of these reports, their wording compared too; see ``reconcile_records``."""
    return group([told for one in coded for told in told_by(one)], judgements).incidents


def reconcile_records(
    records: Iterable[EventRecord],
    judgements: Iterable[Judgement] = (),
    worded: Mapping[str, Wording] = MappingProxyType({}),
) -> list[Incident]:
    """The incidents that the records tell of, by first day, then id; a record stands in at most one.

    ``worded`` (``reconcile.wordings``) by record id: without them records are compared by their fields alone.
    """
    return group([Told(one, worded.get(one.id)) for one in records if is_real(one)], judgements).incidents


def told_by(coded: CodedReport) -> list[Told]:
    """The records of a report that may be (part of) an incident, and how each is worded."""
    words = wordings(coded)
    return [Told(one, words[one.id]) for one in coded.events if is_real(one)]


def is_real(record: EventRecord) -> bool:
    """True for a record that may be (part of) an incident."""
    return record.modality in _REAL and not record.when.aggregate


def group(told: Iterable[Told], judgements: Iterable[Judgement]) -> Grouping:
    """What the records become, in any order, under the judgements that stand."""
    known = {one.record.id: one for one in sorted(told, key=lambda one: one.record.id)}
    said = {pair: one for pair, one in standing_judgements(judgements).items() if known.keys() >= set(pair)}
    scores = linking_scores(candidate_pairs(list(known.values())))
    found = [incident_of(known, keys, whys) for keys, whys in clusters(known, scores, said)]
    return Grouping(
        sorted(found, key=lambda incident: (incident.when.start or date.max, incident.id)), _links(scores, said)
    )


def linking_scores(pairs: Iterable[tuple[Told, Told]]) -> dict[Pair, Score]:
    """The pairs whose points are enough to join them."""
    scored = ((a.record.id, b.record.id, linking(a, b)) for a, b in pairs)
    return {(left, right): score for left, right, score in scored if score}


def _links(scores: Iterable[Pair], said: Mapping[Pair, Judgement]) -> list[Pair]:
    return sorted({*scores, *(pair for pair, one in said.items() if one.verdict == "same")})


def clusters(
    known: Mapping[str, Told], scores: Mapping[Pair, Score], said: Mapping[Pair, Judgement]
) -> Iterator[tuple[list[str], list[str]]]:
    """The clusters of these records (``cluster``), neighbourhood by neighbourhood; ``said`` speaks of no others."""
    home, near = neighbourhoods(known, _links(scores, said))
    scored, judged = _within(home, scores), _within(home, said)
    for key, keys in near.items():
        yield from cluster({one: known[one] for one in keys}, scored.get(key, {}), judged.get(key, {}))


def _within(home: Mapping[str, str], of: Mapping[Pair, T]) -> dict[str, dict[Pair, T]]:
    """What is said of pairs, by the neighbourhood in which both stand."""
    found: dict[str, dict[Pair, T]] = {}
    for pair, one in of.items():
        if home[pair[0]] == home[pair[1]]:
            found.setdefault(home[pair[0]], {})[pair] = one
    return found


def neighbourhoods(known: Iterable[str], links: Iterable[Pair]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """For each record the neighbourhood it stands in, and the records of each; named by its smallest id."""
    home = {key: key for key in known}

    def root(key: str) -> str:
        while home[key] != key:
            home[key] = key = home[home[key]]
        return key

    for left, right in links:
        one, other = root(left), root(right)
        home[max(one, other)] = min(one, other)
    near: dict[str, list[str]] = {}
    for key in home:
        near.setdefault(root(key), []).append(key)
    return {key: root(key) for key in home}, near


def incident_of(known: Mapping[str, Told], keys: Iterable[str], whys: Iterable[str]) -> Incident:
    """The incident of a cluster of these records."""
    told = [known[key] for key in keys]
    return merge([one.record for one in told], whys, {one.record.id: one.wording for one in told if one.wording})
