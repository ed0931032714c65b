"""Brackets and dashes that spell a figure out: takes a folded sentence, gives it with such asides set off by commas.

"Nine people (six soldiers and three civilians) died" and "four people - a couple and their two sons - were shot" tell
of nine and four; what stands inside is parts. Invariant: the text keeps its length, so that every offset holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.extract.count_numbers import number_words
from tocsin.extract.count_words import Grammar, Quantity

__all__ = ["mark_asides", "opened"]

_BRACKETS = re.compile(r"\((?P<aside>[^()]{5,160})\)")
_DASHES = re.compile(r"(?<![\w-])-(?P<aside>\s?\w[^():;]{4,140}?)-(?=[\s,.])")
_WHOLE = 48  # characters before an aside in which the figure that it spells out stands
_SPLIT = re.compile(r"[.;:()]\s|,\s")


def opened(folded: str, words: Grammar) -> tuple[str, list[tuple[int, int]]]:
    """The sentence with the asides that spell a figure out between commas, and where they stand."""
    spans: list[tuple[int, int]] = []
    for pattern in (_BRACKETS, _DASHES) if "(" in folded or "-" in folded else ():
        for match in pattern.finditer(folded):
            if not any(start < match.end() and match.start() < end for start, end in spans):
                spans += [match.span()] if _spells_out(folded, match, words) else []
    for start, end in spans:
        inside = folded[start + 1 : end - 1].replace(",", " ")
        opens = ", " if folded[start - 1] == " " else folded[start - 1] + " "  # no number stands right behind a comma
        folded = f"{folded[: start - 1]}{opens}{inside},{folded[end:]}"
    return folded, spans


def _spells_out(folded: str, match: re.Match[str], words: Grammar) -> bool:
    """True for persons told one by one right behind a figure, without a casualty word of their own."""
    before = folded[max(0, match.start() - _WHOLE) : match.start()]
    whole = _SPLIT.split(before)[-1]
    number = rf"(?<![\w-])(?:\d+|{number_words(words)})(?![\w-])"
    starts = words.kept(
        "spells out", rf"\s?(?:\d+\s|(?:{number_words(words)}|{words.data['subject_starts']})(?!\w)\s?)"
    )
    many = re.search(rf"{number}|,|\s{words.data['and']}\s", match["aside"]) is not None
    counted = words.kept("a number", number).search(whole) is not None
    told = starts.match(match["aside"]) is not None and len(match["aside"].split()) > 2
    return counted and many and told and next(iter(words.cues[0].finditer(match["aside"])), None) is None


def mark_asides(found: Sequence[Quantity], spans: Sequence[tuple[int, int]]) -> None:
    """What such an aside counts is part of the figure before it."""
    for start, end in spans:
        whole = max((q.low for q in found if start - _WHOLE <= q.start < start and q.low > 1), default=0)
        for quantity in found:
            if start < quantity.start < end and quantity.low < whole:
                quantity.part = True
