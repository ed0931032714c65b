"""The brief: takes dossiers and coded reports, gives a ``Brief``, which ``brief_pages`` writes as Markdown and HTML.

What several reports tell comes first; then sections by standing, so that claims never stand among what is confirmed;
then what is open. Told against an earlier state, it opens with what has changed since. Every sentence passed
``brief_lint`` and cites reports. Invariant: the same dossiers give the same bytes; no clock is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tocsin.errors import TocsinError
from tocsin.model import CodedReport, Forecast, Report
from tocsin.publish.brief_changes import Change, changes, gone
from tocsin.publish.brief_lint import lint_brief
from tocsin.publish.disagreements import Difference, disagreements
from tocsin.publish.dossier import Dossier
from tocsin.publish.picture_parts import Picture
from tocsin.publish.pictures import pictures
from tocsin.publish.speakers import opened
from tocsin.publish.statements import Citation, Statement, state, voice
from tocsin.publish.tongue import ENGLISH, Tongue
from tocsin.publish.wording import quoted

__all__ = ["SECTIONS", "Brief", "Entry", "Foresight", "Last", "Question", "Section", "Words", "write_brief"]

SECTIONS = ("confirmed", "reported", "claimed", "disputed", "denied", "refuted")
"""The standings in the order of the page."""
_NEWS = 5
"""Sentences under "What you need to know": what fits before a reader scrolls."""


_QUESTIONS, _OF_ONE = 8, 2
"""Open questions under "So, what now?", and how many of one incident: those that lead the page, the dead first."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a report says of an incident, in its own words."""

    report_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One incident on the page: its id, standing, headline, sentences, disagreements and the words of each report.

    ``standing`` is the status in the language of the brief, ``heading`` the headline behind it, so that nobody reads it
    as a fact.
    """

    incident_id: str
    status: str
    standing: str
    heading: str
    headline: str
    statements: tuple[Statement, ...]
    differences: tuple[Statement, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Last:
    """What the last brief rested on: its incidents, and the day up to which it knew."""

    dossiers: Sequence[Dossier]
    day: date


@dataclass(frozen=True, slots=True)
class Question:
    """What the reports leave open: the words, and what they rest on."""

    text: str
    cites: tuple[Citation, ...]


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
    summary: str
    news: tuple[Entry, ...]
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    forecasts: tuple[Foresight, ...]
    reports: tuple[Report, ...]
    pictures: tuple[Picture, ...] = ()
    last: date | None = None
    changes: tuple[Change, ...] = ()
    gone: int = 0
    say: Tongue = ENGLISH

    @property
    def headline(self) -> Entry | None:
        """The incident that leads the page."""
        return self.news[0] if self.news else None

    def number(self, report_id: str) -> int:
        """The number of a report in the list of sources."""
        return 1 + [report.id for report in self.reports].index(report_id)


def write_brief(
    dossiers: Sequence[Dossier],
    coded: Iterable[CodedReport],
    title: str,
    mark: str = "TLP:AMBER",
    last: Last | None = None,
    say: Tongue = ENGLISH,
) -> Brief:
    """The brief of these incidents; ``mark`` is the Traffic Light Protocol's sharing mark, ``say`` the language.

    Raises:
        TocsinError: a sentence doesn't pass the lint; it is a bug, and nothing is published.
    """
    brief = _written(dossiers, list(coded), Brief(title, mark, "", (), (), (), (), (), say=say), last)
    if faults := lint_brief(brief):
        raise TocsinError(faults[0], "brief")
    return brief


def _written(dossiers: Sequence[Dossier], reports: Sequence[CodedReport], empty: Brief, last: Last | None) -> Brief:
    say = empty.say
    differences = {one.incident.id: disagreements(one, say) for one in dossiers}
    entries = {one.incident.id: _entry(one, differences[one.incident.id], say) for one in dossiers}
    leading = sorted(dossiers, key=_weight)[:_NEWS]
    asked = [asked for one in leading for asked in list(_asked(one, differences[one.incident.id], say))[:_OF_ONE]]
    return replace(
        empty,
        summary=_summary(dossiers, reports, say),
        news=tuple(entries[one.incident.id] for one in leading),
        sections=tuple(_section(status, dossiers, entries, say) for status in SECTIONS),
        questions=tuple(asked)[:_QUESTIONS],
        forecasts=tuple(Foresight(one.report, forecast) for one in reports for forecast in one.forecasts),
        reports=tuple(sorted({one.report.id: one.report for one in reports}.values(), key=_shelf)),
        pictures=pictures(dossiers, say),
        last=last.day if last else None,
        changes=tuple(changes(dossiers, last.dossiers, say)) if last else (),
        gone=gone(dossiers, last.dossiers) if last else 0,
    )


def _entry(dossier: Dossier, found: Sequence[Difference], say: Tongue) -> Entry:
    differences = tuple(one.statement for one in found)
    words = tuple(Words(source.report.id, quoted(source.record)) for source in dossier.sources)
    incident = dossier.incident
    standing = say(f"status.{incident.status}")
    headline, said = _headline(dossier, say), tuple(state(dossier, say))
    heading = f"{opened(standing)}{say('colon')}{headline}"
    return Entry(incident.id, incident.status, standing, heading, headline, said, differences, words)


def _headline(dossier: Dossier, say: Tongue) -> str:
    """When, what and where; what kind of thing is said to have happened, never that it did."""
    incident = dossier.incident
    kind = say.named("brief", incident.sub_event_type)
    return f"{kind} {say.at_place(incident.place)}, {say.days(incident.when)}"


def _summary(dossiers: Sequence[Dossier], reports: Sequence[CodedReport], say: Tongue) -> str:
    """How much stands on the page: counts of its own rows, not of anything on the ground."""
    several = sum(len(one.incident.report_ids) > 1 for one in dossiers)
    claimed = sum(one.incident.status == "claimed" for one in dossiers)
    counts = {"incidents": say.counted(len(dossiers), "incident"), "reports": say.counted(len(reports), "report")}
    return say("summary", **counts, several=several, claimed=claimed)


def _asked(dossier: Dossier, found: Sequence[Difference], say: Tongue) -> Iterator[Question]:
    """What the reports differ on; and of a claim, whether anybody else says so."""
    yield from (_question(dossier, one, say) for one in found)
    if dossier.incident.status == "claimed":
        cites = state(dossier)[0].parts
        words = say("asked.who", headline=_headline(dossier, say), voice=voice(dossier, say))
        yield Question(words, tuple(dict.fromkeys(cite for part in cites for cite in part.cites)))


def _question(dossier: Dossier, found: Difference, say: Tongue) -> Question:
    """A difference turned into what there is to find out."""
    cites = tuple(dict.fromkeys(cite for part in found.statement.parts for cite in part.cites))
    asked = {"lead": say(f"asked.{found.field}"), "readings": " / ".join(found.readings)}
    return Question(say("asked", headline=_headline(dossier, say), **asked), cites)


def _weight(dossier: Dossier) -> tuple[bool, int, int, str]:
    """News before background, most reports first, then most deaths by the lowest count."""
    killed = dossier.incident.killed
    background = all(record.background for record in dossier.records)
    return (background, -len(dossier.incident.report_ids), -(killed[0] if killed else 0), dossier.incident.id)


def _shelf(report: Report) -> tuple[str, str, str]:
    return (str(report.published or ""), report.source or "", report.id)


def _section(status: str, dossiers: Sequence[Dossier], entries: dict[str, Entry], say: Tongue) -> Section:
    own = [dossier.incident for dossier in dossiers if dossier.incident.status == status]
    newest = sorted(own, key=lambda one: (-(one.when.end.toordinal() if one.when.end else 0), one.id))
    return Section(say(f"section.{status}"), tuple(entries[incident.id] for incident in newest))
