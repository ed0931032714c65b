"""Probabilities -> spans: takes what the network says of each token, gives the stretches of text that fill a role.

Neighbouring tokens whose likeliest role is the same, and likelier than a floor, make one stretch, cut where a new
filler begins and widened to whole words. Invariant: a span repeats the words of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tocsin.extract.tagger.windows import Window
from tocsin.model import Span

__all__ = ["KINDS", "LABELS", "ROLES", "Stretch", "Table", "Tagged", "stretches", "tagged"]

ROLES = ("individual", "organisation", "thing", "person", "weapon")
"""Who did it, as persons and as a body; what and who was struck; with what (the string slots of MUC-4)."""
KINDS = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
LABELS = ("O", *(f"{mark}-{role}" for role in ROLES for mark in "BI"))
_FLOOR = 0.2  # chosen on the reports held apart from the first network, from 0.1 to 0.3
_LOOSE = r"(?:an?|and|at|by|from|her|his|in|of|on|the|their|to|with)"
_LOOSE_ENDS = re.compile(rf"^(?:{_LOOSE}\s+)+|(?:\s+{_LOOSE})+$", re.IGNORECASE)

Table = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A stretch that fills a role, how sure that is, and for each of ``KINDS`` how sure its part in one is."""

    span: Span
    role: str
    score: float
    kinds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole words of one label, the number of that label, how sure it is, and its first and last token."""

    span: Span
    label: int
    score: float
    first: int
    last: int


def tagged(text: str, window: Window, labels: Table, kinds: Table, floor: float = _FLOOR) -> Iterator[Tagged]:
    """The fillers in a window; ``labels`` and ``kinds`` hold probabilities, one row a token."""
    for one in stretches(text, window, labels, floor):
        parts = tuple(_mean(row[kind] for row in kinds[one.first : one.last + 1]) for kind in range(len(KINDS)))
        span = _without_loose_ends(one.span)
        if span.text:
            yield Tagged(span, ROLES[one.label], one.score, parts)


def stretches(text: str, window: Window, labels: Table, floor: float) -> Iterator[Stretch]:
    """The stretches whose label is likelier than ``floor``; a row of ``labels`` is outside, then B and I of each."""
    sure = [[begin + inside for begin, inside in zip(row[1::2], row[2::2], strict=True)] for row in labels]
    best = [row.index(max(row)) for row in sure]
    for first, last in _runs(labels, sure, best, window, floor):
        start, end = _whole_words(text, window.ends[first][0], window.ends[last][1])
        score = _mean(row[best[first]] for row in sure[first : last + 1])
        yield Stretch(Span(start, end, text[start:end]), best[first], score, first, last)


def _mean(values: Iterable[float]) -> float:
    every = list(values)
    return sum(every) / len(every)


def _runs(labels: Table, sure: Table, best: Sequence[int], window: Window, floor: float) -> Iterator[tuple[int, int]]:
    """First and last token of each stretch of one label; the marks at both ends of the window are none."""
    first = None
    for place in range(1, len(window.ids)):
        label = best[place]
        going = place < len(window.ids) - 1 and sure[place][label] >= floor
        joined = window.ends[place][0] == window.ends[place - 1][1]  # a piece of the same word, or a hyphen
        begins = labels[place][2 * label + 1] > labels[place][2 * label + 2] and not joined
        if first is not None and (not going or begins or label != best[first]):
            yield first, place - 1
            first = None
        if going and first is None:
            first = place


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _without_loose_ends(span: Span) -> Span:
    """The span without articles and prepositions that lead into it or hang on to it."""
    start, end = span.start, span.end
    for match in _LOOSE_ENDS.finditer(span.text):
        start, end = (start + match.end(), end) if match.start() == 0 else (start, span.start + match.start())
    return Span(start, end, span.text[start - span.start : end - span.start])
