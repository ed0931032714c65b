"""What a name may be: takes a mention with its surroundings, gives the gazetteer's matches that fit the text.

Exact names come first; like spellings are tried only where none fits. A match is dropped when its country isn't spoken
of (unless it is famous, alone of its name, or just across a border), when it lies outside of what the text names as its
parents, at another distance than the text says, or far from all that is told with it. Invariant: dropping depends on
the arguments alone and never on the score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.knowledge.gazetteer import AREAS, Entry, Match, gazetteer
from tocsin.model import PlaceMention
from tocsin.resolve.place_context import LEADING, PlaceContext, gap_km
from tocsin.text import fold, fold_key

__all__ = ["QUARTERS", "Setting", "matches_for", "setting_of"]

QUARTERS = frozenset(["quarter", "market"])
"""Kinds of place that mostly lie in a town: their namesakes elsewhere are left aside."""

_KINDS = frozenset(["forest", "lake", "river", "mountain", "valley", "island", "camp", "base", "market"])
_FOREIGN_POPULATION = 100_000  # persons; smaller places abroad are taken for namesakes
_SMALL_POPULATION = 60_000  # persons; a larger town may be told of from far off
_KNOWN_POPULATION = 2000  # persons; a hamlet's like spelling is believed only close by
_BORDER_KM = 60.0  # a namesake this near to a sure place of the report may lie across a border
_TOO_FAR_KM = 250.0  # a small namesake farther than this from all that is told with it is another place
_ELSEWHERE_KM = 50.0  # the same, where the text names another division
_FAR_KM = 500.0  # a famous town this far from what the text says it lies in is another
_PARENT_KM = 40.0  # a place must lie this near to the town or district that the text names as its parent
_WIDE_KM = 100.0  # communes and cercles of the Sahel and the Amazon are as wide
_OFF_KM, _OFF_SHARE = 10.0, 0.6  # how far "30 km from X" may be off: a rounded figure, by road
_SAME_BREATH = 0.5  # nearness in the text from which on two names are told together: some 500 characters
_BESIDE = 0.8  # the same for two names some 100 characters apart
_SAME_SOUND = 0.84  # score of a name that sounds the same
_FUZZY_SURE = 0.69  # a spelling this like the name (92 of 100) may stand alone
_FUZZY_REACH_KM = 150.0  # a like spelling must lie this near to another place of the event or the report
_FEW_COUNTRIES = 4  # countries searched for like spellings


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands about a mention: countries and places that it lies in, places told with it and all sure ones."""

    mention: PlaceMention
    context: PlaceContext
    named: frozenset[str]
    parents: tuple[Entry, ...]
    near: tuple[Entry, ...]
    around: tuple[tuple[float, Entry], ...]

    def at_home(self, country: str) -> bool:
        """True when other names of the report speak of ``country``."""
        return self.context.weight_beside(country, self.mention.name) >= LEADING


def setting_of(mention: PlaceMention, context: PlaceContext, others: Sequence[Entry]) -> Setting:
    """The setting of ``mention``; ``others`` are places already chosen for the same event."""
    around = tuple(context.around(mention))
    near = tuple(others) or tuple(e for share, e in around if share >= _SAME_BREATH)
    found = (context.country(parent) for parent in mention.within)
    named = frozenset(country.code for country in found if country)
    return Setting(mention, context, named, _parents(mention, context, others), near, around)


def _parents(mention: PlaceMention, context: PlaceContext, others: Sequence[Entry]) -> tuple[Entry, ...]:
    """What the text says the place lies in ("X, Y municipality, Z"), countries aside."""
    keys = [fold_key(p) for p in mention.within if not context.country(p)]
    known = {fold_key(e.name): e for e in others} if keys else {}
    known |= {s.key: s.entry for s in context.by(mention) if s.key in keys} if keys else {}
    return tuple(known[k] for k in keys if k in known)


def matches_for(setting: Setting) -> tuple[list[Match], bool]:
    """The matches that fit, and whether they were found by a like spelling."""
    exact = _exact(setting.mention)
    lone = len({m.entry.country for m in exact if m.score == 1}) == 1
    found = [m for m in exact if _plausible(m, setting, lone) and _fits(m.entry, setting)]
    return (found, False) if found else (_guesses(setting), True)


def _exact(mention: PlaceMention) -> tuple[Match, ...]:
    """What bears the name, with its kind where that belongs to it ("the Wagadou forest"), last with its parent.

    A town of a common name is filed under both names: "Granada", Antioquia, as "Granada Antioquia".
    """
    names = [f"{mention.name} {mention.feature}"] if mention.feature in _KINDS else []
    names += [mention.name, *(f"{mention.name} {parent}" for parent in mention.within[:1])]
    found: dict[str, Match] = {}
    for match in (match for name in names for match in gazetteer().exact(name)):
        found.setdefault(match.entry.gid, match)
    return tuple(found.values())


def _plausible(match: Match, setting: Setting, lone: bool) -> bool:
    entry, mention, context = match.entry, setting.mention, setting.context
    if setting.named and len(setting.named) == 1 and entry.country not in setting.named:
        return False
    if not context.countries or entry.country in setting.named or setting.at_home(entry.country):
        return True
    if match.score == 1 and any(gap_km(entry, e) <= _BORDER_KM for _, e in setting.around):
        return True
    if any(gap_km(entry, e) > _FAR_KM for p in mention.within for e in context.named(p, mention)):
        return False
    known = entry.curated or entry.feature == "region" or entry.population >= _FOREIGN_POPULATION
    return (lone and match.score == 1 and known) or _is_famous(entry, mention)


def _is_famous(entry: Entry, mention: PlaceMention) -> bool:
    """True for a large city abroad, written as it is spelled there or without any accents."""
    large = entry.population >= _FOREIGN_POPULATION and fold_key(entry.name) == fold_key(mention.name)
    accents = fold(mention.name) == mention.name.lower() or mention.name == entry.name
    return large and accents and not mention.within and mention.feature in (None, "city", "town")


def _is_small(entry: Entry) -> bool:
    return not entry.curated and entry.feature not in AREAS and entry.population < _SMALL_POPULATION


def _fits(entry: Entry, setting: Setting) -> bool:
    """True where the entry lies in its parents, as far from a town as the text says, and near what is told with it."""
    mention = setting.mention
    if _strays(entry, setting.near) or not _inside(entry, setting):
        return False
    if mention.distance_km and mention.relation not in ("distance", "bearing") and setting.near:
        off = min(abs(gap_km(entry, o) - mention.distance_km) for o in setting.near)
        return off <= _OFF_KM + _OFF_SHARE * mention.distance_km
    quarter = mention.feature in QUARTERS and (_is_small(entry) or not setting.at_home(entry.country))
    return not quarter or any(gap_km(entry, o) <= _PARENT_KM for o in setting.near)


def _strays(entry: Entry, near: Sequence[Entry]) -> bool:
    """A small place far from everything else that is told with it."""
    if not _is_small(entry) or not near:
        return False
    regions = {o.admin1 for o in near if o.feature == "region"}
    limit = _ELSEWHERE_KM if regions and entry.admin1 not in regions else _TOO_FAR_KM
    return min(gap_km(entry, o) for o in near) > limit


def _inside(entry: Entry, setting: Setting) -> bool:
    """True unless the parents lie elsewhere; of a well-known place a list ("Nice, Lyon") only looks like parents."""
    small, parents = _is_small(entry), setting.parents
    sure = not small and (entry.feature in AREAS or setting.mention.feature is None)
    if not sure and any(gap_km(entry, p) > _district_reach(entry, p, small) for p in parents if p.gid != entry.gid):
        return False
    regions = {p.admin1 for p in parents if p.feature == "region" and p.country == entry.country}
    return not (small and regions and entry.admin1 and entry.admin1 not in regions)


def _district_reach(entry: Entry, parent: Entry, small: bool) -> float:
    """Kilometres from the seat of its district at which a place may lie: a known one in the same region, farther."""
    return _WIDE_KM if not small and entry.admin1 == parent.admin1 and entry.country == parent.country else _PARENT_KM


def _guesses(setting: Setting) -> list[Match]:
    """Like spellings near what is told with the name; one that is very like may stand alone."""
    mention, context, near = setting.mention, setting.context, setting.near
    anchors = [step.entry for step in context.by(mention) if step.entry.feature not in AREAS]
    countries = tuple(sorted(setting.named)) or context.leading()[:_FEW_COUNTRIES]
    found = [m for m in gazetteer().similar(mention.name, countries) if _fits(m.entry, setting)]
    told = {(e.country, e.admin1) for share, e in setting.around if share >= _BESIDE and e.feature == "region"}
    if told:  # "in the Zamfara community of Kaboro": no namesake in Kaduna
        here = [m for m in found if (m.entry.country, m.entry.admin1) in told or not m.entry.admin1]
        found = [m for m in found if m in here or m.score >= _SAME_SOUND]
    if mention.feature not in AREAS:
        found = [m for m in found if m.entry.feature not in ("region", "province") or m.score >= _SAME_SOUND]
    near_by = [m for m in found if _is_near(m.entry, near or anchors, _reach(m))]
    if near_by:
        return near_by
    sounding = [m for m in found if m.score >= _SAME_SOUND and _is_near(m.entry, anchors, _FUZZY_REACH_KM)]
    alone = [m for m in found if m.score >= _FUZZY_SURE and _reach(m) > _PARENT_KM and not near]
    return sounding or alone


def _is_near(entry: Entry, anchors: Sequence[Entry], km: float) -> bool:
    return any(gap_km(entry, a) <= km for a in anchors)


def _reach(match: Match) -> float:
    """How far a like spelling may lie from what is told with it; hamlets of like names are everywhere."""
    entry = match.entry
    known = entry.curated or entry.population >= _KNOWN_POPULATION or match.score >= _SAME_SOUND
    return _FUZZY_REACH_KM if known else _PARENT_KM
