"""Quotation -> span: takes the words that a model says it copied, gives where the report has them.

Found exactly, or with typography, case, accents and white space made plain (``text.fold``), and only at word
boundaries: "7 killed" is not in "17 killed" nor "000 people" in "7,000 people". Of several places the one nearest to
the event's other words is meant. Invariant: a span repeats the report's own words; what isn't found is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tocsin.model import Span
from tocsin.text import fold

__all__ = ["Finder"]

_MARKS = " \t\r\n\"'.,;:…"  # what a model puts around a quotation
_FAR = 2000  # characters beyond which it doesn't matter how far apart two words stand
_LONGEST = 400  # characters; a longer quotation points at nothing


class Finder:
    """Finds quotations in one stretch of a report's text."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self._text = text
        self._folded = fold(text)
        self._start = start
        self._end = len(text) if end is None else end

    def everywhere(self, quote: str) -> list[Span]:
        """Every place where the report has the quotation, in text order."""
        words = fold(quote).strip(_MARKS).split()
        if not words or len(quote) > _LONGEST or not any(c.isalnum() for c in quote):
            return []
        pattern = re.compile(_bounded(r"\s+".join(re.escape(word) for word in words), words))
        found = [m.span() for m in pattern.finditer(self._folded, self._start, self._end)]
        spans = [Span(low, high, self._text[low:high]) for low, high in found]
        exact = [span for span in spans if span.text == quote.strip(_MARKS)]
        return exact or spans

    def near(self, quote: str, others: Iterable[str]) -> Span | None:
        """The place of a quotation that stands nearest to those of ``others``; the first of equals."""
        places = self.everywhere(quote)
        if len(places) < 2:
            return next(iter(places), None)
        around = [spots for other in others if (spots := self.everywhere(other))]
        return min(places, key=lambda place: sum(min(_gap(place, spot) for spot in spots) for spots in around))

    def nearest(self, quote: str, anchor: Span) -> Span | None:
        """The place of a quotation nearest to a span; the first of equals."""
        return min(self.everywhere(quote), key=lambda place: _gap(place, anchor), default=None)


def _bounded(pattern: str, words: list[str]) -> str:
    """With word boundaries, and not inside a longer number."""
    before = r"(?<!\w)" + (r"(?<!\d[.,])" if words[0][0].isdigit() else "") if words[0][0].isalnum() else ""
    after = r"(?!\w)" + (r"(?![.,]\d)" if words[-1][-1].isdigit() else "") if words[-1][-1].isalnum() else ""
    return before + pattern + after


def _gap(one: Span, other: Span) -> int:
    return min(_FAR, max(0, one.start - other.end, other.start - one.end))
