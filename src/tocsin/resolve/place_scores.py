"""Choosing among namesakes: takes a mention and what the report speaks of, gives scored candidates with reasons.

A candidate's score is a table of reasons, each worth what ``_WORTH`` says: the name, the country in the text, the
division in the text, nearness to the event's other places, the kind of place, curation, and population last.
Invariant: the order is total and depends on the arguments alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.knowledge.gazetteer import AREAS, Entry, Match, gazetteer
from tocsin.model import PlaceMention
from tocsin.resolve.place_context import PlaceContext, gap_km
from tocsin.resolve.place_matches import Setting, matches_for, setting_of
from tocsin.text import fold_key

__all__ = ["Candidate", "candidates_for"]

_WORTH = {
    "name": 0.36,
    "country": 0.19,
    "division": 0.13,
    "near": 0.13,
    "feature": 0.06,
    "curated": 0.04,
    "population": 0.09,
}
_NEAR_KM = ((40.0, 1.0), (120.0, 0.75), (300.0, 0.4), (700.0, 0.15))
_CAPITAL_SHARE = 0.02  # a town with a smaller share of its namesake region's people isn't what a bare name means
_HAMLET = 0.08  # taken off the name of a place of which nothing is known but where it lies
_CURATED_PERSONS = 500_000  # what a place written down by hand counts for beside its namesake region


@dataclass(frozen=True, slots=True)
class Candidate:
    """A gazetteer entry for a mention, with its score from 0 to 1 and the reasons in words."""

    entry: Entry
    score: float
    why: str
    guessed: bool = False  # found by a like spelling


def candidates_for(mention: PlaceMention, context: PlaceContext, others: Sequence[Entry]) -> tuple[Candidate, ...]:
    """Scored candidates, best first; empty when the gazetteer has none that fits.

    Args:
        mention: the name as written, with ``within`` and ``feature``.
        context: the report's.
        others: places already chosen for the same event.
    """
    setting = setting_of(mention, context, others)
    matches, guessed = matches_for(setting)
    largest = max((_persons(m.entry) for m in matches if m.entry.feature not in AREAS), default=0)
    scored = [_scored(m, setting, others, largest, guessed) for m in matches]
    return tuple(sorted(scored, key=lambda c: (-c.score, -c.entry.population, c.entry.gid)))


def _persons(entry: Entry) -> int:
    """Persons, as far as they tell how well known a settlement is: what was written down by hand is known enough."""
    return entry.population if not entry.curated else max(entry.population, _CURATED_PERSONS)


def _scored(match: Match, setting: Setting, others: Sequence[Entry], largest: int, guessed: bool) -> Candidate:
    entry, mention, context = match.entry, setting.mention, setting.context
    obscure = match.score < 1 and not entry.curated and entry.population < 15_000 and entry.feature != "region"
    parts = {
        "name": match.score
        - (0.12 if obscure and match.score > 0.9 else 0.0)
        - (_HAMLET if _is_hamlet(entry) else 0.0),
        "country": context.weight_beside(entry.country, mention.name) if context.countries else 0.5,
        "division": _division(entry, mention, context),
        "near": _nearness(entry, others) or _near_in_text(entry, setting.around),
        "feature": _feature_fit(entry, mention, largest),
        "curated": float(entry.curated),
        "population": min(1.0, math.log10(max(entry.population, 1)) / 7),
    }
    score = sum(_WORTH[k] * v for k, v in parts.items())
    said = {
        "country": f"the report speaks of {entry.country}",
        "division": f"{entry.admin1} is named",
        "near": "near the other places named",
    }
    reasons = tuple(said[k] for k in said if parts[k] >= 0.7)
    return Candidate(entry, round(score, 4), "; ".join((match.why, *reasons)), guessed)


def _is_hamlet(entry: Entry) -> bool:
    return not entry.curated and entry.population == 0 and entry.feature in ("village", "camp")


def _division(entry: Entry, mention: PlaceMention, context: PlaceContext) -> float:
    if not entry.admin1 or (entry.feature == "region" and mention.feature not in AREAS):
        return 0.0
    division = fold_key(entry.admin1)
    parents = {fold_key(p) for p in mention.within}
    if division in parents or any(e.entry.name == entry.admin1 for p in mention.within for e in gazetteer().exact(p)):
        return 1.0
    return 0.7 if (entry.country, division) in context.divisions else 0.0


def _nearness(entry: Entry, others: Sequence[Entry]) -> float:
    return _worth(min((gap_km(entry, o) for o in others if o.gid != entry.gid), default=math.inf))


def _near_in_text(entry: Entry, around: Sequence[tuple[float, Entry]]) -> float:
    """Nearness to the sure places of the report, the more the nearer they stand in the text."""
    return max((_worth(gap_km(entry, e)) * share for share, e in around if e.gid != entry.gid), default=0.0)


def _worth(km: float) -> float:
    return next((worth for limit, worth in _NEAR_KM if km <= limit), 0.0)


def _feature_fit(entry: Entry, mention: PlaceMention, largest: int) -> float:
    """How well the kind of place fits; ``largest``: persons of the largest settlement of the same name."""
    if mention.feature is None:
        if entry.feature == "region" and largest < _CAPITAL_SHARE * entry.population:
            return 2.0
        return 1.0 if entry.feature not in AREAS else 0.2
    if mention.feature == entry.feature:
        return 1.0
    areas = mention.feature in AREAS - {"area", "road"}
    return 0.6 if areas == (entry.feature in AREAS) else 0.0
