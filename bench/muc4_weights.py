"""The table of learnt weights for MUC-4: takes clues or facts, gives log-odds of a slot's filler or of a kind.

``muc4_weights.tsv`` holds what ``training/choose.py`` fitted on the split ``train`` alone, without a report of ``dev``.
Invariant: a clue without a row counts nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

__all__ = ["TABLE", "logistic", "logit", "odds"]

TABLE = Path(__file__).with_name("muc4_weights.tsv")


@lru_cache(maxsize=1)
def _weights() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, clue, weight = line.split("\t")
            found.setdefault(name, {})[clue] = float(weight)
    return found


def odds(name: str, clues: Mapping[str, float]) -> float:
    """The log-odds of ``name``: a slot, "kind" with a kind of incident, or "trust" with a slot or "kinds"."""
    own = _weights()[name]
    return sum(own.get(clue, 0.0) * value for clue, value in clues.items())


def logit(share: float) -> float:
    """Log-odds, kept within those of 0.005 and 0.995."""
    kept = min(max(share, 0.005), 0.995)
    return math.log(kept / (1 - kept))


def logistic(value: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-value))
