"""Who acts in a claim: takes a claim and what was told before it, gives its mentions with their actors.

Beside the mentions that a clause names stand those that it only implies: a pronoun, a verb whose subject is left out,
"aircraft" of the state that the paragraph speaks of, the nameless men who open the paragraph. Invariant: an implied
attacker repeats words that stand before the clause and says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.knowledge.lexicon import lexicon
from tocsin.model import Actor, ActorMention, Claim, Place, ResolvedClaim, Trigger, When
from tocsin.resolve.actor import resolve_actor
from tocsin.resolve.walk import Walk
from tocsin.text import fold

__all__ = ["actors_of", "implied"]

_MEMORY = 4  # clauses back to which a pronoun may point
_ARMED = frozenset(("state", "rebel", "political_militia", "communal_militia", "pmc", "external"))
_PARTIES = frozenset(("rebel", "political_militia", "communal_militia", "pmc", "unidentified"))
_STATE = frozenset(("state", "external", "pmc"))
_HARMED = ("target", "victim")
_SLURS = frozenset(("apostates", "crusaders", "disbelievers"))
_FOES = _SLURS | {"spies", "enemy", "occupiers", "auxiliaries"}  # whom a party speaks of as its enemies
_OPENING = 25  # characters before an actor that opens a clause
_OWNED = frozenset(("aircraft", "air_force", "navy"))  # forces that "its" gives to a group as well as to a state
_PARTICIPLE = re.compile(r"^\w+(?:ing|ant|ando|iendo)\b")


def actors_of(
    claim: Claim, when: When | None, place: Place | None, walk: Walk
) -> tuple[list[tuple[ActorMention, Actor]], Actor | None]:
    """Each mention with its actor, and the party that speaks."""
    day = (when.start if when else None) or walk.report.published
    country = (place.country if place else None) or next(iter(walk.places.leading()), None)
    voice_of = claim.speaker or _voice_of_quote(claim, walk)
    speaker = resolve_actor(voice_of, day, country, walk.actors) if voice_of else None
    voice = speaker.id if speaker else _party_voice(claim)
    context = walk.actors.with_speaker(voice) if voice else walk.actors
    found = [(m, resolve_actor(_possessed(m, walk), day, country, context)) for m in claim.actors]
    foes = [m for m, actor in found if m.role in _HARMED and (actor.kind in _STATE or m.head in _FOES)]
    return [(m, _own(m, actor, speaker, bool(foes))) for m, actor in found], speaker


def _voice_of_quote(claim: Claim, walk: Walk) -> ActorMention | None:
    """Whose words are quoted where no voice is named: "three apostates killed" is said by the party of the report."""
    slurs = [m.span for m in claim.actors if m.head in _SLURS]
    if any(q.start <= s.start < q.end for q in claim.sentence.quotes for s in slurs):
        return walk.actors.antecedent(claim.span.start, named_only=True)
    return None


def _party_voice(claim: Claim) -> str | None:
    """The party that says "our fighters" in a clause that is not marked as its own."""
    if not any(m.head == "own_forces" for m in claim.actors):
        return None
    return next((s.actor for s in claim.sources if s.kind == "party" and s.actor), None)


def _possessed(mention: ActorMention, walk: Walk) -> ActorMention:
    """As in "Its air force": that of the country named before, wherever the event is; "its drones" may be a group's."""
    if not mention.generic or mention.kind != "state" or mention.country:
        return mention
    before = fold(walk.report.text[max(0, mention.span.start - 8) : mention.span.start])
    if not lexicon(walk.report.language).pattern("possessives").search(before):
        return mention
    topic = (
        next((t for told in reversed(walk.told[-_MEMORY:]) if (t := _topic(told))), None)
        if mention.head in _OWNED
        else None
    )
    if topic and topic.id and topic.kind != "state":
        return replace(mention, ids=(topic.id,), name=topic.name, kind=topic.kind, generic=False, head=None, weak=False)
    if topic and topic.country:
        return replace(mention, country=topic.country)
    earlier = [a.country for a in walk.actors.mentions if a.country and a.span.end <= mention.span.start]
    return replace(mention, country=earlier[-1]) if earlier else mention


def _own(mention: ActorMention, actor: Actor, speaker: Actor | None, on_foes: bool) -> Actor:
    """In a party's own statement the unnamed fighters who attack are its own, and so is "a detachment" that hits foes."""
    if speaker is None or actor.role != "attacker":
        return actor
    fighters = actor.id is None and actor.kind in ("rebel", "unidentified")
    unit = on_foes and mention.generic and mention.kind == "state" and not mention.country and speaker.kind in _PARTIES
    if not (fighters or unit):
        return actor
    return replace(actor, id=speaker.id, name=speaker.name, kind=speaker.kind, why="fighters of the party that speaks")


def implied(
    claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk
) -> Iterator[tuple[ActorMention, Actor]]:
    """The attacker for whom only a pronoun stands, or nothing: "It overran the post" after words on the group."""
    told = [t for t in claim.triggers if t.modality == "occurred" and t.strength > 1]
    active = [t for t in told if not (t.passive or t.noun)]
    if not told or claim.speaker or any(m.role == "attacker" for m, _ in found):
        return
    teller = _announcer(claim, found, walk)
    if teller:
        yield _mention_of(teller), replace(teller, role="attacker", why="tells of the fighters that it killed")
        return
    if not active or all(t.code == "interception" for t in active):
        yield from _opener(claim, found, walk)
        return
    start = active[0].span.start
    words = lexicon(walk.report.language)
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
    actor = _teller(found, at) or _last_topic(claim, walk, dropped or flown)
    if actor and actor.id not in barred and (not flown or actor.kind == "state"):
        why = f"the {'pronoun' if pronoun else 'verb'} stands for {actor.span.text}"
        yield _mention_of(actor), replace(actor, role="attacker", why=why)


def _main_verb(claim: Claim, trigger: Trigger, walk: Walk) -> list[tuple[ActorMention, Actor]]:
    """As in "Bombers struck a wedding and a hospital in X, killing 32": a participle has the doer of its main verb."""
    last = walk.told[-1] if walk.told else None
    if last is None or last.claim.sentence is not claim.sentence or not _PARTICIPLE.match(trigger.span.text):
        return []
    return [(_mention_of(a), a) for a in last.actors if a.role == "attacker"]


def _announcer(claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk) -> Actor | None:
    """As in "Nine militants had been killed, the army said": a force that tells of dead fighters killed them."""
    harmed = [a for m, a in found if m.role in _HARMED]
    if not harmed or any(a.kind not in _PARTIES for a in harmed):
        return None
    voices = {s.span for s in claim.sources if s.span}
    forces = [a for m, a in found if not m.role and a.kind == "state" and a.id and not a.id.endswith(":government")]
    return next((a for a in forces if any(a.span.overlaps(v) for v in voices)), None)


def _opener(
    claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk
) -> Iterator[tuple[ActorMention, Actor]]:
    """As in "Armed men stopped three trucks. Two traders were led away": those who open the paragraph did it."""
    harmed = {a.id or a.name for m, a in found if m.role in _HARMED}
    for told in reversed(walk.told[-_MEMORY:]):
        if told.claim.sentence.paragraph != claim.sentence.paragraph or told.claim.triggers:
            return
        first = next(iter(sorted((*told.named, *told.actors), key=lambda a: a.span)), None)
        if first and first.role not in _HARMED and _may_open(first, told, harmed):
            yield _mention_of(first), replace(first, role="attacker", why="opens the paragraph")
            return


def _may_open(first: Actor, told: ResolvedClaim, harmed: set[str]) -> bool:
    """Nameless men or a party, but not the side that suffers; a state's force only with arms or against whom it met."""
    if (first.id or first.name) in harmed or any(first.span.overlaps(s.span) for s in told.sources if s.span):
        return False
    met = harmed & {a.id or a.name for a in told.named}
    opens = first.span.start - told.claim.span.start <= _OPENING
    return (
        first.kind == "unidentified"
        or (opens and first.kind in _PARTIES)
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
