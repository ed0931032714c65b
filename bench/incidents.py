"""Reports of one incident: takes the development corpus, codes each report, puts the events of one incident together.

Gold events that share an incident are one. A coded event stands for the gold event that it is paired with, as
``devset`` pairs them; a gold event that wasn't found stands alone. Counted are pairs of events of different reports.
Invariant: the linker sees what the coder gave, never the gold. Distractors are all events of the other incidents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bench.align import best_pairs
from bench.devset import MATCH, load
from bench.devset_fields import similarity
from bench.kinds import Bench, Figure, Predictions
from bench.linking import linking_figures
from bench.records import Row
from tocsin.ingest import Options
from tocsin.pipeline import code_bytes
from tocsin.publish import to_contract
from tocsin.publish.contract_read import from_contract
from tocsin.reconcile import reconcile_reports

__all__ = ["BENCH"]


def _predict(row: Row) -> Row:
    day = date.fromisoformat(row["published"]) if row.get("published") else None
    coded = code_bytes(row["text"].encode(), f"{row['id']}.txt", Options(published=day))
    return {"id": row["id"], **to_contract(coded)}


def _finish(_: Sequence[Row], found: list[Row]) -> list[Row]:
    """Each prediction with the incident of every event."""
    incidents = reconcile_reports(from_contract(row) for row in found if "events" in row)
    of = {key: incident.id for incident in incidents for key in incident.record_ids}
    return [
        {**row, "incidents": {event["id"]: of.get(event["id"]) for event in row.get("events", ())}} for row in found
    ]


def _score(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
    if not all("events" in row for row in rows):
        return []
    gold: dict[str, str] = {}
    got: dict[str, str] = {}
    for row in rows:
        for number, (event, found) in enumerate(_paired(row, predictions.get(row["id"], {}))):
            key = f"{row['id']}/{number}"
            gold[key] = event.get("incident") or key
            got[key] = found or f"alone-{key}"
    return linking_figures(gold, got, "goal 1")


def _paired(row: Row, prediction: Row) -> Iterator[tuple[Row, str | None]]:
    """Each gold event with the incident of the coded event that is paired with it."""
    coded = prediction.get("events", [])
    table = [[similarity(g, p) for p in coded] for g in row["events"]]
    pairs = {i: coded[j]["id"] for i, j in best_pairs(table) if table[i][j] >= MATCH}
    for number, event in enumerate(row["events"]):
        yield event, prediction.get("incidents", {}).get(pairs.get(number, ""))


BENCH = Bench("incidents", load, _predict, _score, finish=_finish)
