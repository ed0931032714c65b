"""The scoring table: takes two event records as told, gives points for every way in which they agree or disagree.

A score is the sum of one level of each comparison (``levels``, ``text_levels``). The points are log2 odds: judged by
hand first, then moved by a logistic fit, with those judgements as its prior, on half of the gun-violence articles and
on the development corpus, and rounded to halves (docs/quality.md). ``THRESHOLD`` joins.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tocsin.reconcile import levels, text_levels
from tocsin.reconcile.levels import Level
from tocsin.reconcile.told import Told

__all__ = ["TABLE", "THRESHOLD", "Score", "compare", "linking"]

THRESHOLD = 6.5
"""Points from which two records are taken to tell of one event, where nothing speaks against it."""


@dataclass(frozen=True, slots=True)
class Score:
    """The points of a pair and the levels that gave them, in the order of the table."""

    points: float
    levels: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.points:g} points ({_in_words(self.levels)})"


TABLE: tuple[tuple[Level, dict[str, float]], ...] = (
    (
        levels.time,
        {
            "same day": 5,
            "days overlap": 3.5,
            "a day apart": 0.5,
            "wide dates overlap": 0,
            "a date open": -1,
            "days apart": -4,
            "another day": -50,
        },
    ),
    (
        levels.place,
        {
            "places meet": 3,
            "one name, not on the map": 1.5,
            "one name, two points": 0,
            "wide places meet": 0,
            "country-wide": 0,
            "just beyond reach": -1.5,
            "unplaced in like texts": -0.5,
            "no common place": -3,
            "places apart in like texts": -2,
            "places apart": -50,
        },
    ),
    (levels.name, {"same name": 1.5, "similar name": 1, "no names": 0.5, "other name": 0}),
    (levels.type_, {"same sub-type": 1.5, "same type": 1.5, "related types": 1, "unlike types": -4}),
    (
        levels.side("attacker"),
        {"same attacker": 1, "attacker open": 0.5, "other attacker": -0.5},
    ),
    (levels.side("target"), {"same target": 0.5, "target open": 0, "other target": -0.5}),
    (
        levels.toll,
        {
            "same toll": 2.5,
            "tolls overlap": 1.5,
            "tolls near": 0.5,
            "wounded overlap": 0,
            "toll open": -0.5,
            "other wounded": -1.5,
            "tolls far apart": -2,
            "tolls of other kinds": -2.5,
        },
    ),
    (
        text_levels.text,
        {
            "one wording": 9,
            "very like texts": 6.5,
            "like texts": 6,
            "somewhat like texts": 3.5,
            "no texts": 0,
            "excerpts worded apart": 0,
            "two languages": 0,
            "slightly like texts": -2,
            "unlike texts": -7,
        },
    ),
    (
        text_levels.told,
        {
            "many names in common": -1,
            "many names in common, one place": -2,
            "names unread": 1,
            "names of one spot": 0,
            "few names": -1.5,
            "two names in common": -3,
            "hardly a name in common, one place": -4,
            "hardly a name in common": -5.5,
        },
    ),
    (
        text_levels.published,
        {
            "published together": 2.5,
            "days told and published near": 2,
            "days told": 1,
            "published days apart": 1,
            "a publication open": 0,
            "published in ten days": -1,
            "published in a month": -3,
            "published months apart": -6,
        },
    ),
    (
        text_levels.ages,
        {
            "all ages in common": 7.5,
            "ages in common": 3,
            "an age in common": 4,
            "ages untold": 0,
            "no age in common": -4.5,
            "none of several ages in common": -6.5,
        },
    ),
    (
        text_levels.hours,
        {"same hour": 6, "hours near": 1.5, "hours untold": 0, "hours apart": -6, "many hours told": -5.5},
    ),
    (
        text_levels.streets,
        {"same streets": 3, "same street": 1.5, "streets untold": 0, "other streets": -6},
    ),
    (text_levels.persons, {"same person": 9, "no person in common": 0}),
)
"""One row a comparison: what is asked, and the points of each answer, best first."""


_QUICKEST = (0, 9, 10, 13, 11, 12, 7, 2, 8, 6, 5, 4, 3, 1)
"""Rows of the table in the order in which half a million pairs were decided soonest: those that cost little and refuse
much first (days, publications, details, texts), the distance of two places last."""


def _quickest_first() -> tuple[tuple[int, Level, dict[str, float], float], ...]:
    """The rows of the table with their numbers, each with the most that the rows after it can give."""
    most = [max(TABLE[row][1].values()) for row in _QUICKEST]
    return tuple((row, *TABLE[row], sum(most[place + 1 :])) for place, row in enumerate(_QUICKEST))


_QUICKEST_FIRST = _quickest_first()


def linking(left: Told, right: Told, least: float = THRESHOLD) -> Score | None:
    """The points of a pair that reach the threshold, or another ``least``; None as soon as they can't."""
    points, found = 0.0, [""] * len(TABLE)
    for row, level, given, rest in _QUICKEST_FIRST:
        found[row] = answer = level(left, right)
        points += given[answer]
        if points + rest < least:
            return None
    return Score(points, tuple(found))


@lru_cache(maxsize=65536)
def _in_words(found: tuple[str, ...]) -> str:
    """The levels that gave points, and how many; few ways of answering come up again and again."""
    told = zip(found, TABLE, strict=True)
    return ", ".join(f"{level} {points[level]:+g}" for level, (_, points) in told if points[level])


def compare(left: Told, right: Told) -> Score:
    """The points of a pair; the same whichever comes first."""
    found = tuple(level(left, right) for level, _ in TABLE)
    return Score(sum(points[level] for level, (_, points) in zip(found, TABLE, strict=True)), found)
