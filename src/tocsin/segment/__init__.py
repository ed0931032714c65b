"""Report -> Sentence: the page is cut into blocks, blocks into sentences, and quotations get their speaker.

Takes a ``Report``, gives every sentence with the kind of block it stands in and the heading over it. The kinds:

    headline, body, bullet   may tell events (``CODED_BLOCKS``); body holds standfirsts too
    heading                  a line that stands over others and becomes their ``section``
    label                    a heading inside a line ("21/01 MUCOJO (Macomia district).", "CHAD."), a ``section`` too
    clock                    a time of day at the head of an entry ("15:45."); the section over it stays
    dateline                 place, date and agency at the head of a dispatch, or alone on a line
    date, byline, biography, front, header   what stands above the news: dates, authors, letterheads, message headers
    caption, credit          legends of pictures; initials, credits and notes in brackets
    infobox, table           fact boxes and rows of cells
    debris                   links, advertising, service lines; sections without news (references, sport, weather)

Invariant: sentences are in text order and do not overlap; every word of the report stands in one, list marks aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tocsin.model import Quote, Report, Sentence, Span
from tocsin.segment.blocks import Block, blocks_of
from tocsin.segment.labels import is_dated
from tocsin.segment.lines import lines_of
from tocsin.segment.quotes import pieces_of
from tocsin.segment.sentences import split, within_longest
from tocsin.segment.speakers import introduced, quotes_of
from tocsin.text import fold

__all__ = ["CODED_BLOCKS", "segment"]

CODED_BLOCKS = frozenset({"headline", "body", "bullet"})
_SIGNS = " \t\u00a0=#*_:.-–—"


def segment(report: Report) -> tuple[Sentence, ...]:
    """The sentences of a report, in text order, each with its block, heading and quotation scopes."""
    text = report.text
    folded = fold(text)
    blocks = blocks_of(text, lines_of(text), report.title)
    cut = [(block, list(_stretches(text, folded, block))) for block in blocks]
    stretches = [stretch for _, found in cut for stretch in found]
    pieces = pieces_of(text, blocks, CODED_BLOCKS)
    quotes = quotes_of(text, folded, blocks, stretches, pieces)
    quotes.extend(introduced(text, folded, blocks, stretches, CODED_BLOCKS, pieces))
    quotes.sort(key=lambda quote: (quote.start, -quote.end))
    return tuple(_sentences(text, cut, quotes))


def _stretches(text: str, folded: str, block: Block) -> Iterator[tuple[int, int]]:
    """The sentences of a block; what frames the news is left whole."""
    if block.kind in CODED_BLOCKS:
        parts = split(text, folded, block.start, block.end)
    else:
        parts = iter([(block.start, block.end)])
    for start, end in (part for whole in parts for part in within_longest(text, *whole)):
        kept = text[start:end].strip()
        if kept:
            start += text[start:end].index(kept[0])
            yield start, start + len(kept)


def _sentences(
    text: str, cut: Sequence[tuple[Block, list[tuple[int, int]]]], quotes: Sequence[Quote]
) -> Iterator[Sentence]:
    sweep = _Sweep(quotes)
    sections = _Sections()
    index = 0
    for block, stretches in cut:
        for start, end in stretches:
            section, above = sections.over(block)
            span = Span(start, end, text[start:end])
            yield Sentence(span, block.kind, block.paragraph, index, sweep.over(start, end), section, above)
            index += 1
            sections.read(block, span)


class _Sections:
    """The heading over a block: the last one, or the label of its own paragraph.

    An entry that opens with a time of day belongs to the day that an entry before it named.
    """

    def __init__(self) -> None:
        self.heading: Span | None = None
        self.day: Span | None = None
        self.own: Span | None = None
        self.above: Span | None = None
        self.paragraph = -1

    def over(self, block: Block) -> tuple[Span | None, Span | None]:
        """What stands over this block, and the heading over its label where it has one."""
        return (self.own, self.above) if block.paragraph == self.paragraph else (self.heading, None)

    def read(self, block: Block, span: Span) -> None:
        """Take note of a heading, a label or a time of day."""
        title = _title(span)
        if block.kind == "heading" or (block.kind == "label" and not block.local):
            self.heading, self.day = title, None
        elif block.kind == "label":
            timed = block.paragraph == self.paragraph and self.day is not None  # "15:45. Tabarre. A bus was ..."
            self.day = self.day if timed else title if is_dated(title.text) else None
            self.above = self.own if timed else self.heading
            self.own, self.paragraph = title, block.paragraph
        elif block.kind == "clock" and self.day:
            self.own, self.above, self.paragraph = self.day, self.heading, block.paragraph


def _title(span: Span) -> Span:
    """The words of a heading without the signs around them."""
    kept = span.text.removesuffix("[edit]").strip(_SIGNS) or span.text
    at = span.start + span.text.index(kept)
    return Span(at, at + len(kept), kept)


class _Sweep:
    """Which quotations overlap a sentence, asked in text order: each is looked at only while it lasts."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self.quotes = quotes
        self.next = 0
        self.live: list[Quote] = []

    def over(self, start: int, end: int) -> tuple[Quote, ...]:
        """The quotations that overlap ``start:end``, in order of their start."""
        self.live = [quote for quote in self.live if quote.end > start]
        while self.next < len(self.quotes) and self.quotes[self.next].start < end:
            if self.quotes[self.next].end > start:
                self.live.append(self.quotes[self.next])
            self.next += 1
        return tuple(self.live)
