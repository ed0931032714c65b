"""Coded reports to rows for other programs: takes reports one by one, gives text chunk by chunk.

``json``: JSON Lines, one contract object a report. ``jsonl``: one event a line, with its document but not the text.
``csv``: one row an event, ACLED's column names. ``geojson``: one feature an event, its shape (see ``geometry``).
Invariant: a row is written before the next report is coded, and an empty input still gives a well-formed file.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tocsin.model import CodedReport, EventRecord, Report
from tocsin.publish.contract import to_contract, to_json
from tocsin.publish.formats.codes import acled_place
from tocsin.publish.geometry import geometry
from tocsin.publish.speakers import report_name, speaker_name
from tocsin.publish.wording import country_name, figure, quoted
from tocsin.tolls import counted, spanning, voiced

__all__ = ["CSV_COLUMNS", "FORMS", "civilians_hit", "disorder", "export"]

Reports = Iterable[CodedReport]
CSV_COLUMNS = (
    "record_id", "event_date", "event_date_end", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "actor2", "assoc_actor_2", "civilian_targeting", "iso2", "country",
    "admin1", "admin2", "location", "latitude", "longitude", "geo_precision", "radius_km", "source", "source_date",
    "notes", "fatalities", "fatalities_high", "fatalities_by_source", "modality", "background", "status", "claimant",
    "report_id",
)  # fmt: skip
"""ACLED's names where ACLED has a column (codebook 2024); the rest says what ACLED's columns can't."""

_DISORDER = {"Protests": "Demonstrations", "Strategic developments": "Strategic developments"}
_DISORDER_OF_SUB_TYPE = {
    "Violent demonstration": "Demonstrations",
    "Excessive force against protesters": "Political violence; Demonstrations",
}
_FIRST, _SECOND = ("attacker", "participant"), ("target", "victim", "arrested", "signatory")
_TIME_PRECISION = {"day": 1, "week": 2, "month": 3, "year": 3}


def export(form: str, reports: Reports) -> Iterator[str]:
    """The reports in the form asked for, as chunks of text that end in a line break.

    Raises:
        KeyError: ``form`` is none of ``FORMS``.
    """
    return FORMS[form](reports)


def _json(reports: Reports) -> Iterator[str]:
    for coded in reports:
        yield to_json(coded) + "\n"


def _jsonl(reports: Reports) -> Iterator[str]:
    for coded in reports:
        row = to_contract(coded)
        document = {key: value for key, value in row["document"].items() if key != "text"}
        for event in row["events"]:
            yield json.dumps({"document": document, **event}, ensure_ascii=False) + "\n"


def _csv(reports: Reports) -> Iterator[str]:
    yield _csv_line(CSV_COLUMNS)
    for coded in reports:
        for event in coded.events:
            yield _csv_line(_csv_row(coded.report, event).values())


def _csv_line(values: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([_safe(value) for value in values])
    return line.getvalue()


def _safe(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _csv_row(report: Report, event: EventRecord) -> dict[str, object]:
    place, when = event.place, event.when
    low, high = _deaths(event)
    actor1, others1 = _side(event, *_FIRST)
    actor2, others2 = _side(event, *_SECOND)
    claimant = event.attribution.claimant
    values: tuple[object, ...] = (
        event.id, when.start, when.end, when.start.year if when.start else None, _TIME_PRECISION.get(when.precision),
        disorder(event.event_type, event.sub_event_type), event.event_type, event.sub_event_type,
        actor1, others1, actor2, others2, civilians_hit(event), place.country,
        country_name(place.country), place.admin1, place.admin2, place.name, place.lat, place.lon,
        acled_place(place), place.radius_km, report_name(report), report.published,
        quoted(event), low, high, _by_source(event), event.modality, "yes" if event.background else "no",
        event.attribution.status, speaker_name(claimant, [event]) if claimant else None, report.id,
    )  # fmt: skip
    return dict(zip(CSV_COLUMNS, values, strict=True))


def _side(event: EventRecord, *roles: str) -> tuple[str | None, str | None]:
    """The first actor of a side, and the others."""
    found = list(dict.fromkeys(actor.name for actor in event.actors if actor.role in roles))
    return (found[0] if found else None), "; ".join(found[1:]) or None


def disorder(event_type: str, sub_event_type: str) -> str:
    """ACLED's ``disorder_type``."""
    plain = _DISORDER.get(event_type, "Political violence")
    return _DISORDER_OF_SUB_TYPE.get(sub_event_type, plain)


def civilians_hit(event: EventRecord) -> str | None:
    """ACLED's mark: civilians are the target."""
    hit = any(actor.role in ("target", "victim") and actor.kind == "civilians" for actor in event.actors)
    return "Civilian targeting" if hit else None


def _by_source(event: EventRecord) -> str:
    """Every death toll beside who gives it, by name: a spreadsheet has no registry."""
    rows = (row for row in event.casualties if row.kind == "killed")
    told = (
        f"{figure(row.low, row.high)}{f' (so {speaker_name(row.said_by, [event])})' if row.said_by else ''}"
        for row in rows
    )
    return "; ".join(dict.fromkeys(told))


def _deaths(event: EventRecord) -> tuple[int | None, int | None]:
    """From the smallest figure of any speaker to the largest; the top stays empty when one is open."""
    rows = counted([event], "killed").get(event.id, ())
    return spanning(one.toll for one in voiced(event, rows)) or (None, None)


def _geojson(reports: Reports) -> Iterator[str]:
    yield '{"type": "FeatureCollection", "features": ['
    between = "\n"
    for coded in reports:
        for event in coded.events:
            yield between + json.dumps(_feature(coded.report, event), ensure_ascii=False)
            between = ",\n"
    yield "\n]}\n"


def _feature(report: Report, event: EventRecord) -> dict[str, Any]:
    row = _csv_row(report, event)
    dates = {key: str(value) if value else None for key, value in row.items() if "date" in key}
    properties = {**row, **dates, "precision": event.place.precision, "shape": event.place.shape.kind}
    return {"type": "Feature", "id": event.id, "geometry": geometry(event.place), "properties": properties}


FORMS: dict[str, Callable[[Reports], Iterator[str]]] = {
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "geojson": _geojson,
}
"""The forms that ``export`` knows."""
