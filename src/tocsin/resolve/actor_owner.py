"""Who claims a deed under a common noun: takes a clause of claiming and its actors, gives the noun the party it means.

As in "The army has fought the ELN there for months. The guerrillas claimed the ambush": the one party of the country
that the paragraph has named so far, else the one before it. Invariant: with two of them, or with "a rebel group", the
noun stays open.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tocsin.knowledge.actors import get, related
from tocsin.knowledge.lexicon import lexicon
from tocsin.model import Actor, ActorMention, Claim
from tocsin.resolve.actor import resolve_actor
from tocsin.resolve.actor_context import fits
from tocsin.resolve.walk import Walk
from tocsin.text import fold

__all__ = ["with_owner"]

_PARTIES = frozenset(("rebel", "political_militia", "communal_militia", "pmc"))
_HARMED = ("target", "victim")
_AGAINST = frozenset(("unclaimed", "denied", "withdrawn", "alleged"))
_MEMORY = 100  # mentions back to which the party may have been named
_LINES = 4  # line ends back to which the line above is looked for
_BEFORE = 24  # characters before a noun in which its article stands


def with_owner(
    claim: Claim,
    found: Sequence[tuple[ActorMention, Actor]],
    speaker: Actor | None,
    country: str | None,
    walk: Walk,
) -> tuple[list[tuple[ActorMention, Actor]], Actor | None]:
    """The actors and the speaker of a clause, where a noun that claims is settled."""
    noun = _noun_that_claims(claim, found, walk)
    party = _named_so_far(noun, country, walk) if noun else None
    if noun is None or party is None:
        return list(found), speaker
    settled = [(m, _as(party, a)) if m.span == noun.span else (m, a) for m, a in found]
    return settled, _as(party, speaker) if speaker and speaker.span == noun.span else speaker


def _noun_that_claims(claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk) -> ActorMention | None:
    """The one noun without a name that may be the claimant."""
    if "claimed" not in claim.status or _AGAINST & set(claim.status):
        return None
    parties = [(m, a) for m, a in found if a.kind in _PARTIES and a.role not in _HARMED]
    if len(parties) != 1 or parties[0][1].id or not parties[0][0].generic:
        return None
    noun = parties[0][0]
    before = fold(walk.report.text[max(0, noun.span.start - _BEFORE) : noun.span.start])
    new = lexicon(walk.report.language).pattern("inferred.somebody_new")
    return None if new.search(before) or new.match(fold(noun.span.text) + " ") else noun


def _named_so_far(noun: ActorMention, country: str | None, walk: Walk) -> Actor | None:
    """The only party of the country that the paragraph has named, else the one before it."""
    line, above = _lines(noun.span.start, walk)
    at = bisect_left(walk.actors.mentions, noun.span.start, key=lambda mention: mention.span.start)
    before = [m for m in walk.actors.mentions[max(0, at - _MEMORY) : at] if m.span.start >= above]
    named = [m for m in before if m.ids and not m.generic and m.kind in _PARTIES]
    actors = [resolve_actor(m, None, country, walk.actors) for m in named]
    able = [a for a in actors if a.id and (one := get(a.id)) and fits(one, country) and not _serves(one.parents)]
    here = [a for a in able if a.span.start >= line]
    return _only(here or able)


def _lines(at: int, walk: Walk) -> tuple[int, int]:
    """Where the line of an offset begins, and the line with words above it."""
    text, breaks = walk.report.text, walk.actors.breaks
    before = breaks[: bisect_left(breaks, at)][-_LINES:]
    starts = [end + 1 for end in before]
    above = (start for start, end in zip(starts, before[1:], strict=False) if text[start:end].strip())
    return starts[-1] if starts else 0, max(above, default=0 if len(before) < _LINES else starts[0])


def _only(actors: Iterable[Actor]) -> Actor | None:
    """The last of actors that are all one party or parts of it."""
    told = list(actors)
    kin = all(a.id and told[-1].id and related(a.id, told[-1].id) for a in told)
    return told[-1] if told and kin else None


def _serves(parents: Iterable[str]) -> bool:
    return any(":" in parent for parent in parents)


def _as(party: Actor, actor: Actor) -> Actor:
    why = f"claims it; the party named before: {party.name}"
    return replace(actor, id=party.id, name=party.name, kind=party.kind, why=why)
