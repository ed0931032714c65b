"""Reprints: takes texts, says how much of one text another repeats, and which of them are one source.

Texts are compared by MinHash over runs of five words (Broder 1997; 64 permutations, a standard error of .06), by the
library rensa. A wire, a communique or an outlet's text is one source however many carry it. Invariant: symmetric, and
independent of order; an empty text is a reprint of nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.text import folded_words

__all__ = ["ALIKE", "families", "fingerprint", "share_of"]

_PERMUTATIONS = 64
_RUN = 5
"""Words of a run: long enough that two reporters hardly write the same one by chance."""
_SEED = 1997
ALIKE = 0.5
"""Share of runs from which two texts are one: a wire text with another headline and a paragraph cut has .6 to .9, two
accounts of one event by different writers below .1."""


def fingerprint(text: str) -> tuple[int, ...]:
    """The MinHash of a text; empty when it has fewer words than a run."""
    from rensa import RMinHash

    words = folded_words(text)
    if len(words) < _RUN:
        return ()
    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update(list(map(" ".join, zip(*(words[start:] for start in range(_RUN)), strict=False))))
    return tuple(sketch.digest())


def share_of(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The estimated share of runs that two texts have in common (Jaccard), 0 to 1."""
    if not one or not other:
        return 0.0
    return sum(map(int.__eq__, one, other)) / len(one)


def families(prints: Sequence[tuple[int, ...]]) -> list[list[int]]:
    """The independent sources among texts, as positions: reprints stand together, also those joined by a third."""
    found: list[list[int]] = []
    for at, own in enumerate(prints):
        kin = [family for family in found if any(share_of(own, prints[other]) >= ALIKE for other in family)]
        found = [family for family in found if family not in kin]
        found.append([*(other for family in kin for other in family), at])
    return sorted(map(sorted, found))
