"""Means named beside a deed: takes clauses without one, says which lend a weapon to the deed told next to them.

"Two drones over El Obeid on Monday. Six dead.", "Eight passengers were killed. It was a mine.": the means stands in a
clause of its own and the deed's clause tells only what it cost. What an army owns or the ground hides lends nothing.
Invariant: pure functions of one claim.
"""

from __future__ import annotations

from tocsin.assemble.groups import Group
from tocsin.assemble.likeness import FINE, is_open
from tocsin.assemble.telling import names_day, names_place
from tocsin.knowledge.lexicon import in_any_language
from tocsin.model import ResolvedClaim
from tocsin.text import fold

__all__ = ["goes_on", "lends", "says_what_it_was", "shared_means"]

_FROM_ABOVE = frozenset(("drone", "aircraft", "mortar", "artillery", "rocket", "missile"))
_MEANS = _FROM_ABOVE | {"grenade", "suicide_vest", "chemical", "ied", "mine"}
_BRIEF = 5  # words of a clause that is little more than the name of a means
_MEANS_OF = {  # what a deed is done with, by the name of the deed
    "Air/drone strike": "aircraft",
    "Shelling/artillery/missile attack": "artillery",
    "Remote explosive/landmine/IED": "ied",
    "Suicide bomb": "suicide_vest",
    "Grenade": "grenade",
}


def shared_means(claim: ResolvedClaim, last: Group) -> list[str]:
    """The means of the deed told before, for "Kharkiv was hit too" and "Another killed a driver near Arbinda"."""
    if last.claims[-1].claim.sentence.paragraph != claim.claim.sentence.paragraph or claim.claim.weapons:
        return []
    also = in_any_language("means_told.likewise").search(fold(claim.claim.span.text)) and all(
        a.role != "attacker" for a in claim.actors
    )
    if not (also or _opens(claim, "another")):
        return []
    named = [w.kind for c in last.claims for w in c.claim.weapons if w.kind in _MEANS]
    done = [_MEANS_OF[t.code] for c in last.claims for t in c.claim.triggers if t.code in _MEANS_OF]
    return named or done or last.means


def lends(claim: ResolvedClaim) -> bool:
    """True for words that name a means and no deed, and with it a town, a day or little else."""
    c = claim.claim
    carriers = in_any_language("means_told.carriers")
    means = (w for w in c.weapons if w.kind in _MEANS and not carriers.match(fold(w.span.text)))
    if c.triggers or c.status or c.background or not any(means):
        return False
    town = names_place(claim) and claim.place is not None and (claim.place.precision in FINE or is_open(claim.place))
    dated = names_day(claim) and claim.when is not None and claim.when.precision == "day"
    return town or dated or len(c.span.text.split()) <= _BRIEF or _opens(claim, "it_was")


def says_what_it_was(claim: ResolvedClaim) -> bool:
    """True for "It was a mine." behind a deed of which only the cost was told."""
    return _opens(claim, "it_was") and lends(claim)


def goes_on(claim: ResolvedClaim) -> bool:
    """True for "One was shot down. The other got through.": more of the means named before, and no deed."""
    return not claim.claim.triggers and _opens(claim, "one_of_them")


def _opens(claim: ResolvedClaim, words: str) -> bool:
    """True where a clause begins with words of this class."""
    return in_any_language(f"means_told.{words}").match(fold(claim.claim.span.text)) is not None
