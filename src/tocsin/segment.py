"""Report -> Sentence: the page is cut into blocks, blocks into sentences, and quotations get their speaker.

Takes a ``Report``, gives every sentence with the kind of block it stands in. Blocks that only frame the news (byline,
author biography, dateline, heading, caption, related links, advertisements) are set apart, so that they never yield an
event. Invariant: sentences are in text order, do not overlap, and hold every non-space character of a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.knowledge.lexicon import Lexicon, lexicon
from tocsin.model import Quote, Report, Sentence, Span
from tocsin.text import fold

__all__ = ["CODED_BLOCKS", "segment"]

CODED_BLOCKS = frozenset({"headline", "body", "bullet"})

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(
    r"\s*(?:[-*•·>–—→●▪■]\s+|\(?\d{1,3}[.)/]\s+(?=\S)|\d{1,3}/\s+)|\s*(?=\d{1,2}/\d{1,2}(?:/\d{2,4})?\b)"
)
_ABBREVIATIONS = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|gen|col|lt|sgt|capt|maj|brig|cpl|no|nos|st|vs|approx|acc|incl|etc|inc|ltd|jan|feb|mar|apr|jun|"
    r"jul|aug|sept|sep|oct|nov|dec|janv|fev|fevr|avr|juil|aout|ene|abr|ago|dic|mme|mm|art|av|env|sr|sra|ud|uds|prof|hon|rev|"
    r"pres|gov|sen|rep|hosp|mil|e\.g|i\.e|c|ca|cf|p|pp|km|nr|num|op|cmdt|cne|cdt|adm)|\b[a-z](?:\.[a-z])*|\bn)\.$"
)
_STOP = re.compile(r"(?:[.!?…]+|(?<=[.!?…][\"»”’')\]]))(?:[\"»”’')\]]|\s?»)*\s+(?=[\"“«‘'(\[¿¡#@—–-]?\s?[A-ZÀ-ÝŒ0-9¿¡])")
_OPENERS = {"“": "”", "«": "»", '"': '"', "„": "”", "‘": "’"}
_BIO = re.compile(
    r"\b(?:degree|master'?s|bachelor|phd|doctoral|graduate|university|fellow at|lives in|based in|podcast|tweets|writes about|"
    r"covers|contributor|editor|author of|interests in|runs the|hosts|freelance|diplome\w*|suit les questions|anime|collectionne|"
    r"journaliste|chercheu\w+|es periodista|licenciad\w+|corresponsal|escribe sobre|vive en|universidad|universite)\b"
)
_BYLINE = re.compile(r"^(?:by|par|por|written by|text by|redaction|reporting by|from our correspondent)\b", re.I)
_DATED = re.compile(
    r"\b(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d{2}-\d{2}|(?:\d{1,2}(?:er|st|nd|rd|th)? (?:de )?)?(?:jan|feb|fev|mar|apr|avr|"
    r"abr|may|mai|jun|jui|jul|aug|aou|ago|sep|oct|nov|dec|dic|ene)\w*\.?,? (?:de |del )?(?:\d{1,2},? )?\d{4})\b"
)
_CAPTION = re.compile(r"^(?:photo\w*|image|caption|graphic|map|video|foto\w*|infograf\w*|carte|mapa|legende|credit)\b[^.]{0,20}[:.]")


@dataclass(slots=True)
class _Block:
    start: int
    end: int
    kind: str
    paragraph: int


def segment(report: Report) -> tuple[Sentence, ...]:
    """The sentences of a report, in text order, each with its block, heading and quotation scopes."""
    words = lexicon(report.language)
    blocks = _classify(report.text, _paragraphs(report.text), words)
    quotes = tuple(_quotes(report.text, blocks))
    return tuple(_sentences(report.text, blocks, quotes))


# --- blocks -----------------------------------------------------------------------------------------------------------


def _paragraphs(text: str) -> list[_Block]:
    """One block a line, but lines broken by hard wrapping are joined."""
    blocks: list[_Block] = []
    paragraph = 0
    previous_end = None
    for match in _LINE.finditer(text):
        start, end = _trimmed(text, match.start(), match.end())
        if start == end:
            continue
        if blocks and previous_end is not None and _wraps(text, blocks[-1], previous_end, start, end):
            blocks[-1].end = end
        else:
            blocks.append(_Block(start, end, "body", paragraph))
            paragraph += 1
        previous_end = end
    return blocks


def _wraps(text: str, block: _Block, previous_end: int, start: int, end: int) -> bool:
    gap = text[previous_end:start]
    if gap.count("\n") != 1 or _BULLET.match(text[start:end]):
        return False
    last_line = text[max(block.start, text.rfind("\n", 0, previous_end) + 1) : previous_end]
    unfinished = text[previous_end - 1] not in ".!?:…»”\"'"
    return 55 <= len(last_line) <= 110 and unfinished and (text[start].islower() or len(last_line) >= 68)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _classify(text: str, blocks: list[_Block], words: Lexicon) -> list[_Block]:
    debris = re.compile(r"[\[(]?\s*(?:" + "|".join(words.words["debris"].split("|")).replace(" ", r"\s+") + r")(?!\w)")
    in_debris = False
    body_seen = False
    for position, block in enumerate(blocks):
        raw = text[block.start : block.end]
        folded = fold(raw)
        bullet = bool(_BULLET.match(raw))
        shown = _BULLET.sub("", folded, count=1) if bullet else folded
        heading = _is_heading(raw, folded, words)
        if position == 0:
            block.kind = "headline"
        elif debris.match(shown) or _CAPTION.match(shown.lstrip("[( ")):
            block.kind = "debris"
            in_debris = _opens_list(raw)
        elif heading and not in_debris:
            block.kind = "heading"
        elif in_debris and (bullet or _is_fragment(raw)) and len(raw) < 160:
            block.kind = "debris"
        elif _is_bracketed(raw):
            block.kind = "debris"
        elif not body_seen and _is_front_matter(raw, folded):
            block.kind = "front"
        else:
            in_debris = False
            block.kind = "bullet" if bullet else "body"
            body_seen = body_seen or len(raw) > 120
    return blocks


def _opens_list(raw: str) -> bool:
    """A bare line such as "Related articles" is followed by its links; a full sentence after the word is not."""
    return len(raw) < 60


def _is_heading(raw: str, folded: str, words: Lexicon) -> bool:
    if len(raw) > 90 or raw[-1] in ".!;,":
        return False
    if words.pattern("headings").match(folded) and len(raw) < 60:
        return True
    letters = [c for c in raw if c.isalpha()]
    shouting = bool(letters) and sum(c.isupper() for c in letters) > 0.75 * len(letters)
    numbered = bool(re.match(r"\d{1,2}\.\s+[A-ZÀ-Ý]{3}", raw))
    dated = bool(_DATED.search(folded)) and len(raw) < 40
    wiki = raw.startswith("==")
    return len(raw) < 70 and (shouting or numbered or dated or wiki or _is_title(raw))


def _is_title(raw: str) -> bool:
    return len(raw) < 45 and raw[0].isupper() and raw[-1] not in ":" and len(raw.split()) <= 6


def _is_fragment(raw: str) -> bool:
    return raw[-1] not in ".!?»”\"" or len(raw) < 40


def _is_bracketed(raw: str) -> bool:
    return raw[0] in "[(" and raw[-1] in "])" and len(raw) < 110 and not re.search(r"[.!?] [A-Z]", raw)


def _is_front_matter(raw: str, folded: str) -> bool:
    """Bylines, biographies, dates of publication, contact lines above the first paragraph of news."""
    if _BYLINE.match(folded) or (len(raw) < 60 and raw[-1] not in ".!?"):
        return True
    return bool(_BIO.search(folded)) and len(raw) < 400 and not re.search(r"\b(?:killed|tue|muert)", folded)


# --- quotations ---------------------------------------------------------------------------------------------------------


def _quotes(text: str, blocks: list[_Block]) -> Iterator[Quote]:
    """Quotations with depth; one that is left open runs to the end of its block, and goes on in the next if that opens."""
    for position, block in enumerate(blocks):
        if block.kind not in CODED_BLOCKS:
            continue
        stack: list[tuple[str, int]] = []
        for at in range(block.start, block.end):
            char = text[at]
            if stack and char == stack[-1][0] and not _apostrophe(text, at):
                closer, start = stack.pop()
                yield Quote(start, at, len(stack) + 1, _speaker(text, blocks, position, start - 1, at + 1))
            elif char in _OPENERS and not _apostrophe(text, at) and not _closing_only(text, at, char):
                stack.append((_OPENERS[char], at + 1))
        if stack and block.end - stack[0][1] > 40:
            start = stack[0][1]
            yield Quote(start, block.end, 1, _speaker(text, blocks, position, start - 1, block.end))


def _apostrophe(text: str, at: int) -> bool:
    return text[at] in "’'‘" and at + 1 < len(text) and text[at - 1 : at].isalnum() and text[at + 1].isalnum()


def _closing_only(text: str, at: int, char: str) -> bool:
    """A straight mark or single quote opens only before a word."""
    following = text[at + 1 : at + 2]
    return (char in "\"‘" and (not following or following.isspace())) or (char == "‘" and text[at - 1 : at].isalnum())


def _speaker(text: str, blocks: list[_Block], position: int, start: int, end: int) -> Span | None:
    """The words around a quotation that name its speaker: before it in the sentence, after it, or the line before."""
    block = blocks[position]
    before_start = max(block.start, _sentence_start(text, block.start, start))
    before = text[before_start:start].strip()
    if len(before) > 3:
        return _span(text, before_start, start)
    after_end = _sentence_end(text, end, block.end)
    if len(text[end:after_end].strip(" ,.;")) > 3:
        return _span(text, end, after_end)
    previous = blocks[position - 1] if position else None
    if previous and previous.kind in CODED_BLOCKS | {"heading"} and text[previous.end - 1] == ":":
        return _span(text, _sentence_start(text, previous.start, previous.end - 1), previous.end)
    return None


def _sentence_start(text: str, low: int, at: int) -> int:
    starts = [m.end() for m in _STOP.finditer(text, low, at)]
    return starts[-1] if starts else low


def _sentence_end(text: str, at: int, high: int) -> int:
    match = _STOP.search(text, at, high)
    return match.start() + 1 if match else high


def _span(text: str, start: int, end: int) -> Span | None:
    start, end = _trimmed(text, start, end)
    return Span(start, end, text[start:end]) if start < end else None


# --- sentences ----------------------------------------------------------------------------------------------------------


def _sentences(text: str, blocks: list[_Block], quotes: tuple[Quote, ...]) -> Iterator[Sentence]:
    section: Span | None = None
    index = 0
    for block in blocks:
        if block.kind == "heading":
            section = _span(text, block.start, block.end)
        for start, end in _split(text, block):
            span = _span(text, start, end)
            if span is None:
                continue
            inside = tuple(q for q in quotes if q.start < span.end and span.start < q.end)
            yield Sentence(span, block.kind, block.paragraph, index, inside, section)
            index += 1


def _split(text: str, block: _Block) -> Iterator[tuple[int, int]]:
    start = block.start
    if block.kind == "bullet":
        match = _BULLET.match(text, start, block.end)
        start = match.end() if match else start
    for match in _STOP.finditer(text, start, block.end):
        if _ABBREVIATIONS.search(fold(text[start : match.start() + 1])) and match.group().strip() == ".":
            continue
        yield start, match.end()
        start = match.end()
    yield start, block.end


