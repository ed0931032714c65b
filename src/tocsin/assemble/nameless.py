"""Who was harmed where no clause says who it was: takes a group, gives the persons of whom only a toll or a site tells.

"Shells fell on the market: eight dead", "A bomb at a nightclub, nobody hurt": whoever is struck where people
live, shop, pray or ride is a civilian; else they are persons of no name. Invariant: nobody where the report names one
who was harmed or arrested, and no civilians where two armed sides met or ground was taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tocsin.assemble.grouping import Group
from tocsin.assemble.opponents import ARMED
from tocsin.knowledge.actors import country_name, get
from tocsin.knowledge.lexicon import in_any_language
from tocsin.model import Actor, ResolvedClaim, Span
from tocsin.text import fold

__all__ = ["nameless_harmed", "nobody"]

_SIDED = frozenset(("target", "victim", "arrested"))
_TOLLS = frozenset(("killed", "wounded", "abducted"))
_VIOLENT = frozenset(("violence", "abduction", "looting"))
_BLASTS = frozenset(
    (
        "Air/drone strike",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Suicide bomb",
        "Grenade",
        "Chemical weapon",
        "explosion",
    )
)
_UPON = _BLASTS - {"explosion"} | {"storming", "assault", "seizure", "clash"}
_OF = re.compile(r"\s(?:of\s|d[eu]\s|d['’])(?P<what>.)")
_BEHIND = 60  # characters behind a post in which it is said who holds it
_ARTICLE = 5  # characters between "held by" and who holds it
_FIGHTS = frozenset(("clash", "seizure", "interception", "Arrests"))


def nameless_harmed(group: Group) -> Iterator[Actor]:
    """As in "Thirteen dead": persons of whom the report says no more than where it hit them."""
    if any(a.role in _SIDED for a in group.actors) or not _VIOLENT & set(group.families):
        return
    post = _post(group)
    if post:
        yield post
        return
    toll = next((c.span for c in group.counts if c.kind in _TOLLS and c.low and c.of is None), None)
    site = _site(group) if toll or any(c.kind in _TOLLS for c in group.counts) else None
    if site:
        yield nobody("target", "Civilians", site, group, "civilians")
    elif toll:
        yield nobody("target", "Unidentified persons", toll, group)


def _post(group: Group) -> Actor | None:
    """As in "The base at Banibangou was hit by rockets": a base or barracks is the army's, where no army attacks.

    But who is said to hold it is the one that is hit, whoever attacks.
    """
    told = (c for c in group.claims if any(t.code in _UPON for t in c.claim.triggers))
    claim, post = next(((c, post) for c in told if (post := _post_in(c.claim.span))), (None, None))
    if claim is None or post is None:
        return None
    behind = fold(claim.claim.span.text)[post.end - claim.claim.span.start :][:_BEHIND]
    held = in_any_language("inferred.post_of").search(behind)
    return _holder(claim, post.end + held.end()) if held else _of_the_army(post, group)


def _of_the_army(post: Span, group: Group) -> Actor | None:
    country = next((p.country for p in group.places if p.country), None)
    force = get(f"{country.lower()}:military") if country else None
    attackers = (a for a in group.actors if a.role == "attacker")
    if force is None or any(a.kind in ("state", "external", "civilians") for a in attackers):
        return None
    why = "a post of the army, which nobody else is said to hold"
    return Actor("target", force.id, force.name, force.kind, post, country, why)


def _holder(claim: ResolvedClaim, at: int) -> Actor | None:
    """As in "the base, held by [the M23], was hit": the party behind the words of holding, or nobody."""
    behind = (a for a in (*claim.actors, *claim.named) if 0 <= a.span.start - at <= _ARTICLE)
    holder = next((a for a in behind if a.id and a.kind in ARMED and a.role != "attacker"), None)
    return replace(holder, role="target", why="holds the post that was struck") if holder else None


def _post_in(said: Span) -> Span | None:
    """A base or barracks; "the base of" somewhere only where a name follows, not "of a statue", "de loisirs"."""
    post = _named_in(said, "military_sites")
    of = _OF.match(said.text[post.end - said.start :]) if post and fold(post.text) == "base" else None
    return None if of and not of["what"].isupper() else post


def _site(group: Group) -> Span | None:
    """The market, house or bus that a blast struck, None where arms were in play on both sides."""
    told = {t.code for c in group.claims for t in c.claim.triggers if t.modality == "occurred"}
    if not told & _BLASTS or told & _FIGHTS:
        return None
    return next((site for claim in group.claims if (site := _named_in(claim.claim.span, "civil_sites"))), None)


def _named_in(said: Span, words: str) -> Span | None:
    found = in_any_language(words).search(fold(said.text))
    if found is None:
        return None
    return Span(said.start + found.start(), said.start + found.end(), said.text[slice(*found.span())])


def nobody(role: str, name: str, span: Span, group: Group, kind: str = "unidentified") -> Actor:
    """An actor whom the report does not name."""
    country = next((p.country for p in group.places if p.country), None)
    shown = f"{name} ({country_name(country)})" if country else name
    return Actor(role, None, shown, kind, span, country, "not named")
