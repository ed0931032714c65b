"""Claim -> ResolvedClaim: walks the claims of a report in order and gives each its day, place and actors.

A clause without a day or place of its own takes those told before it in its paragraph, else of the heading above it. "The next day" and
"the same day" count from the event told before, or from the one that the words after them name ("on the same day as the
ambush"). Invariant: one result a claim, in the same order; what stays open stays None.
"""

from __future__ import annotations

import re
import re
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
    Trigger,
    When,
)
from tocsin.resolve.actor import ActorContext, build_context, resolve_actor
from tocsin.resolve.place import PlaceContext, report_context, resolve_place
from tocsin.resolve.scene import hands_on, is_aside, is_coarser, is_dated, points_back, scene_of, spoken_out
from tocsin.resolve.time import TimeAnchor, resolve_time
from tocsin.resolve.time_context import year_in_force
from tocsin.text import fold

__all__ = ["resolve_claims"]

_NO_DAY = ("clock", "duration")
_POINTING = 60  # characters after "the same day" in which the event meant may be named
_HISTORY_DAYS = 330  # an event this much older than the report makes what follows it history too
_PARAGRAPH = 12  # clauses of one paragraph through which a day or place stays in force
_MEMORY = 4  # clauses back to which a pronoun may point
_YEAR_LINE = re.compile(r"^\W{0,8}((?:19|20)\d\d)\W{0,8}$", re.MULTILINE)  # "## 2023", "**2023**"
_ARMED = frozenset(("state", "rebel", "political_militia", "communal_militia", "pmc", "external"))
_OWNED = frozenset(("aircraft", "air_force", "navy"))  # forces that "its" gives to a group as well as to a state
_PARTICIPLE = re.compile(r"^\w+(?:ing|ant|ando|iendo)\b")
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
    when, place, own_when, own_place = _set(claim, walk)
    found, speaker = _actors(claim, when, place, walk)
    found += _implied(claim, found, walk)
    ids = {mention.span: actor.id for mention, actor in found}
    sources = tuple(replace(s, actor=ids.get(s.span) or s.actor) if s.span else s for s in claim.sources)
    sides = tuple(actor for mention, actor in found if mention.role or actor.role == "attacker")
    named = tuple(replace(actor, role="") for mention, actor in found if not mention.role)
    return ResolvedClaim(claim, when, place, sides, named, speaker, sources, own_when, own_place)


def _set(claim: Claim, walk: _Walk) -> tuple[When | None, Place | None, bool, bool]:
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
        heading_when, heading_place = _when(claim.heading_times, claim, walk), resolve_place(claim.heading_places, walk.places)
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
        context_year=_year_of(mention, claim, walk),
    )


def _year_of(mention: TimeMention, claim: Claim, walk: _Walk) -> int | None:
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


def _year_of_history(claim: Claim, walk: _Walk) -> int | None:
    last, published = _last_dated(walk), walk.report.published
    if last is None or last.when is None or last.when.end is None or last.claim.sentence.section != claim.sentence.section:
        return None
    old = published is None or (published - last.when.end).days > _HISTORY_DAYS
    return last.when.end.year if old else None


def _last_dated(walk: _Walk) -> ResolvedClaim | None:
    dated = (t for t in reversed(walk.told) if t.when and t.when.start and t.claim.triggers and not t.claim.aggregate)
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
    voice = speaker.id if speaker else _party_voice(claim)
    context = walk.actors.with_speaker(voice) if voice else walk.actors
    found = [(m, resolve_actor(_possessed(m, walk), day, country, context)) for m in claim.actors]
    return [(m, _own(actor, speaker)) for m, actor in found], speaker


def _party_voice(claim: Claim) -> str | None:
    """The party that says "our fighters" in a clause that is not marked as its own."""
    if not any(m.head == "own_forces" for m in claim.actors):
        return None
    return next((s.actor for s in claim.sources if s.kind == "party" and s.actor), None)


def _possessed(mention: ActorMention, walk: _Walk) -> ActorMention:
    """ "Its air force" is that of the country named before, wherever the event is; "its drones" may be a group's."""
    if not mention.generic or mention.kind != "state" or mention.country:
        return mention
    before = fold(walk.report.text[max(0, mention.span.start - 8) : mention.span.start])
    if not lexicon(walk.report.language).pattern("possessives").search(before):
        return mention
    topic = next((t for told in reversed(walk.told[-_MEMORY:]) if (t := _topic(told))), None) if mention.head in _OWNED else None
    if topic and topic.id and topic.kind != "state":
        return replace(mention, ids=(topic.id,), name=topic.name, kind=topic.kind, generic=False, head=None, weak=False)
    if topic and topic.country:
        return replace(mention, country=topic.country)
    earlier = [a.country for a in walk.actors.mentions if a.country and a.span.end <= mention.span.start]
    return replace(mention, country=earlier[-1]) if earlier else mention


def _own(actor: Actor, speaker: Actor | None) -> Actor:
    """In a party's own statement the unnamed fighters who attack are its own."""
    if speaker is None or actor.id or actor.role != "attacker" or actor.kind not in ("rebel", "unidentified"):
        return actor
    return replace(actor, id=speaker.id, name=speaker.name, kind=speaker.kind, why="fighters of the party that speaks")


def _implied(
    claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: _Walk
) -> Iterator[tuple[ActorMention, Actor]]:
    """The attacker for whom only a pronoun stands, or nothing: "It overran the post" after a sentence about the group."""
    told = [t for t in claim.triggers if t.modality == "occurred" and t.strength > 1]
    active = [t for t in told if not (t.passive or t.noun)]
    if not told or claim.speaker or any(m.role == "attacker" for m, _ in found):
        return
    if not active or all(t.code == "interception" for t in active):
        yield from _opener(claim, walk)
        return
    start = active[0].span.start
    words = lexicon(walk.report.language)
    before = fold(claim.span.text[: start - claim.span.start])
    found_here = [m for name in ("subject_pronouns", "bare_aircraft") for m in words.pattern(name).finditer(before)]
    pronoun = max(found_here, key=lambda m: m.start(), default=None)
    dropped = bool(words.pattern("no_subject").fullmatch(before))
    if pronoun is None and not dropped:
        yield from _main_verb(claim, active[0], walk) or _opener(claim, walk)
        return
    flown = pronoun is not None and bool(words.pattern("bare_aircraft").fullmatch(pronoun.group()))
    at = claim.span.start + (pronoun.start() if pronoun else 0)
    barred = {a.id for m, a in found if m.role}
    actor = _teller(found, at) or _last_topic(claim, walk, dropped or flown)
    if actor and actor.id not in barred and (not flown or actor.kind == "state"):
        why = f"the {'pronoun' if pronoun else 'verb'} stands for {actor.span.text}"
        yield _mention_of(actor), replace(actor, role="attacker", why=why)


def _main_verb(claim: Claim, trigger: Trigger, walk: _Walk) -> list[tuple[ActorMention, Actor]]:
    """ "Bombers struck a wedding and a hospital in X, killing 32": a participle has the doer of its main verb."""
    last = walk.told[-1] if walk.told else None
    if last is None or last.claim.sentence is not claim.sentence or not _PARTICIPLE.match(trigger.span.text):
        return []
    return [(_mention_of(a), a) for a in last.actors if a.role == "attacker"]


def _opener(claim: Claim, walk: _Walk) -> Iterator[tuple[ActorMention, Actor]]:
    """ "Armed men stopped three trucks. Two traders were led away": the nameless men who open the paragraph did it."""
    for told in reversed(walk.told[-_MEMORY:]):
        if told.claim.sentence.paragraph != claim.sentence.paragraph or told.claim.triggers:
            return
        first = next(iter(sorted((*told.named, *told.actors), key=lambda a: a.span)), None)
        if first and first.kind == "unidentified" and first.role not in ("target", "victim"):
            yield _mention_of(first), replace(first, role="attacker", why="opens the paragraph")
            return


def _teller(found: Sequence[tuple[ActorMention, Actor]], at: int) -> Actor | None:
    """ "The army said it had struck": the armed actor that opens the clause before the pronoun."""
    earlier = [a for m, a in found if m.span.end <= at and not m.role and a.id and a.kind in _ARMED]
    return earlier[0] if earlier else None


def _last_topic(claim: Claim, walk: _Walk, near: bool) -> Actor | None:
    """Of whom the text speaks before a clause: the actor of the last clauses, else the group that it names most.

    A party that was only mentioned gives way to one that the text names far more often.
    """
    paragraph = claim.sentence.paragraph
    memory = [t for t in reversed(walk.told[-_MEMORY:]) if not near or t.claim.sentence.paragraph == paragraph]
    actor = next((topic for t in memory if (topic := _topic(t))), None)
    group = None if near else walk.actors.antecedent(claim.span.start, named_only=True)
    if group is None or (actor and (actor.role == "attacker" or actor.kind in ("state", "external"))):
        return actor
    return resolve_actor(replace(group, role="attacker"), walk.report.published, None, walk.actors)


def _topic(told: ResolvedClaim) -> Actor | None:
    """Of what a clause speaks: its attacker, else the armed actor that it names before all others and nobody harms."""
    attackers = [a for a in told.actors if a.role == "attacker" and a.id]
    first = next(iter(sorted((*told.named, *told.actors), key=lambda a: a.span)), None)
    free = first is not None and first.id and first.kind in _ARMED and first.role not in ("target", "victim")
    return attackers[0] if attackers else first if free else None


def _mention_of(actor: Actor) -> ActorMention:
    return ActorMention(actor.span, actor.name, actor.kind, (actor.id or "",), role="attacker")
