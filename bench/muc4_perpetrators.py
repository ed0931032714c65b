"""Perpetrators for MUC-4: takes an attacker of an event, gives the words for its individuals and for its organisation.

"Shining Path guerrillas" fills both slots: the guerrillas as individuals, Shining Path as organisation. Invariant: what
is given stands in the actor's span, apart from the adjectives to its left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bench.muc4_phrases import heads, phrase
from tocsin.extract.actors import find_actors
from tocsin.knowledge.actors import get
from tocsin.model import Actor, ActorMention
from tocsin.text import fold

__all__ = ["bodies", "individuals", "named_nearby", "organisation", "suspects"]

_DEED = re.compile(r"\s+(?:attack|attacks|action|actions|organization|group|groups|leader|act|acts)\b")


def individuals(actor: Actor, text: str) -> str | None:
    """The phrase for the persons, where the actor is named as persons."""
    found = list(heads("individuals").finditer(fold(actor.span.text)))
    if not found:
        return None
    end = actor.span.start + found[-1].end()
    if _DEED.match(text, end) and not text[:end].endswith("s"):  # "terrorist attack"
        return None
    return phrase(text, actor.span.start + found[-1].start(), end)


def organisation(actor: Actor) -> str | None:
    """The organisation's name as written, without the nouns for its members."""
    folded = fold(" ".join(actor.span.text.split()))
    if actor.kind in ("state", "external"):
        state = heads("state_organisations").search(folded)
        return state.group() if state else None
    names = sorted((name for name in _names(actor.id) if name in folded), key=len)
    return names[-1] if names else None


@lru_cache(maxsize=1024)
def _names(key: str | None) -> tuple[str, ...]:
    found = get(key) if key else None
    if found is None or found.kind not in ("rebel", "political_militia", "communal_militia"):
        return ()
    return tuple(fold(name) for name in (*found.names.strong, *found.names.weak, *found.names.acronyms))


def suspects(text: str, start: int, end: int) -> list[str]:
    """Perpetrators by their noun alone ("guerrillas", "unidentified men") in a stretch of the text."""
    folded = fold(text)
    found = heads("suspects").finditer(folded, start, end)
    kept = [m for m in found if not _DEED.match(text, m.end())]
    return [phrase(text, m.start(), m.end()) for m in kept]


def named_nearby(text: str, start: int, end: int) -> list[str]:
    """The rebel organisations named in a stretch of the text, as written."""
    mentions = find_actors(text[start:end], start, "en")
    names = (organisation(_as_actor(one)) for one in mentions if one.ids and one.kind not in ("state", "external"))
    return [name for name in names if name]


def bodies(text: str) -> Iterator[tuple[int, int]]:
    """Where a text names a body that may have done it: one of the register, or a state's by its noun alone."""
    lowered = text.lower()
    for one in find_actors(text, 0, "en"):
        name = organisation(_as_actor(one)) if one.ids else None
        start = lowered.find(name, one.span.start, one.span.end) if name else -1
        if name and start >= 0:
            yield start, start + len(name)
    yield from (match.span() for match in heads("state_organisations").finditer(lowered))


def _as_actor(mention: ActorMention) -> Actor:
    return Actor("attacker", mention.ids[0], mention.name, mention.kind, mention.span)
