"""A brief as a row of blocks, for printers: takes a ``Brief``, gives headings, paragraphs and pictures in order.

Word and PDF lay out the same blocks, so that they say the same as the pages. A run of text has a style; its citations
are the numbers of reports. Invariant: links are defanged, and every block with a sentence carries its numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tocsin.publish.brief import Brief, Entry
from tocsin.publish.brief_words import changed_since, expected, shelf_mark
from tocsin.publish.picture_parts import Picture
from tocsin.publish.statements import Citation, Statement
from tocsin.publish.wording import links_defanged

__all__ = ["Block", "Run", "blocks"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one style: plain, bold, quote, or a standing; and the numbers of the reports that they rest on."""

    text: str
    style: str = "plain"
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """``kind``: title, headline, h2, h3, text, item, source (``number`` in the list), picture."""

    kind: str
    runs: tuple[Run, ...] = ()
    picture: Picture | None = None
    number: int = 0


def blocks(brief: Brief) -> Iterator[Block]:
    """The blocks of a page, from the title to the list of reports."""
    yield Block("title", (_run(brief.title),))
    if brief.headline:
        yield Block("headline", tuple(_heading(brief.headline)))
    yield Block("text", (_run(brief.mark, "bold"), _run(f". {brief.summary} {brief.say('key')}")))
    yield _title(brief.say("know"))
    yield from (block for entry in brief.news for block in _lead(brief, entry))
    yield from () if brief.news else (Block("text", (_run(brief.say("nothing")),)),)
    yield from _changes(brief)
    yield from (Block("picture", (_run(picture.title),), picture) for picture in brief.pictures)
    for section in brief.sections:
        if section.entries:
            yield _title(section.heading)
            yield from (block for entry in section.entries for block in _entry(brief, entry))
    yield from _open(brief)
    yield _title(brief.say("reports"))
    for number, report in enumerate(brief.reports, start=1):
        yield Block("source", (_run(shelf_mark(brief, report)),), number=number)


def _run(words: str, style: str = "plain", cites: tuple[int, ...] = ()) -> Run:
    return Run(" ".join(links_defanged(words).split(" ")), style, cites)


def _title(words: str) -> Block:
    return Block("h2", (_run(words),))


def _heading(entry: Entry) -> Iterator[Run]:
    yield Run(entry.heading.removesuffix(entry.headline), entry.status)
    yield _run(entry.headline, "bold")


def _numbers(brief: Brief, cites: Iterable[Citation]) -> tuple[int, ...]:
    return tuple(sorted({brief.number(cite.report_id) for cite in cites}))


def _sentence(brief: Brief, statement: Statement) -> Run:
    return _run(statement.text, "plain", _numbers(brief, (cite for part in statement.parts for cite in part.cites)))


def _lead(brief: Brief, entry: Entry) -> Iterator[Block]:
    yield Block("h3", tuple(_heading(entry)))
    yield Block("text", (_sentence(brief, entry.statements[0]),))
    yield from (Block("item", (_sentence(brief, one),)) for one in entry.differences)


def _changes(brief: Brief) -> Iterator[Block]:
    if brief.last:
        yield _title(changed_since(brief))
        for one in brief.changes:
            yield Block("item", (_run(f"{brief.say(f'change.{one.kind}')}. ", "bold"), _sentence(brief, one.statement)))
        yield from () if brief.changes else (Block("text", (_run(brief.say("no.change")),)),)


def _entry(brief: Brief, entry: Entry) -> Iterator[Block]:
    yield Block("h3", tuple(_heading(entry)))
    yield Block("text", tuple(_sentence(brief, one) for one in entry.statements))
    yield from (Block("item", (_sentence(brief, one),)) for one in entry.differences)
    for one in entry.words:
        if one.text:
            yield Block("item", (_run(brief.say.quote(one.text), "quote", (brief.number(one.report_id),)),))


def _open(brief: Brief) -> Iterator[Block]:
    if brief.questions or brief.forecasts:
        yield _title(brief.say("now"))
    for question in brief.questions:
        yield Block("item", (_run(question.text, "plain", _numbers(brief, question.cites)),))
    if brief.forecasts:
        yield Block("h3", (_run(brief.say("said"), "bold"),))
    for one in brief.forecasts:
        words = f"{expected(brief, one)}{brief.say.quote(one.forecast.span.text)}"
        yield Block("item", (_run(words, "plain", (brief.number(one.report.id),)),))
