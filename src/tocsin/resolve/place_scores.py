"""Choosing among namesakes: takes a mention and what the report speaks of, gives scored candidates with reasons.

A candidate's score is a table of reasons, each worth what ``_WORTH`` says: the name, the country in the text, the
division in the text, nearness to the event's other places, the kind of place, curation, and population last.
Namesakes in countries of which the report doesn't speak are dropped unless the text writes a large city exactly.
Invariant: the order is total and depends on the arguments alone.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.knowledge.gazetteer import AREAS, Entry, Match, country_named, distance_km, gazetteer
from tocsin.model import PlaceMention
from tocsin.text import fold, fold_key

__all__ = ["Candidate", "PlaceContext", "candidates_for", "report_context"]

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
_FOREIGN_POPULATION = 100_000  # persons; smaller places abroad are taken for namesakes
_FUZZY_REACH_KM = 150.0  # a spelling that differs must lie this near to another place of the event or the report
_FUZZY_SURE = 0.69  # a spelling this like the name (92 of 100) may stand alone
_TOO_FAR_KM = 250.0  # a small namesake farther than this from all other places of the event is another place
_ELSEWHERE_KM = 50.0  # the same, where the text names another division
_SMALL_POPULATION = 60_000  # persons
_FEW_COUNTRIES = 4  # countries searched for other spellings
_LEADING = 0.3  # share of the first country's votes from which a country counts as spoken of


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What a report speaks of.

    Countries with weight 0 to 1 (best first), divisions as (country, folded name), sure places in text order.
    """

    countries: tuple[tuple[str, float], ...] = ()
    divisions: frozenset[tuple[str, str]] = frozenset()
    anchors: tuple[Entry, ...] = ()

    def weight(self, country: str) -> float:
        """How much the report speaks of ``country``, 0 to 1."""
        return next((w for c, w in self.countries if c == country), 0.0)

    def leading(self) -> tuple[str, ...]:
        """The countries that the report is chiefly about, best first."""
        return tuple(c for c, w in self.countries if w >= _LEADING)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A gazetteer entry for a mention, with its score from 0 to 1 and the reasons in words."""

    entry: Entry
    score: float
    why: str


def report_context(mentions: Sequence[PlaceMention], actor_countries: Sequence[str]) -> PlaceContext:
    """Rank the countries, divisions and sure places of a report from all its mentions and its actors' nationalities."""
    votes: defaultdict[str, float] = defaultdict(float)
    names: dict[str, PlaceMention] = {}
    for mention in mentions:
        names.setdefault(fold_key(mention.name), mention)
    for country in set(actor_countries):
        votes[country] += 1.0
    for key, mention in names.items():
        for country, weight in _votes(key, mention).items():
            votes[country] += weight
    top = max(votes.values(), default=0.0)
    ranked = tuple((c, v / top) for c, v in sorted(votes.items(), key=lambda cv: (-cv[1], cv[0])))
    bare = PlaceContext(ranked)
    sure = [e for m in names.values() if (e := _sure(m, bare))]
    divisions = frozenset(d for m in names.values() for d in _divisions_named(m, bare))
    return PlaceContext(ranked, divisions, tuple(e for e in sure if e.feature not in AREAS))


def _divisions_named(mention: PlaceMention, context: PlaceContext) -> list[tuple[str, str]]:
    """The first-level divisions of the report's countries that the mention may name."""
    found = [m.entry for m in gazetteer().exact(mention.name) if m.entry.feature == "region"]
    return [(e.country, fold_key(e.admin1)) for e in found if e.admin1 and context.weight(e.country) >= _LEADING]


def _votes(key: str, mention: PlaceMention) -> dict[str, float]:
    """What one name says of countries: a country's own name most, an unambiguous place less, a namesake a share."""
    country = country_named(key)
    if country:
        return {country.code: 0.6 if mention.relation == "border" else 1.5}
    matches = gazetteer().exact(mention.name)
    shares: dict[str, float] = {}
    for match in matches:
        shares[match.entry.country] = max(shares.get(match.entry.country, 0.0), _weight_of(match))
    total = sum(shares.values())
    return {c: w * w / total for c, w in shares.items()} if total else {}


def _weight_of(match: Match) -> float:
    entry = match.entry
    if entry.curated or entry.feature == "region":
        return 1.0
    return min(1.0, 0.1 + 0.13 * math.log10(max(entry.population, 10)))


def _sure(mention: PlaceMention, context: PlaceContext) -> Entry | None:
    """The one place that the name can be, given the countries of the report."""
    if country_named(mention.name):
        return None
    inside = [m.entry for m in gazetteer().exact(mention.name) if context.weight(m.entry.country) >= _LEADING]
    settled = [e for e in inside if e.feature not in AREAS] if mention.feature not in AREAS else inside
    if len(settled) == 1:
        return settled[0]
    return inside[0] if len(inside) == 1 or (inside and inside[0].curated) else None


def candidates_for(mention: PlaceMention, context: PlaceContext, others: Sequence[Entry]) -> tuple[Candidate, ...]:
    """Scored candidates, best first; empty when the gazetteer has none that fits.

    Args:
        mention: the name as written, with ``within`` and ``feature``.
        context: the report's.
        others: places already chosen for the same event.
    """
    named = _named_countries(mention)
    matches = [m for m in gazetteer().exact(mention.name) if _plausible(m, mention, context, named)]
    matches = [m for m in matches if not _stray(m.entry, others)]
    if not matches:
        matches = _guesses(mention, context, named, others)
    scored = [_scored(m, mention, context, others) for m in matches]
    return tuple(sorted(scored, key=lambda c: (-c.score, -c.entry.population, c.entry.gid)))


def _named_countries(mention: PlaceMention) -> frozenset[str]:
    """Countries that the mention itself names as its parents, by country or division."""
    found = set()
    for parent in mention.within:
        country = country_named(parent)
        if country:
            found.add(country.code)
    return frozenset(found)


def _plausible(match: Match, mention: PlaceMention, context: PlaceContext, named: frozenset[str]) -> bool:
    entry = match.entry
    if named and len(named) == 1 and entry.country not in named:
        return False
    if not context.countries or entry.country in named or context.weight(entry.country) >= _LEADING:
        return True
    famous = entry.population >= _FOREIGN_POPULATION and fold_key(entry.name) == fold_key(mention.name)
    accents = fold(mention.name) == mention.name.lower() or mention.name == entry.name
    return famous and accents and not mention.within and mention.feature in (None, "city", "town")


def _stray(entry: Entry, others: Sequence[Entry]) -> bool:
    """A small place far from everything else that is named with it."""
    small = not entry.curated and entry.feature not in AREAS and entry.population < _SMALL_POPULATION
    if not small or not others:
        return False
    regions = {o.admin1 for o in others if o.feature == "region"}
    limit = _ELSEWHERE_KM if regions and entry.admin1 not in regions else _TOO_FAR_KM
    return min(_gap(entry, o) for o in others) > limit


def _guesses(
    mention: PlaceMention, context: PlaceContext, named: frozenset[str], others: Sequence[Entry]
) -> list[Match]:  # fmt: skip
    countries = tuple(sorted(named)) or context.leading()[:_FEW_COUNTRIES]
    near = tuple(m for m in gazetteer().similar(mention.name, countries) if not _stray(m.entry, others))
    if mention.feature not in AREAS:
        near = tuple(m for m in near if m.entry.feature not in ("region", "province") or m.score >= 0.84)
    around = others or context.anchors
    near_by = [m for m in near if around and min(_gap(m.entry, o) for o in around) <= _FUZZY_REACH_KM]
    alone = [m for m in near if m.score >= _FUZZY_SURE and not others and not near_by]
    return near_by or alone


def _gap(one: Entry, other: Entry) -> float:
    """Kilometres between two places, an area's own reach taken off."""
    reach = other.radius_km if other.feature in AREAS else 0.0
    return max(0.0, distance_km(one.lat, one.lon, other.lat, other.lon) - reach)


def _scored(match: Match, mention: PlaceMention, context: PlaceContext, others: Sequence[Entry]) -> Candidate:
    entry = match.entry
    obscure = match.score < 1 and not entry.curated and entry.population < 15_000 and entry.feature != "region"
    parts = {
        "name": match.score - (0.12 if obscure and match.score > 0.9 else 0.0),
        "country": context.weight(entry.country) if context.countries else 0.5,
        "division": _division(entry, mention, context),
        "near": _nearness(entry, others) or 0.3 * _nearness(entry, context.anchors),
        "feature": _feature_fit(entry, mention),
        "curated": float(entry.curated),
        "population": min(1.0, math.log10(max(entry.population, 1)) / 7),
    }
    score = sum(_WORTH[k] * v for k, v in parts.items())
    said = {
        "country": f"the report speaks of {entry.country}",
        "division": f"{entry.admin1} is named",
        "near": "near the event's other places",
    }
    reasons = tuple(said[k] for k in said if parts[k] >= 0.7)
    return Candidate(entry, round(score, 4), "; ".join((match.why, *reasons)))


def _division(entry: Entry, mention: PlaceMention, context: PlaceContext) -> float:
    if not entry.admin1 or (entry.feature == "region" and mention.feature not in AREAS):
        return 0.0
    division = fold_key(entry.admin1)
    parents = {fold_key(p) for p in mention.within}
    if division in parents or any(e.entry.name == entry.admin1 for p in mention.within for e in gazetteer().exact(p)):
        return 1.0
    return 0.7 if (entry.country, division) in context.divisions else 0.0


def _nearness(entry: Entry, others: Sequence[Entry]) -> float:
    gaps = [_gap(entry, o) for o in others if o.gid != entry.gid]
    if not gaps:
        return 0.0
    closest = min(gaps)
    return next((worth for limit, worth in _NEAR_KM if closest <= limit), 0.0)


def _feature_fit(entry: Entry, mention: PlaceMention) -> float:
    if mention.feature is None:
        return 1.0 if entry.feature not in AREAS else 0.2
    if mention.feature == entry.feature:
        return 1.0
    areas = mention.feature in AREAS - {"area", "road"}
    return 0.6 if areas == (entry.feature in AREAS) else 0.0
