"""Events that no settlement places: takes what little the text names, gives a country, its capital, or a wide circle.

Invariant: a country is never moved to its capital; only the words "in the capital" stand for that town.
"""

from __future__ import annotations

from tocsin.knowledge.gazetteer import capital_of, countries
from tocsin.model import Place, PlaceMention, Shape, Span
from tocsin.resolve.place_context import PlaceContext
from tocsin.resolve.place_reads import RELATION_RANK, Read, drawn
from tocsin.resolve.place_shapes import Figure

__all__ = ["capital_mention", "country_only", "fallback_place", "only_country", "set_out"]

_SET_OUT_KM = 50.0  # a convoy that set out from a town and was struck on the way
_RIVAL = 0.6  # weight of the second country from which on an unknown village's country is left open


def only_country(context: PlaceContext) -> str | None:
    """The country of the report, where it speaks of one far more than of any other."""
    if not context.countries or (len(context.countries) > 1 and context.countries[1][1] > _RIVAL):
        return None
    return context.countries[0][0]


def capital_mention(words: Span, place: Place | None, context: PlaceContext) -> PlaceMention | None:
    """What "in the capital" names: that of the country found, else of the one of which the report speaks."""
    name = capital_of((place.country if place else only_country(context)) or "")
    return PlaceMention(words, name, "in", "city") if name else None


def fallback_place(context: PlaceContext) -> Place | None:
    """For an event with which no place is named: the one country of which the report speaks, else None."""
    code = only_country(context)
    if code not in countries():
        return None
    why = f"no place is named with it; the report speaks of {code}"
    return Place(countries()[code].name, code, shape=Shape("area"), precision="country", why=why)


def set_out(reads: list[Read]) -> Place | None:
    """Near the town from which those struck had set out, when no other is named; a speaker's seat isn't that."""
    for read in reads:
        left = read.mention.relation == "origin" and read.mention.feature != "source" and read.grain == 0
        if left and read.entry:
            circle = Figure(read.entry.lat, read.entry.lon, _SET_OUT_KM, Shape("area", of=read.entry.name), "near")
            why = f"only the place they came from is named; {read.candidates[0].why}"
            others = [r for r in reads if r is not read]
            return drawn(
                read.entry.name, read.entry.country, read.entry.admin1, circle, read.entry.gid, why, read, others
            )
    return None


def country_only(reads: list[Read], context: PlaceContext, placed: bool) -> Place:
    """Only countries are named, or only towns to which people were brought or from which they came.

    "Soldiers of Myanmar were killed near the China border" is on this side of it.
    """
    first = min(reads, key=lambda r: (RELATION_RANK.get(r.mention.relation, 3), r.index))
    named = context.country(first.mention.name) if placed else None
    code = named.code if named else first.entry.country if first.entry else None
    if first.mention.relation == "border":
        code = next((other for other, _ in context.countries if other != code), code)
    code = code or only_country(context)
    name = countries()[code].name if code in countries() else None
    why = (
        "only the country is named"
        if placed
        else f"{first.mention.name} is where people came from or were brought, not the place"
    )
    return Place(
        name, code, shape=Shape("area"), precision="country" if code else "unknown", why=why, span=first.mention.span,
        spans=tuple(r.mention.span for r in reads if r is not first),
    )  # fmt: skip
