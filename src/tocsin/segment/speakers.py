"""Quotations -> speakers: takes the quotations of a page and its sentences, gives each the words that name who speaks.

The words stand before the quotation in its sentence, or after it, or on the line before that ends in a colon; a quotation
that fills its sentences takes them from the sentence beside it. Invariant: words in marks that nobody is said to have
spoken (one to three of them: a nickname, a word held at arm's length) have no speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tocsin.model import Quote, Span
from tocsin.segment.blocks import Block
from tocsin.segment.quotes import Piece
from tocsin.segment.words import words

__all__ = ["introduced", "quotes_of"]

_FEW = 3  # words in marks that are a nickname rather than a speech
_MARKS = " \t\n\r\u00a0\u202f\"“”«»‘’'„‚‹›`,;.–—-"
_AFTER = re.compile(r"[\"”»’'›)\]]{0,3}[\s,–—-]{0,4}(?P<word>[^\W\d_])")

Stretch = tuple[int, int]


class _Page:
    """The text with its sentences, for asking what stands beside a quotation."""

    def __init__(self, text: str, folded: str, sentences: Sequence[Stretch], blocks: Sequence[Block]) -> None:
        self.text = text
        self.folded = folded
        self.sentences = sentences
        self.starts = [start for start, _ in sentences]
        self.blocks = blocks

    def sentence_at(self, at: int) -> int:
        """The number of the sentence that holds this offset, or of the one before it."""
        return max(0, bisect_right(self.starts, at) - 1)

    def speaks(self, stretch: Stretch | None) -> bool:
        """The stretch holds a word of speech."""
        return stretch is not None and bool(words("speech").search(self.folded, *stretch))

    def trimmed(self, start: int, end: int) -> Stretch | None:
        """The stretch without marks and spaces at its ends; None when no letter is left."""
        while start < end and self.text[start] in _MARKS:
            start += 1
        while start < end and self.text[end - 1] in _MARKS:
            end -= 1
        return (start, end) if any(c.isalnum() for c in self.text[start:end][:400]) else None

    def span(self, stretch: Stretch | None) -> Span | None:
        """The stretch as a span."""
        return Span(*stretch, self.text[slice(*stretch)]) if stretch else None


def quotes_of(
    text: str, folded: str, blocks: Sequence[Block], sentences: Sequence[Stretch], pieces: Sequence[Piece]
) -> list[Quote]:
    """Every quotation with its speaker, in order of start."""
    page = _Page(text, folded, sentences, blocks)
    spoken: dict[int, Stretch | None] = {}
    for number, piece in enumerate(pieces):
        spoken[id(piece)] = _speaker(page, pieces, number, spoken)
    for piece in reversed(pieces):
        if piece.follows is not None and spoken[id(piece.follows)] is None:
            spoken[id(piece.follows)] = spoken[id(piece)]
    return [Quote(piece.start, piece.end, piece.depth, page.span(spoken[id(piece)])) for piece in pieces]


def _speaker(page: _Page, pieces: Sequence[Piece], number: int, spoken: dict[int, Stretch | None]) -> Stretch | None:
    piece = pieces[number]
    if piece.follows is not None and spoken.get(id(piece.follows)) is not None:
        return spoken[id(piece.follows)]
    before = _before(page, pieces, number)
    after = _after(page, pieces, number)
    few = len(page.text[piece.start : min(piece.end, piece.start + 80)].split()) <= _FEW
    if few and piece.follows is None and not _opens_speech(page, piece):
        return None
    named = _beside(page, piece, before, after)
    if named is not None or piece.depth > 1:
        return named
    return _earlier(page, pieces, number, spoken) or _around(page, pieces, number, spoken, before, after)


def _opens_speech(page: _Page, piece: Piece) -> bool:
    """A colon stands before the mark, so that even a word or two are a speech."""
    return page.text[max(0, piece.start - 4) : piece.start].rstrip(_MARKS).endswith(":")


def _before(page: _Page, pieces: Sequence[Piece], number: int) -> Stretch | None:
    """The words of the sentence before a quotation, back to the end of the one before."""
    piece = pieces[number]
    start = page.starts[page.sentence_at(max(piece.start - 1, page.blocks[piece.block].start))] if page.starts else 0
    start = max(start, page.blocks[piece.block].start)
    for other in reversed(pieces[max(0, number - 4) : number]):
        if other.end <= piece.start - 1 and other.depth <= piece.depth:
            start = max(start, other.end + 1)
        elif other.end > piece.start:
            start = max(start, other.start)
    return page.trimmed(start, piece.start) if start < piece.start else None


def _after(page: _Page, pieces: Sequence[Piece], number: int) -> Stretch | None:
    """The words of the sentence after a quotation, up to the next one."""
    piece = pieces[number]
    if not page.sentences:
        return None
    end = page.sentences[page.sentence_at(min(piece.end, len(page.text) - 1))][1]
    end = min(end, page.blocks[piece.block].end)
    for other in pieces[number + 1 : number + 5]:
        if other.start > piece.end:
            end = min(end, other.start - 1)
            break
    return page.trimmed(piece.end, end) if piece.end < end else None


def _beside(page: _Page, piece: Piece, before: Stretch | None, after: Stretch | None) -> Stretch | None:
    """The words in its own sentence: those with a word of speech first, then those that the punctuation points to."""
    if before and _opens_speech(page, piece):
        return before
    inverted = after is not None and bool(words("speech").match(page.folded, after[0]))
    if inverted:
        return after
    if page.speaks(before):
        return before
    if page.speaks(after):
        return after
    whole = page.text[piece.start : piece.start + 4].lstrip(_MARKS)[:1].isupper()
    close = _AFTER.match(page.text, piece.end)
    if whole and after and close and close["word"].islower():
        return after
    return before if whole and before and page.text[: piece.start].rstrip(_MARKS[:-6]).endswith(",") else None


def _earlier(page: _Page, pieces: Sequence[Piece], number: int, spoken: dict[int, Stretch | None]) -> Stretch | None:
    """The speaker of the quotation before it in the same sentence."""
    piece = pieces[number]
    for other in reversed(pieces[max(0, number - 4) : number]):
        same = page.sentence_at(other.end) == page.sentence_at(piece.start)
        if same and other.block == piece.block and other.depth == piece.depth:
            return spoken.get(id(other))
    return None


def _around(
    page: _Page, pieces: Sequence[Piece], number: int, spoken: dict[int, Stretch | None],
    before: Stretch | None, after: Stretch | None,
) -> Stretch | None:  # fmt: skip
    """For a quotation that fills its sentences: the line above, the sentence before, the sentence after."""
    piece = pieces[number]
    if before or after:
        return None
    block = page.blocks[piece.block]
    first = page.sentence_at(max(piece.start - 1, block.start))
    if first and page.starts[first] <= block.start:
        above = page.sentences[first - 1]
        return above if page.text[above[1] - 1] == ":" else _next(page, piece, block)
    previous = page.sentences[first - 1] if first else None
    if previous and page.speaks(previous):
        told = [p for p in pieces[max(0, number - 6) : number] if previous[0] <= p.start < previous[1] and p.depth == 1]
        return next((spoken[id(p)] for p in reversed(told) if spoken.get(id(p))), previous)
    return _next(page, piece, block)


def _next(page: _Page, piece: Piece, block: Block) -> Stretch | None:
    last = page.sentence_at(min(piece.end, block.end - 1)) + 1
    if last < len(page.sentences) and page.sentences[last][0] < block.end and page.speaks(page.sentences[last]):
        return page.sentences[last]
    return None


def introduced(
    text: str,
    folded: str,
    blocks: Sequence[Block],
    sentences: Sequence[Stretch],
    coded: frozenset[str],
    taken: Sequence[Piece],
) -> Iterator[Quote]:
    """Paragraphs without marks that a line ending in a colon gives as somebody's words: one, or all items of a list."""
    page = _Page(text, folded, sentences, blocks)
    marked = {piece.block for piece in taken if piece.depth == 1}
    speaker: Stretch | None = None
    kind = ""
    for number, block in enumerate(blocks):
        above = blocks[number - 1] if number else None
        if above is not None and above.kind in coded and text[above.end - 1] == ":":
            last = page.sentences[page.sentence_at(above.end - 1)]
            speaker, kind = (last if page.speaks(last) else None), block.kind
        elif not (speaker and kind == block.kind == "bullet"):
            speaker = None
        if speaker and block.kind in coded and number not in marked:
            yield Quote(block.start, block.end, 1, page.span(speaker))
