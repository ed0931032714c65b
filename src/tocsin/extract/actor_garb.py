"""Whose dress men wear: takes a noun for men and the name of a party behind it, gives the two as one actor.

"Men in M23 uniforms", "hombres que vestían prendas de las AGC", "des hommes portant les brassards de l'ELN": who sees
such men says who they were. Invariant: only parties are named so; what looks like a soldier is often none ("men in army
uniforms" stay gunmen).
"""

from __future__ import annotations

from dataclasses import replace

from tocsin.extract.actor_match import Part, Words
from tocsin.knowledge.actors import Lexicon, get, head
from tocsin.knowledge.lexicon import lexicon as words_of

__all__ = ["in_garb_of"]

_PARTIES = frozenset(("rebel", "political_militia", "communal_militia", "pmc"))
_BEHIND = 40  # characters behind the name in which English says what they wore


def in_garb_of(left: Part, right: Part, words: Words, lexicon: Lexicon) -> Part | None:
    """The men and the party whose dress they wear, as that party."""
    kind = head(left.head) if left.sort == "head" and left.head else None
    party = get(right.ids[0]) if right.sort == "org" and right.ids else None
    if kind is None or not kind.joins or left.country or party is None or party.kind not in _PARTIES:
        return None
    if not _wear(left, right, words, lexicon.language):
        return None
    return replace(right, first=left.first, plural=left.plural)


def _wear(left: Part, right: Part, words: Words, language: str) -> bool:
    """True for words of dress between the two, or for English ones around the name ("in [M23] uniforms")."""
    patterns, folded = words_of(language), words.folded
    gap = folded[words.ends[left.last] : words.starts[right.first]].strip(" ,")
    if patterns.pattern("stands_alone.in_garb_of").fullmatch(gap):
        return True
    behind = folded[words.ends[right.last] :][:_BEHIND].lstrip()
    worn = patterns.pattern("stands_alone.worn").fullmatch(gap)
    return worn is not None and patterns.pattern("stands_alone.worn_things").match(behind) is not None
