"""Claim -> ResolvedClaim: walks the claims of a report in order and gives each its day, place and actors.

A clause without a day or place of its own takes those told before it in its paragraph, else of the heading above it. "The next day" and
"the same day" count from the event told before, or from the one that the words after them name ("on the same day as the
ambush"). Invariant: one result a claim, in the same order; what stays open stays None.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from tocsin.knowledge.lexicon import lexicon
from tocsin.model import (
    Actor,
    ActorMention,
    Claim,
    Issue,
    Place,
    PlaceMention,
    Report,
    ResolvedClaim,
    TimeMention,
    When,
)
from tocsin.resolve.actor import ActorContext, build_context, resolve_actor
from tocsin.resolve.place import PlaceContext, report_context, resolve_place
from tocsin.resolve.time import TimeAnchor, resolve_time
from tocsin.text import fold

__all__ = ["resolve_claims"]

_NO_DAY = ("clock", "duration")
_POINTING = 60  # characters after "the same day" in which the event meant may be named
_HISTORY_DAYS = 330  # an event this much older than the report makes what follows it history too
_PARAGRAPH = 12  # clauses of one paragraph through which a day or place stays in force
_MEMORY = 4  # clauses back to which a pronoun may point
_ARMED = frozenset(("state", "rebel", "political_militia", "communal_militia", "pmc", "external"))
_COMMON = frozenset("the a an of on in as le la les de du des un une l d que el los las del al".split())


@dataclass(slots=True)
class _Walk:
    """What has been told so far."""

    report: Report
    places: PlaceContext
    actors: ActorContext
    told: list[ResolvedClaim] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def resolve_claims(report: Report, claims: Sequence[Claim]) -> tuple[tuple[ResolvedClaim, ...], tuple[Issue, ...]]:
    """Every claim resolved, and the contradictions found on the way."""
    mentions = [m for c in claims for m in (*c.places, *c.heading_places)]
    actors = [a for c in claims for a in c.actors]
    countries = [a.country for a in actors if a.country and not a.generic]
    walk = _Walk(report, report_context(mentions, countries), build_context(actors, report.text, report.language))
    for claim in claims:
        walk.told.append(_resolved(claim, walk))
    return tuple(walk.told), tuple(dict.fromkeys(walk.issues))


def _resolved(claim: Claim, walk: _Walk) -> ResolvedClaim:
    when = _when(claim.times, claim, walk)
    place = resolve_place(_scene(claim), walk.places)
    before = [t for t in walk.told[-_PARAGRAPH:] if t.claim.sentence.paragraph == claim.sentence.paragraph][::-1]
    told_when, told_place = (next((t.when for t in before if t.when), None), next((t.place for t in before if t.place), None))
    if not before:  # what a heading says, the first clause under it says
        when = when or _when(claim.heading_times, claim, walk)
        place = place or resolve_place(claim.heading_places, walk.places)
    own_when, own_place = when is not None, place is not None
    when, place = when or told_when, place or told_place
    found, speaker = _actors(claim, when, place, walk)
    found += _implied(claim, found, walk)
    ids = {mention.span: actor.id for mention, actor in found}
    sources = tuple(replace(s, actor=ids.get(s.span) or s.actor) if s.span else s for s in claim.sources)
    sides = tuple(actor for mention, actor in found if mention.role or actor.role == "attacker")
    named = tuple(replace(actor, role="") for mention, actor in found if not mention.role)
    return ResolvedClaim(claim, when, place, sides, named, speaker, sources, own_when, own_place)


def _scene(claim: Claim) -> list[PlaceMention]:
    """The places of a clause; people abducted "from" a village were taken in it."""
    taken = any(t.code in ("Abduction/forced disappearance", "capture") for t in claim.triggers)
    return [replace(p, relation="in") if taken and p.relation == "origin" else p for p in claim.places]


# --- time ---------------------------------------------------------------------------------------------------------------


def _when(mentions: Sequence[TimeMention], claim: Claim, walk: _Walk) -> When | None:
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


def _anchor(mention: TimeMention, claim: Claim, walk: _Walk) -> TimeAnchor:
    previous = _pointed_at(mention, walk) or _last_dated(walk)
    trigger = next(iter(previous.claim.triggers), None) if previous else None
    return TimeAnchor(
        published=walk.report.published,
        previous=previous.when if previous else None,
        previous_key=f"{trigger.span.start}" if trigger else None,
        context_year=_year_of(claim, walk),
    )


def _year_of(claim: Claim, walk: _Walk) -> int | None:
    """The year for days written without one: the last one named in the paragraph, else that of the heading.

    A paragraph of history goes on in the year of the event before it.
    """
    for told in reversed(walk.told):
        if told.claim.sentence.paragraph != claim.sentence.paragraph:
            break
        named = [t.year for t in told.claim.times if t.year]
        if named:
            return named[-1]
    heading = next((t.year for t in claim.heading_times if t.year), None)
    return heading or _year_of_history(claim, walk)


def _year_of_history(claim: Claim, walk: _Walk) -> int | None:
    last, published = _last_dated(walk), walk.report.published
    if last is None or last.when is None or last.when.end is None or last.claim.sentence.section != claim.sentence.section:
        return None
    old = published is None or (published - last.when.end).days > _HISTORY_DAYS
    return last.when.end.year if old else None


def _last_dated(walk: _Walk) -> ResolvedClaim | None:
    dated = (told for told in reversed(walk.told) if told.when and told.when.start and told.claim.triggers)
    return next(dated, None)


def _pointed_at(mention: TimeMention, walk: _Walk) -> ResolvedClaim | None:
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


# --- actors -------------------------------------------------------------------------------------------------------------


def _actors(
    claim: Claim, when: When | None, place: Place | None, walk: _Walk
) -> tuple[list[tuple[ActorMention, Actor]], Actor | None]:
    """Each mention with its actor, and the party that speaks."""
    day = (when.start if when else None) or walk.report.published
    country = (place.country if place else None) or next(iter(walk.places.leading()), None)
    speaker = resolve_actor(claim.speaker, day, country, walk.actors) if claim.speaker else None
    context = walk.actors.with_speaker(speaker.id) if speaker else walk.actors
    found = [(m, resolve_actor(_possessed(m, walk), day, country, context)) for m in claim.actors]
    return [(m, _own(actor, speaker)) for m, actor in found], speaker


def _possessed(mention: ActorMention, walk: _Walk) -> ActorMention:
    """ "Its air force" is that of the country named before, wherever the event is."""
    if not mention.generic or mention.kind != "state" or mention.country:
        return mention
    before = fold(walk.report.text[max(0, mention.span.start - 8) : mention.span.start])
    if not lexicon(walk.report.language).pattern("possessives").search(before):
        return mention
    earlier = [a for a in walk.actors.mentions if a.country and a.span.end <= mention.span.start]
    return replace(mention, country=earlier[-1].country) if earlier else mention


def _own(actor: Actor, speaker: Actor | None) -> Actor:
    """In a party's own statement the unnamed fighters who attack are its own."""
    if speaker is None or actor.id or actor.role != "attacker" or actor.kind not in ("rebel", "unidentified"):
        return actor
    return replace(actor, id=speaker.id, name=speaker.name, kind=speaker.kind, why="fighters of the party that speaks")


def _implied(
    claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: _Walk
) -> Iterator[tuple[ActorMention, Actor]]:
    """The attacker for whom only a pronoun stands: "It overran the post" after a sentence about the group."""
    active = [t for t in claim.triggers if not (t.passive or t.noun) and t.modality == "occurred" and t.strength > 1]
    if not active or claim.speaker or any(m.role == "attacker" for m, _ in found):
        return
    before = claim.span.text[: active[0].span.start - claim.span.start]
    words = lexicon(walk.report.language)
    if not words.pattern("subject_pronouns").search(fold(before)):
        return
    for told in reversed(walk.told[-_MEMORY:]):
        actor = _topic(told)
        if actor and actor.id not in {a.id for _, a in found}:
            yield _mention_of(actor), replace(actor, role="attacker", why=f"the pronoun stands for {actor.span.text}")
            return
    group = walk.actors.antecedent(claim.span.start, named_only=True)
    if group:
        day = walk.report.published
        actor = resolve_actor(replace(group, role="attacker"), day, None, walk.actors)
        yield group, replace(actor, why=f"the pronoun stands for {actor.span.text}")


def _topic(told: ResolvedClaim) -> Actor | None:
    """Of what a clause speaks: its attacker, else the first armed actor that it names and nobody harms."""
    attackers = [a for a in told.actors if a.role == "attacker" and a.id]
    free = (a for a in (*told.named, *told.actors) if a.id and a.kind in _ARMED and a.role not in ("target", "victim"))
    return next(iter([*attackers, *sorted(free, key=lambda a: a.span)]), None)


def _mention_of(actor: Actor) -> ActorMention:
    return ActorMention(actor.span, actor.name, actor.kind, (actor.id or "",), role="attacker")
