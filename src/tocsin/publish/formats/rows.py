"""An incident as one flat row: takes a dossier, gives plain values by name, the ground of every tabular export.

Sides come from all records: who did it first, then whom it hit. Invariant: a value that the records don't hold is None,
rival tolls stay an interval with each figure beside its speaker, and the sentences say who claims what.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tocsin.model import Actor
from tocsin.publish.dossier import Dossier
from tocsin.publish.formats.codes import grid_cell
from tocsin.publish.speakers import report_name, speaker_name
from tocsin.publish.statements import state
from tocsin.publish.wording import country_name, figure, links_defanged

__all__ = ["COLUMNS", "claimants", "incident_row", "outlets", "said", "sides", "tolls_by_source"]

COLUMNS = (
    "incident_id", "event_date", "event_date_end", "date_precision", "event_type", "sub_event_type", "status",
    "claimant", "actor1", "actor2", "iso2", "country", "admin1", "admin2", "location", "latitude", "longitude",
    "radius_km", "place_precision", "shape", "priogrid_gid", "killed_low", "killed_high", "wounded_low",
    "wounded_high", "killed_by_source", "sources", "reports", "contradictions", "notes", "report_ids", "record_ids",
    "mended",
)  # fmt: skip
"""The columns of a row, in order; lists are joined by "; "."""


def incident_row(dossier: Dossier) -> dict[str, Any]:
    """The row: dates as ``date``, degrees WGS 84, kilometres, persons; text, numbers or None elsewhere."""
    incident = dossier.incident
    place, when = incident.place, incident.when
    first, second = sides(dossier)
    killed, wounded = incident.killed or (None, None), incident.wounded or (None, None)
    values: tuple[Any, ...] = (
        incident.id, when.start, when.end, when.precision, incident.event_type, incident.sub_event_type,
        incident.status, "; ".join(claimants(dossier)) or None, _names(first), _names(second), place.country,
        country_name(place.country), place.admin1, place.admin2, place.name, place.lat, place.lon, place.radius_km,
        place.precision, place.shape.kind, grid_cell(place.lat, place.lon), *killed, *wounded,
        tolls_by_source(dossier), "; ".join(outlets(dossier)), len(incident.report_ids),
        "; ".join(incident.contradictions) or None, said(dossier), "; ".join(incident.report_ids),
        "; ".join(incident.record_ids), _mended(dossier),
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _mended(dossier: Dossier) -> str | None:
    """The fields that people mended; what they wrote may not be for everybody, and stays with the record."""
    fields = (review.field for record in dossier.records for review in record.reviews if review.field)
    return "; ".join(dict.fromkeys(fields)) or None


def sides(dossier: Dossier) -> tuple[list[Actor], list[Actor]]:
    """Who did it and whom it hit, each actor once; of participants alone the first stands against the others."""
    actors = [actor for record in dossier.records for actor in record.actors]
    first = _once(actor for actor in actors if actor.role in ("attacker", "participant"))
    second = _once(actor for actor in actors if actor.role in ("target", "victim", "arrested", "signatory"))
    if second or len(first) < 2 or any(actor.role == "attacker" for actor in first):
        return first, second
    return first[:1], first[1:]


def _once(actors: Iterable[Actor]) -> list[Actor]:
    """By id where there is one, else by name."""
    found: dict[str, Actor] = {}
    for actor in actors:
        found.setdefault(actor.id or actor.name, actor)
    return list(found.values())


def _names(actors: list[Actor]) -> str | None:
    return "; ".join(actor.name for actor in actors) or None


def claimants(dossier: Dossier) -> list[str]:
    """The names of the parties that claim it, each once."""
    claiming = (record.attribution.claimant for record in dossier.records)
    return list(dict.fromkeys(speaker_name(one, dossier.records) for one in claiming if one))


def tolls_by_source(dossier: Dossier) -> str | None:
    """Every death toll beside who gives it."""
    rows = (
        f"{figure(row.low, row.high)} (so {speaker_name(row.said_by, dossier.records)})"
        if row.said_by
        else f"{figure(row.low, row.high)} (so {report_name(source.report)})"
        for source in dossier.sources
        for row in source.record.casualties
        if row.kind == "killed"
    )
    return "; ".join(dict.fromkeys(rows)) or None


def outlets(dossier: Dossier) -> list[str]:
    """Who published the reports, each once."""
    return list(dict.fromkeys(report_name(source.report) for source in dossier.sources))


def said(dossier: Dossier) -> str:
    """What may be said of the incident, in sentences that name their speaker, links made unclickable."""
    return links_defanged(" ".join(statement.text for statement in state(dossier)))
