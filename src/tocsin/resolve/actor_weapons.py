"""Whose weapon it was: takes a clause in which a drone, shell or bomb of no stated owner strikes, gives the attacker.

The one who shelled or bombed in the paragraph before did it, else the only one in the report that strikes from afar,
else the one that the report shows at war with the country of the event (resolve.actor_wars).
Invariant: who was harmed in the clause is never the owner, and where two strike from afar nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.knowledge.lexicon import Lexicon, lexicon
from tocsin.model import Actor, ActorMention, Claim, ResolvedClaim
from tocsin.resolve.actor_wars import belligerent
from tocsin.resolve.walk import Walk
from tocsin.text import fold

__all__ = ["weapon_owner"]

_REMOTE = frozenset(("Air/drone strike", "Shelling/artillery/missile attack"))
_FLYING = frozenset(("drone", "aircraft", "artillery", "mortar", "rocket", "missile"))
_STATE = frozenset(("state", "external"))
_OVERLAP = 12  # characters of a weapon that its verb's pattern takes in: "a [drone hit] a bus"
_NEAR = 3  # paragraphs back in which the one who strikes is looked for first


def weapon_owner(
    claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk, country: str | None
) -> Actor | None:
    """The attacker whose weapon strikes in a clause that names no owner, None when that is open."""
    harmed = {a.id for m, a in found if m.role in ("target", "victim")}
    planes = any(w.kind == "aircraft" for w in claim.weapons)  # which parties seldom fly
    words = lexicon(walk.report.language)
    loose = words.pattern("loose_weapons").search(fold(claim.span.text))
    if loose and _is_remote(claim, loose.group(), words):
        paragraph = claim.sentence.paragraph
        near = [t for t in walk.told if 0 <= paragraph - t.claim.sentence.paragraph < _NEAR]
        for told in (near, walk.told):
            owners = {
                a.id: a for t in told for a in _strikers(t) if a.id not in harmed and (a.kind in _STATE or not planes)
            }
            if owners:
                return next(iter(owners.values())) if len(owners) == 1 else None
    return belligerent(claim, harmed, planes, walk, country) if _acts_alone(claim, loose, words) else None


def _is_remote(claim: Claim, weapon: str, words: Lexicon) -> bool:
    """True where the clause says, or its weapon does, that the blow came from afar."""
    remote = any(t.code in _REMOTE and t.modality == "occurred" for t in claim.triggers)
    says_so = words.pattern("inferred.from_afar").search(weapon) is not None
    return remote or says_so or any(w.kind in _FLYING for w in claim.weapons)


def _acts_alone(claim: Claim, loose: re.Match[str] | None, words: Lexicon) -> bool:
    """As in "Shelling killed two", "A missile hit a house": the weapon stands for who strikes, and no force speaks."""
    if any(s.kind in ("party", "government", "igo") and s.actor for s in claim.sources):
        return False
    told = [t for t in claim.triggers if t.modality == "occurred" and t.strength > 1]
    if any(t.code in _REMOTE and words.pattern("inferred.weapons").match(fold(t.span.text)) for t in told):
        return True
    ends = loose.end() - _OVERLAP if loose and _is_remote(claim, loose.group(), words) else None
    return ends is not None and any(t.span.start - claim.span.start >= ends for t in told)


def _strikers(told: ResolvedClaim) -> list[Actor]:
    remote = any(t.code in _REMOTE and t.modality == "occurred" for t in told.claim.triggers)
    remote = remote or any(w.kind in _FLYING for w in told.claim.weapons)
    return [a for a in told.actors if a.role == "attacker" and a.id] if remote else []
