"""A report's text cut where highlights begin and end: takes text and facts, gives pieces that each carry their facts.

Highlights may nest and cross, which HTML elements can't; so the text is cut at every edge and each piece names all the
facts whose words it is part of, the narrowest first, whose colour it takes. Invariant: the pieces in order are the
text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tocsin.model import Span

__all__ = ["Mark", "Piece", "cut"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to highlight: the fact they belong to, by number, and its kind."""

    fact: int
    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: ``facts`` by number, ``kind`` of the narrowest (empty: no highlight)."""

    start: int
    text: str
    facts: tuple[int, ...] = ()
    kind: str = ""


def cut(text: str, marks: Sequence[Mark]) -> list[Piece]:
    """The pieces, in order."""
    edges = sorted({0, len(text), *(edge for mark in marks for edge in (mark.span.start, mark.span.end))})
    begins: dict[int, list[Mark]] = {}
    for mark in marks:
        begins.setdefault(mark.span.start, []).append(mark)
    found, open_marks = [], list[Mark]()
    for start, end in pairwise(edges):
        open_marks = [*(mark for mark in open_marks if mark.span.end > start), *begins.get(start, ())]
        found.append(_piece(start, text[start:end], open_marks))
    return found


def _piece(start: int, words: str, over: Iterable[Mark]) -> Piece:
    narrow = sorted(over, key=lambda mark: (mark.span.end - mark.span.start, mark.fact))
    return Piece(start, words, tuple(dict.fromkeys(mark.fact for mark in narrow)), narrow[0].kind if narrow else "")
