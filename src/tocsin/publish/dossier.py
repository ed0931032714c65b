"""An incident with the records and reports behind it: what a brief, a map and a trace are written from.

``dossiers`` takes incidents and coded reports, gives one dossier an incident, in the incidents' order. Invariant: every
record of the incident is there, each with the report whose text its spans count in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.model import CodedReport, EventRecord, Incident, Reliability, Report

__all__ = ["Dossier", "Source", "dossiers"]


@dataclass(frozen=True, slots=True)
class Source:
    """One record and the report that tells it."""

    report: Report
    record: EventRecord


@dataclass(frozen=True, slots=True)
class Dossier:
    """One incident and its sources, in the order of the incident's records.

    ``reliability`` judges who speaks in it by what became of their word in other incidents; empty where nobody asked.
    """

    incident: Incident
    sources: tuple[Source, ...]
    reliability: tuple[Reliability, ...] = ()

    @property
    def records(self) -> tuple[EventRecord, ...]:
        """The event records alone."""
        return tuple(source.record for source in self.sources)


def dossiers(incidents: Iterable[Incident], coded: Iterable[CodedReport]) -> list[Dossier]:
    """One dossier an incident.

    Raises:
        KeyError: an incident names a record that no report holds.
    """
    known = {record.id: Source(one.report, record) for one in coded for record in one.events}
    return [Dossier(incident, tuple(known[key] for key in incident.record_ids)) for incident in incidents]
