"""Which deed a voice means that says who did one: takes its clause and an event, gives points by the words that point.

Of two deeds told before it, "the ELN claimed the first attack" means one by its number, "the killing of the soldiers"
one by whom it hurt and "the bus" one by its thing, whatever was told last. Invariant: words that fit none of the events
told, or all, say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.assemble.groups import Group
from tocsin.assemble.things import with_the_thing
from tocsin.knowledge.lexicon import in_any_language
from tocsin.model import ResolvedClaim
from tocsin.text import fold

__all__ = ["pointed"]

_IT, _OTHER = 3.0, -3.0  # for the deed that is meant, against another
_HARMED = ("target", "victim")
_RECENT = 4  # events back among which the deed is looked for
_NEAR = 2  # paragraphs back in which it is told
_VIOLENT = frozenset(("violence", "abduction", "looting"))
_SAYS_WHO = frozenset(("claimed", "alleged", "denied", "unclaimed"))
_BUT = re.compile(r"(?<!\w)(?:but|not|mais|non|pas|ni|pero|no|sino)(?!\w)")


def pointed(claim: ResolvedClaim, group: Group, groups: Sequence[Group]) -> float:
    """Points where a clause that says who did a deed numbers it or names whom it hurt."""
    if not _SAYS_WHO & set(claim.claim.status) or claim.own_place or claim.claim.counts:
        return 0.0
    here = claim.claim.sentence.paragraph
    near = [g for g in groups[-_RECENT:] if here - g.claims[-1].claim.sentence.paragraph <= _NEAR]
    told = [g for g in near if _VIOLENT & set(g.families)]
    meant = _numbered(claim, told) or _hurting(claim, told) or with_the_thing(claim, told)
    meant = meant or _not_left_open(claim, told)
    return 0.0 if meant is None or not any(group is g for g in told) else _IT if group is meant else _OTHER


def _numbered(claim: ResolvedClaim, told: Sequence[Group]) -> Group | None:
    """As in "the first attack" of two; what follows "but not" is none of it."""
    words = fold(claim.claim.span.text)
    turn = _BUT.search(words, 1)
    said = words[: turn.start()] if turn else words
    found = [n for n, name in enumerate(("numbered.first", "numbered.second")) if in_any_language(name).search(said)]
    return told[found[0]] if len(found) == 1 and len(told) == 2 else None


def _hurting(claim: ResolvedClaim, told: Sequence[Group]) -> Group | None:
    """As in "the killing of the soldiers" where soldiers were hurt in one of the events told."""
    owned = {"claimed", "denied"} & set(claim.claim.status)
    hurt = {a.id or a.name for a in claim.actors if owned and a.role in _HARMED}
    return _only([g for g in told if hurt & {a.id or a.name for a in g.digest().actors if a.role in _HARMED}], told)


def _not_left_open(claim: ResolvedClaim, told: Sequence[Group]) -> Group | None:
    """As in "Nobody has claimed the blast. Later shells fell; JNIM claimed it": not what nobody is said to claim."""
    here = claim.claim.sentence.paragraph
    near = [g for g in told if g.claims[-1].claim.sentence.paragraph == here]
    owned = [g for g in near if not any("unclaimed" in c.claim.status for c in g.claims)]
    return _only(owned, near) if "claimed" in claim.claim.status and not claim.claim.triggers else None


def _only(fit: Sequence[Group], told: Sequence[Group]) -> Group | None:
    return fit[0] if len(fit) == 1 and len(told) > 1 else None
