"""Which of a report's templates a filler belongs to: takes chosen fillers and templates, fills the templates' slots.

The likeliest perpetrator is that of all incidents told together. Any other filler goes where the rules have it, a
named victim to one of these only; else to the template of its likeliest kind that stands nearest in the text, as the
fillers tell that the rules gave to it alone. Invariant: every filler has a template, and none is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.muc4_candidates import Candidate
from bench.muc4_scorer import TYPE
from bench.records import Row
from tocsin.extract.tagger import KINDS

__all__ = ["Home", "homes_of", "place", "without_empty_doubles"]

_STRUCK = ("Target", "Victim", "Weapon")
_TOLLS = ("killed", "injured")
_FAR = 10**6  # characters, from a template whose place in the text is unknown


@dataclass(frozen=True, slots=True)
class Home:
    """A template, its number among those of the rules (None where they lack it), and where its fillers stand."""

    row: Row
    number: int | None
    places: Sequence[tuple[int, int]]

    def far(self, one: Candidate) -> int:
        """How many characters lie between a filler and the template's own."""
        return min((abs(a - b) for a, _ in one.places for b, _ in self.places), default=_FAR)


def homes_of(rows: Sequence[Row], kept: Sequence[int], found: Iterable[Candidate]) -> list[Home]:
    """The templates with their places; the first of ``rows`` are the rules' ``kept`` ones."""
    own: dict[int, list[tuple[int, int]]] = {}
    for one in found:
        if len(one.templates) == 1:
            own.setdefault(next(iter(one.templates)), []).extend(one.places)
    numbers = [*kept, *[None] * (len(rows) - len(kept))]
    return [
        Home(row, number, own.get(number, []) if number is not None else [])
        for row, number in zip(rows, numbers, strict=True)
    ]


def place(homes: Sequence[Home], fillers: Sequence[Candidate]) -> None:
    """Put the fillers of one slot, the likeliest first, into the templates."""
    for rank, one in enumerate(fillers):
        everywhere = rank == 0 and one.slot.startswith("Perp")
        for home in homes if everywhere else _own(one, homes):
            home.row[one.slot].append([one.text])


def _own(one: Candidate, homes: Sequence[Home]) -> Sequence[Home]:
    ruled = [home for home in homes if home.number in one.templates]
    if ruled and one.slot != "Victim":
        return ruled
    likeliest = max(_kind(one, home) for home in ruled or homes)
    return [min((home for home in ruled or homes if _kind(one, home) == likeliest), key=lambda home: home.far(one))]


def _kind(one: Candidate, home: Home) -> float:
    return one.kinds[KINDS.index(home.row[TYPE])]


def without_empty_doubles(rows: Sequence[Row]) -> list[Row]:
    """The templates but those with nothing struck beside another of their kind: one deed, told again.

    What such a one knows of day, place and toll goes to the first of its kind, where that doesn't know it; one that
    knows of another toll is another deed.
    """
    first: dict[str, Row] = {}
    kept = []
    for number, row in sorted(enumerate(rows), key=lambda pair: not _strikes(pair[1])):
        known = first.setdefault(row[TYPE], row)
        if known is row or _strikes(row) or _differ(known, row):
            kept.append((number, row))
        else:
            known.update({slot: value for slot, value in row.items() if known.get(slot) is None})
    return [row for _, row in sorted(kept, key=lambda pair: pair[0])]


def _differ(known: Row, row: Row) -> bool:
    return any(None not in (known.get(slot), row.get(slot)) and known[slot] != row[slot] for slot in _TOLLS)


def _strikes(row: Row) -> bool:
    return any(row[slot] for slot in _STRUCK)
