"""Means named beside a deed: takes clauses without one, says which lend a weapon to the deed told next to them.

"Two drones over El Obeid on Monday. Six dead.", "Eight passengers were killed. It was a mine.": the means stands in a
clause of its own and the deed's clause tells only what it cost. What an army owns or the ground hides lends nothing.
Invariant: pure functions of one claim.
"""

from __future__ import annotations

import re

from tocsin.assemble.groups import Group
from tocsin.assemble.likeness import FINE, is_open
from tocsin.assemble.telling import names_day, names_place
from tocsin.model import ResolvedClaim
from tocsin.text import fold

__all__ = ["goes_on", "lends", "says_what_it_was", "shared_means"]

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


_MEANS_OF = {  # what a deed is done with, by the name of the deed
    "Air/drone strike": "aircraft",
    "Shelling/artillery/missile attack": "artillery",
    "Remote explosive/landmine/IED": "ied",
    "Suicide bomb": "suicide_vest",
    "Grenade": "grenade",
}
_ANOTHER = re.compile(
    r"\W*(?:(?:in|at|near|a|en|cerca de|pres d[e']) ?[^,]{2,30}, )?"
    r"(?:another|a (?:second|third)(?: one)?|une? (?:autre|deuxieme|seconde?|troisieme)|otr[oa]"
    r"|un[oa]? (?:segund|tercer)[oa]?) (?!m[ae]n|person|group|village|town|ville|hom)"
)
_ALSO = re.compile(r"\b(?:too|as well|likewise|also|aussi|a son tour|egalement|tambien|igualmente)\b")


def shared_means(claim: ResolvedClaim, last: Group) -> list[str]:
    """The means of the deed told before, for "Kharkiv was hit too" and "Another killed a driver near Arbinda"."""
    if last.claims[-1].claim.sentence.paragraph != claim.claim.sentence.paragraph or claim.claim.weapons:
        return []
    also = _ALSO.search(fold(claim.claim.span.text)) and all(a.role != "attacker" for a in claim.actors)
    if not (also or _opens(claim, _ANOTHER)):
        return []
    named = [w.kind for c in last.claims for w in c.claim.weapons if w.kind in _MEANS]
    done = [_MEANS_OF[t.code] for c in last.claims for t in c.claim.triggers if t.code in _MEANS_OF]
    return named or done or last.means


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
