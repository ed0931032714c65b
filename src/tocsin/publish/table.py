"""Tables for people: takes coded reports or dossiers, prints one row an event to a rich console.

Every cell that comes from a report is plain text: rich's markup is off, so a headline can't colour the screen.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tocsin.model import CodedReport, EventRecord, Reliability
from tocsin.publish.disagreements import disagreements
from tocsin.publish.dossier import Dossier
from tocsin.publish.speakers import report_name, speaker_name
from tocsin.publish.tongue import ENGLISH
from tocsin.publish.wording import BRIEFLY, RELIABILITY, days, figure, quoted, sides, toll_words, where

__all__ = ["print_events", "print_incidents", "print_sources"]

_STYLE = {
    "confirmed": "green",
    "claimed": "yellow",
    "alleged": "yellow",
    "denied": "red",
    "refuted": "red",
    "disputed": "magenta",
}
_WHEN_MODALITY = frozenset({"occurred"})


def print_events(reports: Iterable[CodedReport], console: Console | None = None) -> None:
    """One table a report, its title above; a report without events says so."""
    out = console or Console()
    for coded in reports:
        out.print(Text(coded.report.title or report_name(coded.report), style="bold"), end="  ")
        out.print(
            Text(f"{coded.report.source or 'source unknown'}, {coded.report.published or 'undated'}", style="dim")
        )
        if not coded.events:
            out.print("no events\n")
            continue
        table = _table("date", "what, where, who → whom", "killed", "status", "words")
        for event in coded.events:
            table.add_row(*_event_cells(event))
        out.print(table)


_WIDTHS = {"date": 10, "status": 12, "killed": 9, "id": 9, "borne out": 10, "share": 5}
"""Columns of the terminal that a word of each needs so as not to break; the rest share what is left."""
_SHARES = {"words": 2, "what, where, who → whom": 3, "what, where": 2, "disagreements": 3}


def _table(*columns: str) -> Table:
    table = Table(show_lines=True, expand=True)
    for column in columns:
        width = _WIDTHS.get(column)
        table.add_column(column, width=width, overflow="fold", ratio=None if width else _SHARES.get(column, 2))
    return table


def _event_cells(event: EventRecord) -> list[Text]:
    flags = [*event.when.flags, *([] if event.modality in _WHEN_MODALITY else [event.modality])]
    if event.background:
        flags.append("background")
    dated = "\n".join([days(event.when), *flags])
    return [
        Text(dated),
        Text(f"{event.sub_event_type}, {where(event.place)}\n{sides(event)}"),
        Text(toll_words(event.casualties, "killed")),
        _standing(event.attribution.status, _claimant(event)),
        Text(f"“{quoted(event)}”", style="italic"),
    ]


def _claimant(event: EventRecord) -> str | None:
    claimant = event.attribution.claimant
    return speaker_name(claimant, [event]) if claimant else None


def _standing(status: str, claimant: str | None) -> Text:
    by = f" by {claimant}" if claimant else ""
    return Text(f"{status}{by}", style=_STYLE.get(status, ""))


def print_incidents(title: str, found: Iterable[Dossier], console: Console | None = None) -> None:
    """One row an incident: when, how it stands, what, where, the toll's range, disagreements, number of reports."""
    out = console or Console()
    table = _table("date", "what, where", "killed", "disagreements", "id")
    for dossier in found:
        table.add_row(*_incident_cells(dossier))
    out.print(Text(title, style="bold"))
    out.print(table if table.row_count else "none")


def _incident_cells(dossier: Dossier) -> list[Text]:
    incident, count = dossier.incident, len(dossier.incident.report_ids)
    return [
        Text(f"{days(incident.when)}\n")
        .append_text(_standing(incident.status, None))
        .append(f" ({incident.credibility})"),
        Text(f"{BRIEFLY.get(incident.sub_event_type, incident.sub_event_type)}, {where(incident.place)}"),
        Text(figure(*incident.killed) if incident.killed else ""),
        Text("\n".join(one.statement.text for one in disagreements(dossier))),
        Text(f"{incident.id.removeprefix('inc-')[:8]}\n{count} report{'' if count == 1 else 's'}"),
    ]


def print_sources(found: Iterable[Reliability], console: Console | None = None) -> None:
    """One row a source: its letter and what that means, its name and kind, and how often others bore it out."""
    out = console or Console()
    table = _table("reliability", "source", "borne out", "share")
    for one in found:
        count = f"{one.borne_out} of {one.borne_out + one.contradicted}"
        source = f"{ENGLISH.known(one.source)} ({one.kind})"
        table.add_row(*map(Text, (f"{one.letter} {RELIABILITY[one.letter]}", source, count, f"{one.share:.2f}")))
    out.print(table if table.row_count else "nobody's word was tested yet")
