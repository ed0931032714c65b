"""Claim -> ResolvedClaim: walks the claims of a report in order and gives each its day, place and actors.

A clause without a day or place of its own takes those told before it in its paragraph, else of the heading above it.
"The next day" and "the same day" count from the event told before, or from the one that the words after them name ("on
the same day as the ambush"). Invariant: one result a claim, in the same order; what stays open stays None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.knowledge.lexicon import lexicon
from tocsin.model import (
    Claim,
    Issue,
    Place,
    Report,
    ResolvedClaim,
    TimeMention,
    When,
)
from tocsin.resolve.actor import build_context
from tocsin.resolve.claim_actors import actors_of, implied
from tocsin.resolve.place import fallback_place, report_context, resolve_place
from tocsin.resolve.scene import hands_on, is_aside, is_coarser, is_dated, points_back, scene_of, spoken_out
from tocsin.resolve.time import TimeAnchor, resolve_time
from tocsin.resolve.time_context import year_in_force
from tocsin.resolve.walk import Walk
from tocsin.text import fold

__all__ = ["resolve_claims"]

_NO_DAY = ("clock", "duration")
_POINTING = 60  # characters after "the same day" in which the event meant may be named
_HISTORY_DAYS = 330  # an event this much older than the report makes what follows it history too
_PARAGRAPH = 12  # clauses of one paragraph through which a day or place stays in force
_YEAR_LINE = re.compile(r"^\W{0,8}((?:19|20)\d\d)\W{0,8}$", re.MULTILINE)  # "## 2023", "**2023**"
_COMMON = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "on",
        "in",
        "as",
        "le",
        "la",
        "les",
        "de",
        "du",
        "des",
        "un",
        "une",
        "l",
        "d",
        "que",
        "el",
        "los",
        "las",
        "del",
        "al",
    ]
)


def resolve_claims(report: Report, claims: Sequence[Claim]) -> tuple[tuple[ResolvedClaim, ...], tuple[Issue, ...]]:
    """Every claim resolved, and the contradictions found on the way."""
    mentions = [m for c in claims for m in (*c.places, *c.heading_places)]
    actors = [a for c in claims for a in c.actors]
    countries = [a.country for a in actors if a.country and not a.generic]
    walk = Walk(report, report_context(mentions, countries), build_context(actors, report.text, report.language))
    for claim in claims:
        walk.told.append(_resolved(claim, walk))
    somewhere = fallback_place(walk.places)
    told = (replace(one, place=somewhere) if one.place is None else one for one in walk.told)
    return tuple(told), tuple(dict.fromkeys(walk.issues))


def _resolved(claim: Claim, walk: Walk) -> ResolvedClaim:
    when, place, own_when, own_place = _set(claim, walk)
    found, speaker = actors_of(claim, when, place, walk)
    found += implied(claim, found, walk)
    ids = {mention.span: actor.id for mention, actor in found}
    sources = tuple(replace(s, actor=ids.get(s.span) or s.actor) if s.span else s for s in claim.sources)
    sides = tuple(actor for mention, actor in found if mention.role or actor.role == "attacker")
    named = tuple(replace(actor, role="") for mention, actor in found if not mention.role)
    return ResolvedClaim(claim, when, place, sides, named, speaker, sources, own_when, own_place)


def _set(claim: Claim, walk: Walk) -> tuple[When | None, Place | None, bool, bool]:
    """Day and place of a clause: its own, else those of the heading over it, else those told before in its paragraph.

    The last two say whether the clause (or its heading) names them.
    """
    words = lexicon(walk.report.language)
    before = [t for t in walk.told[-_PARAGRAPH:] if t.claim.sentence.paragraph == claim.sentence.paragraph][::-1]
    when = _when(spoken_out(claim, words), claim, walk)
    scene = scene_of(claim, words)
    place = resolve_place(scene, walk.places)
    own_when = when is not None and is_dated(when)
    own_place = place is not None and not is_aside(scene)
    if not before:  # what a heading says, the first clause under it says
        heading_when, heading_place = (
            _when(claim.heading_times, claim, walk),
            resolve_place(claim.heading_places, walk.places),
        )
        if not own_when and heading_when:
            when, own_when = heading_when, is_dated(heading_when)
        if heading_place and (not own_place or (place and is_coarser(place, heading_place))):
            place, own_place = heading_place, True
    told_when = next((t.when for t in before if t.when and is_dated(t.when)), None)
    told_place = next((t.place for t in before if t.place and hands_on(t)), None)
    if told_place is None and points_back(claim, words):
        told_place = next((t.place for t in reversed(walk.told) if hands_on(t) and t.claim.triggers), None)
    if own_place and place and told_place and is_coarser(place, told_place):
        own_place = False
    return when if own_when else told_when or when, place if own_place else told_place or place, own_when, own_place


# --- time -------------------------------------------------------------------------------------------------------------


def _when(mentions: Sequence[TimeMention], claim: Claim, walk: Walk) -> When | None:
    """The day of the first mention that gives one; a span of years only when nothing finer is there."""
    found: list[When] = []
    for mention in _quoted_first(mentions, claim):
        if mention.form in _NO_DAY or mention.aggregate:
            continue
        when, issues = resolve_time(mention, _anchor(mention, claim, walk), walk.report.language)
        walk.issues.extend(issues)
        found.append(when)
    dated = [w for w in found if w.start or w.end]
    fine = [w for w in dated if w.precision in ("day", "week")]
    return next(iter(fine or dated or found), None)


def _quoted_first(mentions: Sequence[TimeMention], claim: Claim) -> list[TimeMention]:
    """Days inside the quotation that tells of the deed before the day on which it was spoken."""
    deeds = [t.span.start for t in claim.triggers]
    quotes = [q for q in claim.sentence.quotes if any(q.start <= at < q.end for at in deeds)]
    return sorted(mentions, key=lambda m: not any(q.start <= m.span.start < q.end for q in quotes))


def _anchor(mention: TimeMention, claim: Claim, walk: Walk) -> TimeAnchor:
    previous = _pointed_at(mention, walk) or _last_dated(walk)
    trigger = next(iter(previous.claim.triggers), None) if previous else None
    return TimeAnchor(
        published=walk.report.published,
        previous=previous.when if previous else None,
        previous_key=f"{trigger.span.start}" if trigger else None,
        context_year=_year_of(mention, claim, walk),
    )


def _year_of(mention: TimeMention, claim: Claim, walk: Walk) -> int | None:
    """The year for days written without one: the one in force in the paragraph, else that of the heading.

    A paragraph of history goes on in the year of the event before it.
    """
    paragraph = claim.sentence.paragraph
    told = (t for t in walk.told if t.claim.sentence.paragraph == paragraph)
    said = [t for one in told for t in one.claim.times if not t.aggregate and not one.claim.aggregate]
    said += [t for t in claim.times if t.span.start < mention.span.start]
    year = year_in_force(said, walk.report.published)
    heading = next((t.year for t in claim.heading_times if t.year), None)
    return year or heading or _year_above(claim, walk.report) or _year_of_history(claim, walk)


def _year_above(claim: Claim, report: Report) -> int | None:
    """The year that stands alone on a line above a heading with days, as in a chronology."""
    if not any(t.day for t in claim.heading_times):
        return None
    lines = list(_YEAR_LINE.finditer(report.text, 0, claim.sentence.span.start))
    return int(lines[-1][1]) if lines else None


def _year_of_history(claim: Claim, walk: Walk) -> int | None:
    last, published = _last_dated(walk), walk.report.published
    if (
        last is None
        or last.when is None
        or last.when.end is None
        or last.claim.sentence.section != claim.sentence.section
    ):
        return None
    old = published is None or (published - last.when.end).days > _HISTORY_DAYS
    return last.when.end.year if old else None


def _last_dated(walk: Walk) -> ResolvedClaim | None:
    dated = (t for t in reversed(walk.told) if t.when and t.when.start and t.claim.triggers and not t.claim.aggregate)
    return next(dated, None)


def _pointed_at(mention: TimeMention, walk: Walk) -> ResolvedClaim | None:
    """The event that the words after "on the same day as", "le lendemain de" name, by the words that they share."""
    if mention.form != "anaphoric":
        return None
    after = fold(walk.report.text[mention.span.end : mention.span.end + _POINTING]).split(".")[0].split(",")[0]
    meant = _content(after)
    rated = [(len(meant & _content(fold(t.claim.span.text))), t) for t in walk.told if t.when and t.claim.triggers]
    best = max((score for score, _ in rated), default=0)
    return next((told for score, told in rated if score == best), None) if best > 0 and _points(after) else None


def _points(after: str) -> bool:
    return after.lstrip().split(" ")[0].split("'")[0] in ("as", "of", "after", "de", "du", "d", "que", "del", "des")


def _content(words: str) -> set[str]:
    return {w for w in words.replace("'", " ").split() if w not in _COMMON and len(w) > 2}
