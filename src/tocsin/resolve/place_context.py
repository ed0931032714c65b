"""What a report speaks of: takes all its mentions and its actors' countries, gives a ``PlaceContext``.

Countries are voted for: a country's own name counts most, a place that can be but one less, a namesake by its share.
Then the sure places are noted with where they stand in the text (the trail), so that what stands near a name weighs
more than what stands far off. Invariant: depends on the mentions and countries alone, not on any place chosen later.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tocsin.knowledge.gazetteer import AREAS, Country, Entry, Match, country_named, distance_km, gazetteer, is_capital
from tocsin.model import PlaceMention
from tocsin.text import fold_key

__all__ = ["LEADING", "PlaceContext", "Step", "gap_km", "ranked_countries", "sure_entry"]

LEADING = 0.3
"""Share of the first country's votes from which a country counts as spoken of."""
_CLOSE, _FADES = 150, 500.0  # characters within which two names stand together, and over which that wanes
_FAINT = 0.3  # what a name at the other end of the report still counts
_TOLD_BY = 200  # sure places on either side of a name that are looked at: no more than a long report tells of in all
_SOFT_DIVISION = 1.5  # how much more a report must speak of the country of the division
_BORNE = 0.4  # what the name that an institution bears says of countries, beside a place of its own
_NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class Step:
    """A sure place of the report: where it stands in the text, its name folded, and what it is."""

    at: int
    key: str
    entry: Entry
    placed: bool = False  # a word of place goes with it ("in", "near"), not of speech or care


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What a report speaks of.

    Countries with weight 0 to 1 (best first), divisions as (country, folded name), sure places in text order.
    """

    countries: tuple[tuple[str, float], ...] = ()
    divisions: frozenset[tuple[str, str]] = frozenset()
    trail: tuple[Step, ...] = ()
    own: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # what each name itself says of countries
    divided: Mapping[str, str] = field(default_factory=dict)
    """Names of countries that mean a region or town of another one here: "Georgia", USA; "Argelia", Cauca."""

    @property
    def anchors(self) -> Iterator[Entry]:
        """The sure settlements, in text order."""
        return (s.entry for s in self.trail if s.entry.feature not in AREAS)

    def by(self, mention: PlaceMention) -> tuple[Step, ...]:
        """The sure places told next to ``mention``, in text order: a bounded number, however many the report has."""
        at = bisect_left(self.trail, mention.span.start, key=lambda step: step.at)
        return self.trail[max(0, at - _TOLD_BY) : at + _TOLD_BY]

    def weight(self, country: str) -> float:
        """How much the report speaks of ``country``, 0 to 1."""
        return next((w for c, w in self.countries if c == country), 0.0)

    def country(self, name: str) -> Country | None:
        """The country that ``name`` means in this report."""
        return None if fold_key(name) in self.divided else country_named(name)

    def weight_beside(self, country: str, name: str) -> float:
        """The same by what all other names say: a namesake can't vouch for its own country."""
        own = self.own.get(fold_key(name), {})
        top = max((w - own.get(c, 0.0) for c, w in self.countries), default=0.0)
        return max(0.0, self.weight(country) - own.get(country, 0.0)) / top if top > _NOTHING else self.weight(country)

    def leading(self) -> tuple[str, ...]:
        """The countries that the report is chiefly about, best first."""
        return tuple(c for c, w in self.countries if w >= LEADING)

    def named(self, name: str, mention: PlaceMention) -> list[Entry]:
        """The sure place of this name told by ``mention``, if there is one."""
        key = fold_key(name)
        return [s.entry for s in self.by(mention) if s.key == key][:1]

    def around(self, mention: PlaceMention) -> list[tuple[float, Entry]]:
        """The sure places of other names, each with how near it stands to ``mention`` in the text (0.3 to 1)."""
        key = fold_key(mention.name)
        near: dict[str, tuple[float, Entry]] = {}
        for step in self.by(mention):
            if step.key != key:
                told = (_waned(abs(step.at - mention.span.start)), step.entry)
                near[step.entry.gid] = max(told, near.get(step.entry.gid, told), key=lambda one: one[0])
        return list(near.values())

    def main_town(self, country: str | None) -> Entry | None:
        """The settlement of which the report speaks most, the first of equals."""
        told = [s.entry for s in self.trail if _holds(s) and country in (None, s.entry.country)]
        return next((entry for entry, _ in Counter(told).most_common(1)), None)

    def town_by(self, mention: PlaceMention, country: str | None, reach: int) -> Entry | None:
        """The sure settlement told nearest to ``mention``, what comes after at half worth; None if all stand far off.

        A capital counts only where something is said to have happened in it: reports are written there.
        """
        at, key = mention.span.start, fold_key(mention.name)
        others = [s for s in self.by(mention) if s.key != key and _holds(s)]
        near = [(at - s.at if s.at < at else 2 * (s.at - at), s) for s in others]
        fits = [(off, s.entry) for off, s in near if off <= reach and country in (None, s.entry.country)]
        return min(fits, key=lambda f: f[0], default=(0, None))[1]

    def country_by(self, mention: PlaceMention, reach: int) -> str | None:
        """The country of the sure place told last before ``mention``."""
        near = [s.entry for s in self.by(mention) if 0 < mention.span.start - s.at <= reach]
        return near[-1].country if near and self.weight(near[-1].country) >= LEADING else None


def _holds(step: Step) -> bool:
    entry = step.entry
    return entry.feature in ("city", "town", "village") and (step.placed or not is_capital(entry.name, entry.country))


def _waned(characters: int) -> float:
    return max(_FAINT, math.exp(-max(0, characters - _CLOSE) / _FADES))


def gap_km(one: Entry, other: Entry) -> float:
    """Kilometres between two places, an area's own reach taken off."""
    reach = other.radius_km if other.feature in AREAS else 0.0
    return max(0.0, distance_km(one.lat, one.lon, other.lat, other.lon) - reach)


def ranked_countries(
    names: Mapping[str, PlaceMention], actors: Mapping[str, float], towns: frozenset[str] = frozenset()
) -> PlaceContext:
    """The countries by votes, the first at 1: those of the actors beside the names' own.

    ``towns`` are names of countries that mean a town here.
    """
    own = {key: _votes(key, mention) for key, mention in names.items()}
    context = _counted(own, actors)
    divided = {key: "region" for key in names if _is_divided(key, context)}
    local = (k for k, mention in names.items() if k not in divided and (k in towns or _is_namesake(k, mention)))
    divided |= dict.fromkeys(local, "town")
    own |= {key: _shares(gazetteer().exact(key)) for key in divided}
    return replace(_counted(own, actors), divided=divided) if divided else context


def _counted(own: Mapping[str, Mapping[str, float]], actors: Mapping[str, float]) -> PlaceContext:
    votes = defaultdict(float, actors)
    for said in own.values():
        for country, weight in said.items():
            votes[country] += weight
    top = max(votes.values(), default=1.0)
    ranked = tuple((c, v / top) for c, v in sorted(votes.items(), key=lambda cv: (-cv[1], cv[0])))
    return PlaceContext(ranked, own={key: {c: w / top for c, w in said.items()} for key, said in own.items()})


def _is_divided(key: str, context: PlaceContext) -> bool:
    """True for "Georgia" in a report that otherwise speaks of the United States and not of the Caucasus."""
    country = country_named(key)
    if country is None:
        return False
    others = {m.entry.country for m in gazetteer().exact(key) if m.entry.feature == "region" and m.score == 1}
    rival = max((context.weight_beside(c, key) for c in others if c != country.code), default=0.0)
    return rival >= LEADING and rival > _SOFT_DIVISION * context.weight_beside(country.code, key)


def _is_namesake(key: str, mention: PlaceMention) -> bool:
    """True for the country's name in "Argelia, Cauca", "Granada (Meta)": a town where the text puts it bears it too."""
    country = country_named(key)
    if country is None or not mention.within:
        return False
    parent = mention.within[0]
    around = country_named(parent)
    if around:
        lands: set[tuple[str, str | None]] = {(around.code, None)}
    else:
        lands = {(m.entry.country, m.entry.admin1) for m in gazetteer().exact(parent) if m.entry.feature == "region"}
    if around and mention.feature == "town" and around.code != country.code:
        return True
    found = (*gazetteer().exact(f"{mention.name} {parent}"), *gazetteer().exact(key))
    towns = [m.entry for m in found if m.entry.country != country.code and m.entry.feature not in AREAS]
    sure = any(t.curated and (t.country, None) in lands for t in towns)
    return sure or any((t.country, t.admin1) in lands for t in towns)


def _votes(key: str, mention: PlaceMention) -> dict[str, float]:
    """What one name says of countries: a country's own name most, an unambiguous place less, a namesake a share."""
    country = country_named(key)
    if country:
        return {country.code: 0.6 if mention.relation == "border" else 1.5}
    shares = _shares(gazetteer().exact(mention.name))
    if mention.feature != "source":
        return shares
    return {code: _BORNE * share for code, share in shares.items()}  # "the Jerusalem Hotel in Kidal"


def _shares(matches: Sequence[Match]) -> dict[str, float]:
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


def sure_entry(mention: PlaceMention, context: PlaceContext) -> Entry | None:
    """The one place that the name can be, given the countries of the report."""
    if context.country(mention.name):
        return None
    exact = [m.entry for m in gazetteer().exact(mention.name)]
    if len(exact) == 1 and (exact[0].curated or exact[0].feature == "region"):
        return exact[0]
    inside = [e for e in exact if context.weight_beside(e.country, mention.name) >= LEADING]
    areas = mention.feature in AREAS
    kind = [e for e in inside if (e.feature in AREAS) == areas] or inside
    divisions = [e for e in kind if e.feature in ("region", mention.feature)] if areas else []
    if len(kind) == 1 and (areas or not any(e.feature == "region" for e in inside if e is not kind[0])):
        return kind[0]
    return divisions[0] if divisions else inside[0] if inside and (len(inside) == 1 or inside[0].curated) else None
