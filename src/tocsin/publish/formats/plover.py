"""PLOVER rows in the columns of POLECAT (Halterman et al. 2023): takes dossiers, gives tab-separated text.

One row an incident: event and mode by the crosswalk of ``knowledge.ontology``, the two sides as actor and recipient.
Left out are incidents whose type PLOVER doesn't know or that have no day. Invariant: intensity and contexts, which no
record holds, stay empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tocsin.knowledge.ontology import is_sub_event, sub_event
from tocsin.knowledge.ontology.states import state_codes
from tocsin.model import Actor
from tocsin.publish.dossier import Dossier
from tocsin.publish.formats.rows import outlets, sides
from tocsin.publish.formats.tables import UNHAPPENED, Left, Written, delimited

__all__ = ["POLECAT_COLUMNS", "to_plover"]

_PARTY = (
    "{} Name", "{} Country", "{} COW", "Primary {} Sector", "{} Sectors", "{} Title", "{} Name Raw",
    "Wikipedia {} ID",
)  # fmt: skip
POLECAT_COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(name.format("Actor") for name in _PARTY), *(name.format("Recipient") for name in _PARTY),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
_QUADS = {
    "AGREE": "VERBAL COOPERATION",
    "YIELD": "MATERIAL COOPERATION",
    "PROTEST": "MATERIAL CONFLICT",
    "MOBILIZE": "MATERIAL CONFLICT",
    "COERCE": "MATERIAL CONFLICT",
    "ASSAULT": "MATERIAL CONFLICT",
}
"""PLOVER's quad of each event that the crosswalk reaches."""
_SECTORS = {"rebel": "REB", "civilians": "CVL", "protesters": "CVL", "rioters": "CVL"}
_FORCES = {"police": "COP", "government": "GOV"}


def to_plover(dossiers: Sequence[Dossier]) -> Written:
    """The rows, and the incidents without an event type or a day."""
    why = {one.incident.id: _unfit(one) for one in dossiers}
    left = tuple(Left(key, reason) for key, reason in why.items() if reason)
    rows = [_row(one) for one in dossiers if not why[one.incident.id]]
    return Written(delimited(POLECAT_COLUMNS, rows, "\t"), left)


def _coded(dossier: Dossier) -> tuple[str | None, str | None]:
    kind = dossier.incident.sub_event_type
    return sub_event(kind).plover if is_sub_event(kind) else (None, None)


def _unfit(dossier: Dossier) -> str | None:
    if dossier.incident.status in UNHAPPENED:
        return UNHAPPENED[dossier.incident.status]
    if not _coded(dossier)[0]:
        return f"PLOVER has no event for {dossier.incident.sub_event_type!r}"
    return None if dossier.incident.when.start else "it has no first day"


def _row(dossier: Dossier) -> dict[str, Any]:
    incident, place, (event, mode) = dossier.incident, dossier.incident.place, _coded(dossier)
    first, second = sides(dossier)
    number = (place.gazetteer_id or "").removeprefix("geonames:")
    published = [report.published for report in (source.report for source in dossier.sources) if report.published]
    return {
        "Event ID": incident.id,
        "Event Date": incident.when.start,
        "Event Type": event,
        "Event Mode": mode,
        "Quad Code": _QUADS.get(event or ""),
        **_party("Actor", first),
        **_party("Recipient", second),
        "Placename": place.name,
        "City": place.name if place.precision == "exact" else None,
        "District": place.admin2,
        "Province": place.admin1,
        "Country": state_codes(place.country).iso3,
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": number if number.isdecimal() else None,
        "Raw Placename": place.span.text if place.span else None,
        "Source": "; ".join(outlets(dossier)),
        "Publication Date": min(published, default=None),
        "Language": "; ".join(dict.fromkeys(source.report.language for source in dossier.sources)),
        "Version": dossier.records[0].coder,
    }


def _party(side: str, actors: list[Actor]) -> dict[str, str | None]:
    countries = (state_codes(actor.country).iso3 for actor in actors)
    sectors = [_sector(actor) for actor in actors]
    return {
        f"{side} Name": "; ".join(actor.name for actor in actors) or None,
        f"{side} Country": "; ".join(dict.fromkeys(filter(None, countries))) or None,
        f"Primary {side} Sector": next(filter(None, sectors), None),
        f"{side} Sectors": "; ".join(dict.fromkeys(filter(None, sectors))) or None,
        f"{side} Name Raw": "; ".join(dict.fromkeys(" ".join(actor.span.text.split()) for actor in actors)) or None,
    }


def _sector(actor: Actor) -> str | None:
    """PLOVER's sector; None for militias and companies, which it puts into several."""
    if actor.kind == "state":
        return _FORCES.get((actor.id or "").partition(":")[2], "MIL")
    return _SECTORS.get(actor.kind)
