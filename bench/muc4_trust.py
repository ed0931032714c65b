"""How far each reader of MUC-4 is believed: takes what clues, network and rules hold, gives facts to be weighed.

The weights (``muc4_weights.tsv``, names that begin with "trust") were fitted on ``train`` with clues and networks that
had not learnt from the report at hand (``training/choose.py``), so that none seems surer than it is. Invariant: the
facts are the same for every slot, and for every kind of incident.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from bench.muc4_candidates import Candidate, same
from bench.muc4_clues import Clues
from bench.muc4_network import SLOTS, Network
from bench.muc4_weights import logit
from bench.records import Row
from tocsin.extract.tagger import KINDS

__all__ = ["TOLD", "Likely", "filler_facts", "kind_facts"]

TOLD = KINDS[:5]
"""Kinds that are chosen; a work stoppage is too rare to learn."""
Likely = Sequence[tuple[float, Candidate]]


def filler_facts(
    one: Candidate, by_clues: float, found: Sequence[Candidate], network: Network, told: Mapping[str, float]
) -> Clues:
    """What speaks for a candidate; ``told`` are the log-odds of the report's kinds."""
    own = [network.share(one.slot, *place) for place in one.places]
    rivals = (other.share for other in found if other.slot == one.slot and not same(one, other))
    elsewhere = (network.share(slot, *place) for slot in SLOTS if slot != one.slot for place in one.places)
    return {
        "always": 1.0,
        "clues": by_clues,
        "network": logit(one.share),
        "network, mean": logit(sum(own) / len(own)),
        "rival": logit(max(rivals, default=0.0)),
        "other slot": logit(max(elsewhere)),
        "rules": float(bool(one.templates)),
        "incident, network": logit(max(map(network.whole, TOLD))),
        "incident, clues": math.tanh(told["any"] / 3),
        "times": math.log(len(one.places)),
    }


def kind_facts(
    kind: str, told: Mapping[str, float], templates: Sequence[Row], network: Network, likely: Likely
) -> Clues:
    """What speaks for a kind of incident; ``likely`` are the fillers of the report with how sure each is."""
    number = KINDS.index(kind)
    parts = [(sure * one.kinds[number], one.slot) for sure, one in likely]
    return {
        "always": 1.0,
        f"kind={kind}": 1.0,
        "clues": told[kind],
        "network": logit(network.whole(kind)),
        "filler": logit(max((part for part, _ in parts), default=0.0)),
        "struck": logit(max((part for part, slot in parts if slot in ("Target", "Victim")), default=0.0)),
        "rules": float(any(one["incident_type"] == kind for one in templates)),
    }
