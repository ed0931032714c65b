"""Claim -> ResolvedClaim: walks the claims of a report in order and gives each its day, place and actors.

A clause without a day or place of its own takes those told before it in its paragraph, else of the heading above it.
Invariant: one result a claim, in the same order; what stays open stays None.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tocsin.knowledge.actors import get
from tocsin.knowledge.gazetteer import distance_km
from tocsin.knowledge.lexicon import lexicon
from tocsin.model import ActorMention, Claim, Issue, Place, Report, ResolvedClaim, Span, When
from tocsin.resolve.actor import build_context
from tocsin.resolve.actor_gains import by_their_forces
from tocsin.resolve.actor_losers import with_losers
from tocsin.resolve.actor_owner import with_owner
from tocsin.resolve.actor_struck import with_struck
from tocsin.resolve.claim_actors import actors_of, implied
from tocsin.resolve.place import report_context, resolve_place
from tocsin.resolve.place_bare import capital_mention, fallback_place
from tocsin.resolve.scene import (
    counts_anew,
    hands_on,
    is_aside,
    is_coarser,
    is_dated,
    is_passing,
    points_back,
    points_here,
    scene_of,
    spoken_out,
)
from tocsin.resolve.time_walk import continued, told_after, when_of
from tocsin.resolve.walk import Walk
from tocsin.text import fold

__all__ = ["resolve_claims"]

_NEAR = 3  # paragraphs over which news without a day is of the day told before
_NEAREST = 60  # characters behind a town's name in which it is called the nearest
_NEAR_KM = 100.0  # kilometres within which a town is the nearest to a post in the bush
_PARAGRAPH = 12  # clauses of one paragraph through which a day or place stays in force


def resolve_claims(report: Report, claims: Sequence[Claim]) -> tuple[tuple[ResolvedClaim, ...], tuple[Issue, ...]]:
    """Every claim resolved, and the contradictions found on the way."""
    mentions = [m for c in claims for m in (*c.places, *c.heading_places)]
    actors = [a for c in claims for a in c.actors]
    countries = [a.country for a in actors if a.country and not a.generic]
    voices = [c.speaker for c in claims if c.speaker]
    haunts = [country for a in dict.fromkeys([*actors, *voices]) for country in _haunts(a)]
    walk = Walk(
        report, report_context(mentions, countries, haunts), build_context(actors, report.text, report.language)
    )
    for claim, following in zip(claims, (*claims[1:], None), strict=False):
        walk.claims.append(_resolved(claim, following, walk))
    somewhere = fallback_place(walk.places)
    sided = list(with_struck(list(with_losers(walk.claims, report)), report))
    told = _on_the_one_day(_by_the_nearest_town(_best_known(sided), report))
    placed = (replace(one, place=somewhere) if one.place is None else one for one in told)
    return tuple(placed), tuple(dict.fromkeys(walk.issues))


def _best_known(told: Sequence[ResolvedClaim]) -> list[ResolvedClaim]:
    """Give a name that the gazetteer lacks the narrowest circle that the report gives it, wherever it stands."""
    best: dict[str | None, Place] = {}
    for place in (t.place for t in told if t.place and t.place.gazetteer_id is None and t.place.radius_km):
        best[place.name] = min(best.get(place.name, place), place, key=lambda p: p.radius_km or math.inf)
    return [replace(t, place=_moved(t.place, best)) if t.place and t.place.gazetteer_id is None else t for t in told]


def _moved(place: Place, best: Mapping[str | None, Place]) -> Place:
    found = best.get(place.name)
    return replace(found, span=place.span, spans=place.spans) if found and found.country == place.country else place


def _by_the_nearest_town(told: Sequence[ResolvedClaim], report: Report) -> list[ResolvedClaim]:
    """Let a deed's place rest on the town too that is called the nearest: others tell of the deed by that name.

    The deed is the last told before in the town's paragraph, else the first of the report that lies in reach.
    """
    after = lexicon(report.language).pattern("nearest_town")
    beside: dict[str | None, list[Span]] = {}
    for at, town in enumerate(told):
        if town.place and town.place.span and after.match(_behind(town.place.span, report)):
            beside.setdefault(_nearest_to(town, told[:at]), []).append(town.place.span)
    return [replace(t, place=_resting_on(t.place, beside.get(t.place.name, ()))) if t.place else t for t in told]


def _nearest_to(town: ResolvedClaim, before: Sequence[ResolvedClaim]) -> str | None:
    """The name of the place of the deed to which a town is said to be the nearest."""
    deeds = [
        t for t in before if t.claim.triggers and t.place and t.place.name and _apart(t.place, town.place) <= _NEAR_KM
    ]
    here = [t for t in deeds if t.claim.sentence.paragraph == town.claim.sentence.paragraph]
    one = here[-1] if here else next(iter(deeds), None)
    return one.place.name if one and one.place else None


def _behind(name: Span, report: Report) -> str:
    return fold(report.text[name.end : name.end + _NEAREST])


def _resting_on(place: Place, towns: Sequence[Span]) -> Place:
    known = (place.span, *place.spans)
    added = tuple(span for span in towns if span not in known) if place.name else ()
    return replace(place, spans=(*place.spans, *added)) if added else place


def _apart(one: Place, other: Place | None) -> float:
    """Kilometres between two places, infinite where either has no point."""
    if other is None or one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def _on_the_one_day(told: Sequence[ResolvedClaim]) -> Iterator[ResolvedClaim]:
    """Give what is told without a day the one day of which the report speaks, if it is one and told before."""
    day: When | None = None
    others = False
    for one in told:
        if one.when and one.own_when and one.when.precision == "day" and not one.claim.background:
            others = others or (day is not None and one.when.interval != day.interval)
            day = day or one.when
        lost = one.when is None and one.claim.triggers and not one.claim.background
        yield replace(one, when=day) if lost and day and not others else one


def _haunts(actor: ActorMention) -> tuple[str, ...]:
    """The countries in which the organisation that a mention names is known to act."""
    named = get(actor.ids[0]) if len(actor.ids) == 1 and not actor.generic else None
    return named.countries if named else ()


def _resolved(claim: Claim, following: Claim | None, walk: Walk) -> ResolvedClaim:
    when, place, own_when, own_place = _set(claim, following, walk)
    found, speaker = actors_of(claim, when, place, walk)
    country = (place.country if place else None) or next(iter(walk.places.leading()), None)
    found = by_their_forces(claim, found)
    found += implied(claim, found, walk, country)
    found, speaker = with_owner(claim, found, speaker, country, walk)
    ids = {mention.span: actor.id for mention, actor in found}
    sources = tuple(replace(s, actor=ids.get(s.span, s.actor)) if s.span else s for s in claim.sources)
    sides = tuple(actor for mention, actor in found if mention.role or actor.role == "attacker")
    named = tuple(replace(actor, role="") for mention, actor in found if not mention.role)
    told_on = _told_on(claim, walk)
    return ResolvedClaim(claim, when, place, sides, named, speaker, sources, own_when, own_place, told_on)


def _told_on(claim: Claim, walk: Walk) -> When | None:
    """For news without a day that of its telling, else the nearest told before it; the flag says which."""
    when, flag = when_of(claim.telling_times, claim, walk), "day_of_telling"
    if when is None and not claim.background:
        near = (t for t in reversed(walk.told) if t.own_when and not t.claim.background)
        near = (t for t in near if claim.sentence.paragraph - t.claim.sentence.paragraph <= _NEAR)
        when, flag = next((t.when for t in near if t.when and t.when.precision == "day"), None), "nearest_day"
    return replace(when, flags=(*when.flags, flag)) if when else None


def _set(claim: Claim, following: Claim | None, walk: Walk) -> tuple[When | None, Place | None, bool, bool]:
    """Day and place of a clause: its own, else those of the heading over it, else those told before in its paragraph.

    The last two say whether the clause (or its heading) names them.
    """
    words = lexicon(walk.report.language)
    before = [t for t in walk.told[-_PARAGRAPH:] if t.claim.sentence.paragraph == claim.sentence.paragraph][::-1]
    when = when_of(spoken_out(claim, words), claim, walk)
    scene = scene_of(claim, words)
    place = resolve_place(scene, walk.places, claim.heading_places)
    own_when = when is not None and is_dated(when)
    own_place = place is not None and not is_aside(scene)
    if not before:  # what a heading says, the first clause under it says
        heading_when, heading_place = (
            when_of(claim.heading_times, claim, walk),
            resolve_place(claim.heading_places, walk.places),
        )
        if not own_when and heading_when:
            when, own_when = heading_when, is_dated(heading_when)
        passing = place and heading_place and is_passing(scene, claim) and not is_coarser(heading_place, place, claim)
        if heading_place and (not own_place or passing or (place and is_coarser(place, heading_place, claim))):
            place, own_place = heading_place, True
    goes_on = None if own_when else continued(claim, walk)
    if goes_on:  # "By the afternoon, ..." names the day told before as its own
        when, own_when = goes_on, True
    told_when = told_after(claim, following, walk)
    told_when = told_when or next((t.when for t in before if t.when and is_dated(t.when) and not counts_anew(t)), None)
    told_place = next((t.place for t in before if t.place and hands_on(t)), None)
    if told_place is None and points_back(claim, words):
        told_place = next((t.place for t in reversed(walk.told) if hands_on(t) and t.claim.triggers), None)
    if told_place is None and place is None and following is not None:
        told_place = _told_further_on(claim, following, walk)
    if told_place and own_place and place and (is_coarser(place, told_place, claim) or points_here(claim, words)):
        own_place = False
    if told_place is None and (place is None or place.precision == "country"):
        capital = _in_capital(claim, place, walk)
        place, own_place = capital or place, own_place or capital is not None
    return when if own_when else told_when or when, place if own_place else told_place or place, own_when, own_place


def _told_further_on(claim: Claim, following: Claim, walk: Walk) -> Place | None:
    """As in "One man died when a drone exploded in Shebekino": the place that the rest of the sentence names."""
    if following.sentence.span != claim.sentence.span or not claim.triggers:
        return None
    scene = scene_of(following, lexicon(walk.report.language))
    place = None if is_aside(scene) else resolve_place(scene, walk.places)
    return place if place and place.precision in ("exact", "near", "axis") else None


def _in_capital(claim: Claim, place: Place | None, walk: Walk) -> Place | None:
    """The capital, where a clause that names at most its country says that it happened there."""
    found = lexicon(walk.report.language).pattern("in_capital").search(fold(claim.span.text))
    if found is None:
        return None
    start, end = found.span()
    span = Span(claim.span.start + start, claim.span.start + end, claim.span.text[start:end])
    mention = capital_mention(span, place, walk.places)
    return resolve_place([mention], walk.places) if mention else None
