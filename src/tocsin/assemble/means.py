"""Means named beside a deed: takes clauses without one, says which lend a weapon to the deed told next to them.

"Two drones over El Obeid on Monday. Six dead.", "Eight passengers were killed. It was a mine.": the means stands in a
clause of its own and the deed's clause tells only what it cost. What an army owns or the ground hides lends nothing.
Invariant: pure functions of one claim.
"""

from __future__ import annotations

import re

from tocsin.assemble.likeness import FINE, is_open
from tocsin.assemble.telling import names_day, names_place
from tocsin.model import ResolvedClaim
from tocsin.text import fold

__all__ = ["goes_on", "lends", "says_what_it_was"]

_FROM_ABOVE = frozenset(("drone", "aircraft", "mortar", "artillery", "rocket", "missile"))
_MEANS = _FROM_ABOVE | {"grenade", "suicide_vest", "chemical", "ied", "mine"}
_CARRIER = re.compile("helic|avion|aircraft|jet")  # brings men as often as bombs
_BRIEF = 5  # words of a clause that is little more than the name of a means
_IT_WAS = re.compile(
    r"\W*(?:it was|this was|the (?:weapon|cause|culprit|blast|device)(?: used)? was|c'etait|il s'agi(?:t|ssait) d"
    r"|l'arme etait|en cause|fue|era|se trat(?:o|aba) de|el arma (?:fue|era)|la causa)\b"
)
_ONE_OF_THEM = re.compile(
    r"\W*(?:one|both|none|all|it|they|the (?:other|first|second|third)|l'(?:un|autre)e?|les? (?:premier|deuxieme)"
    r"|ils?|elles?|un[oa]|ambos|(?:el|la) (?:otr|primer|segund)[oa])\b"
)


def lends(claim: ResolvedClaim) -> bool:
    """True for words that name a means and no deed, and with it a town, a day or little else."""
    c = claim.claim
    means = (w for w in c.weapons if w.kind in _MEANS and not _CARRIER.match(fold(w.span.text)))
    if c.triggers or c.status or c.background or not any(means):
        return False
    town = names_place(claim) and claim.place is not None and (claim.place.precision in FINE or is_open(claim.place))
    dated = names_day(claim) and claim.when is not None and claim.when.precision == "day"
    return town or dated or len(c.span.text.split()) <= _BRIEF or _opens(claim, _IT_WAS)


def says_what_it_was(claim: ResolvedClaim) -> bool:
    """True for "It was a mine." behind a deed of which only the cost was told."""
    return _opens(claim, _IT_WAS) and lends(claim)


def goes_on(claim: ResolvedClaim) -> bool:
    """True for "One was shot down. The other got through.": more of the means named before, and no deed."""
    return not claim.claim.triggers and _opens(claim, _ONE_OF_THEM)


def _opens(claim: ResolvedClaim, pattern: re.Pattern[str]) -> bool:
    return pattern.match(fold(claim.claim.span.text)) is not None
