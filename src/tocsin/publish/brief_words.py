"""The words that a brief says in every form: headings, the key, and how a report stands in the list of sources.

Takes a brief or a report, gives text not yet escaped. Invariant: Markdown, HTML, Word and PDF take it from here.
"""

from __future__ import annotations

from tocsin.model import Report
from tocsin.publish.brief import Brief, Foresight
from tocsin.publish.speakers import report_name

__all__ = [
    "KEY",
    "KINDS",
    "KNOW",
    "NOTHING",
    "NOW",
    "NO_CHANGE",
    "SAID",
    "changed_since",
    "expected",
    "shelf_mark",
]

KEY = "Numbers in brackets name the reports at the end. What a party claims stays its claim; a toll is its speaker's."
KNOW, NOW, SAID = "What you need to know", "So, what now?", "Forecasts made in the reports"
NOTHING = "No incidents."
NO_CHANGE = "No change in what the reports say."
KINDS = {"new": "New", "standing": "Stands otherwise", "toll": "Toll"}
"""What stands before a change."""


def changed_since(brief: Brief) -> str:
    """The heading over changes, with how many incidents no report tells of any more."""
    lost = f" ({brief.gone} no longer told)" if brief.gone else ""
    return f"Changed since {brief.last}{lost}"


def expected(one: Foresight) -> str:
    """Who expects it: the speaker, else the report."""
    return f"{one.forecast.speaker or report_name(one.report)} expects"


def shelf_mark(report: Report) -> str:
    """A report in the list of sources."""
    title = f", “{report.title}”" if report.source and report.title else ""
    return f"{report_name(report)}{title}, {report.published or 'undated'} ({report.id[:19]})"
