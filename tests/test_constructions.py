"""Constructions of conflict news, each with what must be read in it: tables in ``constructions*.yaml``, one a language.

A row varies one thing (how the doer is named, who says so, how a toll is put) and keeps the rest plain, so that what
fails says which construction is not read. ``attackers``, ``targets`` and ``claimant`` are ids, or kinds of actors
without an id; ``at`` says which of several events is read, the first one else.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tocsin.ingest import Options
from tocsin.model import EventRecord
from tocsin.pipeline import code_bytes

_TABLES = {"en": "constructions.yaml", "fr": "constructions.fr.yaml", "es": "constructions.es.yaml"}
_ROWS: list[dict[str, Any]] = [
    {"language": language, **row}
    for language, name in _TABLES.items()
    for row in yaml.safe_load(Path(__file__).with_name(name).read_text("utf-8"))
]
_SIDES = {"attackers": ("attacker",), "targets": ("target", "victim")}
_TOLLS = ("killed", "wounded", "abducted")


def _events(text: str, language: str) -> list[EventRecord]:
    coded = code_bytes(text.encode(), "report.txt", Options(published=date(2024, 6, 20), language=language))
    return [event for event in coded.events if event.modality == "occurred" and not event.background]


def _toll(event: EventRecord, kind: str) -> list[int | None]:
    rows = [row for row in event.casualties if row.kind == kind]
    own = [row for row in rows if not row.rival]
    highs = [row.high for row in rows]
    high = None if None in highs else sum(row.high or 0 for row in own)
    rivals = [row for row in rows if row.rival]
    low = sum(row.low for row in own)
    return [min([low, *(r.low for r in rivals)]), high and max([high, *(r.high or 0 for r in rivals)])]


def _read(event: EventRecord, field: str) -> object:
    if field in _TOLLS:
        return _toll(event, field)
    if field in _SIDES:
        return sorted({a.id or a.kind for a in event.actors if a.role in _SIDES[field]})
    values = {
        "type": event.sub_event_type,
        "claimant": event.attribution.claimant,
        "status": event.attribution.status,
        "day": event.when.start,
        "place": event.place.name,
    }
    return values[field]


@pytest.mark.parametrize("row", _ROWS, ids=[row["text"][:70] for row in _ROWS])
def test_construction_is_read(row: dict[str, Any]) -> None:
    events = _events(row["text"], row["language"])
    assert len(events) == row.get("events", 1)
    for field in row.keys() - {"text", "events", "at", "language"}:
        assert _read(events[row.get("at", 0)], field) == row[field], field
