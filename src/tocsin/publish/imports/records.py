"""One row as a coded report: takes the row and what its columns mean, gives report and event record.

The report's id is that of source and row id, so that a newer release of a file replaces a row and never doubles it.
Invariant: every value of the record has its cell among the evidence.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from tocsin import __version__
from tocsin.knowledge.ontology import sub_event
from tocsin.model import Actor, Attribution, Casualty, CodedReport, EventRecord, Place, Report, SourceMention, When
from tocsin.publish.imports.sheet import Row

__all__ = ["Reading", "Told", "coded_row", "voices"]


@dataclass(frozen=True, slots=True)
class Told:
    """Whose file it is: the name of the source, the form's name, and the column that holds a row's id."""

    source: str
    form: str
    id_column: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a row says, and who ``said`` it; ``kind_column`` holds what the event type was read from."""

    title: str
    sub_event_type: str
    kind_column: str
    when: When
    place: Place
    actors: tuple[Actor, ...]
    casualties: tuple[Casualty, ...]
    said: Attribution
    published: date | None = None
    ucdp_violence: int | None = None


def coded_row(row: Row, told: Told, read: Reading) -> CodedReport:
    """The report that is this row, with its one event record."""
    report = _report(row, told, read)
    kind = sub_event(read.sub_event_type)
    carrier = SourceMention(told.source, "reference", "reports")
    event = EventRecord(
        id=hashlib.sha256(f"{report.id} row".encode()).hexdigest()[:16],
        report_id=report.id,
        event_type=kind.event_type,
        sub_event_type=kind.name,
        modality="occurred",
        background=False,
        when=read.when,
        place=read.place,
        actors=read.actors,
        weapons=(),
        casualties=read.casualties,
        damage=(),
        attribution=replace(read.said, sources=(*read.said.sources, carrier)),
        evidence=(
            ("trigger", row.spans[read.kind_column]),
            *((name, span) for name, span in (("date", read.when.span), ("location", read.place.span)) if span),
            *(("location", span) for span in read.place.spans),
            *(("actor", actor.span) for actor in read.actors),
            *((f"casualties.{one.kind}", one.span) for one in read.casualties),
            *(("attribution", one.span) for one in read.said.sources if one.span),
        ),
        score=1.0,
        coder=f"tocsin {__version__} import {told.form}",
        plover_event=kind.plover[0],
        plover_mode=kind.plover[1],
        ucdp_violence=read.ucdp_violence,
    )
    return CodedReport(report, (event,))


def _report(row: Row, told: Told, read: Reading) -> Report:
    key = f"{told.source}\n{row.must(told.id_column)}"
    return Report(
        id=f"sha256:{hashlib.sha256(key.encode()).hexdigest()}",
        text=row.text,
        language="en",
        source=told.source,
        source_kind="reference",
        title=read.title,
        published=read.published,
        published_from="metadata" if read.published else None,
    )


def voices(row: Row, column: str, kind: str = "unknown") -> tuple[SourceMention, ...]:
    """The sources that a cell names, separated by ";"; their ``kind`` is seldom told."""
    span = row.spans.get(column)
    names = dict.fromkeys(name.strip() for name in span.text.split(";")) if span else {}
    return tuple(SourceMention(name, kind, "reports", span) for name in names if name)
