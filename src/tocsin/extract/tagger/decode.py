"""Probabilities -> spans: takes what the network says of each token, gives the stretches of text that fill a role.

Neighbouring tokens whose likeliest role is the same, and likelier than ``_FLOOR``, make one stretch, cut where a new
filler begins and widened to whole words. Invariant: a span repeats the words of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tocsin.extract.tagger.windows import Window
from tocsin.model import Span

__all__ = ["KINDS", "LABELS", "ROLES", "Tagged", "spans"]

ROLES = ("individual", "organisation", "thing", "person", "weapon")
"""Who did it, as persons and as a body; what and who was struck; with what (the string slots of MUC-4)."""
KINDS = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
LABELS = ("O", *(f"{mark}-{role}" for role in ROLES for mark in "BI"))
_FLOOR = 0.2  # chosen on the reports held apart, from 0.1 to 0.3

Table = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A stretch that fills a role, how sure that is, and for each of ``KINDS`` how sure its part in one is."""

    span: Span
    role: str
    score: float
    kinds: tuple[float, ...]


def spans(text: str, window: Window, labels: Table, kinds: Table) -> Iterator[Tagged]:
    """The fillers in a window; ``labels`` and ``kinds`` hold probabilities, one row a token."""
    sure = [[row[2 * n + 1] + row[2 * n + 2] for n in range(len(ROLES))] for row in labels]
    best = [row.index(max(row)) for row in sure]
    for first, last in _runs(labels, sure, best, window):
        start, end = _whole_words(text, window.ends[first][0], window.ends[last][1])
        yield Tagged(
            Span(start, end, text[start:end]),
            ROLES[best[first]],
            _mean(row[best[first]] for row in sure[first : last + 1]),
            tuple(_mean(row[kind] for row in kinds[first : last + 1]) for kind in range(len(KINDS))),
        )


def _mean(values: Iterable[float]) -> float:
    every = list(values)
    return sum(every) / len(every)


def _runs(labels: Table, sure: Table, best: Sequence[int], window: Window) -> Iterator[tuple[int, int]]:
    """First and last token of each stretch of one role; the marks at both ends of the window are none."""
    first = None
    for place in range(1, len(window.ids)):
        role = best[place]
        going = place < len(window.ids) - 1 and sure[place][role] >= _FLOOR
        joined = window.ends[place][0] == window.ends[place - 1][1]  # a piece of the same word, or a hyphen
        begins = labels[place][2 * role + 1] > labels[place][2 * role + 2] and not joined
        if first is not None and (not going or begins or role != best[first]):
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
