"""The context of a whole report: takes all its mentions and its actors' countries, gives a ``PlaceContext``.

First the names that can be but one place are noted, then those whose best candidate leads clearly in the light of the
first. Invariant: a name and an area of that name ("Gao", "the Gao region") are two; a like spelling is never sure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tocsin.knowledge.gazetteer import AREAS, Entry, country_named, gazetteer
from tocsin.model import PlaceMention
from tocsin.resolve.place_context import LEADING, PlaceContext, Step, gap_km, ranked_countries, sure_entry
from tocsin.resolve.place_scores import candidates_for
from tocsin.text import fold_key

__all__ = ["report_context"]

_CLEAR = 0.05  # lead in score from which the first of several namesakes is sure enough to help with other names
_TOGETHER = 0.15  # added where three other open names may be places close by
_CLOSE_KM = 120.0
_HAUNT = 0.3  # vote of an organisation for each country in which it is known to act; a nationality has one
_UNSPOKEN = 0.15  # weight of a country of which hardly anything but its name speaks
_NEIGHBOUR_KM, _NEIGHBOURS = 60.0, 3  # how near how many other places must lie to a town that bears a country's name
_TOWNS = frozenset(["city", "town", "village"])
_MOST = 12  # candidates of a name looked at
_PLACED = frozenset(["in", "near", "bearing", "distance", "axis"])

Kind = tuple[str, bool]
"""A name, folded, and whether an area is meant."""


def report_context(
    mentions: Sequence[PlaceMention], actor_countries: Sequence[str], haunts: Sequence[str] = ()
) -> PlaceContext:
    """Rank the countries, divisions and sure places of a report.

    Args:
        mentions: all its places.
        actor_countries: its actors' nationalities, as ISO codes.
        haunts: the countries in which the organisations that it names are known to act.
    """
    names: dict[str, PlaceMention] = {}
    kinds: dict[Kind, PlaceMention] = {}
    for mention in mentions:
        names.setdefault(fold_key(mention.name), mention)
        kinds.setdefault(_kind_of(mention), mention)
    votes = dict.fromkeys(haunts, _HAUNT) | dict.fromkeys(actor_countries, 1.0)
    bare = ranked_countries(names, votes)
    towns = frozenset(key for key in names if _is_town_here(key, kinds, bare))
    bare = ranked_countries(names, votes, towns) if towns else bare
    divisions = frozenset(d for m in names.values() for d in _divisions_named(m, bare))
    known = {kind: e for kind, m in kinds.items() if (e := sure_entry(m, bare))}
    first = replace(bare, divisions=divisions, trail=_trail(known, mentions))
    open_ = {kind: found for kind, m in kinds.items() if kind not in known and (found := _open(m, first))}
    known |= {kind: e for kind, found in open_.items() if (e := _clear(found))}
    second = replace(first, trail=_trail(known, mentions))
    open_ = {kind: found for kind, m in kinds.items() if kind not in known and (found := _open(m, second))}
    known |= {kind: e for kind in open_ if (e := _clear(_together(kind, open_)))}
    return replace(first, trail=_trail(known, mentions))


def _is_town_here(key: str, kinds: Mapping[Kind, PlaceMention], context: PlaceContext) -> bool:
    """True for the country's name in a report of one district elsewhere: "Palestine", Texas, among its neighbours.

    Little else may speak of the country, and other names must be those of places close by a town that bears its name.
    """
    country = country_named(key)
    if country is None or context.weight_beside(country.code, key) > _UNSPOKEN:
        return False
    found = [m.entry for m in gazetteer().exact(key) if m.entry.country != country.code and m.entry.feature in _TOWNS]
    towns = [town for town in found if context.weight_beside(town.country, key) >= LEADING]
    if not towns:
        return False
    others = [_settled(m) for (name, _), m in kinds.items() if name != key and not context.country(m.name)]
    near = (sum(any(gap_km(town, e) <= _NEIGHBOUR_KM for e in found) for found in others) for town in towns)
    return max(near) >= _NEIGHBOURS


def _settled(mention: PlaceMention) -> list[Entry]:
    """What the name may be, regions aside: those are near to everything in them."""
    return [m.entry for m in gazetteer().exact(mention.name)[:_MOST] if m.entry.feature != "region"]


def _kind_of(mention: PlaceMention) -> Kind:
    """A name and whether an area is meant: "Gao" and "the Gao region" are two places."""
    return fold_key(mention.name), mention.feature in AREAS


def _trail(known: Mapping[Kind, Entry], mentions: Sequence[PlaceMention]) -> tuple[Step, ...]:
    """Every telling of the sure names, in text order."""
    told = {(m.span.start, _kind_of(m)): m.relation in _PLACED for m in mentions if _kind_of(m) in known}
    return tuple(Step(at, kind[0], known[kind], placed) for (at, kind), placed in sorted(told.items()))


def _open(mention: PlaceMention, context: PlaceContext) -> list[tuple[float, Entry]]:
    """Score and entry of what the name may be, best first; none for a country or a like spelling."""
    if context.country(mention.name):
        return []
    return [(c.score, c.entry) for c in candidates_for(mention, context, ()) if not c.guessed][:_MOST]


def _clear(found: Sequence[tuple[float, Entry]]) -> Entry | None:
    """The best, where it leads clearly."""
    return found[0][1] if found and (len(found) == 1 or found[0][0] - found[1][0] >= _CLEAR) else None


def _together(kind: Kind, open_: Mapping[Kind, Sequence[tuple[float, Entry]]]) -> list[tuple[float, Entry]]:
    """The same with what the other open names add: namesakes of several names that lie close together are meant."""
    others = [found for other, found in open_.items() if other[0] != kind[0]]
    lifted = [(score + _TOGETHER * _company(entry, others), entry) for score, entry in open_[kind]]
    return sorted(lifted, key=lambda f: -f[0])


def _company(entry: Entry, others: Sequence[Sequence[tuple[float, Entry]]]) -> float:
    """The share of the other open names, three at most, that may be a place close by."""
    near = sum(any(gap_km(entry, e) <= _CLOSE_KM for _, e in found) for found in others)
    return min(1.0, near / 3)


def _divisions_named(mention: PlaceMention, context: PlaceContext) -> list[tuple[str, str]]:
    """The first-level divisions of the report's countries that the mention may name."""
    found = [m.entry for m in gazetteer().exact(mention.name) if m.entry.feature == "region"]
    return [(e.country, fold_key(e.admin1)) for e in found if e.admin1 and context.weight(e.country) >= LEADING]
