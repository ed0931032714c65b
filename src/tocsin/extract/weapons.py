"""Weapons of one sentence: takes its folded text, gives the weapons that it names, by the contract's kinds.

The kinds are the keys of the ``weapons`` block of words.yaml; where two match the same words the longer wins. Arms that
were seized or found are spoils, not means of the attack, and are left out. Invariant: weapons are in text order and do
not overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tocsin.extract.count_words import grammar
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import Span, Weapon

__all__ = ["find_weapons"]

_CARRIED = frozenset({"firearm", "grenade", "mortar", "rocket", "artillery", "missile", "mine"})  # may be spoils
_REACH = 70  # characters between a verb such as "seized" and the arms that it takes
_CLAUSE = re.compile(r"[;:.()]|, (?!\d)")


def find_weapons(text: str, folded: str, offset: int, words: Lexicon) -> tuple[Weapon, ...]:
    """Every weapon of a sentence; spans are absolute (``offset`` plus position)."""
    if not words.pattern("weapons").search(folded):
        return ()
    rows = sorted(_matches(folded, words), key=lambda row: (row[0] - row[1], row[0]))
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in rows:
        if not any(start < k[1] and k[0] < end for k in kept):
            kept.append((start, end, kind))
    return tuple(
        Weapon(kind, Span(offset + start, offset + end, text[start:end]))
        for start, end, kind in sorted(kept)
        if not (kind in _CARRIED and _is_spoil(folded, start, end, words))
    )


def _matches(folded: str, words: Lexicon) -> Iterator[tuple[int, int, str]]:
    for kind in words.at("weapons"):
        for match in words.pattern(f"weapons.{kind}").finditer(folded):
            yield match.start(), match.end(), kind


def _is_spoil(folded: str, start: int, end: int, words: Lexicon) -> bool:
    """True for arms that somebody took: "seized nine rifles", "two rifles were recovered"."""
    spoils = grammar(words.language).pattern("spoils")
    before = _CLAUSE.split(folded[max(0, start - _REACH) : start])[-1]
    after = _CLAUSE.split(folded[end : end + _REACH])[0]
    return bool(spoils.search(before) or re.search(rf"(?:were|was|been|ete|fueron|fue)\s+{spoils.pattern}", after))
