"""Where a claim is heard: takes a clause by which a party owns a deed, gives it without the place of its medium.

"In a video sent to a radio of X, the ELN says that it was they": no deed was told of X, nor of the day of the video.
Invariant: what tells of a deed or counts its dead keeps its place, as does what names the place of a deed told before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.assemble.groups import Group
from tocsin.assemble.likeness import FINE, places_alike
from tocsin.knowledge.lexicon import in_any_language
from tocsin.model import ResolvedClaim
from tocsin.text import fold

__all__ = ["as_heard"]

_HERE = 2.0  # points from which two places are one
_RECENT = 6  # groups among which a deed at that place is looked for


def as_heard(claim: ResolvedClaim, groups: Sequence[Group]) -> ResolvedClaim:
    """The claim, without the place and day of its medium where that is all that they are."""
    return replace(claim, place=None, own_place=False, own_when=False) if _is_of_its_medium(claim, groups) else claim


def _is_of_its_medium(claim: ResolvedClaim, groups: Sequence[Group]) -> bool:
    c = claim.claim
    if "claimed" not in c.status or c.triggers or c.counts or not (groups and claim.own_place and c.places):
        return False
    if claim.place is None or claim.place.precision not in FINE:
        return False
    known = (places_alike(claim.place, p) for g in groups[-_RECENT:] for p in g.places)
    return max(known, default=0.0) < _HERE and _stands_before_the_word(claim)


def _stands_before_the_word(claim: ResolvedClaim) -> bool:
    """True where a medium is named, and the place before the verb of speech: what follows it may be the deed's own."""
    words, start = fold(claim.claim.span.text), claim.claim.span.start
    said = in_any_language("speech").search(words, claim.claim.places[0].span.end - start)
    return said is not None and in_any_language("avowals.media").search(words, 0, said.start()) is not None
