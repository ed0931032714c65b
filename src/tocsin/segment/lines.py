"""Text -> lines: takes the text of a report, gives its lines, trimmed, with hard-wrapped ones joined.

A page is wrapped when its lines are about as long as each other and break in the middle of sentences. Invariant: lines
are in text order, do not overlap, hold no space at their ends, and together hold every character that is no space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.segment.words import words

__all__ = ["BULLET", "Line", "lines_of"]

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
BULLET = re.compile(
    r"(?:[-*•·>–—→●▪■◦‣►✓➤⁃]\s{1,4}|\(?\d{1,3}[.)/]\s{1,4}|\(\d{1,2}/\d{1,2}\)\s|\d{1,3}\s?/\s|\(?[a-zivx]{1,3}\)\s)(?=\S)"
)
_NARROWEST, _WIDEST = 28, 130  # characters of a wrapped line, from two-column PDF to wide mail
_ALONE = 55  # a line this long that breaks off before a small letter is wrapped even if it stands alone
_ENDS = frozenset(".!?:…»”\"'’)]")


@dataclass(slots=True)
class Line:
    """``text[start:end]``; ``spaced``: an empty line stands above it; ``rows`` counts the printed lines it was."""

    start: int
    end: int
    spaced: bool
    rows: int = 1


def lines_of(text: str) -> list[Line]:
    """The lines of a text in order; white lines fall out."""
    chunks = _chunks(text)
    widths = [_wrap_width(text, chunk) for chunk in chunks]
    common = _common(widths)
    return [
        line
        for number, (chunk, width) in enumerate(zip(chunks, widths, strict=True))
        for line in _joined(text, chunk, width or (common if number else 0))
    ]


def _common(widths: Sequence[int]) -> int:
    """The width of a page that is wrapped all through, for groups too short to show it."""
    wrapped = sorted(width for width in widths if width)
    return wrapped[len(wrapped) // 2] if len(wrapped) > 1 else 0


def _chunks(text: str) -> list[list[Line]]:
    """Printed lines, in groups between empty lines."""
    chunks: list[list[Line]] = []
    previous = 0
    for match in _LINE.finditer(text):
        written = match.group()
        kept = written.strip()
        if not kept:
            continue
        start = match.start() + len(written) - len(written.lstrip())
        spaced = not chunks or len(_BREAK.findall(text, previous, start)) > 1
        previous = start + len(kept)
        line = Line(start, previous, spaced)
        if spaced:
            chunks.append([line])
        else:
            chunks[-1].append(line)
    return chunks


def _joined(text: str, chunk: Sequence[Line], width: int) -> list[Line]:
    out = [chunk[0]]
    last = chunk[0]
    for line in chunk[1:]:
        if _continues(text, last, line, width):
            out[-1].end = line.end
            out[-1].rows += 1
        else:
            out.append(line)
        last = Line(line.start, line.end, line.spaced)
    return out


def _wrap_width(text: str, chunk: Sequence[Line]) -> int:
    """The length beyond which a line of this group was broken by force; 0 when the group is not wrapped."""
    lengths = [line.end - line.start for line in chunk[:-1]]
    if len(lengths) < 2:
        return 0
    width = sorted(lengths)[(len(lengths) * 3) // 4]
    full = [line for line in chunk[:-1] if line.end - line.start >= 0.75 * width]
    cut = sum(text[line.end - 1] not in _ENDS for line in full)
    capitals = len(chunk) > 3 and text[chunk[0].start : chunk[-1].end].isupper()
    small = capitals or any(text[line.start].islower() for line in chunk[1:])
    wrapped = _NARROWEST <= width <= _WIDEST and len(full) >= 0.6 * len(lengths) and 2 * cut >= len(full) and small
    return round(0.75 * width) if wrapped else 0


def _continues(text: str, last: Line, line: Line, width: int) -> bool:
    if BULLET.match(text, line.start, line.end):
        return False
    length = last.end - last.start
    sign = text[last.end - 1]
    if _broken_off(text, last) or (text[line.start].islower() and sign not in _ENDS | {";"}):
        return length >= _ALONE or bool(width) or _broken_off(text, last)
    if text[last.start : last.end].isupper() and not text[line.start : line.end].isupper():
        return False
    open_end = sign not in _ENDS | {";"} or sign in "’'\")"
    return bool(width) and length >= width and (open_end or line.end - line.start >= width)


def _broken_off(text: str, last: Line) -> bool:
    """The line ends with a word that nothing ends with: "Gunmen kill nine in"."""
    word = text[max(last.start, last.end - 12) : last.end].rsplit(None, 1)[-1]
    return word.islower() and last.end - last.start > 12 and bool(words("unfinished").fullmatch(word))
