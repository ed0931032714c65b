"""The brief: takes dossiers and coded reports, gives a ``Brief``, which ``brief_pages`` writes as Markdown and HTML.

Sections by standing, so that claims never stand among what is confirmed; each sentence passed ``statements.lint`` and
cites reports with offsets. Invariant: the same dossiers give the same bytes; no clock is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.model import CodedReport, Forecast, Report
from tocsin.publish.dossier import Dossier
from tocsin.publish.statements import Statement, state

__all__ = ["SECTIONS", "Brief", "Entry", "Foresight", "Section", "write_brief"]

SECTIONS = (
    ("confirmed", "Confirmed"),
    ("reported", "Reported"),
    ("claimed", "Claims"),
    ("disputed", "Disputed"),
    ("denied", "Denied"),
)
"""Status and heading, in the order of the page."""
_NEWS = 5
"""Sentences under "What you need to know": what fits before a reader scrolls."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One incident on the page: its id, sentences and disagreements."""

    incident_id: str
    statements: tuple[Statement, ...]
    contradictions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """All incidents of one standing."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Foresight:
    """A forecast that a report makes: its words are quoted, never restated."""

    report: Report
    forecast: Forecast


@dataclass(frozen=True, slots=True)
class Brief:
    """A page before it is Markdown or HTML; ``reports`` are numbered from 1 in this order."""

    title: str
    mark: str
    news: tuple[Statement, ...]
    sections: tuple[Section, ...]
    forecasts: tuple[Foresight, ...]
    reports: tuple[Report, ...]

    def number(self, report_id: str) -> int:
        """The number of a report in the list of sources."""
        return 1 + [report.id for report in self.reports].index(report_id)


def write_brief(
    dossiers: Sequence[Dossier], coded: Iterable[CodedReport], title: str, mark: str = "TLP:AMBER"
) -> Brief:
    """The brief of these incidents; ``mark`` is the Traffic Light Protocol's sharing mark.

    Raises:
        TocsinError: a sentence doesn't pass the lint.
    """
    reports = list(coded)
    said = {dossier.incident.id: state(dossier) for dossier in dossiers}
    leading = sorted(dossiers, key=_weight)[:_NEWS]
    return Brief(
        title=title,
        mark=mark,
        news=tuple(said[dossier.incident.id][0] for dossier in leading),
        sections=tuple(_section(status, heading, dossiers, said) for status, heading in SECTIONS),
        forecasts=tuple(Foresight(one.report, forecast) for one in reports for forecast in one.forecasts),
        reports=tuple(sorted({one.report.id: one.report for one in reports}.values(), key=_shelf)),
    )


def _weight(dossier: Dossier) -> tuple[int, int, str]:
    """Most deaths by the lowest count first, then most reports."""
    killed = dossier.incident.killed
    return (-(killed[0] if killed else 0), -len(dossier.sources), dossier.incident.id)


def _shelf(report: Report) -> tuple[str, str, str]:
    return (str(report.published or ""), report.source or "", report.id)


def _section(status: str, heading: str, dossiers: Sequence[Dossier], said: dict[str, list[Statement]]) -> Section:
    own = [dossier.incident for dossier in dossiers if dossier.incident.status == status]
    return Section(heading, tuple(Entry(i.id, tuple(said[i.id]), i.contradictions) for i in own))
