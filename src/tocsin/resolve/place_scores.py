"""Choosing among namesakes: takes a mention and what the report speaks of, gives scored candidates with reasons.

A candidate's score is a table of reasons, each worth what ``_WORTH`` says: the name, the country in the text, the
division in the text, nearness to the event's other places, the kind of place, curation, and population last.
Namesakes in countries of which the report doesn't speak are dropped unless the text writes a large city exactly.
Invariant: the order is total and depends on the arguments alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tocsin.knowledge.gazetteer import AREAS, Entry, Match, gazetteer
from tocsin.model import PlaceMention
from tocsin.resolve.place_context import LEADING, PlaceContext, Step, gap_km, ranked_countries, sure_entry
from tocsin.text import fold, fold_key

__all__ = ["QUARTERS", "Candidate", "candidates_for", "report_context"]

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
_SAME_SOUND = 0.84  # score of a name that sounds the same
_KNOWN_POPULATION = 2000  # persons
_SMALL_POPULATION = 60_000  # persons
_FEW_COUNTRIES = 4  # countries searched for other spellings
_CLEAR = 0.05  # lead in score from which the first of several namesakes is sure enough to help with other names
_BY_HAND_KM = 60.0  # a namesake this near to a sure place of the report may lie across a border
_CAPITAL_SHARE = 0.02  # a town with a smaller share of its namesake region's people isn't what a bare name means
_HAMLET = 0.08  # taken off the name of a place of which nothing is known but where it lies
_FAR_KM = 500.0  # a famous town this far from what the text says it lies in is another
_PARENT_KM = 40.0  # a place must lie this near to the town or district that the text names as its parent
_CURATED_PERSONS = 500_000
_PLACED = frozenset(["in", "near", "bearing", "distance", "axis"])
_KINDS = frozenset(["forest", "lake", "river", "mountain", "valley", "island", "camp", "base", "market"])
_SAME_BREATH = 0.5  # nearness in the text from which on two names are told together: some 500 characters
_OFF_KM, _OFF_SHARE = 10.0, 0.6  # how far "30 km from X" may be off: a rounded figure, by road
QUARTERS = frozenset(["quarter", "market"])
"""Kinds of place that mostly lie in a town: their namesakes elsewhere are left aside."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A gazetteer entry for a mention, with its score from 0 to 1 and the reasons in words."""

    entry: Entry
    score: float
    why: str
    guessed: bool = False  # found by a like spelling


def report_context(mentions: Sequence[PlaceMention], actor_countries: Sequence[str]) -> PlaceContext:
    """Rank the countries, divisions and sure places of a report from all its mentions and its actors' nationalities."""
    names: dict[str, PlaceMention] = {}
    kinds: dict[tuple[str, bool], PlaceMention] = {}
    for mention in mentions:
        names.setdefault(fold_key(mention.name), mention)
        kinds.setdefault(_kind_of(mention), mention)
    bare = ranked_countries(names, actor_countries)
    divisions = frozenset(d for m in names.values() for d in _divisions_named(m, bare))
    known = {kind: e for kind, m in kinds.items() if (e := sure_entry(m, bare))}
    first = replace(bare, divisions=divisions, trail=_trail(known, mentions))
    known |= {kind: e for kind, m in kinds.items() if kind not in known and (e := _likely(m, first))}
    return replace(first, trail=_trail(known, mentions))


def _kind_of(mention: PlaceMention) -> tuple[str, bool]:
    """A name and whether an area is meant: "Gao" and "the Gao region" are two places."""
    return fold_key(mention.name), mention.feature in AREAS


def _trail(known: Mapping[tuple[str, bool], Entry], mentions: Sequence[PlaceMention]) -> tuple[Step, ...]:
    """Every telling of the sure names, in text order."""
    told = {(m.span.start, _kind_of(m)): m.relation in _PLACED for m in mentions if _kind_of(m) in known}
    return tuple(Step(at, kind[0], known[kind], placed) for (at, kind), placed in sorted(told.items()))


def _likely(mention: PlaceMention, context: PlaceContext) -> Entry | None:
    """The best candidate of a name with several, where it leads clearly."""
    if context.country(mention.name):
        return None
    found = [c for c in candidates_for(mention, context, ()) if not c.guessed]
    clear = found and (len(found) == 1 or found[0].score - found[1].score >= _CLEAR)
    return found[0].entry if clear else None


def _divisions_named(mention: PlaceMention, context: PlaceContext) -> list[tuple[str, str]]:
    """The first-level divisions of the report's countries that the mention may name."""
    found = [m.entry for m in gazetteer().exact(mention.name) if m.entry.feature == "region"]
    return [(e.country, fold_key(e.admin1)) for e in found if e.admin1 and context.weight(e.country) >= LEADING]


def candidates_for(mention: PlaceMention, context: PlaceContext, others: Sequence[Entry]) -> tuple[Candidate, ...]:
    """Scored candidates, best first; empty when the gazetteer has none that fits.

    Args:
        mention: the name as written, with ``within`` and ``feature``.
        context: the report's.
        others: places already chosen for the same event.
    """
    named = _named_countries(mention, context)
    around = context.around(mention)
    near = others or [e for share, e in around if share >= _SAME_BREATH]
    parents = _parents(mention, context, others)
    exact = _named(mention)
    lone = len({m.entry.country for m in exact if m.score == 1}) == 1
    matches = [m for m in exact if _plausible(m, mention, context, named, around, lone)]
    matches = [
        m
        for m in matches
        if not _stray(m.entry, near)
        and _fits(m.entry, mention, parents, near, context.weight_beside(m.entry.country, mention.name) >= LEADING)
    ]
    guessed = not matches
    if guessed:
        matches = _guesses(mention, context, named, others, parents, near)
    largest = max((_persons(m.entry) for m in matches if m.entry.feature not in AREAS), default=0)
    scored = [_scored(m, mention, context, others, around, largest, guessed) for m in matches]
    return tuple(sorted(scored, key=lambda c: (-c.score, -c.entry.population, c.entry.gid)))


def _named(mention: PlaceMention) -> tuple[Match, ...]:
    """What bears the name, with its kind where that belongs to it: "the Wagadou forest"."""
    found = gazetteer().exact(mention.name)
    if mention.feature not in _KINDS:
        return found
    kind = gazetteer().exact(f"{mention.name} {mention.feature}")
    return (*kind, *(m for m in found if m.entry.gid not in {k.entry.gid for k in kind}))


def _persons(entry: Entry) -> int:
    """Persons, as far as they tell how well known a settlement is: what was written down by hand is known enough."""
    return entry.population if not entry.curated else max(entry.population, _CURATED_PERSONS)


def _named_countries(mention: PlaceMention, context: PlaceContext) -> frozenset[str]:
    """Countries that the mention itself names as its parents."""
    found = (context.country(parent) for parent in mention.within)
    return frozenset(country.code for country in found if country)


def _plausible(
    match: Match,
    mention: PlaceMention,
    context: PlaceContext,
    named: frozenset[str],
    around: Sequence[tuple[float, Entry]],
    lone: bool,
) -> bool:
    entry = match.entry
    if named and len(named) == 1 and entry.country not in named:
        return False
    if not context.countries or entry.country in named:
        return True
    if context.weight_beside(entry.country, mention.name) >= LEADING:
        return True
    if match.score == 1 and any(gap_km(entry, e) <= _BY_HAND_KM for _, e in around):
        return True
    if any(gap_km(entry, e) > _FAR_KM for p in mention.within for e in context.named(p)):
        return False
    known = entry.curated or entry.feature == "region" or entry.population >= _FOREIGN_POPULATION
    if lone and match.score == 1 and known:
        return True
    famous = entry.population >= _FOREIGN_POPULATION and fold_key(entry.name) == fold_key(mention.name)
    accents = fold(mention.name) == mention.name.lower() or mention.name == entry.name
    return famous and accents and not mention.within and mention.feature in (None, "city", "town")


def _is_small(entry: Entry) -> bool:
    return not entry.curated and entry.feature not in AREAS and entry.population < _SMALL_POPULATION


def _stray(entry: Entry, others: Sequence[Entry]) -> bool:
    """A small place far from everything else that is named with it."""
    if not _is_small(entry) or not others:
        return False
    regions = {o.admin1 for o in others if o.feature == "region"}
    limit = _ELSEWHERE_KM if regions and entry.admin1 not in regions else _TOO_FAR_KM
    return min(gap_km(entry, o) for o in others) > limit


def _parents(mention: PlaceMention, context: PlaceContext, others: Sequence[Entry]) -> list[Entry]:
    """What the text says the place lies in ("X, Y municipality, Z"), countries aside."""
    keys = [fold_key(p) for p in mention.within if not context.country(p)]
    if not keys:
        return []
    known = {fold_key(e.name): e for e in (*(s.entry for s in context.trail), *others)}
    known |= {s.key: s.entry for s in context.trail}
    return [known[k] for k in keys if k in known]


def _fits(entry: Entry, mention: PlaceMention, parents: Sequence[Entry], near: Sequence[Entry], home: bool) -> bool:
    """True where the entry lies in its parents, as far from a town as the text says, or in the town of its quarter."""
    sure = not _is_small(entry) and (entry.feature in AREAS or mention.feature is None)  # lists look like parents
    if not sure and any(gap_km(entry, p) > _PARENT_KM for p in parents if p.gid != entry.gid):
        return False
    regions = {p.admin1 for p in parents if p.feature == "region" and p.country == entry.country}
    if _is_small(entry) and regions and entry.admin1 and entry.admin1 not in regions:
        return False
    if mention.distance_km and mention.relation not in ("distance", "bearing") and near:
        off = min(abs(gap_km(entry, o) - mention.distance_km) for o in near)
        return off <= _OFF_KM + _OFF_SHARE * mention.distance_km
    quarter = mention.feature in QUARTERS and (_is_small(entry) or not home)
    return not quarter or any(gap_km(entry, o) <= _PARENT_KM for o in near)


def _guesses(
    mention: PlaceMention,
    context: PlaceContext,
    named: frozenset[str],
    others: Sequence[Entry],
    parents: Sequence[Entry],
    near: Sequence[Entry],
) -> list[Match]:
    countries = tuple(sorted(named)) or context.leading()[:_FEW_COUNTRIES]
    found = [m for m in gazetteer().similar(mention.name, countries) if not _stray(m.entry, near)]
    found = [
        m
        for m in found
        if _fits(m.entry, mention, parents, near, context.weight_beside(m.entry.country, mention.name) >= LEADING)
    ]
    if mention.feature not in AREAS:
        found = [m for m in found if m.entry.feature not in ("region", "province") or m.score >= 0.84]
    around = near or context.anchors
    near_by = [m for m in found if around and min(gap_km(m.entry, o) for o in around) <= _reach(m)]
    near_by = near_by or [m for m in found if m.score >= _SAME_SOUND and _is_near(m.entry, context.anchors)]
    alone = [m for m in found if m.score >= _FUZZY_SURE and _reach(m) > _PARENT_KM and not near and not near_by]
    return near_by or alone


def _is_near(entry: Entry, anchors: Sequence[Entry]) -> bool:
    return any(gap_km(entry, a) <= _FUZZY_REACH_KM for a in anchors)


def _reach(match: Match) -> float:
    """How far a like spelling may lie from what is told with it; hamlets of like names are everywhere."""
    entry = match.entry
    known = entry.curated or entry.population >= _KNOWN_POPULATION or match.score >= _SAME_SOUND
    return _FUZZY_REACH_KM if known else _PARENT_KM


def _scored(
    match: Match,
    mention: PlaceMention,
    context: PlaceContext,
    others: Sequence[Entry],
    around: Sequence[tuple[float, Entry]],
    largest: int,
    guessed: bool,
) -> Candidate:
    entry = match.entry
    obscure = match.score < 1 and not entry.curated and entry.population < 15_000 and entry.feature != "region"
    parts = {
        "name": match.score
        - (0.12 if obscure and match.score > 0.9 else 0.0)
        - (_HAMLET if _is_hamlet(entry) else 0.0),
        "country": context.weight_beside(entry.country, mention.name) if context.countries else 0.5,
        "division": _division(entry, mention, context),
        "near": _nearness(entry, others) or _near_in_text(entry, around),
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
