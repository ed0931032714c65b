"""Parts, totals and replaced tolls: takes the figures of one sentence, says which are no figures of their own.

"eight people, six of them children" has one total and one part; "rose from 12 to 17" replaces 12. Invariant: only
marks are set, no figure is added or changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tocsin.extract.count_links import Pairs, link_cost
from tocsin.extract.count_words import KINDS, Cue, Grammar, Quantity

__all__ = [
    "among_kind",
    "base_of",
    "mark_among",
    "mark_mixed",
    "mark_parts",
    "mark_sums",
    "settle_lists",
    "settle_parts",
    "without_repeats",
]

_NEAR = 44  # characters before a figure in which a mark governs it
_LIST = re.compile(r"[\w\s'-]*(?:,|and|et|y|e|as well as|ainsi que)\s*$")
_FIRST = re.compile(r"(?:[\w'-]+\s){1,2}(?:and|et|y)\s$")  # the first of two who are named
_AMONG = re.compile(r"(?<!\w)(?:(?:among|amongst) the|(?:parmi|au nombre de)s? les|entre l[oa]s) (?=\w+)")
_AMONG_REACH = 12
_OPENING = re.compile(r"[(:\u2014-]|\bnamely\b|\bsoit\b|\ba saber\b")
_SET = 40  # characters after a figure in which the words "of the wounded" stand
_OWN = 1.3  # a part this close to a casualty word has its own


def mark_parts(folded: str, found: Sequence[Quantity], words: Grammar) -> None:
    """Set ``part`` on figures that "including", "dont", "entre ellos" or "of them" introduce."""
    opener = words.before("parts")
    for at, quantity in enumerate(found):
        before = folded[max(0, quantity.start - _NEAR) : quantity.start]
        quantity.of_them = any(_of_them(words).match(folded, end) for end in _set_starts(folded, quantity))
        opened = opener.search(before) or opener.search(re.sub(r"[\w'-]+\s$", "", before))
        if quantity.sort == "single":  # "among them [the magnate and] a daughter"
            opened = opened or opener.search(_FIRST.sub("", before))
        quantity.part = bool(opened) or quantity.of_them
        if at and found[at - 1].part and not quantity.part and not found[at - 1].of_them:
            gap = folded[found[at - 1].noun_end : quantity.start]
            quantity.part = len(gap) < _NEAR and bool(_LIST.fullmatch(gap))


def _set_starts(folded: str, quantity: Quantity) -> tuple[int, ...]:
    """Where "of the wounded" may start; "some of" has taken its "of" already."""
    taken = re.search(r"\s\w+$", folded[quantity.start : quantity.end])
    ends = (quantity.end, quantity.noun_end)
    return (*ends, quantity.start + taken.start()) if taken and quantity.sort == "vague" else ends


def without_repeats(folded: str, found: Sequence[Quantity], words: Grammar) -> list[Quantity]:
    """As in "one of them a child" is one person; "some of the wounded" is no figure."""
    kept: list[Quantity] = []
    for quantity in found:
        vague = quantity.of_them and quantity.sort == "vague" and quantity.low == 1
        last = kept[-1] if kept else None
        gap = folded[last.end : quantity.start] if last else ""
        same = (
            last is not None and last.of_them and quantity.sort == "single" and _of_them(words).fullmatch(gap.rstrip())
        )
        if not vague and not same:
            kept.append(quantity)
    return kept


def _of_them(words: Grammar) -> re.Pattern[str]:
    return words.kept("of them", r"(?:\s\w+)?\s?(?:" + words.data["of_them"].replace(" ", r"\s+") + r")(?!\w)")


def settle_parts(folded: str, found: Sequence[Quantity], cues: Sequence[Cue], pairs: Pairs, words: Grammar) -> None:
    """Give each part its kind: a casualty word of its own, else that of the figure it belongs to."""
    for at, quantity in enumerate(found):
        if not quantity.part:
            continue
        base = base_of(at, found, pairs)
        own = _nearest(folded, quantity, cues, found, words)
        if base is None or (quantity.of_them and among_kind(folded[quantity.start :][:_NEAR], words)):
            among = among_kind(folded, words)
            quantity.part = among is not None and (own is None or own[1].kind == among)
            if own is not None and (quantity.of_them or own[0] <= _OWN):
                pairs.cues[at] = own[1]
        elif own is not None and own[0] <= _OWN and own[1] is not pairs.cues[base]:
            pairs.cues[at] = own[1]
            quantity.part = own[1].kind == pairs.cues[base].kind
        else:
            pairs.cues[at] = pairs.cues[base]


def base_of(at: int, found: Sequence[Quantity], pairs: Pairs) -> int | None:
    """The figure that the one at ``at`` is a part of: the nearest before it."""
    return max((n for n in pairs.cues if n < at and not found[n].part and found[n].sort != "zero"), default=None)


def _nearest(
    folded: str, quantity: Quantity, cues: Sequence[Cue], found: Sequence[Quantity], words: Grammar
) -> tuple[float, Cue] | None:
    costs = [
        (cost, n)
        for n, c in enumerate(cues)
        if not (quantity.of_them and c.start < quantity.end + _SET and _names_set(folded, quantity, c, words))
        and (cost := link_cost(folded, quantity, c, found, cues, words)) is not None
    ]
    return (min(costs)[0], cues[min(costs)[1]]) if costs else None


def _names_set(folded: str, quantity: Quantity, cue: Cue, words: Grammar) -> bool:
    """True for "wounded" in "one of the wounded died": it only says of which people one is meant."""
    said = _of_them(words).match(folded, quantity.end)
    return (
        said is not None and quantity.end <= cue.start < said.end() and any(c.isalpha() for c in folded[said.end() :])
    )


def among_kind(folded: str, words: Grammar) -> str | None:
    """The kind named by "among the dead", when the sentence has such words."""
    match = re.search(r"(?<!\w)(?:" + words.data["among"].replace(" ", r"\s+") + r")(?!\w)", folded)
    return match.lastgroup if match and match.lastgroup in KINDS else None


def settle_lists(folded: str, found: Sequence[Quantity], pairs: Pairs) -> None:
    """As in "17 dead: ten soldiers and seven villagers": what is listed after a total and adds up to it."""
    for at in sorted(pairs.cues):
        listed: list[int] = []
        for n in range(at + 1, len(found)):
            if n in pairs.cues or found[n].sort in ("name", "zero"):
                break
            listed.append(n)
            if sum(found[k].low for k in listed) >= found[at].low:
                break
        gap = folded[found[at].noun_end : found[listed[0]].start] if listed else ""
        if len(listed) > 1 and _OPENING.search(gap) and sum(found[n].low for n in listed) == found[at].low:
            _mark(found, listed)
            pairs.cues.update(dict.fromkeys(listed, pairs.cues[at]))


def mark_mixed(folded: str, found: Sequence[Quantity], cues: Sequence[Cue], pairs: Pairs, words: Grammar) -> None:
    """As in "124 killed and wounded" counts neither the killed nor the wounded: such figures lose their word."""
    for left, right in pairwise(cues):
        if {left.kind, right.kind} != {"killed", "wounded"} or right.sort == "labels":
            continue
        if not re.fullmatch(rf"\"?\s(?:{words.data['or']})\s\"?", folded[left.end : right.start]):
            continue
        if words.pattern("burnt").fullmatch(folded[right.start : right.end]):
            continue  # "were shot and burnt"
        served = {n: c for n, c in pairs.cues.items() if c is left or c is right}
        if len({id(c) for c in served.values()}) == 1:
            for n in served:
                del pairs.cues[n]


def mark_sums(folded: str, found: Sequence[Quantity], pairs: Pairs, words: Grammar) -> None:
    """Figures after or before a total that add up to it are its parts."""
    for kind in KINDS:
        rows = [n for n in sorted(pairs.cues) if pairs.cues[n].kind == kind and not found[n].superseded]
        exact = [n for n in rows if found[n].low == found[n].high and found[n].low > 0]
        if len(exact) < 3:
            continue
        total, *rest = exact
        if sum(found[n].low for n in rest if not found[n].part) == found[total].low:
            _mark(found, rest)
        elif sum(found[n].low for n in exact[:-1]) == found[exact[-1]].low:
            near = folded[max(0, found[exact[-1]].start - 30) : found[exact[-1]].noun_end + 24]
            if words.pattern("totals").search(near):
                _mark(found, exact[:-1])
                found[exact[-1]].part = False


def mark_among(folded: str, found: Sequence[Quantity], pairs: Pairs) -> None:
    """As in "Four women were among the dead in a strike that killed six": parts of the larger figure beside them."""
    rows = [n for n in pairs.cues if found[n].sort != "zero" and not found[n].superseded]
    among = [n for n in rows if _AMONG.search(folded, pairs.cues[n].start - _AMONG_REACH, pairs.cues[n].end)]
    for n in among:
        rest = (k for k in rows if k not in among and pairs.cues[k].kind == pairs.cues[n].kind and not found[k].part)
        found[n].part |= any(found[k].low > found[n].low for k in rest)


def _mark(found: Sequence[Quantity], rows: Sequence[int]) -> None:
    for n in rows:
        found[n].part = True
