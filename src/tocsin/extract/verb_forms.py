"""Verbs in forms of their own: takes folded text, gives the same with what stands for a verb as that verb, finite.

The lexicon lists deeds by their finite forms ("dispararon"). A language has more ways to say that a thing was done: a
perfect ("han disparado", "dicen haber disparado"), an infinitive behind what sets it in time ("tras disparar") or
behind a verb of beginning ("volvieron a disparar"), the present of headlines ("dispara contra"). Invariant: the text
keeps its length, and a verb ends where the words ended that it stands for.
"""

from __future__ import annotations

import re

from tocsin.knowledge.lexicon import Lexicon

__all__ = ["beginning_verbs", "finite_verbs", "start_of_word"]


def beginning_verbs(folded: str, words: Lexicon) -> str:
    """The same with infinitives behind verbs of beginning as verbs: "volvieron a atacar" is "atacan"."""

    def finite(match: re.Match[str]) -> str:
        verb = match.group().split()[-1]
        stem = verb.removesuffix("se")[:-1]
        own = "se " if verb.endswith("se") else ""
        return f"{own}{stem[:-1]}{'a' if stem[-1] == 'a' else 'e'}n".rjust(len(match.group()))

    return words.pattern("begins_to").sub(finite, folded)


def finite_verbs(folded: str, words: Lexicon) -> str:
    """The same with perfects, infinitives of time and presents as pasts: "han quemado", "tras quemar", "quema"."""

    def told(match: re.Match[str]) -> str:
        *pronoun, verb = sorted(filter(None, match.groups()), key=len)  # no pronoun is as long as a verb
        past = " ".join((*pronoun, _past(verb, words)))
        return past.rjust(len(match.group())) if len(past) <= len(match.group()) else match.group()

    return words.pattern("verb_forms.forms").sub(told, folded)


def start_of_word(folded: str, start: int) -> int:
    """Where the word begins that stands for a verb found at ``start``, which may reach back into its auxiliary."""
    while start < len(folded) and folded[start - 1 : start].isalnum():
        start += 1
    return start


def _past(verb: str, words: Lexicon) -> str:
    """The past of a participle, an infinitive or a present: "muerto" is "murieron", "quemar" is "quemaron"."""
    for pair in words.at("verb_forms.pasts"):
        ending, _, past = str(pair).partition(" ")
        if verb.endswith(ending):
            return verb.removesuffix(ending) + past
    return verb
