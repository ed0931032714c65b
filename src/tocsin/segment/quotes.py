"""Text -> quotations: takes the blocks of a page, gives every quotation with its depth.

A mark opens or closes by its sign and by what stands around it; an apostrophe is neither. A quotation may run on over
paragraphs: each opens with the mark again, or only the last closes. Invariant: a quotation lies within one block, so
that one that runs over three paragraphs is three pieces that know of one another (``follows``); depths count from 1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tocsin.segment.blocks import Block

__all__ = ["Piece", "pieces_of"]

_MARK = re.compile(r"``|''|[“”„‟\"«»‘’'‹›]")
_PAIRS = {"“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’", "'": "'", "‹": "›", "‟": "”", "``": "''"}
_SINGLE = frozenset("‘’'")
_DEEPEST = 8
_AHEAD = 12  # paragraphs over which an open quotation is looked for
_ELISION = re.compile(r"(?:\d0s|em|tis|twas|til|n|cause|bout|round|\d\d)\b", re.I)
_LONG = 40  # characters that an unclosed mark must have before it to count as a quotation


@dataclass(slots=True)
class Piece:
    """The words of a quotation inside one block; ``follows``: the piece that it carries on."""

    start: int
    end: int
    depth: int
    block: int
    follows: Piece | None = None


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    follows: Piece | None = None


@dataclass(slots=True)
class _Scan:
    text: str
    block: Block
    number: int
    stack: list[_Open] = field(default_factory=list)
    found: list[Piece] = field(default_factory=list)


def pieces_of(text: str, blocks: Sequence[Block], coded: frozenset[str]) -> list[Piece]:
    """All quotations in coded blocks, in order of their start."""
    out: list[Piece] = []
    carried: _Open | None = None
    told = [number for number, block in enumerate(blocks) if block.kind in coded]
    for place, number in enumerate(told):
        scan = _Scan(text, blocks[number], number)
        if carried is not None:
            _resume(scan, carried)
        _walk(scan)
        carried = _leave(scan, [blocks[n] for n in told[place + 1 : place + 1 + _AHEAD]])
        out.extend(scan.found)
    return sorted(out, key=lambda piece: (piece.start, -piece.end))


def _resume(scan: _Scan, carried: _Open) -> None:
    """Take up a quotation that the block above left open, past the mark that repeats it here."""
    start = scan.block.start
    if scan.text[start] in (carried.mark, "»"):
        start += 1
    scan.stack.append(_Open(carried.mark, start, carried.follows))


def _walk(scan: _Scan) -> None:
    begin = scan.stack[0].start if scan.stack else scan.block.start
    closers = _single_closers(scan.text, begin, scan.block.end)
    for match in _MARK.finditer(scan.text, begin, scan.block.end):
        mark, at = match.group(), match.start()
        if mark in _SINGLE:
            _single(scan, mark, at, closers)
        elif _closes(scan, mark, at):
            _close(scan, mark, at)
        elif _may_open(scan, mark, at):
            scan.stack.append(_Open(mark, at + len(mark)))


def _around(scan: _Scan, at: int, width: int = 1) -> tuple[str, str]:
    before = scan.text[at - 1] if at > scan.block.start else " "
    after = scan.text[at + width] if at + width < scan.block.end else " "
    return before, after


def _closes(scan: _Scan, mark: str, at: int) -> bool:
    """A mark closes when one that it can close is open and it does not lean on the word after it."""
    if not any(mark in _PAIRS[one.mark] for one in scan.stack):
        return mark in "“«" and bool(scan.stack) and scan.stack[-1].mark == mark and _leans_back(scan, at)
    before, after = _around(scan, at, len(mark))
    return mark != '"' or not (before.isspace() or before in "([") or not after.isalnum()


def _leans_back(scan: _Scan, at: int) -> bool:
    before, after = _around(scan, at)
    return not before.isspace() and not after.isalnum()


def _may_open(scan: _Scan, mark: str, at: int) -> bool:
    if (mark not in _PAIRS and mark != "”") or len(scan.stack) >= _DEEPEST:
        return False
    before, after = _around(scan, at, len(mark))
    if mark in "«‹":
        return True
    if mark == "”":
        return False
    return not before.isalnum() and (not after.isspace() or before.isspace()) and after not in ",.;:!?)"


def _close(scan: _Scan, mark: str, at: int) -> None:
    """Close the innermost quotation that this mark can close; those left open inside it fall away."""
    while scan.stack:
        one = scan.stack.pop()
        if mark in _PAIRS[one.mark] or mark == one.mark:
            if one.start < at:
                scan.found.append(Piece(one.start, at, len(scan.stack) + 1, scan.number, one.follows))
            return


def _single_closers(text: str, start: int, end: int) -> list[int]:
    """Where a single mark may close: behind a word, before no letter, and no plural's apostrophe."""
    found = []
    for match in re.finditer(r"(?<=\S)[’'](?!\w)", text[start:end]):
        at = start + match.start()
        following = text[at + 1 : at + 3]
        if not (text[at - 1] == "s" and following[:1] == " " and following[1:].islower()):
            found.append(at)
    return found


def _single(scan: _Scan, mark: str, at: int, closers: Sequence[int]) -> None:
    before, after = _around(scan, at)
    if before.isalnum() and after.isalnum():
        return
    open_here = any(one.mark in _SINGLE for one in scan.stack)
    later = bool(closers) and closers[-1] > at
    if mark in "’'" and open_here and not before.isspace() and not after.isalnum():
        plural = before == "s" and after == " " and scan.text[at + 2 : at + 3].islower()
        if not (plural and later):
            _close(scan, mark, at)
    elif mark != "’" and later and not open_here and _opens_single(scan, at, before, after):
        scan.stack.append(_Open(mark, at + 1))


def _opens_single(scan: _Scan, at: int, before: str, after: str) -> bool:
    """A single mark opens before a word, unless it stands for letters left out ("'em", "'90s")."""
    leans = not before.isalnum() and not after.isspace()
    return leans and len(scan.stack) < _DEEPEST and not _ELISION.match(scan.text, at + 1)


def _leave(scan: _Scan, ahead: Sequence[Block]) -> _Open | None:
    """What the block leaves open: a quotation to the end of the block, and whether the next block carries it on."""
    opened = [one for one in scan.stack if one.mark not in _SINGLE or scan.stack[0] is one]
    scan.stack.clear()
    if not opened:
        return None
    one = opened[0]
    end = scan.block.end
    goes_on = _goes_on(scan.text, one.mark, ahead)
    repeated = any(piece.start > one.start and scan.text[piece.start - 1] == one.mark for piece in scan.found)
    if one.start >= end or not (goes_on or (end - one.start >= _LONG and not repeated)):
        return None
    piece = Piece(one.start, end, 1, scan.number, one.follows)
    scan.found.append(piece)
    return _Open(one.mark, end, piece) if goes_on else None


def _goes_on(text: str, mark: str, ahead: Sequence[Block]) -> bool:
    """The next paragraph opens with the mark again, or one of the next closes before any opens."""
    if ahead and text[ahead[0].start] == mark:
        return True
    for block in ahead:
        for match in _MARK.finditer(text, block.start, block.end):
            sign = match.group()
            if sign == mark or sign in _PAIRS[mark]:
                after = text[match.end() : match.end() + 1]
                leans_back = (
                    match.start() > block.start and not text[match.start() - 1].isspace() and not after.isalnum()
                )
                return sign in _PAIRS[mark] and (sign != mark or leans_back)
    return False
