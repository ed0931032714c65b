"""Reading of an event's mentions: takes them with the report's context, gives each with its candidates and rank.

Candidates are scored first alone, then again in the light of what the event's other names turned out to be.
Invariant: the order depends on the mentions alone; the finest kind of place comes first, countries last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tocsin.knowledge.gazetteer import Entry, country_named
from tocsin.model import Place, PlaceCandidate, PlaceMention, Span
from tocsin.resolve.place_context import PlaceContext
from tocsin.resolve.place_scores import Candidate, candidates_for
from tocsin.resolve.place_shapes import Figure
from tocsin.text import fold_key

__all__ = ["ASIDE", "RELATION_RANK", "Read", "drawn", "narrowed", "order", "read_all", "runners_up", "spans_of"]

RELATION_RANK = {"in": 0, "axis": 1, "distance": 1, "near": 2, "bearing": 2, "none": 3, "region": 4, "border": 5}
ASIDE = ("origin", "destination")
_GRAIN = {
    "province": 2,
    "district": 2,
    "county": 2,
    "road": 1,
    "river": 2,
    "lake": 2,
    "forest": 1,
    "region": 3,
    "country": 4,
}
_RUNNERS_UP = 3
_ROAD_CODE = re.compile(r"^[A-Z]{1,2}-?\d{1,4}$")  # "RN15" names no point


@dataclass(frozen=True, slots=True)
class Read:
    """A mention with its candidates, best first."""

    mention: PlaceMention
    candidates: tuple[Candidate, ...]
    index: int

    @property
    def entry(self) -> Entry | None:
        """The best candidate's."""
        return self.candidates[0].entry if self.candidates else None

    @property
    def grain(self) -> int:
        """0 settlement … 4 country."""
        if country_named(self.mention.name) and self.mention.feature in (None, "country"):
            return 4
        if self.entry and self.mention.feature is None:
            return _GRAIN.get(self.entry.feature, 0)
        return _GRAIN.get(self.mention.feature or "", 0)


def narrowed(
    mentions: Sequence[PlaceMention], context: PlaceContext, told: Sequence[PlaceMention] = ()
) -> PlaceContext:
    """The context with the one country put first that the event's own words name, else those of the headings over it.

    The other countries keep half their weight.
    """
    own = _countries(mentions, context) or _countries(told, context)
    if len(own) != 1:
        return context
    code = next(iter(own))
    rest = tuple((c, w / 2) for c, w in context.countries if c != code)
    return replace(context, countries=((code, 1.0), *rest))


def _countries(mentions: Sequence[PlaceMention], context: PlaceContext) -> set[str]:
    return {c.code for m in mentions if m.relation not in ("border", *ASIDE) and (c := context.country(m.name))}


def read_all(mentions: Sequence[PlaceMention], context: PlaceContext) -> list[Read]:
    """Candidates of each mention, first alone, then again in the light of the others' choices."""
    mentions = [replace(m, feature=context.divided.get(fold_key(m.name), m.feature)) for m in mentions]
    alone = [Read(m, candidates_for(m, context, ()), i) for i, m in enumerate(mentions)]
    settled = [r for r in alone if r.entry and r.mention.relation not in ASIDE and r.grain < 4]
    again = []
    for read in alone:
        others = [r.entry for r in settled if r.entry and r.mention.name != read.mention.name]
        again.append(replace(read, candidates=candidates_for(read.mention, context, others)) if others else read)
    return again


def order(read: Read, parents: set[str]) -> tuple[int, int, int, int, int]:
    """Least is most specific: kind of place, no parent of another, placed by words, relation, text order.

    A settlement that no word of place goes with ("the talk of Bamako") gives way to a road or an axis that one does.
    """
    mention = read.mention
    bare = mention.relation == "none" and read.grain == 0 and not mention.within
    nameless = read.entry is None and (mention.relation == "none" or bool(_ROAD_CODE.match(mention.name)))
    parent = fold_key(mention.name) in parents and not mention.within
    rank = RELATION_RANK.get(mention.relation, 3)
    return (1 if bare else read.grain, int(parent), int(nameless), rank, read.index)


def runners_up(read: Read) -> tuple[PlaceCandidate, ...]:
    """The next best candidates."""
    return tuple(
        PlaceCandidate(c.entry.name, c.entry.gid, c.entry.lat, c.entry.lon, c.score, c.why)
        for c in read.candidates[1 : 1 + _RUNNERS_UP]
    )


def spans_of(chosen: Read, others: list[Read]) -> tuple[Span, ...]:
    """The other words that placed the chosen mention."""
    own = (chosen.mention.to,) if chosen.mention.to else ()
    return (*own, *(r.mention.span for r in others))


def drawn(
    name: str, country: str | None, admin1: str | None, figure: Figure, gid: str | None, why: str, chosen: Read,
    others: list[Read],
) -> Place:  # fmt: skip
    """A place with a figure of its own, not the entry's."""
    return Place(
        name, country, admin1, None, figure.lat, figure.lon, figure.radius_km, figure.shape, figure.precision, gid,
        runners_up(chosen), why, chosen.mention.span, spans_of(chosen, others),
    )  # fmt: skip
