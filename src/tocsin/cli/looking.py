"""``tocsin events``, ``incidents``, ``trace``, ``brief`` and ``map``: what the store holds, for people and programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from tocsin.cli.shelf import Wish, find_dossiers, find_one
from tocsin.cli.streams import write_rows, write_to
from tocsin.publish.brief import write_brief
from tocsin.publish.brief_pages import to_html, to_markdown
from tocsin.publish.dossier import Dossier
from tocsin.publish.exports import export
from tocsin.publish.incidents import incident_to_contract
from tocsin.publish.map import to_map
from tocsin.publish.trace import trace
from tocsin.store import Filters, Store

__all__ = ["PARTS", "print_standing", "show_events", "show_incidents", "show_trace", "write_page"]

PARTS = (
    ("Confirmed and reported", ("confirmed", "reported")),
    ("Claims", ("claimed",)),
    ("Disputed and denied", ("disputed", "denied")),
)
"""Headings over incidents and the standings under each: claims never stand among what is confirmed."""


def show_events(store: Store, filters: Filters, form: str) -> None:
    """Event records on stdout, by report."""
    if form == "table":
        from tocsin.publish.table import print_events

        print_events(store.reports(filters))
    else:
        write_rows(export(form, store.reports(filters)))


def show_incidents(store: Store, wish: Wish, form: str) -> None:
    """Incidents on stdout: tables by standing, or one JSON object a line."""
    found = find_dossiers(store, wish)
    if form == "table":
        print_standing(found)
    else:
        rows = (json.dumps(incident_to_contract(one.incident), ensure_ascii=False) + "\n" for one in found)
        write_rows(rows)


def print_standing(found: Sequence[Dossier]) -> None:
    """One table for each part."""
    from tocsin.publish.table import print_incidents

    for heading, statuses in PARTS:
        print_incidents(heading, [one for one in found if one.incident.status in statuses])


def show_trace(store: Store, key: str) -> None:
    """The way from an incident to the words."""
    write_rows(f"{line}\n" for line in trace(find_one(store, key)))


def write_page(store: Store, wish: Wish, kind: str, out: Path | None) -> None:
    """A brief (Markdown, or HTML when the file is called so) or a map."""
    found = find_dossiers(store, wish)
    title = _title(wish)
    if kind == "map":
        write_to(out, to_map(found, title))
        return
    behind = {report_id for one in found for report_id in one.incident.report_ids}
    filters = Filters(as_of=wish.as_of)
    coded = [one for one in store.reports(filters) if one.report.id in behind]
    brief = write_brief(found, coded, title)
    write_to(out, to_html(brief) if out and out.suffix in (".html", ".htm") else to_markdown(brief))


def _title(wish: Wish) -> str:
    span = " to ".join(str(day) for day in (wish.since, wish.until) if day)
    return ", ".join(part for part in ("Incidents", wish.country, span) if part)
