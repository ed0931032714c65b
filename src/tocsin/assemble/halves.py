"""The other half of a toll: takes a clause that counts only wounded, says whether an event lacks just these.

"Two people were killed. Four others were wounded and flown to Gao" tells of one event, wherever and whenever the
wounded are cared for. Invariant: a clause in which anybody acts, which counts the dead too, tells of a mishap or names
a day or place without a word of care, is none.
"""

from __future__ import annotations

from dataclasses import replace

from tocsin.assemble.groups import Group
from tocsin.assemble.telling import names_day, names_place
from tocsin.knowledge.lexicon import in_any_language
from tocsin.model import ResolvedClaim
from tocsin.text import fold

__all__ = ["is_other_half", "without_scene"]

_HURT = frozenset(("wounded", "shot"))
_NEAR = 2  # paragraphs back in which the dead were told


def is_other_half(claim: ResolvedClaim, group: Group) -> bool:
    """True for the wounded of an event of which only the dead were told, right before."""
    c = claim.claim
    if not c.counts or {count.kind for count in c.counts} - _HURT or any(count.low == 0 for count in c.counts):
        return False
    told = {count.kind for count in group.counts}
    if "killed" not in told or told & _HURT or any(a.role == "attacker" for a in claim.actors):
        return False
    acts = any(t.code != "wounding" for t in c.triggers)
    back = c.sentence.paragraph - group.claims[-1].claim.sentence.paragraph
    if acts or back > _NEAR or _has("mishaps", c.span.text):
        return False
    elsewhere = (names_place(claim) or names_day(claim)) and not _has("care", c.span.text)
    return not elsewhere and (back == 0 or _has("more", c.span.text))


def without_scene(claim: ResolvedClaim) -> ResolvedClaim:
    """The clause without its day and place, where the wounded are cared for."""
    return replace(claim, when=None, place=None, own_when=False, own_place=False)


def _has(kind: str, words: str) -> bool:
    return in_any_language(f"toll_words.{kind}").search(fold(words)) is not None
