"""What a brief says around its sentences in every form: who expects a forecast, and how a report stands in the sources.

Takes a brief or a report, gives text not yet escaped, in the brief's language. Invariant: Markdown, HTML, Word and PDF
take it from here and from the brief's ``say``.
"""

from __future__ import annotations

from tocsin.model import Report
from tocsin.publish.brief import Brief, Foresight

__all__ = ["changed_since", "expected", "shelf_mark"]


def changed_since(brief: Brief) -> str:
    """The heading over changes, with how many incidents no report tells of any more."""
    lost = brief.say("changed.lost", n=brief.gone) if brief.gone else ""
    return f"{brief.say('changed.since', day=brief.last)}{lost}"


def expected(brief: Brief, one: Foresight) -> str:
    """Who expects it, the speaker, else the report, and what opens their words."""
    who = one.forecast.speaker or brief.say.report(one.report)
    return brief.say("expects", who=who) + brief.say("colon")


def shelf_mark(brief: Brief, report: Report) -> str:
    """A report in the list of sources."""
    title = f", {brief.say.quote(report.title)}" if report.source and report.title else ""
    return f"{brief.say.report(report)}{title}, {report.published or brief.say('undated')} ({report.id[:19]})"
