"""How likely a record is a true event of its type: takes a group with its day and place, gives a probability.

A logistic sum over six plain facts. The weights were fitted on the labelled reports that may be read;
``docs/quality.md`` has the reliability table. Invariant: between 0 and 1, and a pure function of the group.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from tocsin.assemble.grouping import Group
from tocsin.assemble.likeness import FINE
from tocsin.model import Place, When

__all__ = ["facts_of", "score_of"]

_BASE = -0.3
_WEIGHTS: Mapping[str, float] = {  # log-odds that each fact adds
    "explicit": 0.88,  # a trigger names the kind of deed outright
    "acted": 0.22,  # a verb, not only a noun
    "day": 0.85,
    "place": 0.05,
    "toll": 0.15,
    "doer": 0.3,
}


def facts_of(group: Group, when: When, place: Place) -> dict[str, float]:
    """The facts that speak for a record, each between 0 and 1."""
    triggers = [t for claim in group.claims for t in claim.claim.triggers if t.modality == "occurred"]
    return {
        "explicit": float(any(t.strength == 3 for t in triggers)),
        "acted": float(any(not t.noun for t in triggers)),
        "day": float(when.precision == "day"),
        "place": float(place.precision in FINE),
        "toll": float(any(count.low for count in group.counts)),
        "doer": float(any(actor.role == "attacker" for actor in group.actors)),
    }


def score_of(group: Group, when: When, place: Place) -> float:
    """The probability, to three places."""
    points = _BASE + sum(_WEIGHTS[name] * value for name, value in facts_of(group, when, place).items())
    return round(1.0 / (1.0 + math.exp(-points)), 3)
