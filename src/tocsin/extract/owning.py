"""How likely a clause has a party own up to a deed: takes its words and where the party stands, gives points.

The phrases of ``avowals`` are those that somebody wrote down; here their beginnings vote together ("took credit",
"the work of its men", "on its channel"). A log-linear model of what stands before and behind the party, fitted on
passages written for it, half of them denials, accusations and news that a party only tells (training/owning.py).
Invariant: it only adds to what the rules find, and where a clause is settled it isn't asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tocsin import loglinear
from tocsin.knowledge.files import load_weights
from tocsin.loglinear import tally, tokens

__all__ = ["ENOUGH", "ENOUGH_AGAINST", "PARTY", "facts", "points", "words_about"]

PARTY = "⟨party⟩"  # stands for the party
ENOUGH, ENOUGH_AGAINST = 1.2, 3.5  # points from which a clause owns up; beside words of one that owns nothing
_STEM = 4  # letters of a word that count: "claimed" and "claims" say the same


def points(folded: str, party: tuple[int, int], language: str) -> float:
    """Log-odds that the ``party``, from where to where in the ``folded`` clause, takes a deed upon itself."""
    weights = load_weights(f"owning/{language}.tsv")
    return loglinear.points([tally(facts(words_about(folded, party)), weights)], weights)


def words_about(folded: str, party: tuple[int, int]) -> list[str]:
    """The words and marks of a clause, the party as ``PARTY`` wherever it is named, every number as 0."""
    again = re.compile(rf"(?<!\w){re.escape(folded[slice(*party)])}(?!\w)")
    before, behind = again.sub(PARTY, folded[: party[0]]), again.sub(PARTY, folded[party[1] :])
    masked = f"{before} {PARTY} {behind}".rstrip(" .,;:")
    return tokens(masked)


def facts(said: Sequence[str]) -> set[str]:
    """The beginnings of words, of two in a row, and on which side of the party each stands."""
    at = said.index(PARTY)
    stems = [token[:_STEM] for token in said]
    sides = {f"{'<' if i < at else '>'}{stem}" for i, stem in enumerate(stems) if i != at}
    return {*stems[:at], *stems[at + 1 :], *map(" ".join, pairwise(stems)), *sides}
