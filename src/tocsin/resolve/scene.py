"""Which days and places of a clause are those of the deed: takes a claim, gives the mentions that may set its scene.

A speaker's seat, a hospital and the town that people come from are no scene, the day on which somebody spoke is no day
of a deed, a country named in passing moves no event. Invariant: mentions are left out or marked, never made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.knowledge.gazetteer import distance_km
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import Claim, Place, PlaceMention, ResolvedClaim, TimeMention, When
from tocsin.resolve.seats import is_seat
from tocsin.text import fold, fold_key

__all__ = [
    "counts_anew",
    "hands_on",
    "is_aside",
    "is_coarser",
    "is_dated",
    "is_passing",
    "points_back",
    "points_here",
    "scene_of",
    "spoken_out",
]

_OPENS = 8  # characters of "On ", "Le ", "El dia " before a day that opens its clause
_BEARS = 8  # characters of " de ", " of ", " du " between a deed's noun and its day
_BORNE = 4  # characters of " " or "'s " between a day and the noun that it belongs to
_ASIDE = ("origin", "destination")
_FINE = frozenset(("exact", "near", "axis", "admin2"))
_REACH = 40  # characters before a day in which the words that tie it to a deed stand
_NAMED = 30  # characters after "the 2013" in which the deed that it dates begins
_TOLLS = frozenset(("killing", "wounding"))


def is_dated(when: When) -> bool:
    """True when a day is known."""
    return when.start is not None or when.end is not None


def is_aside(mentions: Sequence[PlaceMention]) -> bool:
    """True when all that a clause names is where people come from or are brought, countries that act beside them."""
    aside = [m for m in mentions if m.relation in _ASIDE]
    return bool(aside) and all(m.relation == "none" and m.feature == "country" for m in mentions if m not in aside)


def is_passing(mentions: Sequence[PlaceMention], claim: Claim) -> bool:
    """True in an entry headed by its place, for places none of which is said to be where it happened.

    As in "Tabarre. A bus on its way to Croix-des-Bouquets was stopped by a gang".
    """
    return claim.headed and all(m.relation in (*_ASIDE, "none") for m in mentions)


def is_coarser(place: Place, other: Place, claim: Claim) -> bool:
    """True for a country or region beside a finer place in it.

    A region that the finer place is not of, named before a deed and its toll, is the ground of that deed.
    """
    return (
        place.country == other.country
        and place.precision in ("country", "admin1")
        and other.precision in _FINE
        and _known(place)
        and not (_lies_apart(place, other) and _sets_out(place, claim))
    )


def _sets_out(place: Place, claim: Claim) -> bool:
    """As in "On the same day, in Nangarhar, a bomber killed 32": where a clause opens before it tells its deed."""
    first = min((t.span.start for t in claim.triggers if not t.definite), default=0)
    inside = any(m.relation == "in" and m.span.end <= first for m in claim.places if m.name == place.name)
    return inside and bool(claim.counts) and not claim.status


def _lies_apart(region: Place, town: Place) -> bool:
    """As in "stormed a ward in Kabul. On the same day, in Nangarhar, ...": a region that the town is not of."""
    if region.precision != "admin1" or not (region.admin1 and town.admin1) or region.radius_km is None:
        return False
    if None in (region.lat, region.lon, town.lat, town.lon) or fold_key(region.admin1) == fold_key(town.admin1):
        return False
    return distance_km(region.lat or 0, region.lon or 0, town.lat or 0, town.lon or 0) > region.radius_km


def _known(place: Place) -> bool:
    """True for a country or region itself; an unknown village keeps a point for its shape."""
    return place.precision == "admin1" or place.shape.kind == "area"


def counts_anew(told: ResolvedClaim) -> bool:
    """True for a later count of the dead: "by Wednesday it was 24" dates the count and no deed."""
    only_counts = all(trigger.code in _TOLLS for trigger in told.claim.triggers)
    return told.claim.update and bool(told.claim.counts) and only_counts


def hands_on(told: ResolvedClaim) -> bool:
    """True when what follows in the paragraph may take place where this clause does."""
    if told.place is None or told.place.precision == "unknown":
        return False
    return told.own_place and (
        bool(told.claim.triggers) or not (told.place.precision == "country" and _known(told.place))
    )


def points_back(claim: Claim, words: Lexicon) -> bool:
    """True when a clause that tells of a deed points to the ground of the event before ("recaptured the base")."""
    occurred = any(t.modality == "occurred" for t in claim.triggers)
    return occurred and bool(words.pattern("same_ground").search(fold(claim.span.text)))


def points_here(claim: Claim, words: Lexicon) -> bool:
    """True for "in this village": the place named just before."""
    return bool(words.pattern("this_place").search(fold(claim.span.text)))


def scene_of(claim: Claim, words: Lexicon) -> list[PlaceMention]:
    """The places of a clause, seats and hospitals marked as such; people abducted "from" a village were taken in it."""
    taken = [t.span.end for t in claim.triggers if t.code in ("Abduction/forced disappearance", "capture")]
    return [_marked(m, claim, taken, words) for m in claim.places]


def _marked(mention: PlaceMention, claim: Claim, taken: Sequence[int], words: Lexicon) -> PlaceMention:
    if mention.relation == "origin" and any(end <= mention.span.start for end in taken):
        return replace(mention, relation="in")
    if mention.relation == "origin" and _is_where_hit(mention, claim, words):
        return replace(mention, relation="in")
    if is_seat(mention, claim, words):
        return replace(mention, relation="destination")
    return mention


def _is_where_hit(mention: PlaceMention, claim: Claim, words: Lexicon) -> bool:
    """True for the town right behind whom a deed hit: "killed a tax official in Jalalabad"."""
    text, start = fold(claim.span.text), claim.span.start
    hit = [a.span.end - start for a in claim.actors if a.role == "target" and a.span.end <= mention.span.start]
    behind = words.pattern("scene.in")
    return any(behind.fullmatch(text[end : mention.span.start - start]) for end in hit)


def spoken_out(claim: Claim, words: Lexicon) -> list[TimeMention]:
    """The days of a clause without those of a statement; where it only gives a toll, not the day of its giver."""
    text = fold(claim.span.text)
    told = [
        m
        for m in claim.times
        if not _is_told(m, text[: m.span.start - claim.span.start], words) and not _is_name(m, claim, words)
    ]
    since = words.pattern("scene.since")
    told = [m for m in told if len(told) == 1 or not since.search(text[: max(0, m.span.start - claim.span.start)])]
    if not claim.triggers or any(t.code not in _TOLLS and not t.definite for t in claim.triggers):
        return told
    verbs = (m for name in ("speech", "figure_verbs") for m in words.pattern(name).finditer(text))
    said = [m.span() for m in verbs if not _in_passing(text, m) and not words.pattern("voice_follows").match(m.group())]
    spans = [(claim.span.start + a, claim.span.start + b) for a, b in said]
    givers = {start for start, _ in spans}  # "the mayor [put the figure at 115]" is itself a giving
    deeds = [(t.span.start, t.span.end) for t in claim.triggers if not t.definite and t.span.start not in givers]
    return [
        m
        for m in told
        if any(m.span.overlaps(t.span) for t in claim.triggers)  # "puts Thursday's dead at five"
        or _dates_noun(m, claim, words)
        or _nearest(m, deeds) <= _nearest(m, _beside(m, spans, claim, words))
    ]


def _beside(
    mention: TimeMention, said: Sequence[tuple[int, int]], claim: Claim, words: Lexicon
) -> list[tuple[int, int]]:
    """The verbs of saying that a day may belong to: no comma parts them, unless the day opens the clause.

    "On Monday, police said"; but "in Zurmi on Monday, residents told AFP on Tuesday", "on Monday and admitted".
    """
    start = claim.span.start
    if mention.span.start - start <= _OPENS:
        return list(said)
    text, turns = claim.span.text, words.pattern("scene.turns")
    between = (text[min(mention.span.end, b) - start : max(mention.span.start, a) - start] for a, b in said)
    return [span for span, part in zip(said, between, strict=True) if "," not in part and not turns.match(part, 1)]


def _dates_noun(mention: TimeMention, claim: Claim, words: Lexicon) -> bool:
    """True for the day that a deed's noun bears: "l'embuscade de jeudi", "the attack of Thursday".

    Behind its toll too in French and Spanish ("confirmó la muerte de seis personas el lunes"); in English that day is
    as often the telling's. A day "on which it took place" is the deed's in all.
    """
    before = fold(claim.span.text)[: mention.span.start - claim.span.start]
    if words.pattern("deed_dated").search(before[-_REACH:]):
        return True
    if any(t.noun and 0 <= t.span.start - mention.span.end <= _BORNE for t in claim.triggers):
        return True  # "claimed the Sunday attack", "Monday's raid"
    ends = [t.span.end for t in claim.triggers if t.noun]
    if words.language != "en":
        ends += [c.span.end for c in claim.counts if any(t.noun and t.span.overlaps(c.span) for t in claim.triggers)]
    return any(0 <= mention.span.start - end <= _BEARS for end in ends)


def _is_told(mention: TimeMention, before: str, words: Lexicon) -> bool:
    """True for the day of a statement, and for a month that is a name ("El Mayo")."""
    named = mention.form == "month" and mention.year is None and before.endswith(("el ", '"el ', '"'))
    return named or bool(words.pattern("told_in").search(before))


def _is_name(mention: TimeMention, claim: Claim, words: Lexicon) -> bool:
    """True for a year inside a name ("the 2015 Algiers Accord"), unless what it names is the deed itself."""
    if mention.form != "year":
        return False
    text, at = fold(claim.span.text), mention.span.start - claim.span.start
    if words.pattern("year_after_name").search(text[:at]):
        return True
    deeds = any(0 <= t.span.start - mention.span.end <= _NAMED for t in claim.triggers)
    return (
        not deeds
        and bool(words.pattern("year_of_name").search(text[:at]))
        and text[at + len(mention.span.text) :][:1] == " "
    )


def _in_passing(text: str, match: re.Match[str]) -> bool:
    """True for "police said" between commas or at the end."""
    return text[match.end() :].lstrip(" ")[:1] in (",", ".", "")


def _nearest(mention: TimeMention, spans: Sequence[tuple[int, int]]) -> int:
    gaps = (max(0, mention.span.start - end, start - mention.span.end) for start, end in spans)
    return min(gaps, default=10**6)
