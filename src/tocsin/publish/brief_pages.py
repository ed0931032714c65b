"""A brief as Markdown and as one HTML page: takes a ``Brief``, gives text.

Everything that comes from a report is escaped: in HTML by ``html.escape``, in Markdown by a backslash before every
character with a meaning. Invariant: the two say the same, with the same citations.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from tocsin.model import Report
from tocsin.publish.brief import Brief, Entry, Foresight, Section
from tocsin.publish.statements import Citation, Part, Statement
from tocsin.publish.wording import links_defanged

__all__ = ["to_html", "to_markdown"]

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~])")
_KEY = "A number in brackets names a report below and the characters of its text that the words rest on."


def _md(text: str) -> str:
    flat = " ".join(links_defanged(text).split())
    return _MARKDOWN.sub(r"\\\1", flat)


def to_markdown(brief: Brief) -> str:
    """The brief as Markdown (CommonMark)."""
    return "\n".join(_markdown(brief)) + "\n"


def _markdown(brief: Brief) -> Iterator[str]:
    yield f"# {_md(brief.title)}\n\n**{_md(brief.mark)}**. {_KEY}\n"
    yield "## What you need to know\n"
    yield from (f"- {_md_sentence(brief, statement)}" for statement in brief.news)
    yield from () if brief.news else ("No incidents.",)
    for section in brief.sections:
        if section.entries:
            yield f"\n## {section.heading}\n"
            yield from (line for entry in section.entries for line in _md_entry(brief, entry))
    if brief.forecasts:
        yield "\n## Forecasts made in the reports\n"
        yield from (_md_forecast(brief, one) for one in brief.forecasts)
    yield "\n## Reports\n"
    yield from (f"{n}. {_md(_shelf_mark(report))}" for n, report in enumerate(brief.reports, start=1))


def _md_entry(brief: Brief, entry: Entry) -> Iterator[str]:
    sentences = " ".join(_md_sentence(brief, statement) for statement in entry.statements)
    yield f"- {sentences} `{entry.incident_id}`"
    yield from (f"  - Disagreement: {_md(line)}" for line in entry.contradictions)


def _md_sentence(brief: Brief, statement: Statement) -> str:
    return f"{_md(statement.text)} {_md(_cited(brief, statement.parts))}"


def _md_forecast(brief: Brief, one: Foresight) -> str:
    span = one.forecast.span
    cited = _reference(brief, Citation(one.report.id, span.start, span.end))
    return f"- {_md(_forecaster(one))}: “{_md(span.text)}” {_md(f'[{cited}]')}"


def _forecaster(one: Foresight) -> str:
    return f"{one.forecast.speaker or one.report.source or 'An unnamed report'} expects"


def _cited(brief: Brief, parts: tuple[Part, ...]) -> str:
    spans: dict[int, dict[str, None]] = {}
    for cite in (cite for part in parts for cite in part.cites):
        spans.setdefault(brief.number(cite.report_id), {})[f"{cite.start}–{cite.end}"] = None
    rows = (f"{number}: {', '.join(own)}" for number, own in spans.items())
    return f"[{'; '.join(rows)}]"


def _reference(brief: Brief, cite: Citation) -> str:
    return f"{brief.number(cite.report_id)}: {cite.start}–{cite.end}"


def _shelf_mark(report: Report) -> str:
    title = report.title or "untitled"
    return f"{report.source or 'source unknown'}, “{title}”, {report.published or 'undated'}, {report.id}"


_STYLE = """
:root { color-scheme: light dark; --ink: #1b1e23; --paper: #fdfdfb; --soft: #5c6470; --line: #d9dce1; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e4; --paper: #16181c; --soft: #a0a7b2; --line: #353a43; } }
body { font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 2rem auto;
  max-width: 46rem; padding: 0 1rem; }
h1 { line-height: 1.2; } h2 { border-bottom: 1px solid var(--line); padding-bottom: .2rem; margin-top: 2rem; }
cite, code, .key { color: var(--soft); font-style: normal; font-size: .8rem; } li { margin: .4rem 0; }
"""


def to_html(brief: Brief) -> str:
    """The brief as one HTML page without scripts or outside parts."""
    return "\n".join(_html(brief)) + "\n"


def _html(brief: Brief) -> Iterator[str]:
    title = _escape(brief.title)
    yield f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<style>{_STYLE}</style></head>\n<body><main><h1>{title}</h1>"
    yield f'<p><strong>{html.escape(brief.mark)}</strong> <span class="key">{_KEY}</span></p>'
    yield "<h2>What you need to know</h2><ul>"
    yield from (f"<li>{_html_sentence(brief, statement)}</li>" for statement in brief.news)
    yield "</ul>" if brief.news else "</ul><p>No incidents.</p>"
    yield from (_html_section(brief, section) for section in brief.sections if section.entries)
    if brief.forecasts:
        rows = "".join(_html_forecast(brief, one) for one in brief.forecasts)
        yield f"<h2>Forecasts made in the reports</h2><ul>{rows}</ul>"
    rows = "".join(f"<li>{_escape(_shelf_mark(report))}</li>" for report in brief.reports)
    yield f"<h2>Reports</h2><ol>{rows}</ol></main></body></html>"


def _escape(text: str) -> str:
    return html.escape(links_defanged(text))


def _html_section(brief: Brief, section: Section) -> str:
    rows = "".join(_html_entry(brief, entry) for entry in section.entries)
    return f"<h2>{html.escape(section.heading)}</h2><ul>{rows}</ul>"


def _html_entry(brief: Brief, entry: Entry) -> str:
    sentences = " ".join(_html_sentence(brief, statement) for statement in entry.statements)
    rows = "".join(f"<li>Disagreement: {_escape(line)}</li>" for line in entry.contradictions)
    return f"<li>{sentences} <code>{_escape(entry.incident_id)}</code>{f'<ul>{rows}</ul>' if rows else ''}</li>"


def _html_sentence(brief: Brief, statement: Statement) -> str:
    return f"{_escape(statement.text)} <cite>{_escape(_cited(brief, statement.parts))}</cite>"


def _html_forecast(brief: Brief, one: Foresight) -> str:
    span = one.forecast.span
    cited = _reference(brief, Citation(one.report.id, span.start, span.end))
    return f"<li>{_escape(_forecaster(one))}: <q>{_escape(span.text)}</q> <cite>[{cited}]</cite></li>"
