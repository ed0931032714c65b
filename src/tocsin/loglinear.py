"""Sums of weighed facts: takes the facts of some words and a model's weights, gives points (log-odds).

Invariant: a fact without a weight is passed over, and a text of many facts weighs no more for its length alone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

__all__ = ["BIAS", "SCALE", "Tally", "points", "tally", "tokens"]

BIAS = ""  # the fact that always holds, in models that have one
SCALE = 5.0  # a text of 25 facts counts each once
_TOKEN = re.compile(r"⟨\w+⟩|[^\W\d_][\w'-]*|\d+|[.,;:!?\"«»()]")


@dataclass(frozen=True, slots=True)
class Tally:
    """The sum of the weights of some facts, and how many of them have one."""

    weight: float
    known: int


def tokens(masked: str) -> list[str]:
    """The words, marks and ``⟨masks⟩`` of a folded text, every number as 0."""
    return ["0" if token[0].isdigit() else token for token in _TOKEN.findall(masked)]


def tally(facts: Iterable[str], weights: Mapping[str, float]) -> Tally:
    """What some facts weigh together."""
    known = [weights[fact] for fact in facts if fact in weights]
    return Tally(math.fsum(known), len(known))


def points(tallies: Iterable[Tally], weights: Mapping[str, float], held_back: float = 0.0) -> float:
    """Log-odds by all the facts counted; a text of far fewer than ``held_back`` says little."""
    counted = tuple(tallies)
    known = max(sum(one.known for one in counted) + held_back, 1.0)
    return weights.get(BIAS, 0.0) + SCALE * math.fsum(one.weight for one in counted) / math.sqrt(known)
