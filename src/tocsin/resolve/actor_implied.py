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
from tocsin.model import Actor, ActorMention, Claim, Trigger
from tocsin.resolve.actor import resolve_actor
from tocsin.resolve.actor_gains import taker
from tocsin.resolve.actor_opener import HARMED, PARTIES, opener
from tocsin.resolve.actor_series import of_series
from tocsin.resolve.actor_state import announcer
from tocsin.resolve.actor_told import CALLED, force_that_kills, only_attacker
from tocsin.resolve.actor_topic import enemy_before, last_armed, last_topic, mention_of, state_before, teller
from tocsin.resolve.actor_weapons import weapon_owner
from tocsin.resolve.walk import Walk
from tocsin.text import fold

__all__ = ["ABOUT", "implied", "is_state"]

ABOUT = "the party of which the report speaks"  # why a party is named that no clause gives a side
_STATE = frozenset(("state", "external", "pmc"))
_ANYBODY = frozenset(("men", "people"))


def is_state(actor: Actor) -> bool:
    """True for a state's forces, and for a militia that serves one."""
    one = get(actor.id) if actor.id else None
    return actor.kind in _STATE or (one is not None and any(":" in parent for parent in one.parents))


def implied(
    claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk, country: str | None
) -> Iterator[tuple[ActorMention, Actor]]:
    """Who acts unnamed in a clause set in ``country``, else the party that the report is about, with no side."""
    given = list(_stood_for(claim, found, walk, country)) or list(of_series(claim, found, walk))
    yield from given or _about(claim, found, walk)


def _stood_for(
    claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk, country: str | None
) -> Iterator[tuple[ActorMention, Actor]]:
    """The attacker for whom only a pronoun stands, or nothing: "It overran the post" after words on the group."""
    told = [t for t in claim.triggers if t.modality == "occurred" and t.strength > 1]
    active = [t for t in told if not (t.passive or t.noun or _is_gerund(t, claim))]
    if not told or claim.speaker or any(m.role == "attacker" for m, _ in found) or _is_anothers(claim, walk):
        return
    if unsaid := _unsaid(claim, found, walk, country, bool(active)):
        doer, why = unsaid
        yield mention_of(doer), replace(doer, role="attacker", why=why)
    elif not active or all(t.code == "interception" for t in active):
        yield from opener(claim, found, walk)
    else:
        yield from _by_verb(claim, active[0], found, walk)


def _by_verb(
    claim: Claim, verb: Trigger, found: Sequence[tuple[ActorMention, Actor]], walk: Walk
) -> Iterator[tuple[ActorMention, Actor]]:
    """The attacker for whom the subject of a verb stands: a pronoun, or nothing at all."""
    words = lexicon(walk.report.language)
    if any(words.pattern(name).match(fold(verb.span.text)) for name in ("repels", "goes_off")):
        return  # "The army said it had repelled the attack", "It missed and exploded in the street"
    before = fold(claim.span.text[: verb.span.start - claim.span.start])
    found_here = [m for name in ("subject_pronouns", "bare_aircraft") for m in words.pattern(name).finditer(before)]
    found_here = [m for m in found_here if not words.pattern("expletives").match(before, m.start())]
    pronoun = max(found_here, key=lambda m: m.start(), default=None)
    dropped = bool(words.pattern("no_subject").fullmatch(before))
    if pronoun is None and not dropped:
        yield from _main_verb(claim, verb, walk) or opener(claim, found, walk)
    elif pronoun and (foe := enemy_before(claim, walk)):
        yield mention_of(foe), replace(foe, role="attacker", why="the pronoun stands for the enemy")
    else:
        yield from _by_pronoun(claim, pronoun, dropped, found, walk)


def _by_pronoun(
    claim: Claim,
    pronoun: re.Match[str] | None,
    dropped: bool,
    found: Sequence[tuple[ActorMention, Actor]],
    walk: Walk,
) -> Iterator[tuple[ActorMention, Actor]]:
    """The attacker for whom a pronoun stands, or a verb whose subject is left out (``dropped``)."""
    words = lexicon(walk.report.language)
    flown = pronoun is not None and bool(words.pattern("bare_aircraft").fullmatch(pronoun.group()))
    latter = pronoun is not None and words.pattern("the_latter").fullmatch(pronoun.group())
    at = claim.span.start + (pronoun.start() if pronoun else 0)
    actor = last_armed(walk) if latter else teller(found, at) or last_topic(claim, walk, dropped or flown)
    if actor is None and pronoun is not None:
        yield from list(opener(claim, found, walk)) or _people_before(claim, found, walk)
    elif actor is None and dropped:
        yield from _people_before(claim, found, walk)
    if actor and actor.kind in PARTIES and _hits_fighters(found):
        actor = state_before(claim, walk)
    barred = {a.id for m, a in found if m.role}
    if actor and actor.id not in barred and (not flown or actor.kind == "state"):
        why = f"the {'pronoun' if pronoun else 'verb'} stands for {actor.span.text}"
        yield mention_of(actor), replace(actor, role="attacker", why=why)


def _people_before(
    claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk
) -> Iterator[tuple[ActorMention, Actor]]:
    """As in "Youths from the other bank came. They shot two herders": people of no trade who open the text."""
    told = walk.told[-1] if walk.told else None
    harmed = [m for m, _ in found if m.role in HARMED]
    if told is None or told.claim.triggers or told.claim.sentence.paragraph != claim.sentence.paragraph or not harmed:
        return
    first = min(told.claim.actors, key=lambda m: m.span, default=None)
    if first and first.head in _ANYBODY and first.plural and all(m.head != first.head for m in harmed):
        mention = replace(first, role="attacker")
        yield (
            mention,
            resolve_actor(mention, walk.report.published, told.place.country if told.place else None, walk.actors),
        )


def _is_anothers(claim: Claim, walk: Walk) -> bool:
    """True for the deed of somebody else than the subject of the words before it.

    "Police arrested two men [over the attack in which six died]", "The ministry condemned the raid that [killed six]".
    """
    words, said = lexicon(walk.report.language), fold(claim.span.text).lstrip(" ,")
    if any(words.pattern(f"charges.{name}").match(said) for name in ("of", "upon_arrest")):
        return True
    verb = next((t.span.start for t in claim.triggers if not t.noun), claim.span.start)
    relative = words.pattern("inferred.relative")
    if relative.search(fold(claim.span.text[: verb - claim.span.start])):
        return any(t.noun and t.span.end < verb for t in claim.triggers)
    last = walk.told[-1].claim if walk.told else None
    if last is None or last.sentence is not claim.sentence or not relative.search(fold(last.span.text)):
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
        yield replace(mention_of(only), role=None), replace(only, role="", why=ABOUT)
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
    gerund = lexicon(walk.report.language).pattern("gerunds").match(trigger.span.text)
    if last is None or last.claim.sentence is not claim.sentence or not gerund:
        return []
    return [(mention_of(a), a) for a in last.actors if a.role == "attacker"]


def _hits_fighters(found: Sequence[tuple[ActorMention, Actor]]) -> bool:
    """True when those harmed are called terrorists or militants, which only a state's side says."""
    harmed = [m for m, _ in found if m.role in HARMED]
    return bool(harmed) and all(m.head in CALLED for m in harmed)
