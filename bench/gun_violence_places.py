"""Where a shooting was, as a local report says it: takes the report and the coder's events, gives a place.

Local news opens with the town that it tells of, while a dateline of war news is often where its writer sits: so the
coder leaves datelines aside, and this set does not. Else the state told of most often decides between the coder's place
and the places that are merely named (an accident is no event of the coder's and has no place there). The set is of the
United States alone. Invariant: a place comes from the coder or from words of the first sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from bench.places import named
from tocsin.model import EventRecord, Place, PlaceMention, Report
from tocsin.resolve.place import PlaceContext, report_context, resolve_place
from tocsin.segment import segment

__all__ = ["place_of", "state_of"]

_FIRST = 14  # sentences in which the scene is set
_COUNTRY = "US"
_STATES = {"Washington, D.C.": "District of Columbia"}  # GeoNames' names that the set spells otherwise
_NOWHERE = Place(None)


def state_of(place: Place) -> str | None:
    """The state, as the set calls it."""
    return _STATES.get(place.admin1, place.admin1) if place.admin1 else None


def place_of(report: Report, event: EventRecord | None, events: Sequence[EventRecord]) -> Place:
    """The place of the incident: the dateline's, else the event's where the state told most often is its own."""
    told = list(_named(report))
    dateline = next((place for block, place in told if block == "dateline" and place.admin1), None)
    if dateline:
        return dateline
    states = Counter(state_of(place) for _, place in told if place.admin1)
    state = states.most_common(1)[0][0] if states else None
    coded = next((e.place for e in ([event, *events] if event else events) if e.place.lat is not None), None)
    if coded and state in (None, state_of(coded)):
        return coded
    return next((place for _, place in told if state_of(place) == state), coded or _NOWHERE)


def _named(report: Report) -> Iterator[tuple[str, Place]]:
    """The places that the first sentences name: a dateline first and its names together, others each for itself."""
    nations: list[str] = []
    found = [(one.block, list(named(one, nations))) for one in segment(report)[:_FIRST]]
    context = report_context([mention for _, mentions in found for mention in mentions], nations)
    for block, mentions in sorted(found, key=lambda one: one[0] != "dateline"):
        for some in [mentions] if block == "dateline" else [[mention] for mention in mentions]:
            place = _resolved(some, context)
            if place:
                yield block, place


def _resolved(mentions: Sequence[PlaceMention], context: PlaceContext) -> Place | None:
    place = resolve_place(mentions, context) if mentions else None
    return place if place and place.lat is not None and place.country == _COUNTRY else None
