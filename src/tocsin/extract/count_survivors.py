"""The dead told by who is left: takes a folded sentence and its numbers, gives the figures that the others make.

"None of the 12 aboard survived" tells of 12 dead, "only two of the nine survived" of seven; "all but one of the twelve
soldiers" are eleven, "half of the twelve" six. Invariant: a figure comes only from numbers of one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tocsin.extract.count_words import Grammar, Quantity

__all__ = ["find_lost", "halved", "without_exceptions"]

_REACH = 70  # characters behind the two numbers in which the verb of survival stands
_HALF = 24  # characters before a number in which "half of the" stands
_STOP = re.compile(r"[.;:()]")


def find_lost(folded: str, numbers: Sequence[Quantity], words: Grammar) -> Iterator[Quantity]:
    """As in "none of the 12 aboard survived", "of the nine fishermen, only two survived": who did not is dead."""
    yield from _without_survivors(folded, numbers, words)
    for left, right in pairwise(numbers):
        whole, rest = (right, left) if left.low < right.low else (left, right)
        if not _is_exact(whole) or not _is_exact(rest) or not 0 <= rest.low < whole.low or whole.low < 2:
            continue
        gap = folded[left.end : right.core]
        inside = whole is right and words.kept("from set", rf"\s?(?:{words.data['from_set']})\s?").fullmatch(gap)
        before = folded[max(0, left.start - 8) : left.core]
        opens = words.kept("of set", rf"(?:^|[\s\"'])(?:{words.data['from_set']})\s$").search(before)
        apart = whole is left and opens and re.search(rf",\s(?:{words.data['only']})?\s?$", gap)
        after = folded[right.end : right.end + _REACH]
        stop = _STOP.search(after)
        survived = words.pattern("survived").search(after[: stop.start()] if stop else after)
        if (inside or apart) and survived:
            low = whole.low - rest.low
            yield Quantity(left.start, right.end, low, low, "number", "person", right.end + survived.end())


def _without_survivors(folded: str, numbers: Sequence[Quantity], words: Grammar) -> Iterator[Quantity]:
    """As in "there were no survivors among its five occupants"."""
    for whole in numbers:
        before = words.before("no_survivors").search(folded[max(0, whole.core - _REACH) : whole.core])
        if before and _is_exact(whole) and whole.low:
            start = whole.core - len(before.group())
            yield Quantity(start, whole.end, whole.low, whole.low, "number", "person", whole.end)


def without_exceptions(folded: str, numbers: Sequence[Quantity], words: Grammar) -> list[Quantity]:
    """As in "all but one of the twelve soldiers", "the twelve soldiers except one": the figure less its exception."""
    kept: list[Quantity] = []
    for quantity in numbers:
        last = kept[-1] if kept else None
        if last is None or not _is_exact(last) or not _is_exact(quantity):
            kept.append(quantity)
            continue
        before, gap = folded[max(0, last.start - 24) : last.core], folded[last.end : quantity.core]
        opened = words.kept("all but", rf"(?<!\w)(?:{words.data['all_but']})\s$").search(before)
        inside = words.kept("from set", rf"\s?(?:{words.data['from_set']})\s?").fullmatch(gap)
        excepted = words.kept("except", rf"(?:\s[\w'-]+){{0,3}},?\s(?:{words.data['except']})(?:\s|(?<='))$").match(gap)
        if opened and inside and last.low < quantity.low:
            _lessen(quantity, quantity.low - last.low)
            quantity.start, quantity.core = last.start - len(opened.group()), quantity.start
            kept[-1] = quantity
        elif excepted and quantity.low < last.low:
            _lessen(last, last.low - quantity.low)
            last.end = last.noun_end = quantity.end
        else:
            kept.append(quantity)
    return kept


def halved(folded: str, numbers: Sequence[Quantity], words: Grammar) -> list[Quantity]:
    """As in "half of the twelve soldiers": six; of an odd number nothing is told."""
    kept: list[Quantity] = []
    for quantity in numbers:
        half = words.before("half").search(folded[max(0, quantity.core - _HALF) : quantity.core])
        if half is None or not _is_exact(quantity):
            kept.append(quantity)
        elif quantity.low % 2 == 0:
            _lessen(quantity, quantity.low // 2)
            quantity.start = quantity.core - len(half.group())
            kept.append(quantity)
    return kept


def _lessen(quantity: Quantity, low: int) -> None:
    quantity.low = quantity.high = low


def _is_exact(quantity: Quantity) -> bool:
    return quantity.sort in ("number", "zero") and quantity.low == quantity.high
