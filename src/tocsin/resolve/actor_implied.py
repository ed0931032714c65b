"""Who acts in a clause that does not name its doer: takes the clause and what was told before it, gives the attacker.

A pronoun, a verb whose subject is left out, "aircraft" of the state that the paragraph speaks of, the nameless men who
open the paragraph, a force that tells of the fighters whom it killed. Invariant: an implied attacker repeats words of
the report and says why; the party that a whole report is about is only named, with no side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.knowledge.actors import get
from tocsin.knowledge.lexicon import lexicon
from tocsin.model import Actor, ActorMention, Claim, ResolvedClaim, Trigger
from tocsin.resolve.actor import resolve_actor
from tocsin.resolve.actor_gains import taker
from tocsin.resolve.actor_state import announcer
from tocsin.resolve.actor_told import CALLED, force_that_kills, only_attacker
from tocsin.resolve.actor_weapons import weapon_owner
from tocsin.resolve.walk import Walk
from tocsin.text import fold

__all__ = ["ABOUT", "HARMED", "MEMORY", "PARTIES", "implied", "is_state", "topic_of"]

ABOUT = "the party of which the report speaks"  # why a party is named that no clause gives a side
MEMORY = 4  # clauses back to which a pronoun may point
PARTIES = frozenset(("rebel", "political_militia", "communal_militia", "pmc", "unidentified"))
HARMED = ("target", "victim")
_STATE = frozenset(("state", "external", "pmc"))
_ARMED = frozenset(("state", "rebel", "political_militia", "communal_militia", "pmc", "external"))
_OPENING = 25  # characters before an actor that opens a clause
_RELATIVE = re.compile(r"(?<!\w)(?:that|which|qui|que) (?:had |has |a |ont |avait |avaient |ha |habia )?$")
_PARTICIPLE = re.compile(r"^\w+(?:ing|ant|ando|iendo)\b")


def is_state(actor: Actor) -> bool:
    """True for a state's forces, and for a militia that serves one."""
    one = get(actor.id) if actor.id else None
    return actor.kind in _STATE or (one is not None and any(":" in parent for parent in one.parents))


def implied(
    claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk, country: str | None
) -> Iterator[tuple[ActorMention, Actor]]:
    """Who acts unnamed in a clause set in ``country``, else the party that the report is about, with no side."""
    given = list(_stood_for(claim, found, walk, country))
    yield from given or _about(claim, found, walk)


def _stood_for(
    claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk, country: str | None
) -> Iterator[tuple[ActorMention, Actor]]:
    """The attacker for whom only a pronoun stands, or nothing: "It overran the post" after words on the group."""
    told = [t for t in claim.triggers if t.modality == "occurred" and t.strength > 1]
    active = [t for t in told if not (t.passive or t.noun or _is_gerund(t, claim))]
    if not told or claim.speaker or any(m.role == "attacker" for m, _ in found) or _is_anothers(claim, walk):
        return
    unsaid = _unsaid(claim, found, walk, country, bool(active))
    if unsaid:
        doer, why = unsaid
        yield _mention_of(doer), replace(doer, role="attacker", why=why)
        return
    if not active or all(t.code == "interception" for t in active):
        yield from _opener(claim, found, walk)
        return
    start = active[0].span.start
    words = lexicon(walk.report.language)
    if any(words.pattern(name).match(fold(active[0].span.text)) for name in ("repels", "goes_off")):
        return  # "The army said it had repelled the attack", "It missed and exploded in the street"
    before = fold(claim.span.text[: start - claim.span.start])
    found_here = [m for name in ("subject_pronouns", "bare_aircraft") for m in words.pattern(name).finditer(before)]
    found_here = [m for m in found_here if not words.pattern("expletives").match(before, m.start())]
    pronoun = max(found_here, key=lambda m: m.start(), default=None)
    dropped = bool(words.pattern("no_subject").fullmatch(before))
    if pronoun is None and not dropped:
        yield from _main_verb(claim, active[0], walk) or _opener(claim, found, walk)
        return
    flown = pronoun is not None and bool(words.pattern("bare_aircraft").fullmatch(pronoun.group()))
    at = claim.span.start + (pronoun.start() if pronoun else 0)
    barred = {a.id for m, a in found if m.role}
    latter = pronoun is not None and words.pattern("the_latter").fullmatch(pronoun.group())
    foe = _enemy_before(claim, walk) if pronoun else None
    if foe:
        yield _mention_of(foe), replace(foe, role="attacker", why="the pronoun stands for the enemy")
        return
    actor = _last_armed(walk) if latter else _teller(found, at) or _last_topic(claim, walk, dropped or flown)
    if actor is None and pronoun is not None:
        yield from _opener(claim, found, walk)
    if actor and actor.kind in PARTIES and _hits_fighters(found):
        actor = _state_before(claim, walk)
    if actor and actor.id not in barred and (not flown or actor.kind == "state"):
        why = f"the {'pronoun' if pronoun else 'verb'} stands for {actor.span.text}"
        yield _mention_of(actor), replace(actor, role="attacker", why=why)


def _is_anothers(claim: Claim, walk: Walk) -> bool:
    """True for the deed of somebody else than the subject of the words before it.

    "Police arrested two men [over the attack in which six died]", "The ministry condemned the raid that [killed six]".
    """
    words, said = lexicon(walk.report.language), fold(claim.span.text).lstrip(" ,")
    if any(words.pattern(f"charges.{name}").match(said) for name in ("of", "upon_arrest")):
        return True
    verb = next((t.span.start for t in claim.triggers if not t.noun), claim.span.start)
    if _RELATIVE.search(fold(claim.span.text[: verb - claim.span.start])):
        return any(t.noun and t.span.end < verb for t in claim.triggers)
    last = walk.told[-1].claim if walk.told else None
    if last is None or last.sentence is not claim.sentence or not _RELATIVE.search(fold(last.span.text)):
        return False
    deed = max(last.triggers, key=lambda t: t.span, default=None)
    acts = (t for t in last.triggers if not t.noun and t.modality == "occurred" and t.code != "Arrests")
    return deed is not None and deed.noun and not any(acts)


def _unsaid(
    claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk, country: str | None, active: bool
) -> tuple[Actor, str] | None:
    """The attacker for whom no word of the clause stands, and how it is known."""
    if teller := announcer(claim, found, walk, country):
        return teller, "tells of the fighters that it killed"
    if side := taker(claim, found, walk, country):
        return side, side.why
    if owner := weapon_owner(claim, found, walk, country):
        return owner, "strikes from afar in this report"
    force = None if active else force_that_kills(found, walk)
    return (force, "the force of which the report speaks") if force else None


def _enemy_before(claim: Claim, walk: Walk) -> Actor | None:
    """As in "The enemy took revenge on the innocent. It killed four farmers": of whom a side's own words spoke last."""
    for told in walk.told[-1:]:
        mentions = [m for m in told.claim.actors if m.head == "enemy"]
        first = min((a.span for a in (*told.actors, *told.named)), default=None)
        if mentions and mentions[0].span == first and told.claim.sentence.paragraph == claim.sentence.paragraph:
            return next(a for a in (*told.actors, *told.named) if a.span == first)
    return None


def _is_gerund(trigger: Trigger, claim: Claim) -> bool:
    """True for the verb of "it is looking into the killing of": what it stands beside is no subject of it."""
    words, at = fold(claim.span.text), trigger.span.start - claim.span.start
    return words[:at].endswith("the ") and words.startswith(" of ", at + len(trigger.span.text))


def _about(
    claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk
) -> Iterator[tuple[ActorMention, Actor]]:
    """As in "An ambush killed four soldiers" in a report on one group: that group, named but with no side."""
    told = [t for t in claim.triggers if t.modality == "occurred" and t.strength > 1]
    harmed = [a for m, a in found if m.role in HARMED]
    sided = claim.speaker or any("attacker" in (m.role, a.role) for m, a in found)
    only = only_attacker(harmed, walk) if told and harmed and not sided and not claim.status else None
    if only:
        yield replace(_mention_of(only), role=None), replace(only, role="", why=ABOUT)
        return
    upon_state = any(is_state(a) for a in harmed) or (not harmed and any(t.code == "seizure" for t in told))
    if not told or sided or not upon_state or {"claimed", "alleged", "denied"} & set(claim.status):
        return
    party = walk.actors.main_party
    actor = resolve_actor(party, walk.report.published, None, walk.actors) if party else None
    if party and actor and actor.id and actor.id not in {a.id for a in harmed}:
        yield replace(party, role=None), replace(actor, role="", why=ABOUT)


def _main_verb(claim: Claim, trigger: Trigger, walk: Walk) -> list[tuple[ActorMention, Actor]]:
    """As in "Bombers struck a wedding and a hospital in X, killing 32": a participle has the doer of its main verb."""
    last = walk.told[-1] if walk.told else None
    if last is None or last.claim.sentence is not claim.sentence or not _PARTICIPLE.match(trigger.span.text):
        return []
    return [(_mention_of(a), a) for a in last.actors if a.role == "attacker"]


def _hits_fighters(found: Sequence[tuple[ActorMention, Actor]]) -> bool:
    """True when those harmed are called terrorists or militants, which only a state's side says."""
    harmed = [m for m, _ in found if m.role in HARMED]
    return bool(harmed) and all(m.head in CALLED for m in harmed)


def _state_before(claim: Claim, walk: Walk) -> Actor | None:
    """The state's force of which the paragraph spoke last."""
    same = [t for t in walk.told[-MEMORY:] if t.claim.sentence.paragraph == claim.sentence.paragraph]
    forces = [a for t in same for a in (*t.actors, *t.named) if a.kind == "state" and a.id]
    return max(forces, key=lambda a: a.span, default=None)


def _opener(
    claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk
) -> Iterator[tuple[ActorMention, Actor]]:
    """As in "Armed men stopped three trucks. Two traders were led away": those who open the paragraph did it."""
    harmed = {a.id or a.name for m, a in found if m.role in HARMED}
    yield from _own_opener(claim, found, walk)
    for told in reversed(walk.told[-MEMORY:]):
        if told.claim.sentence.paragraph != claim.sentence.paragraph or told.claim.triggers:
            return
        here = sorted((*told.named, *told.actors), key=lambda a: a.span)
        first = next((a for a in here if _is_agent(a, told.claim, walk)), None) or next(iter(here), None)
        if first and first.role not in HARMED and _may_open(first, told, harmed, walk):
            yield _mention_of(first), replace(first, role="attacker", why="opens the paragraph")
            return


def _own_opener(
    claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk
) -> Iterator[tuple[ActorMention, Actor]]:
    """As in "Police fired live rounds: one pupil died": who acts before the colon did what follows."""
    words = lexicon(walk.report.language)
    head, colon, _ = fold(claim.span.text).partition(": ")
    first = min(((m, a) for m, a in found), key=lambda pair: pair[0].span, default=None)
    if not colon or first is None or first[0].role or first[1].kind not in _ARMED | {"unidentified"}:
        return
    mention, actor = first
    after = head[max(0, mention.span.end - claim.span.start) :]
    opens = mention.span.start < claim.span.start + len(head) and not _is_governed(actor, claim, walk)
    if opens and len(after.split()) > 1 and not words.pattern("speech").search(after):
        yield _mention_of(actor), replace(actor, role="attacker", why="acts before the colon")


def _is_governed(actor: Actor, claim: Claim, walk: Walk) -> bool:
    """True when a preposition stands before the actor: "rounds at the base"."""
    before = fold(walk.report.text[max(claim.span.start, actor.span.start - 2 * _OPENING) : actor.span.start])
    return bool(lexicon(walk.report.language).pattern("oblique_before").search(before))


def _is_agent(actor: Actor, claim: Claim, walk: Walk) -> bool:
    """As in "A car was stopped by gunmen. Two were led away": nameless men behind the "by" of a passive."""
    before = fold(walk.report.text[max(claim.span.start, actor.span.start - _OPENING) : actor.span.start])
    by = max(lexicon(walk.report.language).pattern("by").finditer(before), key=lambda m: m.start(), default=None)
    return actor.kind == "unidentified" and by is not None and len(before[by.end() :].split()) <= 1


def _may_open(first: Actor, told: ResolvedClaim, harmed: set[str], walk: Walk) -> bool:
    """Nameless men or a party, but not the side that suffers; a state's force only with arms or against whom it met."""
    if (first.id or first.name) in harmed or any(first.span.overlaps(s.span) for s in told.sources if s.span):
        return False
    if first.kind != "unidentified" and _is_governed(first, told.claim, walk):
        return False
    met = harmed & {a.id or a.name for a in told.named}
    opens = first.span.start - told.claim.span.start <= _OPENING
    return (
        first.kind == "unidentified"
        or (opens and first.kind in PARTIES)
        or (first.kind in _ARMED and bool(told.claim.weapons or met))
    )


def _teller(found: Sequence[tuple[ActorMention, Actor]], at: int) -> Actor | None:
    """As in "The army said it had struck": the armed actor that opens the clause before the pronoun."""
    earlier = [a for m, a in found if m.span.end <= at and not m.role and a.id and a.kind in _ARMED]
    return earlier[0] if earlier else None


def _last_topic(claim: Claim, walk: Walk, near: bool) -> Actor | None:
    """Of whom the text speaks before a clause: the actor of the last clauses, else the group that it names most.

    A party that was only mentioned gives way to one that the text names far more often.
    """
    paragraph = claim.sentence.paragraph
    memory = [t for t in reversed(walk.told[-MEMORY:]) if not near or t.claim.sentence.paragraph == paragraph]
    actor = next((topic for t in memory if (topic := topic_of(t) or _nameless(t, paragraph))), None)
    group = None if near else walk.actors.antecedent(claim.span.start, named_only=True)
    if group is None or (actor and (actor.role == "attacker" or actor.kind in ("state", "external"))):
        return actor
    return resolve_actor(replace(group, role="attacker"), walk.report.published, None, walk.actors)


def _last_armed(walk: Walk) -> Actor | None:
    """The armed actor named last before: "the latter" of the army and the rebels."""
    named = [a for t in walk.told[-1:] for a in (*t.actors, *t.named) if a.kind in _ARMED and a.id]
    return max(named, key=lambda a: a.span, default=None)


def topic_of(told: ResolvedClaim) -> Actor | None:
    """Of what a clause speaks: its attacker, else the armed actor that it names before all others and nobody harms."""
    attackers = [a for a in told.actors if a.role == "attacker" and a.id]
    first = next(iter(sorted((*told.named, *told.actors), key=lambda a: a.span)), None)
    free = first is not None and first.id and first.kind in _ARMED and first.role not in ("target", "victim")
    return attackers[0] if attackers else first if free else None


def _nameless(told: ResolvedClaim, paragraph: int) -> Actor | None:
    """The nameless men who did what the paragraph told before: "Gunmen killed four. They came back and burned"."""
    if told.claim.sentence.paragraph != paragraph:
        return None
    return next((a for a in told.actors if a.role == "attacker" and a.kind == "unidentified"), None)


def _mention_of(actor: Actor) -> ActorMention:
    return ActorMention(actor.span, actor.name, actor.kind, (actor.id or "",), role="attacker")
