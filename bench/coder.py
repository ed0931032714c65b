"""The corridor as the benchmarks use it: takes a blind record, gives its report, sentences or contract object.

The report is built as given, so that offsets into it are offsets into the record's ``text``. Invariant: nothing but
the fields of ``records.GIVEN`` is read.
"""

from __future__ import annotations

import re
from datetime import date

from bench.records import Row
from tocsin.assemble import assemble
from tocsin.extract.claims import read_claims
from tocsin.extract.relevance import is_relevant
from tocsin.model import CodedReport, EventRecord, Report, Sentence
from tocsin.pipeline import code_report
from tocsin.publish import to_contract
from tocsin.resolve.claims import resolve_claims
from tocsin.segment import segment

_ISO = re.compile(r"\d{4}-\d\d-\d\d")

__all__ = ["code", "coded", "day_of", "every_record", "report_of", "sentences_of"]


def day_of(row: Row) -> date | None:
    """The day of publication, where known and written as ISO 8601."""
    given = row.get("published") or row.get("dct") or ""
    return date.fromisoformat(given[:10]) if _ISO.match(given) else None


def report_of(row: Row, language: str = "en", text: str | None = None) -> Report:
    """The record as a report; ``text`` stands in for its own where a set needs it mended first (same length)."""
    day = day_of(row)
    return Report(
        id=str(row["id"]),
        text=row["text"] if text is None else text,
        language=language,
        title=row.get("title"),
        published=day,
        published_from="option" if day else None,
    )


def coded(row: Row, text: str | None = None) -> CodedReport:
    """The record coded."""
    return code_report(report_of(row, text=text))


def every_record(row: Row, text: str | None = None) -> tuple[EventRecord, ...]:
    """Its records with those that are more likely no event: for a set that weighs them by its own clues."""
    report = report_of(row, text=text)
    if not is_relevant(report):
        return ()
    claims, _ = resolve_claims(report, read_claims(report, segment(report)))
    return assemble(report, claims, "bench")


def code(row: Row, text: str | None = None) -> Row:
    """The record coded, as the output contract has it."""
    return to_contract(coded(row, text))


def sentences_of(row: Row, text: str | None = None) -> tuple[Sentence, ...]:
    """The record's sentences, those of headings and captions included."""
    return segment(report_of(row, text=text))
