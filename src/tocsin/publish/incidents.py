"""Incidents in the contract's words: takes an ``Incident``, gives plain data, and reads it back.

Invariant: ``incident_from_contract(incident_to_contract(i)) == i``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tocsin.errors import InputError
from tocsin.model import Incident, Outcome, Reliability
from tocsin.publish.contract import date_row, location_row
from tocsin.publish.contract_read import read_date, read_location

__all__ = ["incident_from_contract", "incident_to_contract"]


def incident_to_contract(incident: Incident, reliability: Sequence[Reliability] | None = None) -> dict[str, Any]:
    """The plain data of an incident; tolls are [low, high] in persons, high null when open.

    ``reliability`` stands beside the credibility where it is known: it comes from other incidents.
    """
    judged = {} if reliability is None else {"reliability": [asdict(one) for one in reliability]}
    return {
        "id": incident.id,
        "event_type": incident.event_type,
        "sub_event_type": incident.sub_event_type,
        "status": incident.status,
        "steps": list(incident.steps),
        "credibility": incident.credibility,
        **judged,
        "outcomes": [asdict(one) for one in incident.outcomes],
        "date": date_row(incident.when),
        "location": location_row(incident.place),
        "killed": _toll(incident.killed),
        "wounded": _toll(incident.wounded),
        "contradictions": list(incident.contradictions),
        "why": list(incident.why),
        "records": list(incident.record_ids),
        "reports": list(incident.report_ids),
    }


def _toll(toll: tuple[int, int | None] | None) -> list[int | None] | None:
    return list(toll) if toll else None


def incident_from_contract(row: dict[str, Any]) -> Incident:
    """The incident of its plain data.

    Raises:
        InputError: a field is missing or breaks an invariant of the records.
    """
    try:
        return _incident(row)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"not an incident: {error!r}") from error


def _incident(row: dict[str, Any]) -> Incident:
    return Incident(
        id=row["id"],
        record_ids=tuple(row["records"]),
        report_ids=tuple(row["reports"]),
        event_type=row["event_type"],
        sub_event_type=row["sub_event_type"],
        status=row["status"],
        when=read_date(row["date"]),
        place=read_location(row["location"]),
        killed=_interval(row["killed"]),
        wounded=_interval(row["wounded"]),
        contradictions=tuple(row["contradictions"]),
        why=tuple(row["why"]),
        steps=tuple(row.get("steps", ())),
        credibility=row.get("credibility", 6),
        outcomes=tuple(Outcome(**one) for one in row.get("outcomes", ())),
    )


def _interval(toll: list[Any] | None) -> tuple[int, int | None] | None:
    return (toll[0], toll[1]) if toll else None
