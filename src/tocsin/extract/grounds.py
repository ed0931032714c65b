"""Where a party is at home, and where it was heard: takes the words of a clause, gives the places of neither deed.

"Islamic State Sahel, which operates in Tahoua, claimed the raid", "el ELN, muy activo en Arauca,": the region says who
speaks, not where the deed was done; "claimed it in a call to a Dublin newspaper" says to whom. Invariant: a home stands
between commas, a newspaper's or a station's town right beside it, and that is spoken to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import PlaceMention, Span

__all__ = ["home_grounds", "press_seats"]

_REACH = 70  # characters before and behind a place in which the press that is spoken to stands

_OPENED = re.compile(r", ?$")
_CLOSED = re.compile(r"[,;:.)]|$")


def home_grounds(folded: str, offset: int, words: Lexicon) -> Iterator[tuple[int, int]]:
    """Where in the report such asides begin and end; ``folded`` begins at ``offset``."""
    for found in words.pattern("home_ground").finditer(folded):
        end = _CLOSED.search(folded, found.end())
        if end and _OPENED.search(folded[: found.start()]):
            yield offset + found.start(), offset + end.start()


def press_seats(folded: str, offset: int, places: Sequence[PlaceMention], words: Lexicon) -> frozenset[Span]:
    """The places of the press to which a clause is told: "rang a radio station in Derry", "told a Dublin newspaper"."""
    found = set[Span]()
    for place in places:
        at, end = place.span.start - offset, place.span.end - offset
        before, after = folded[max(0, at - _REACH) : max(0, at)], folded[end : end + _REACH].lstrip()
        beside = words.pattern("press.spoken_to").search(before) and words.pattern("press.paper").match(after)
        if words.pattern("press.seat").search(before) or beside:
            found.add(place.span)
    return frozenset(found)
