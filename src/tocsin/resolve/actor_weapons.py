"""Whose weapon it was: takes a clause in which a drone, shell or bomb of no stated owner strikes, gives the attacker.

The one who shelled or bombed in the paragraph before did it, else the only one in the report that strikes from afar.
Invariant: who was harmed in the clause is never the owner, and where two strike from afar nobody is named.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.knowledge.lexicon import lexicon
from tocsin.model import Actor, ActorMention, Claim, ResolvedClaim
from tocsin.resolve.walk import Walk
from tocsin.text import fold

__all__ = ["weapon_owner"]

_REMOTE = frozenset(("Air/drone strike", "Shelling/artillery/missile attack"))
_FLYING = frozenset(("drone", "aircraft", "artillery", "mortar", "rocket", "missile"))
_STATE = frozenset(("state", "external"))
_STRUCK = ("raid", "strike", "frappe", "bombard")  # nouns that say by themselves that it came from afar
_NEAR = 3  # paragraphs back in which the one who strikes is looked for first


def weapon_owner(claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk) -> Actor | None:
    """The attacker whose weapon strikes in a clause that names no owner, None when that is open."""
    remote = any(t.code in _REMOTE and t.modality == "occurred" for t in claim.triggers)
    loose = lexicon(walk.report.language).pattern("loose_weapons").search(fold(claim.span.text))
    struck = loose is not None and any(word in loose.group() for word in _STRUCK)
    if not (loose and (remote or struck or any(w.kind in _FLYING for w in claim.weapons))):
        return None
    harmed = {a.id for m, a in found if m.role in ("target", "victim")}
    planes = any(w.kind == "aircraft" for w in claim.weapons)  # which parties seldom fly
    paragraph = claim.sentence.paragraph
    near = [t for t in walk.told if 0 <= paragraph - t.claim.sentence.paragraph < _NEAR]
    for told in (near, walk.told):
        owners = {
            a.id: a for t in told for a in _strikers(t) if a.id not in harmed and (a.kind in _STATE or not planes)
        }
        if len(owners) == 1:
            return next(iter(owners.values()))
    return None


def _strikers(told: ResolvedClaim) -> list[Actor]:
    remote = any(t.code in _REMOTE and t.modality == "occurred" for t in told.claim.triggers)
    remote = remote or any(w.kind in _FLYING for w in told.claim.weapons)
    return [a for a in told.actors if a.role == "attacker" and a.id] if remote else []
