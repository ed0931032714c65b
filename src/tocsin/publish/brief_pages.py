"""A brief as Markdown and as one HTML page: takes a ``Brief``, gives text.

Everything that comes from a report is escaped: in HTML by ``html.escape``, in Markdown by a backslash before every
character with a meaning. Invariant: the two say the same, with the same citations.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from tocsin.publish.brief import Brief, Entry, Foresight, Question, Section, Words
from tocsin.publish.brief_style import STYLE
from tocsin.publish.brief_words import changed_since, expected, shelf_mark
from tocsin.publish.picture_parts import SVG_SPACE, Picture
from tocsin.publish.statements import Citation, Statement
from tocsin.publish.wording import links_defanged

__all__ = ["to_html", "to_markdown"]

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#+|~])")


def to_markdown(brief: Brief) -> str:
    """The brief as Markdown (CommonMark)."""
    return "\n".join(_markdown(brief)) + "\n"


def _md(text: str) -> str:
    flat = " ".join(links_defanged(text).split())
    return _MARKDOWN.sub(r"\\\1", flat)


def _markdown(brief: Brief) -> Iterator[str]:
    yield f"# {_md(brief.title)}\n"
    if brief.headline:
        yield f"**{_md(brief.headline.heading)}**\n"
    yield f"**{_md(brief.mark)}**. {_md(brief.summary)} {brief.say('key')}\n\n## {brief.say('know')}\n"
    yield from (line for entry in brief.news for line in _md_lead(brief, entry))
    yield from () if brief.news else (brief.say("nothing"),)
    yield from _md_changes(brief)
    yield from (line for picture in brief.pictures if picture.rows for line in _md_table(brief, picture))
    for section in brief.sections:
        if section.entries:
            yield f"\n## {section.heading}\n"
            yield from (line for entry in section.entries for line in _md_entry(brief, entry))
    if brief.questions or brief.forecasts:
        yield f"\n## {brief.say('now')}\n"
        yield from (f"- {_md(one.text)} {_cited(brief, one.cites)}" for one in brief.questions)
    if brief.forecasts:
        yield f"\n### {brief.say('said')}\n"
        yield from (_md_forecast(brief, one) for one in brief.forecasts)
    yield f"\n## {brief.say('reports')}\n"
    yield from (f"{n}. {_md(shelf_mark(brief, report))}" for n, report in enumerate(brief.reports, start=1))


def _md_lead(brief: Brief, entry: Entry) -> Iterator[str]:
    yield f"- **{_md(entry.heading)}.** {_md_sentence(brief, entry.statements[0])}"
    yield from (f"  - {_md_sentence(brief, one)}" for one in entry.differences)


def _md_changes(brief: Brief) -> Iterator[str]:
    if brief.last:
        yield f"\n## {changed_since(brief)}\n"
        yield from (
            f"- *{brief.say(f'change.{one.kind}')}.* {_md_sentence(brief, one.statement)}" for one in brief.changes
        )
        yield from () if brief.changes else (brief.say("no.change"),)


def _md_table(brief: Brief, picture: Picture) -> Iterator[str]:
    """A chart's figures, since Markdown has no pictures of its own."""
    yield f"\n{_md(picture.title)}\n\n| | {brief.say('incidents')} |\n|---|---:|"
    yield from (f"| {_md(label)} | {count} |" for label, count in picture.rows)


def _md_entry(brief: Brief, entry: Entry) -> Iterator[str]:
    said = " ".join(_md_sentence(brief, one) for one in entry.statements)
    yield f"- **{_md(entry.heading)}.** {said} `{entry.incident_id}`"
    yield from (f"  - {_md_sentence(brief, one)}" for one in entry.differences)
    quote = brief.say.quote
    yield from (f"  - {_md(quote(one.text))} [{brief.number(one.report_id)}]" for one in entry.words if one.text)


def _md_sentence(brief: Brief, statement: Statement) -> str:
    return f"{_md(statement.text)} {_cited(brief, _cites(statement))}"


def _md_forecast(brief: Brief, one: Foresight) -> str:
    words = f"{expected(brief, one)}{brief.say.quote(one.forecast.span.text)}"
    return f"- {_md(words)} [{brief.number(one.report.id)}]"


def _cites(statement: Statement) -> tuple[Citation, ...]:
    return tuple(cite for part in statement.parts for cite in part.cites)


def _numbers(brief: Brief, cites: Iterable[Citation]) -> dict[int, list[str]]:
    """The reports cited by number, each with the words behind."""
    texts = {report.id: report.text for report in brief.reports}
    found: dict[int, list[str]] = {}
    for cite in cites:
        words = " ".join(texts[cite.report_id][cite.start : cite.end].split())
        own = found.setdefault(brief.number(cite.report_id), [])
        if words not in own:
            own.append(words)
    return dict(sorted(found.items()))


def _cited(brief: Brief, cites: Iterable[Citation]) -> str:
    return f"[{', '.join(map(str, _numbers(brief, cites)))}]"


def to_html(brief: Brief) -> str:
    """The brief as one HTML page without scripts or outside parts."""
    return "\n".join(_html(brief)) + "\n"


def _html(brief: Brief) -> Iterator[str]:
    title = _escape(brief.title)
    yield f'<!doctype html>\n<html lang="{brief.say.language}"><head><meta charset="utf-8"><title>{title}</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<style>{STYLE}</style></head>\n<body><main><h1>{title}</h1>"
    if brief.headline:
        yield f'<p class="headline">{_html_heading(brief.headline)}</p>'
    yield f'<p class="key"><strong>{html.escape(brief.mark)}</strong> {_escape(brief.summary)} {brief.say("key")}</p>'
    yield f'<section class="lead"><h2>{brief.say("know")}</h2>'
    yield from (_html_lead(brief, entry) for entry in brief.news)
    yield "</section>" if brief.news else f"<p>{brief.say('nothing')}</p></section>"
    yield from _html_changes(brief)
    yield from (_html_picture(picture) for picture in brief.pictures)
    yield from (_html_section(brief, section) for section in brief.sections if section.entries)
    yield from _html_open(brief)
    rows = "".join(
        f'<li id="r{n}">{_escape(shelf_mark(brief, one))}</li>' for n, one in enumerate(brief.reports, start=1)
    )
    yield f"<h2>{brief.say('reports')}</h2><ol>{rows}</ol></main></body></html>"


def _html_open(brief: Brief) -> Iterator[str]:
    if brief.questions or brief.forecasts:
        rows = "".join(_html_question(brief, one) for one in brief.questions)
        yield f"<h2>{html.escape(brief.say('now'))}</h2><ul>{rows}</ul>"
    if brief.forecasts:
        rows = "".join(_html_forecast(brief, one) for one in brief.forecasts)
        yield f"<h3>{brief.say('said')}</h3><ul>{rows}</ul>"


def _escape(text: str) -> str:
    return html.escape(links_defanged(text))


def _tag(entry: Entry) -> str:
    return f'<span class="tag {html.escape(entry.status)}">{html.escape(entry.standing)}</span>'


def _html_lead(brief: Brief, entry: Entry) -> str:
    said = _html_sentence(brief, entry.statements[0])
    rows = "".join(f'<p class="differ">{_html_sentence(brief, one)}</p>' for one in entry.differences)
    return f"<h3>{_html_heading(entry)}</h3><p>{said}</p>{rows}"


def _html_heading(entry: Entry) -> str:
    return f"{_tag(entry)} {_escape(entry.headline)}"


def _html_changes(brief: Brief) -> Iterator[str]:
    if brief.last:
        rows = "".join(
            f"<li>{brief.say(f'change.{one.kind}')}. {_html_sentence(brief, one.statement)}</li>"
            for one in brief.changes
        )
        yield f"<h2>{html.escape(changed_since(brief))}</h2>"
        yield f"<ul>{rows}</ul>" if rows else f"<p>{brief.say('no.change')}</p>"


def _html_picture(picture: Picture) -> str:
    """The picture in the page itself, told in words for whoever can't see it."""
    named = f' role="img" aria-label="{html.escape(picture.told)}"'
    svg = picture.svg.replace(f' xmlns="{SVG_SPACE}"', named, 1)
    return f"<figure><figcaption>{html.escape(picture.title)}</figcaption>{svg}</figure>"


def _html_section(brief: Brief, section: Section) -> str:
    rows = "".join(_html_entry(brief, entry) for entry in section.entries)
    return f"<h2>{html.escape(section.heading)}</h2>{rows}"


def _html_entry(brief: Brief, entry: Entry) -> str:
    said = " ".join(_html_sentence(brief, statement) for statement in entry.statements)
    rows = "".join(f'<p class="differ">{_html_sentence(brief, one)}</p>' for one in entry.differences)
    words = "".join(_html_words(brief, one) for one in entry.words if one.text)
    return (
        f'<article id="{_escape(entry.incident_id)}"><h3>{_html_heading(entry)}</h3><p>{said}</p>{rows}'
        f"<details><summary>{brief.say('their.words')} <code>{_escape(entry.incident_id)}</code></summary>"
        f"{words}</details></article>"
    )


def _html_words(brief: Brief, one: Words) -> str:
    return f"<p><q>{_escape(one.text)}</q> {_link(brief.number(one.report_id), '')}</p>"


def _link(number: int, words: str) -> str:
    shown = f' title="{_escape(words)}"' if words else ""
    return f'<cite><a href="#r{number}"{shown}>[{number}]</a></cite>'


def _html_cited(brief: Brief, cites: Iterable[Citation]) -> str:
    return "".join(_link(number, " … ".join(words)) for number, words in _numbers(brief, cites).items())


def _html_sentence(brief: Brief, statement: Statement) -> str:
    return f"{_escape(statement.text)} {_html_cited(brief, _cites(statement))}"


def _html_question(brief: Brief, one: Question) -> str:
    return f"<li>{_escape(one.text)} {_html_cited(brief, one.cites)}</li>"


def _html_forecast(brief: Brief, one: Foresight) -> str:
    number = brief.number(one.report.id)
    return f"<li>{_escape(expected(brief, one))}<q>{_escape(one.forecast.span.text)}</q> {_link(number, '')}</li>"
