"""Public release, denied by default: takes dossiers, rules and the day, gives what may be shown and what is withheld.

An incident is shown once the delay has passed since its last possible day, with its place and days made coarse, without
names of victims, witnesses and other persons, without links to party media. Only what leaves here is ``TLP:CLEAR``.
Invariant: an incident whose age is unknown is withheld, and every part of a public dossier is built from the rules'
allowances (``redaction``, ``coarsening``), never copied whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tocsin.model import CodedReport, EventRecord, Incident, Report
from tocsin.publish.dossier import Dossier, Source
from tocsin.publish.formats.tables import Left
from tocsin.publish.release.coarsening import coarse_place, coarse_when
from tocsin.publish.release.redaction import Shown, public_record, public_report
from tocsin.settings import ReleaseRules

__all__ = ["Released", "release"]

_OPEN_FIELDS = ("killed", "wounded", "type", "attacker", "claimed by")
"""Fields on which a public incident may be said to be told differently; days and places would tell too much."""


@dataclass(frozen=True, slots=True)
class Released:
    """What may be shown, and what is withheld and why."""

    dossiers: tuple[Dossier, ...]
    withheld: tuple[Left, ...]

    @property
    def reports(self) -> tuple[CodedReport, ...]:
        """The reports behind, as they may be shown: without events, forecasts or issues of their own."""
        known: dict[str, Report] = {one.report.id: one.report for dossier in self.dossiers for one in dossier.sources}
        return tuple(CodedReport(report, ()) for report in known.values())


def release(dossiers: Iterable[Dossier], rules: ReleaseRules, today: date) -> Released:
    """The public dossiers, in order, and every incident that is withheld."""
    given = list(dossiers)
    why = {one.incident.id: _withheld(one, rules, today) for one in given}
    left = tuple(Left(key, reason) for key, reason in why.items() if reason)
    free = [one for one in given if not why[one.incident.id]]
    reports = _reports(free, rules)
    return Released(tuple(_public(one, reports, rules) for one in free), left)


def _reports(dossiers: Iterable[Dossier], rules: ReleaseRules) -> dict[str, Shown]:
    """Each report behind as it may be shown, by id: one text for all of its records."""
    behind: dict[str, tuple[Report, list[EventRecord]]] = {}
    for source in (source for dossier in dossiers for source in dossier.sources):
        behind.setdefault(source.report.id, (source.report, []))[1].append(source.record)
    return {key: public_report(report, records, rules) for key, (report, records) in behind.items()}


def _withheld(dossier: Dossier, rules: ReleaseRules, today: date) -> str | None:
    published = [source.report.published for source in dossier.sources]
    known = [day for day in published if day]
    last = dossier.incident.when.end or (min(known) if len(known) == len(published) and known else None)
    if last is None:
        return "nothing tells how old it is"
    if (today - last).days < rules.delay_days:
        return f"it is younger than {rules.delay_days} days"
    return None


def _public(dossier: Dossier, reports: dict[str, Shown], rules: ReleaseRules) -> Dossier:
    incident = dossier.incident
    differing = {line.partition(":")[0] for line in incident.contradictions}
    shown = Incident(
        id=incident.id,
        record_ids=incident.record_ids,
        report_ids=incident.report_ids,
        event_type=incident.event_type,
        sub_event_type=incident.sub_event_type,
        status=incident.status,
        when=coarse_when(incident.when),
        place=coarse_place(incident.place, rules.area),
        killed=incident.killed,
        wounded=incident.wounded,
        contradictions=tuple(f"{field}: the reports differ" for field in _OPEN_FIELDS if field in differing),
    )
    behind = ((reports[source.report.id], source.record) for source in dossier.sources)
    return Dossier(shown, tuple(Source(one.public, public_record(record, one, rules)) for one, record in behind))
