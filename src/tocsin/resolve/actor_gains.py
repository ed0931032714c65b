"""Whose forces took the ground of whose taking a state tells: takes a clause and its voices, gives the state's force.

Ministries, capitals and armies tell of ground taken without naming who took it: "Moscow claimed the capture of X", "the
defence ministry said that X had been liberated", "Bamako annonce la prise de Kidal". Invariant: a state that only tells
of a loss took nothing, so a place of its own that was "captured" in the passive is left open, and who speaks for a
state is never itself the one who takes: its army is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.knowledge.actors import get
from tocsin.knowledge.lexicon import lexicon
from tocsin.model import Actor, ActorMention, Claim, Trigger
from tocsin.resolve.actor_state import office_of, state_beside
from tocsin.resolve.walk import Walk
from tocsin.text import fold

__all__ = ["by_their_forces", "taker"]

_TELLS = ("reports", "confirms", "claims")
_GOVERNMENT, _MILITARY = ":government", ":military"
_HARMED = ("target", "victim")


def taker(claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk, country: str | None) -> Actor | None:
    """The force of the state that tells of ground taken, None where it may as well have lost it."""
    words = lexicon(walk.report.language)
    for trigger in claim.triggers:
        said = fold(trigger.span.text)
        if trigger.code != "seizure" or trigger.modality != "occurred" or words.pattern("inferred.lost").search(said):
            continue
        for state, voice in _voices(claim, trigger, found, walk, country):
            force = get(f"{state.lower()}{_MILITARY}")
            if force is None or any(
                (a.id or "").startswith(state.lower() + ":") for m, a in found if m.role in _HARMED
            ):
                continue
            behind = fold(claim.span.text)[max(0, voice.span.end - claim.span.start) :]
            told = behind[: max(0, trigger.span.end - voice.span.end)]
            given_out = not trigger.passive and words.pattern("inferred.gives_out").search(told)
            says = any(s.span == voice.span and s.stance in _TELLS for s in claim.sources)
            regained = (
                words.pattern("inferred.regained").search(said) if country == state else country in force.countries
            )
            if given_out or (says and regained):
                why = "its state tells of the ground that it took"
                return Actor("attacker", force.id, force.name, force.kind, voice.span, state, why)
    return None


def by_their_forces(claim: Claim, found: Sequence[tuple[ActorMention, Actor]]) -> list[tuple[ActorMention, Actor]]:
    """The same actors, with the army in the place of a government that is said to take ground."""
    taken = any(t.code == "seizure" and t.modality == "occurred" for t in claim.triggers)
    return [(m, _its_force(a) if taken and m.role == "attacker" else a) for m, a in found]


def _its_force(actor: Actor) -> Actor:
    key = actor.id or ""
    force = get(key.replace(_GOVERNMENT, _MILITARY)) if key.endswith(_GOVERNMENT) else None
    return replace(actor, id=force.id, name=force.name, kind=force.kind) if force else actor


def _voices(
    claim: Claim, trigger: Trigger, found: Sequence[tuple[ActorMention, Actor]], walk: Walk, country: str | None
) -> Iterator[tuple[str, ActorMention]]:
    """The states that speak in a clause, each with the words that name it: a side before the verb, then its offices."""
    for mention, actor in found:
        key = actor.id or next(iter(mention.ids), "")
        if not mention.role and actor.kind == "state" and ":" in key and mention.span.end <= trigger.span.end:
            yield key.split(":")[0].upper(), mention
    words = lexicon(walk.report.language)
    for source in claim.sources:
        if source.span is None or source.kind not in ("official", "government") or source.stance not in _TELLS:
            continue
        office = office_of(source, claim, words)
        named = office and state_beside(source, office[1], claim, walk.report.language)
        state = named or (source.actor.split(":")[0].upper() if source.actor and ":" in source.actor else None)
        state = state or (country if office and office[2] == "military" else None)
        if state:
            yield state, ActorMention(source.span, source.name, "state", ())
