"""``tocsin events``, ``incidents``, ``sources`` and ``trace``: what the store holds, for people and programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from tocsin.cli.shelf import Wish, find_dossiers, find_one, source_records
from tocsin.cli.streams import write_rows
from tocsin.publish.dossier import Dossier
from tocsin.publish.exports import export
from tocsin.publish.incidents import incident_to_contract
from tocsin.publish.trace import trace
from tocsin.store import Filters, Store

__all__ = ["PARTS", "print_standing", "show_events", "show_incidents", "show_sources", "show_trace"]

PARTS = (
    ("Confirmed and reported", ("confirmed", "reported")),
    ("Claims", ("claimed",)),
    ("Disputed, denied and refuted", ("disputed", "denied", "refuted")),
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
        rows = (incident_to_contract(one.incident, one.reliability) for one in found)
        write_rows(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def print_standing(found: Sequence[Dossier]) -> None:
    """One table for each part."""
    from tocsin.publish.table import print_incidents

    for heading, statuses in PARTS:
        print_incidents(heading, [one for one in found if one.incident.status in statuses])


def show_sources(store: Store, form: str) -> None:
    """Every source whose word was tested, the most tested first: a table, or one JSON object a line."""
    found = source_records(store)
    if form == "table":
        from tocsin.publish.table import print_sources

        print_sources(found)
    else:
        write_rows(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in found)


def show_trace(store: Store, key: str) -> None:
    """The way from an incident to the words."""
    write_rows(f"{line}\n" for line in trace(find_one(store, key)))
