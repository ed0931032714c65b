"""Reports of one incident: takes the development corpus, codes each report, puts the events of one incident together.

Gold events that share an incident are one. A coded event stands for the gold event that it is paired with, as
``devset`` pairs them; a gold event that wasn't found stands alone. Counted are pairs of events of different reports.
Invariant: the linker sees what the coder gave, never the gold. Distractors are all events of the other incidents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
<<<<<<< HEAD
from pathlib import Path
=======
>>>>>>> aa6d049 (Link reports by their rare words too, and by grid, name and date)

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
<<<<<<< HEAD
from tocsin.reconcile import reconcile_records, wordings
=======
from tocsin.reconcile import reconcile_reports
>>>>>>> aa6d049 (Link reports by their rare words too, and by grid, name and date)

__all__ = ["BENCH"]


<<<<<<< HEAD
def _load(data: Path) -> list[Row]:
    return [row for row in load(data) if "events" in row]


=======
>>>>>>> aa6d049 (Link reports by their rare words too, and by grid, name and date)
def _predict(row: Row) -> Row:
    day = date.fromisoformat(row["published"]) if row.get("published") else None
    coded = code_bytes(row["text"].encode(), f"{row['id']}.txt", Options(published=day))
    return {"id": row["id"], **to_contract(coded)}


def _finish(_: Sequence[Row], found: list[Row]) -> list[Row]:
    """Each prediction with the incident of every event."""
<<<<<<< HEAD
    coded = [from_contract(row) for row in found if "events" in row]
    words = {key: wording for one in coded for key, wording in wordings(one).items()}
    incidents = reconcile_records([event for one in coded for event in one.events], wordings=words)
=======
    incidents = reconcile_reports(from_contract(row) for row in found if "events" in row)
>>>>>>> aa6d049 (Link reports by their rare words too, and by grid, name and date)
    of = {key: incident.id for incident in incidents for key in incident.record_ids}
    return [
        {**row, "incidents": {event["id"]: of.get(event["id"]) for event in row.get("events", ())}} for row in found
    ]


def _score(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
<<<<<<< HEAD
=======
    if not all("events" in row for row in rows):
        return []
>>>>>>> aa6d049 (Link reports by their rare words too, and by grid, name and date)
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


<<<<<<< HEAD
BENCH = Bench("incidents", _load, _predict, _score, finish=_finish)
=======
BENCH = Bench("incidents", load, _predict, _score, finish=_finish)
>>>>>>> aa6d049 (Link reports by their rare words too, and by grid, name and date)
