"""UCDP GED-shaped rows: takes dossiers, gives a CSV with the columns of GED 24.1 (Sundberg & Melander 2013).

One row an incident. GED holds events with a death, in one of three kinds of violence, dated to a year and placed in a
country; others are left out with the reason. ``low`` and ``high`` span all speakers and ``best`` is the lower end, as
GED takes the more conservative figure in doubt. Invariant: ids that only UCDP gives (conflict, dyad, actor) stay empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from tocsin.knowledge.ontology.states import state_codes
from tocsin.model import Actor, Report
from tocsin.publish.dossier import Dossier
from tocsin.publish.formats.codes import grid_cell, ucdp_place, ucdp_time
from tocsin.publish.formats.rows import outlets, sides
from tocsin.publish.formats.tables import UNHAPPENED, Left, Written, delimited
from tocsin.publish.speakers import report_name
from tocsin.publish.statements import voice
from tocsin.publish.wording import country_name, where

__all__ = ["GED_COLUMNS", "to_ged"]

GED_COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
_ONE_SIDED = 3


def to_ged(dossiers: Sequence[Dossier]) -> Written:
    """The rows, and the incidents that GED's definition leaves out."""
    why = {one.incident.id: _unfit(one) for one in dossiers}
    left = tuple(Left(key, reason) for key, reason in why.items() if reason)
    return Written(delimited(GED_COLUMNS, [_row(one) for one in dossiers if not why[one.incident.id]]), left)


def _unfit(dossier: Dossier) -> str | None:
    incident = dossier.incident
    if incident.status in UNHAPPENED:
        return f"{UNHAPPENED[incident.status]}; GED codes what happened"
    if not incident.killed or incident.killed[1] == 0:
        return "no report gives a death; GED holds events with at least one"
    if _violence(dossier) is None:
        return "it is none of UCDP's three kinds of violence"
    if ucdp_time(incident.when) is None:
        return "it has no date within a year"
    return None if ucdp_place(incident.place) else "not even its country is known"


def _violence(dossier: Dossier) -> int | None:
    """UCDP's type of violence: the one that most records give, the lower number among equals."""
    votes = Counter(record.ucdp_violence for record in dossier.records if record.ucdp_violence)
    return min(votes, key=lambda kind: (-votes[kind], kind), default=None)


def _row(dossier: Dossier) -> dict[str, Any]:
    incident, violence = dossier.incident, _violence(dossier)
    side_a, side_b = _two_sides(dossier, violence)
    low, high = incident.killed or (0, 0)
    start = incident.when.start
    civilians = violence == _ONE_SIDED
    return {
        "id": incident.id,
        "relid": incident.id,
        "year": start.year if start else None,
        "type_of_violence": violence,
        "dyad_name": f"{_name(side_a)} - {_name(side_b)}" if side_a or side_b else None,
        "side_a": _name(side_a),
        "side_b": _name(side_b),
        "event_clarity": 1,
        "date_prec": ucdp_time(incident.when),
        "date_start": start,
        "date_end": incident.when.end,
        "deaths_a": 0,
        "deaths_b": 0,
        "deaths_civilians": low if civilians else 0,
        "deaths_unknown": 0 if civilians else low,
        "best": low,
        "high": high if high is not None else low,
        "low": low,
        "gwnoa": _ward(side_a),
        "gwnob": _ward(side_b),
        **_sources(dossier),
        **_place(dossier),
    }


def _two_sides(dossier: Dossier, violence: int | None) -> tuple[Actor | None, Actor | None]:
    """The government first where it fights; one-sided violence has its perpetrator first and civilians second."""
    first, second = sides(dossier)
    both = [*first[:1], *second[:1]]
    if violence != _ONE_SIDED:
        both.sort(key=lambda actor: actor.kind != "state")
    elif not first:
        return None, both[0] if both else None
    return (both[0] if both else None), (both[1] if len(both) > 1 else None)


def _name(actor: Actor | None) -> str | None:
    if actor is None:
        return None
    return "Civilians" if actor.kind == "civilians" else actor.name


def _ward(actor: Actor | None) -> int | None:
    """The state's number, for a side that is one."""
    if actor is None or actor.kind != "state":
        return None
    return state_codes(actor.country or (actor.id or "").partition(":")[0].upper()).ward


def _sources(dossier: Dossier) -> dict[str, Any]:
    reports = [source.report for source in dossier.sources]
    dates = dict.fromkeys(str(report.published) for report in reports if report.published)
    titles = dict.fromkeys(report.title for report in reports if report.title)
    return {
        "number_of_sources": len(outlets(dossier)),
        "source_article": ";".join(f'"{_article(report)}"' for report in reports),
        "source_office": ";".join(outlets(dossier)),
        "source_date": ";".join(dates),
        "source_headline": ";".join(titles),
        "source_original": voice(dossier),
    }


def _article(report: Report) -> str:
    return f"{report_name(report)},{report.published or ''},{report.title or ''}"


def _place(dossier: Dossier) -> dict[str, Any]:
    place = dossier.incident.place
    point = f"POINT ({place.lon} {place.lat})" if place.lat is not None else None
    return {
        "where_prec": ucdp_place(place),
        "where_coordinates": place.name,
        "where_description": where(place),
        "adm_1": place.admin1,
        "adm_2": place.admin2,
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": point,
        "priogrid_gid": grid_cell(place.lat, place.lon),
        "country": country_name(place.country),
        "country_id": state_codes(place.country).ward,
    }
