"""Numbers told by another: takes the figures of a sentence, gives those of "as many", "autant de", "otros tantos".

"34 were killed, and as many were injured" tells of 34 and 34. Invariant: each such figure is that of the nearest number
of persons before it in its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.extract.count_words import Grammar, Quantity

__all__ = ["with_same_numbers"]

_REACH = 140  # characters between a number and the words that repeat it


def with_same_numbers(folded: str, numbers: Sequence[Quantity], words: Grammar) -> list[Quantity]:
    """The figures with those that repeat one of them, in text order."""
    rows = list(numbers)
    for match in words.pattern("as_many").finditer(folded):
        start, end = match.span()
        rows = [q for q in rows if q.end <= start or end <= q.start or q.sort == "number"]
        before = [q for q in rows if q.sort == "number" and start - _REACH <= q.start and q.end <= start]
        if before and not any(q.start < end and start < q.end for q in rows):
            rows.append(Quantity(start, end, before[-1].low, before[-1].high, noun_end=end, core=start))
    return sorted(rows, key=lambda q: q.start)
