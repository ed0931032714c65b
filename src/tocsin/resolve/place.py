"""Place resolution: takes the mentions of one event and the report's context, gives one ``Place`` or None.

The most specific mention is the place; the others help to choose among its namesakes and, when the gazetteer lacks
it, give the point near which it must lie. Towns to which wounded are brought or from which people come are never the
place. Invariants: no coordinate without a reason; an unknown village keeps its own name and is never moved to a
capital; when only the country is known, latitude and longitude are None. Precision words follow the output contract.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.knowledge.gazetteer import AREAS, Entry, distance_km
from tocsin.model import Place, PlaceMention, Shape
from tocsin.resolve.place_bare import country_only, only_country, set_out
from tocsin.resolve.place_bounds import bounded
from tocsin.resolve.place_context import PlaceContext, gap_km
from tocsin.resolve.place_matches import QUARTERS
from tocsin.resolve.place_reads import (
    ASIDE,
    Read,
    drawn,
    narrowed,
    order,
    read_all,
    runners_up,
    spans_of,
)
from tocsin.resolve.place_report import report_context
from tocsin.resolve.place_scores import Candidate, candidates_for
from tocsin.resolve.place_shapes import Figure, axis_figure, displaced, figure_of
from tocsin.text import fold_key

__all__ = ["PlaceContext", "report_context", "resolve_place"]

_AXIS_LONGEST_KM = 450.0  # two ends of one road; farther apart they are namesakes
_DERIVED_KM = 30.0  # an unknown village named together with a town
_TOLD_KM = 60.0  # an unknown village told right after a town: mostly of its district
_TOLD_REACH = 400  # characters off at which that town may stand
_QUARTER_KM = 12.0  # a quarter of a town


def resolve_place(
    mentions: Sequence[PlaceMention], context: PlaceContext, told: Sequence[PlaceMention] = ()
) -> Place | None:
    """The place of the event that ``mentions`` speak of, or None when they name nothing.

    Args:
        mentions: all mentions of one event, in the order in which the caller trusts them.
        context: of the whole report, from ``report_context``.
        told: mentions of the heading over it, which help where the gazetteer lacks the name.
    """
    found = _placed(mentions, context, told)
    return bounded(found) if found else None


def _placed(mentions: Sequence[PlaceMention], context: PlaceContext, told: Sequence[PlaceMention]) -> Place | None:
    if not mentions:
        return None
    context = narrowed(mentions, context, told)
    reads = read_all(mentions, context)
    placed = [r for r in reads if r.mention.relation not in ASIDE]
    if not any(r.grain < 4 for r in placed):
        return set_out(reads) or country_only(placed or reads, context, bool(placed))
    parents = {fold_key(name) for r in placed for name in r.mention.within}
    chosen = min(placed, key=lambda r: order(r, parents))
    others = [r for r in placed if r is not chosen and r.mention.name != chosen.mention.name]
    if chosen.mention.relation == "axis":
        return _axis(chosen, others, context)
    if chosen.entry:
        return _known(chosen, others)
    aside = [r for r in reads if r.mention.relation in ASIDE]
    helpers = [r for r in read_all(told, context) if r.mention.relation not in ASIDE]
    return _unknown(chosen, others, aside, context, helpers)


def _known(chosen: Read, others: list[Read]) -> Place:
    first = chosen.candidates[0]
    entry, mention = first.entry, chosen.mention
    figure = figure_of(entry, mention)
    name = mention.name if first.entry.gid.startswith("curated") and entry.name == mention.name else entry.name
    admin1 = entry.admin1 or _region(mention, others)
    return Place(
        name, entry.country, admin1, _admin2(entry, mention, others), figure.lat, figure.lon, figure.radius_km,
        figure.shape, figure.precision, entry.gid, runners_up(chosen), _because(first, mention), mention.span,
        spans_of(chosen, others),
    )  # fmt: skip


def _region(mention: PlaceMention, others: list[Read]) -> str | None:
    """The first-level division that the text names as the place's parent, for entries that don't say theirs."""
    named = (r.entry for r in others if r.entry and r.mention.name in mention.within and r.entry.feature == "region")
    return next((entry.admin1 for entry in named), None)


def _because(first: Candidate, mention: PlaceMention) -> str:
    how = {
        "near": "; the text says near it",
        "border": "; the text says by the border",
        "bearing": f"; {mention.bearing} of it",
    }
    km = f"; {mention.distance_km:g} km from it" if mention.relation == "distance" and mention.distance_km else ""
    return first.why + how.get(mention.relation, "") + km


def _admin2(entry: Entry, mention: PlaceMention, others: list[Read]) -> str | None:
    if entry.feature in ("province", "district", "county"):
        return entry.name
    for other in others:
        named = other.mention.name in mention.within and other.mention.feature in ("province", "district", "county")
        if named and other.mention.name != entry.admin1:
            return other.mention.name
    return None


def _axis(chosen: Read, others: list[Read], context: PlaceContext) -> Place:
    mention = chosen.mention
    far = replace(mention, span=mention.to, name=mention.to.text, to=None) if mention.to else mention
    ends = _ends(chosen, candidates_for(far, context, [chosen.entry] if chosen.entry else []))
    if ends is None:
        known = chosen if chosen.entry else Read(far, candidates_for(far, context, ()), chosen.index)
        if not known.entry:
            return _unknown(chosen, others, [], context)
        half = _known(replace(known, mention=replace(known.mention, relation="near", feature="road")), others)
        shape = Shape("axis", ends=(mention.name, far.name))
        return replace(
            half, name=f"{mention.name}-{far.name}", shape=shape, span=mention.span, spans=spans_of(chosen, others)
        )
    one, other = ends
    figure = axis_figure(one.entry, other.entry)
    why = f"middle of {one.entry.name} ({one.why}) and {other.entry.name} ({other.why})"
    admin1 = one.entry.admin1 if one.entry.admin1 == other.entry.admin1 else None
    name = f"{one.entry.name}-{other.entry.name}"
    return drawn(name, one.entry.country, admin1, figure, one.entry.gid, why, chosen, others)


def _ends(chosen: Read, far: tuple[Candidate, ...]) -> tuple[Candidate, Candidate] | None:
    """The best pair of candidates that can be the two ends of one road."""
    pairs = [
        (a, b)
        for a in chosen.candidates[:6]
        for b in far[:6]
        if distance_km(a.entry.lat, a.entry.lon, b.entry.lat, b.entry.lon) <= _AXIS_LONGEST_KM
    ]
    return max(pairs, key=lambda p: p[0].score + p[1].score, default=None)


def _unknown(
    chosen: Read, others: list[Read], aside: list[Read], context: PlaceContext, told: Sequence[Read] = ()
) -> Place:
    """A name that the gazetteer lacks: keep it, and lean on what the text names with it, else in the heading."""
    mention = chosen.mention
    finest = _finest(others)
    towards = {r.mention.name for r in finest if r.mention.bearing}  # "El Baraf, north of Mogadishu" isn't in it
    lean = [*(r for r in _parents(mention, context) if r.mention.name not in towards), *finest]
    found = next((p for read in lean if (p := _beside(chosen, read, others, context))), None)
    return found or _from_anchor(chosen, others, aside, context) or _nameless_point(chosen, others, context, told)


def _beside(chosen: Read, read: Read, others: list[Read], context: PlaceContext) -> Place | None:
    """The unknown name by a place that is known."""
    if read.mention.relation == "axis":
        axis, own = _axis(read, [], context), chosen.mention
        return replace(axis, name=own.name, span=own.span, gazetteer_id=None)
    return _leaning(chosen, read, read.entry, others) if read.entry else None


def _finest(reads: Sequence[Read]) -> list[Read]:
    """All but countries, the most specific first."""
    return [r for r in sorted(reads, key=lambda r: order(r, set())) if r.grain < 4]


def _parents(mention: PlaceMention, context: PlaceContext) -> list[Read]:
    made = [PlaceMention(mention.span, name) for name in mention.within if not context.country(name)]
    return [Read(m, candidates_for(m, context, ()), 0) for m in made]


def _leaning(chosen: Read, read: Read, entry: Entry, others: list[Read]) -> Place:
    mention = chosen.mention
    own = mention.relation not in ("distance", "bearing") and entry.feature not in AREAS
    if own and mention.distance_km and mention.bearing:
        lat, lon = displaced(entry.lat, entry.lon, mention.bearing, mention.distance_km)
        figure = Figure(lat, lon, max(8.0, 0.4 * mention.distance_km), Shape("point"), "near")
    else:
        figure = figure_of(entry, read.mention)
        radius = max(figure.radius_km, _DERIVED_KM, mention.distance_km or 0.0)
        precision = figure.precision if figure.precision in ("admin1", "admin2", "axis") else "near"
        shape = figure.shape if figure.shape.bearing else Shape("area", of=entry.name)
        figure = replace(figure, radius_km=radius, precision=precision, shape=shape)
    why = f"{mention.name} isn't in the gazetteer; placed by {entry.name}, named with it ({read.candidates[0].why})"
    placed = drawn(mention.name, entry.country, entry.admin1, figure, None, why, chosen, others)
    return replace(placed, admin2=_admin2(entry, mention, [read, *others]))


def _from_anchor(chosen: Read, others: list[Read], aside: list[Read], context: PlaceContext) -> Place | None:
    """For "X, a village 30 km south-east of the city": the city is the event's own town, else the report's first."""
    mention = chosen.mention
    if mention.relation in ("distance", "bearing") or not (mention.distance_km and mention.bearing):
        return None
    own = [r.entry for r in aside if r.entry and r.mention.feature != "source"]
    towns = [e for e in (*own, *context.anchors) if e.feature in ("city", "town")]
    if not towns:
        return None
    read = Read(mention, (Candidate(towns[0], 1.0, "the town of which the report speaks"),), 0)
    return _leaning(chosen, read, towns[0], others)


def _nameless_point(chosen: Read, others: list[Read], context: PlaceContext, told: Sequence[Read]) -> Place:
    named, mention = _country(chosen, [*others, *told], context), chosen.mention
    quarter = mention.feature in QUARTERS
    within = named or only_country(context)
    town = context.town_by(mention, within, _TOLD_REACH) or (context.main_town(within) if quarter else None)
    over = next((r for r in _finest(told) if not _is_by(town, r)), None) if mention.relation != "none" else None
    placed = _beside(chosen, over, others, context) if over and not quarter else None
    if placed:
        return placed
    if town:
        return _told_near(chosen, town, others)
    country = named or context.country_by(mention, _TOLD_REACH) or only_country(context)
    why = f"{mention.name} isn't in the gazetteer and nothing named with it gives a point"
    spans = spans_of(chosen, others)
    precision = "country" if country else "unknown"
    return Place(mention.name, country, precision=precision, why=why, span=mention.span, spans=spans)


def _is_by(town: Entry | None, read: Read) -> bool:
    """True where the town told nearest is that of the heading, or lies in its division."""
    return town is not None and read.entry is not None and gap_km(town, read.entry) <= _QUARTER_KM


def _told_near(chosen: Read, town: Entry, others: list[Read]) -> Place:
    """An unknown name told right after a sure town: in it for a quarter or a market, else somewhere about it."""
    mention = chosen.mention
    quarter = mention.feature in QUARTERS
    radius = max(town.radius_km, _QUARTER_KM) if quarter else _TOLD_KM
    figure = Figure(town.lat, town.lon, radius, Shape("area", of=town.name), "near")
    name = f"{mention.name}, {town.name}" if quarter else mention.name
    why = f"{mention.name} isn't in the gazetteer; the town told next to it is {town.name}"
    return drawn(name, town.country, town.admin1, figure, None, why, chosen, others)


def _country(chosen: Read, others: list[Read], context: PlaceContext) -> str | None:
    """The country that the event's own words name."""
    for name in (*chosen.mention.within, *(r.mention.name for r in others if r.mention.relation != "border")):
        named = context.country(name)
        if named:
            return named.code
    return None
