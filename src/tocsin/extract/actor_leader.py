"""Armed men named by their commander: takes two parts of a sentence, gives the group whose men they are.

"The men of Bello Turji", "fighters loyal to General X", "Haftar's forces", "les paramilitaires du général X" name the
group that he leads. Invariant: a commander alone names no actor, and who is only beside his men isn't one of them.
"""

from __future__ import annotations

from dataclasses import replace

from tocsin.extract.actor_gap import between_hyphens, only_modifiers
from tocsin.extract.actor_match import Part, Words
from tocsin.knowledge.actors import Lexicon, head

__all__ = ["men_of_leader"]

_FORCES = frozenset(("aircraft", "strikes", "installation"))  # nouns that need an owner: "forces", "offensive", "camp"
_FOLK = ("gente", "gens")  # "la gente de Mordisco"
_OWNED = ("s",)  # what is left of "'s" among the tokens
_LONGEST = 4  # words of a title or a tie


def men_of_leader(left: Part, right: Part, words: Words, lexicon: Lexicon) -> Part | None:
    """A commander's men as his group; a title before his name becomes a part of the name."""
    if right.sort == "leader" and left.sort == "head" and not left.country:
        return _before_leader(left, right, words, lexicon)
    if lexicon.language == "en" and left.sort == "leader" and right.sort == "head" and _are_men(right):
        gap = between_hyphens(words, left, right)
        named = words.gap(left.last, right.first).strip(" -") in ("", "led", "loyal", "aligned")
        owned = gap[:1] == _OWNED and only_modifiers(gap[1:], lexicon)
        # "Haftar's forces", "Haftar forces", "Haftar-led forces"
        return _group(left, left.first, right.last, right) if owned or named else None
    return None


def _before_leader(noun: Part, leader: Part, words: Words, lexicon: Lexicon) -> Part | None:
    gap = words.folded[words.ends[noun.last] : words.starts[leader.first]]
    if set(gap) & set(',;:.()"!?'):
        return None
    tokens = words.tokens[noun.last + 1 : leader.first]
    if noun.head == "leaders":
        titled = _all_in(words.tokens[noun.first : leader.first], lexicon.joins.titles)  # "the warlord"
        return replace(leader, first=noun.first) if titled or not tokens else None
    ties = [size for size in range(1, len(tokens) + 1) if tokens[:size] in lexicon.joins.led]
    if (_are_men(noun) or words.tokens[noun.last] in _FOLK) and any(
        _all_in(tokens[size:], lexicon.joins.titles) for size in ties
    ):
        return _group(leader, noun.first, leader.last, noun)
    return None


def _all_in(tokens: tuple[str, ...], phrases: frozenset[tuple[str, ...]]) -> bool:
    """True where the tokens are made of the phrases alone."""
    if not tokens:
        return True
    sizes = range(1, min(len(tokens), _LONGEST) + 1)
    return any(tokens[:size] in phrases and _all_in(tokens[size:], phrases) for size in sizes)


def _are_men(noun: Part) -> bool:
    """True for words for armed men and for what they fight with."""
    kind = head(noun.head) if noun.head else None
    return kind is not None and kind.key != "leaders" and (kind.joins or kind.key in _FORCES or kind.anaphor == "group")


def _group(leader: Part, first: int, last: int, noun: Part) -> Part:
    return replace(leader, first=first, last=last, sort="org", plural=noun.plural)
