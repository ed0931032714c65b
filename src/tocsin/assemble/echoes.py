"""Which deed a known one is: takes a clause that names one by its kind, gives points for the event of that kind.

"JNIM claimed the explosion" behind a mine and a raid means the mine, though the raid was told last: a word for a kind
of deed is only used of one that was told as such. Invariant: nothing is said where all the events near are of that
kind, or none, or where the clause names a day or a place of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.assemble.groups import Group
from tocsin.assemble.telling import names_day, names_place
from tocsin.model import ResolvedClaim

__all__ = ["echo"]

_ECHO = 1.2  # for the event of the kind named, against the others near
_RECENT = 4  # groups among which it is looked for
_NEAR = 1  # paragraphs back in which it is told
_OWNED = frozenset(("claimed", "unclaimed", "denied", "alleged"))
_KINDS = {
    "explosion": "blast",
    "Remote explosive/landmine/IED": "blast",
    "Suicide bomb": "blast",
    "Grenade": "blast",
    "Air/drone strike": "strike",
    "Shelling/artillery/missile attack": "strike",
    "ambush": "ambush",
}
_SLAUGHTER = frozenset(("execution",))  # "the massacre", "the murder": by hand
_BY_HAND = frozenset(("killing", "execution", "assault", "Attack"))


def echo(claim: ResolvedClaim, group: Group, groups: Sequence[Group]) -> float:
    """Points where a clause that owns, denies or blames a deed names one of its kind, against where another is."""
    if len(groups) < 2 or not _OWNED & set(claim.claim.status) or names_day(claim) or names_place(claim):
        return 0.0
    named = _named(claim)
    here = claim.claim.sentence.paragraph
    near = [g for g in groups[-_RECENT:] if here - g.claims[-1].claim.sentence.paragraph <= _NEAR]
    fits = [_is_of(named, g) for g in near]
    if not named or all(fits) or not any(fits) or group not in near:
        return 0.0
    return _ECHO if _is_of(named, group) else -_ECHO


def _named(claim: ResolvedClaim) -> frozenset[str]:
    """The codes by which a clause names a deed told before, where it tells of nothing else."""
    told = [t for t in claim.claim.triggers if t.modality == "occurred"]
    known = bool(told) and all(t.noun and t.definite for t in told) and not claim.claim.counts
    return frozenset(t.code for t in told) if known else frozenset()


def _is_of(named: frozenset[str], group: Group) -> bool:
    """True for an event told in words of a kind that is named; a massacre is one in which nothing blew up."""
    told = {t.code for c in group.claims for t in c.claim.triggers if t.modality == "occurred"}
    kinds = {_KINDS[code] for code in told if code in _KINDS}
    if named <= _SLAUGHTER:
        return not kinds and bool(told & _BY_HAND)
    return bool({_KINDS.get(code) for code in named} & kinds)
