"""Quotations -> speakers: takes the quotations of a page and its sentences, gives each the words that name who speaks.

The words stand before the quotation in its sentence, or after it, or on the line above that ends in a colon; one that
fills its sentences takes them from the sentence beside it. Invariant: words in marks that nobody is said to have spoken
(one to three of them: a nickname, a word held at arm's length) have no speaker.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tocsin.model import Quote, Span
from tocsin.segment.blocks import Block
from tocsin.segment.quotes import Piece
from tocsin.segment.words import words

__all__ = ["introduced", "quotes_of"]

_FEW = 3  # words in marks that are a nickname rather than a speech
_SHORT = 40  # characters of a lead-in that hardly names a speaker
_MARKS = " \t\n\r\u00a0\u202f\"“”«»‘’'„‚‹›`,;.–—-"

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
        while start < end and self.text[start] in _MARKS + ":":
            start += 1
        while start < end and self.text[end - 1] in _MARKS:
            end -= 1
        return (start, end) if any(c.isalnum() for c in self.text[start:end][:400]) else None

    def lead_in(self, number: int) -> Stretch:
        """A sentence that ends in a colon, with the one before it when it says too little by itself ("It reads:")."""
        start, end = self.sentences[number]
        if end - start < _SHORT and number and self.text[self.sentences[number - 1][1] : start].strip(" ") == "":
            start = self.sentences[number - 1][0]
        return start, end

    def span(self, stretch: Stretch | None) -> Span | None:
        """The stretch as a span."""
        return Span(*stretch, self.text[slice(*stretch)]) if stretch else None


def quotes_of(
    text: str, folded: str, blocks: Sequence[Block], sentences: Sequence[Stretch], pieces: Sequence[Piece]
) -> list[Quote]:
    """Every quotation with its speaker, in order of start; marks with nothing between them quote nothing."""
    page = _Page(text, folded, sentences, blocks)
    spoken: dict[int, Stretch | None] = {}
    for number, piece in enumerate(pieces):
        spoken[id(piece)] = _speaker(page, pieces, number, spoken)
    for piece in reversed(pieces):
        if piece.follows is not None and spoken[id(piece.follows)] is None:
            spoken[id(piece.follows)] = spoken[id(piece)]
    found = (_quote(page, piece, spoken[id(piece)]) for piece in pieces)
    return [quote for quote in found if quote.start < quote.end]


def _quote(page: _Page, piece: Piece, speaker: Stretch | None) -> Quote:
    start, end = piece.start, piece.end
    while start < end and page.text[start].isspace():
        start += 1
    while start < end and page.text[end - 1].isspace():
        end -= 1
    return Quote(start, end, piece.depth, page.span(speaker))


def _speaker(page: _Page, pieces: Sequence[Piece], number: int, spoken: dict[int, Stretch | None]) -> Stretch | None:
    piece = pieces[number]
    if piece.follows is not None and spoken.get(id(piece.follows)) is not None:
        return spoken[id(piece.follows)]
    before = _before(page, pieces, number)
    after = _after(page, pieces, number)
    few = len(page.text[piece.start : min(piece.end, piece.start + 80)].split()) <= _FEW
    if few and piece.follows is None and not _opens_speech(page, piece):
        return after if before is None and _comma_after(page, piece) and _is_said(page, piece, after) else None
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
    following = after if _is_said(page, piece, after) else None
    if following and words("speech").match(page.folded, following[0]):
        return following
    if page.speaks(before):
        return before
    if following:
        return following
    if after and before is None and _comma_after(page, piece) and page.text[after[0]].islower():
        return after
    capital = page.text[piece.start : piece.start + 4].lstrip(_MARKS)[:1].isupper()
    return before if before and capital and page.text[before[1] : piece.start].strip().startswith(",") else None


def _comma_after(page: _Page, piece: Piece) -> bool:
    """A comma, or a mark of calling or asking, parts the quotation from what comes after."""
    return "," in page.text[piece.end : piece.end + 4] or page.text[piece.start : piece.end].rstrip()[-1:] in (
        ",",
        "!",
        "?",
    )


def _is_said(page: _Page, piece: Piece, after: Stretch | None) -> bool:
    """A word of speech stands right after the quotation: a few words on, or somewhat more behind a comma."""
    if after is None:
        return False
    reach = 80 if _comma_after(page, piece) else 25
    found = words("speech").search(page.folded, after[0], min(after[1], after[0] + reach))
    return found is not None and not any(c in page.text[after[0] : found.start()] for c in ":;")


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
        if page.text[above[1] - 1] == ":":
            return page.lead_in(first - 1)
        return _next(page, piece, block) or (above if _fills(page, piece, block) and page.speaks(above) else None)
    previous = page.sentences[first - 1] if first else None
    if previous and page.speaks(previous):
        told = [p for p in pieces[max(0, number - 6) : number] if previous[0] < p.end <= previous[1] and p.depth == 1]
        return next((spoken[id(p)] for p in reversed(told) if spoken.get(id(p))), previous)
    return _next(page, piece, block)


def _fills(page: _Page, piece: Piece, block: Block) -> bool:
    """The quotation is the whole paragraph."""
    return piece.start - block.start <= 3 and block.end - piece.end <= 3


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
    above: Block | None = None
    for number, block in enumerate(blocks):
        if block.kind in ("label", "clock"):
            continue
        if above is not None and above.kind in coded and text[above.end - 1] == ":":
            last = page.sentence_at(above.end - 1)
            speaker, kind = (page.lead_in(last) if page.speaks(page.sentences[last]) else None), block.kind
        elif not (speaker and kind == block.kind == "bullet"):
            speaker = None
        if speaker and block.kind in coded and number not in marked:
            yield Quote(block.start, block.end, 1, page.span(speaker))
        above = block
