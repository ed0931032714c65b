"""PETRARCH2's unit tests: takes single sentences, gives events with CAMEO codes.

The coder reads conflict, the tests mostly diplomacy between invented countries; so what is scored is whether a sentence
tells of material conflict (CAMEO roots 14 to 20), with which root code, and whether silence is kept where no event is
expected. Codes come from the house's crosswalk; source and target are the names of the sides as written.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.coder import coded
from bench.kinds import Bench, Figure, Predictions, ratio
from bench.records import Row, files_of, read_rows
from bench.spans import Counts, counts_figures
from tocsin.knowledge.ontology import sub_event
from tocsin.model import EventRecord

__all__ = ["BENCH"]

_CONFLICT = frozenset(str(root) for root in range(14, 21))


def _load(data: Path) -> list[Row]:
    return [row for path in files_of(data, "petrarch2") for row in read_rows(path)]


def _predict(row: Row) -> Row:
    events = [event for event in coded(row).events if event.modality == "occurred"]
    return {"id": row["id"], "events": [one for event in events if (one := _coding(event))]}


def _coding(event: EventRecord) -> Row | None:
    code = sub_event(event.sub_event_type).cameo
    if code is None:
        return None
    sides = {
        role: next((a.name for a in event.actors if a.role == role), None) for role in ("attacker", "target", "victim")
    }
    return {"source": sides["attacker"], "target": sides["target"] or sides["victim"], "code": code}


def _roots(events: Sequence[Row]) -> set[str]:
    return {event["code"][:2] for event in events if event.get("code")} & _CONFLICT


def _score(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
    if not all("events" in row for row in rows):
        return []
    told, rooted, silent, quiet = Counts(), Counts(), 0, 0
    for row in rows:
        gold, got = _roots(row["events"]), _roots(predictions.get(row["id"], {}).get("events", []))
        told.add(bool(gold and got), bool(got), bool(gold))
        rooted.add(len(gold & got), len(got), len(gold))
        if row["no_event_expected"]:
            quiet += 1
            silent += not got
    return [
        *counts_figures("material conflict told", told),
        *counts_figures("CAMEO root of conflict", rooted),
        ratio("silent where no event is expected", silent, quiet),
    ]


BENCH = Bench("petrarch2", _load, _predict, _score)
