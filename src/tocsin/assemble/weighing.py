"""How well a claim fits a group: takes both, gives points for one event and against it.

Kind of deed, day, hour, place, figures and sides are weighed as ``likeness`` compares them; then where the claim stands
(same sentence, paragraph, bullet) and how it counts its day ("the next day" is another event). Invariant: a claim's
inherited day or place never speaks for a group, only against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from tocsin.assemble.claiming import answers_blame, claiming, only_claims
from tocsin.assemble.echoes import echo
from tocsin.assemble.families import affinity, family_of, leading_trigger
from tocsin.assemble.groups import Group
from tocsin.assemble.halves import is_other_half
from tocsin.assemble.hours import at_another_hour
from tocsin.assemble.likeness import FINE, days_alike, figures_alike, is_open, places_alike, sides_alike
from tocsin.assemble.pointers import pointed
from tocsin.assemble.telling import counted_before, founds, is_toll, names_day, names_place, only_costs, tells_of_parts
from tocsin.knowledge.lexicon import in_any_language
from tocsin.model import Place, ResolvedClaim, When
from tocsin.text import fold

__all__ = ["weigh"]

_INHERITED = 0.7  # weight of a contradiction with a day or place that the paragraph set
_AT_PLACE, _HERE = 0.3, 2.0  # the same for a day, where the clause names the very place of the group
_LATER, _HOURS_LATER = -3.0, -2.0  # against the event from which a claim counts its day or hour
_LATER_ELSEWHERE = -4.0  # the same where it names another place: "the same day, in X"
_COUNTED_LATER = -0.5  # against a deed told beside a toll of a later day
_COUNTED_DAYS = 7  # within which the dead of a deed are found and counted
_RECENT = 6  # groups among which the one told last is looked for
_HOURS = ("hour", "heure", "hora")
_FROM_AFAR = frozenset(("Air/drone strike", "Shelling/artillery/missile attack"))
_LAID = frozenset(("Remote explosive/landmine/IED",))  # not a bomber: mortars often cover one
_BY_HAND = frozenset(("execution",))
_APART = ((_FROM_AFAR, _LAID), (_LAID, _FROM_AFAR), (_FROM_AFAR | _LAID, _BY_HAND), (_BY_HAND, _FROM_AFAR | _LAID))
_OTHER_MEANS = -3.0  # a mine is no air strike: two deeds, where the second names its place
_OTHER_HANDS = -1.5  # who fires from afar and whose planes answer are two deeds, though of one day and place
_FALLEN = 1.5  # for the attackers who fell in it
_HARMED = ("target", "victim")
_BOOTY = 2.0  # for the arms found where a fight was told
_POINTS = 0.8  # for "the attack"; "this attack" is the one told last
_THIS = re.compile(r"\b(?:this|cette|cet|ce|est[ea]|es[ea]|dich[oa]) (?:[\w'-]+ ){0,2}$")
_STRANGE = -2.0  # another kind of event that brings its own day or place
_OTHER_HOUR = -4.0  # as another day: a deed at dawn is not the one of the afternoon
_TURNED, _APART_TOLD, _OPENING = -1.5, -3.0, 60  # a clause whose opening characters turn to another event
_OUTRIGHT_ELSEWHERE = -1.0  # a deed told outright at another named place, be it near by
_AT_ANOTHER_TIME = -1.0  # the same behind "Earlier", "Hours later"
_LEDE = 1.0  # the first deed told below a headline is more likely the headline's
_SECOND = -3.0  # "In the second, they raided X": where it names another place
_NEW_BULLET, _SAME_BULLETS = -1.6, -0.5  # a bullet that names its place speaks of something new
_NEW_ENTRY = -2.2  # more so an entry of a log that its place heads


def weigh(claim: ResolvedClaim, group: Group, groups: Sequence[Group]) -> float:
    """Points for the claim telling of the group's event, against when negative."""
    known = pointed(claim, group, groups) or echo(claim, group, groups)
    current, group = group is groups[-1], group.digest()
    c = claim.claim
    lead = leading_trigger(c.triggers)
    kind = max((affinity(family_of(lead), f) for f in group.families), default=0.0) if lead else 0.4
    day = _best(days_alike(claim.when, w) for w in group.days[:4])
    place = _best(places_alike(claim.place, p) for p in _seats(group, claim.place)[:6])
    slack = _AT_PLACE if names_place(claim) and place >= _HERE else _INHERITED
    if tells_of_parts(claim):
        place = max(place, 0.0)
    voice = lead is None or only_claims(claim)
    if voice and not _told_here(claim, groups):  # where and when it is heard says nothing of the deed
        day, place = (points if own else 0.0 for points, own in ((day, claim.own_when), (place, claim.own_place)))
    day, place = _weighed(day, claim.own_when, slack), _weighed(place, claim.own_place, _INHERITED)
    day = max(day, _COUNTED_LATER) if _counts_later(claim, group) else day
    day = max(day, 0.0) if is_toll(claim) and counted_before(claim) else day
    half = group.claims[-1] is _last_told(groups) and is_other_half(claim, group)
    day, place = (max(day, 0.0), max(place, 0.0)) if half else (day, place)
    day, place = (0.0, 0.0) if known else (day, place)  # what it inherits from the event told last
    figures = figures_alike(c.counts, group.counts)
    if c.update or is_toll(claim) or any(count.rival for count in c.counts):
        figures = max(figures, 0.0)  # another voice's figure, or a later one
    first = len(groups) == 1 and all(one.claim.sentence.block == "headline" for one in group.claims)
    if first and figures > 0 and c.places and claim.place and claim.place.precision == "exact":
        place = max(place, 0.0)  # a headline that tells the same toll may name the region only
    sequel = _sequel(claim, group)
    pointing = _POINTS if c.anaphoric else 0.0
    if sequel <= _LATER:  # "the day after the raid": the night from one day to the next is no day of both
        day, pointing = min(day, 0.0), 0.0
    if pointing and _points_back(claim):
        pointing = 2 * _POINTS if group.claims[-1] is _last_told(groups) else 0.0
    sides = 0.0 if only_claims(claim) else sides_alike(claim.actors, group.actors)
    sides = max(sides, 0.0) if answers_blame(claim, group) else sides  # a rival account of the same deed
    told = kind + day + place + figures + pointing + sides
    told += _STRANGE if kind < 0 and (names_place(claim) or names_day(claim)) else 0.0
    told += _OTHER_MEANS if _names_spot(claim) and _other_means(claim, group) else 0.0
    told += _OTHER_HANDS if _other_hands(claim, group) or _turns_tables(claim, group) else 0.0
    told += _turned(c.span.text[:_OPENING], c.anaphoric)
    told += _OTHER_HOUR if at_another_hour(claim, group) else 0.0
    told += _SECOND if names_place(claim) and place < _HERE and _is_next(c.span.text[:_OPENING]) else 0.0
    if founds(claim):
        lede = first and (names_place(claim) or names_day(claim))
        told += _LEDE if lede else _apart(claim, group)
    told += _BOOTY if current and _is_booty(claim, group) else 0.0
    told += _FALLEN if current and _raiders_fell(claim, group) else 0.0
    told += known
    return told + _nearness(claim, group, current) + sequel + claiming(claim, group, groups)


def _apart(claim: ResolvedClaim, group: Group) -> float:
    """Points against one event where a clause tells outright of a deed at another place or time."""
    if not any(t.strength == 3 and t.modality == "occurred" and not t.definite for t in claim.claim.triggers):
        return 0.0
    seats = [p for p in group.places if p.precision in FINE]
    elsewhere = _names_spot(claim) and bool(seats) and max(places_alike(claim.place, p) for p in seats) < _HERE
    later = _is_at_another_time(claim.claim.span.text[:_OPENING])
    return (_OUTRIGHT_ELSEWHERE if elsewhere else 0.0) + (_AT_ANOTHER_TIME if later else 0.0)


def _names_spot(claim: ResolvedClaim) -> bool:
    """True for a clause that names a place within a country."""
    return names_place(claim) and claim.place is not None and claim.place.precision != "country"


def _points_back(claim: ResolvedClaim) -> bool:
    """True for "this attack" in a clause that names no other day or place."""
    if names_place(claim) or names_day(claim):
        return False
    words, start = fold(claim.claim.span.text), claim.claim.span.start
    nouns = (t.span.start - start for t in claim.claim.triggers if t.noun and t.definite)
    return any(_THIS.search(words[:at]) for at in nouns)


def _last_told(groups: Sequence[Group]) -> ResolvedClaim:
    """The claim told last of those that stand in a group."""
    return max((g.claims[-1] for g in groups[-_RECENT:]), key=lambda c: c.claim.span.start)


def _is_booty(claim: ResolvedClaim, group: Group) -> bool:
    """True for arms or men taken in a fight just told: "Eight were killed. Weapons were recovered and two held."."""
    told = [t for t in claim.claim.triggers if t.modality == "occurred"]
    arms = all(t.code == "Disrupted weapons use" and t.passive for t in told)
    found = bool(told) and (arms or all(t.code == "Arrests" for t in told))
    fought = any(f in ("violence", "transfer") for f in group.families)
    return found and fought and not (names_place(claim) or names_day(claim))


def _raiders_fell(claim: ResolvedClaim, group: Group) -> bool:
    """As in "Gunmen raided a church. Police killed three of the attackers": those of the deed just told."""
    fell = any(m.head == "attackers" and m.role in _HARMED for m in claim.claim.actors)
    return fell and "violence" in group.families and not (names_place(claim) or names_day(claim))


def _other_means(claim: ResolvedClaim, group: Group) -> bool:
    """True where one tells of what was laid, the other of what fell from afar or was done with one's hands."""
    own = _means(claim)
    known = frozenset(code for one in group.claims for code in _means(one))
    return bool(own and known) and any(own <= one and known <= other for one, other in _APART)


def _other_hands(claim: ResolvedClaim, group: Group) -> bool:
    """True where both tell of strikes from afar, by named attackers that have none in common."""
    strikes = [one for one in group.claims if _means(one) & _FROM_AFAR]
    verbs = (t for t in claim.claim.triggers if not (t.noun or t.passive or t.span.text.endswith("ing")))
    fired = any(t.code in _FROM_AFAR for t in verbs)
    own = {a.id for a in claim.actors if a.id and a.role == "attacker"} if fired else set()
    theirs = {a.id for one in strikes for a in one.actors if a.id and a.role == "attacker"}
    return bool(own and theirs) and not own & theirs


def _turns_tables(claim: ResolvedClaim, group: Group) -> bool:
    """True where who was hit hits elsewhere: "a mine killed six soldiers", "near X, the army killed ten fighters".

    So it is where who was driven out comes back: "the rebels entered X at dawn", "by noon the militia had retaken it".
    """
    back = any(t.code == "seizure" and not (t.noun or t.passive) for t in claim.claim.triggers)
    if claim.speaker or claim.claim.status or not (back or (names_place(claim) and names_day(claim))):
        return False  # a party's word on it is another side of the same
    hitting = {a.id for a in claim.actors if a.id and a.role == "attacker"}
    hit = {a.id for a in group.actors if a.id and a.role in ("target", "victim")}
    return bool(hitting & hit) and not hitting & {a.id for a in group.actors if a.role == "attacker"}


def _means(claim: ResolvedClaim) -> frozenset[str]:
    told = [t for t in claim.claim.triggers if t.modality == "occurred"]
    by_hand = {t.code for t in told if not t.noun} & _BY_HAND  # "the massacre" may be one from the air
    return frozenset({t.code for t in told} & (_FROM_AFAR | _LAID) | by_hand)


def _counts_later(claim: ResolvedClaim, group: Group) -> bool:
    """As in "One more body was found today. The missile came down yesterday": the toll's day is not the deed's.

    So too the other way round: "Two were shot on Friday. A third died the next day".
    """
    told, last = (claim.when, group.days[-1] if group.days else None)
    if names_place(claim) or told is None or last is None:
        return False
    if claim.claim.update and is_toll(claim):
        return _within_days(last, told)
    if only_costs(claim) or not all(only_costs(c) for c in group.claims if c.claim.triggers):
        return False
    return _within_days(told, last)


def _within_days(one: When, later: When) -> bool:
    """True when the second day is at most a few days after the first."""
    return one.end is not None and later.start is not None and 0 <= (later.start - one.end).days <= _COUNTED_DAYS


def _told_here(claim: ResolvedClaim, groups: Sequence[Group]) -> bool:
    """True when the paragraph of a clause has told of a deed before it."""
    paragraph = claim.claim.sentence.paragraph
    return any(g.claims[-1].claim.sentence.paragraph == paragraph for g in groups[-_RECENT:])


def _seats(group: Group, place: Place | None) -> list[Place]:
    """Where a group stands: a country or an unknown name says nothing once a place is found, nor a region of a town."""
    found = [p for p in group.places if p.precision not in ("country", "unknown") or is_open(p)]
    towns = [p for p in found if p.precision in FINE] if place and place.precision in FINE else []
    return towns or found or group.places


@lru_cache(maxsize=256)
def _turned(opening: str, anaphoric: bool) -> float:
    """Points against for "par ailleurs", more for "in a separate incident", "two streets away"."""
    if in_any_language("apart").search(fold(opening)):
        return _APART_TOLD
    return _TURNED if in_any_language("separate").search(fold(opening)) and not anaphoric else 0.0


@lru_cache(maxsize=256)
def _is_at_another_time(opening: str) -> bool:
    """True for "Earlier, ...", "Horas después ...", "Dans la soirée ...": what a clause opens with."""
    return in_any_language("at_another_time").match(fold(opening).lstrip(" \"'-*")) is not None


@lru_cache(maxsize=256)
def _is_next(opening: str) -> bool:
    """True for "In the second, ...", "Another bomb ...", "La deuxième ...": what a clause opens with."""
    own = fold(opening).lstrip(" \"'-*")
    return in_any_language("second").match(own) is not None


def _sequel(claim: ResolvedClaim, group: Group) -> float:
    """What came "the next day", "hours later" or "the same day, in X" is not the event from which it counts."""
    if not claim.own_when or is_toll(claim) or claim.when is None or claim.when.anchor is None:
        return 0.0
    counted = [t for t in claim.claim.times if t.anchor == "previous" and t.form == "anaphoric"]
    starts = {f"event:{t.span.start}" for c in group.claims for t in c.claim.triggers}
    if claim.when.anchor not in starts:
        return 0.0
    towns = [p for p in group.places if p.precision in FINE or is_open(p)]
    if counted and towns and names_place(claim) and max(places_alike(claim.place, p) for p in towns) < _HERE:
        return _LATER_ELSEWHERE
    if any(t.offset for t in counted):
        return _LATER
    return _HOURS_LATER if any(word in fold(t.span.text) for t in counted for word in _HOURS) else 0.0


def _weighed(points: float, own: bool, slack: float) -> float:
    """What a clause inherits from its paragraph only speaks against another event, never for one."""
    return points if own else min(0.0, points) * slack


def _best(points: Iterable[float]) -> float:
    return max(points, default=0.0)


@lru_cache(maxsize=256)
def _is_field(label: str) -> bool:
    """True for "WHO", "Bilan": the label of a form's field, all of whose fields are of one event."""
    return in_any_language("field_labels").fullmatch(fold(label)) is not None


def _names_own_place(claim: ResolvedClaim, label: str) -> bool:
    """True where the label of a paragraph is the name of the place told in it: "JINDIRES: Warplanes bombed ..."."""
    return any(fold(place.name) == fold(label) for place in claim.claim.places)


def _nearness(claim: ResolvedClaim, group: Group, current: bool) -> float:
    """Told right before, in the same paragraph or sentence; a new bullet speaks of something new."""
    last, own = group.claims[-1].claim.sentence, claim.claim.sentence
    if own.block == "bullet" and last.paragraph != own.paragraph:
        new = claim.own_place and (names_place(claim) or own.section != last.section)
        if own.section != last.section and claim.claim.headed:
            return _NEW_ENTRY
        return _NEW_BULLET if new else _SAME_BULLETS
    if own.section != last.section and own.section and own.block != "headline" and not _is_field(own.section.text):
        if claim.claim.headed:
            return _NEW_ENTRY
        if _names_own_place(claim, own.section.text):
            return _NEW_BULLET
        if last.section:
            return -0.2
    if last is own:
        return 0.0 if own.block == "headline" and founds(claim) else 0.6
    if last.paragraph == own.paragraph:
        return 0.6 if current else 0.2
    return 0.3 if current or own.paragraph - last.paragraph == 1 else 0.0
