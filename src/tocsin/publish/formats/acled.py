"""ACLED-shaped rows: takes dossiers, gives a CSV with the columns of ACLED's own export (codebook 2024).

One row an incident. ACLED's data are not used: the words, names and codes of its columns are. Left out are incidents
that every report denies, and those dated to no day, week or month. Invariant: ``fatalities`` is the lowest figure of
any speaker, as ACLED's coding prescribes for rival reports; all figures stand in ``notes`` and ``tags``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tocsin.knowledge.ontology.states import state_codes
from tocsin.model import Actor, When
from tocsin.publish.dossier import Dossier
from tocsin.publish.exports import civilians_hit, disorder
from tocsin.publish.formats.codes import acled_place, acled_time, span_days
from tocsin.publish.formats.rows import claimants, outlets, said, sides
from tocsin.publish.formats.tables import UNHAPPENED, Left, Written, delimited
from tocsin.publish.wording import country_name, figure

__all__ = ["ACLED_COLUMNS", "INTER", "to_acled"]

ACLED_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip

INTER = {
    "state": "State forces",
    "rebel": "Rebel group",
    "political_militia": "Political militia",
    "unidentified": "Political militia",
    "communal_militia": "Identity militia",
    "rioters": "Rioters",
    "protesters": "Protesters",
    "civilians": "Civilians",
    "external": "External/Other forces",
    "pmc": "External/Other forces",
}
"""ACLED's actor types by the contract's kind, in ACLED's order; it counts unidentified armed groups as militias."""
_ORDER = tuple(dict.fromkeys(INTER.values()))


def to_acled(dossiers: Sequence[Dossier]) -> Written:
    """The rows, and the incidents that ACLED's columns can't hold."""
    why = {one.incident.id: _unfit(one) for one in dossiers}
    left = tuple(Left(key, reason) for key, reason in why.items() if reason)
    rows = [_row(one) for one in dossiers if not why[one.incident.id]]
    return Written(delimited(ACLED_COLUMNS, rows), left)


def _unfit(dossier: Dossier) -> str | None:
    if dossier.incident.status in UNHAPPENED:
        return f"{UNHAPPENED[dossier.incident.status]}; ACLED codes what happened"
    days = span_days(dossier.incident.when)
    if days is None:
        return "it has no date"
    return None if acled_time(dossier.incident.when) else f"it is dated to {days} days; ACLED codes a month at most"


def middle(when: When) -> date:
    """The day that stands for a week or a month: the one in the middle."""
    if not when.start or not when.end:
        raise ValueError("an open interval has no middle")
    return when.start + timedelta(days=(when.end - when.start).days // 2)


def _row(dossier: Dossier) -> dict[str, Any]:
    incident, place = dossier.incident, dossier.incident.place
    codes, day, (first, second) = state_codes(place.country), middle(incident.when), sides(dossier)
    return {
        "event_id_cnty": f"{codes.iso3 or ''}{incident.id.removeprefix('inc-')}",
        "event_date": day,
        "year": day.year,
        "time_precision": acled_time(incident.when),
        "disorder_type": disorder(incident.event_type, incident.sub_event_type),
        "event_type": incident.event_type,
        "sub_event_type": incident.sub_event_type,
        **_side("1", first),
        **_side("2", second),
        "interaction": _interaction(first, second),
        "civilian_targeting": next(filter(None, map(civilians_hit, dossier.records)), None),
        "iso": codes.number,
        "country": country_name(place.country),
        "admin1": place.admin1,
        "admin2": place.admin2,
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": acled_place(place),
        "source": "; ".join(outlets(dossier)),
        "notes": said(dossier),
        "fatalities": incident.killed[0] if incident.killed else 0,
        "tags": _tags(dossier),
    }


def _side(number: str, actors: list[Actor]) -> dict[str, str | None]:
    return {
        f"actor{number}": actors[0].name if actors else None,
        f"assoc_actor_{number}": "; ".join(actor.name for actor in actors[1:]) or None,
        f"inter{number}": INTER.get(actors[0].kind) if actors else None,
    }


def _interaction(first: list[Actor], second: list[Actor]) -> str | None:
    kinds = [INTER[side[0].kind] for side in (first, second) if side and side[0].kind in INTER]
    if len(kinds) == 1:
        return f"{kinds[0]} only"
    return "-".join(sorted(kinds, key=_ORDER.index)) or None


def _tags(dossier: Dossier) -> str:
    """What ACLED's columns can't say: the standing, who alone claims it, and the whole range of the dead."""
    killed, claiming = dossier.incident.killed, claimants(dossier)
    tags = [f"status={dossier.incident.status}"]
    tags += [f"claimant={claiming[0].replace(';', ',')}"] if len(claiming) == 1 else []
    return "; ".join([*tags, f"killed={figure(*killed)}"] if killed else tags)
