"""Linking articles: takes one contract object an article, gives cluster names; scores clusters by pairs and B-cubed.

The clusters are those of ``tocsin.reconcile``; an article without an event stands alone. Invariant: every article has a
cluster. B-cubed: Bagga & Baldwin 1998.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bench.kinds import Figure, Predictions, f1, rate
from bench.records import Row
from tocsin.publish.contract_read import from_contract
from tocsin.reconcile import reconcile_records

__all__ = ["link", "linking_figures"]


def link(coded: Sequence[Row | None]) -> list[str]:
    """The cluster of each article, in order."""
    records = {}
    for place, contract in enumerate(coded):
        events = from_contract(contract).events if contract else ()
        records.update({event.id: (place, event) for event in events[:1]})
    clusters = {place: f"alone-{place}" for place in range(len(coded))}
    for incident in reconcile_records(event for _, event in records.values()):
        clusters.update({records[key][0]: incident.id for key in incident.record_ids})
    return [clusters[place] for place in range(len(coded))]


def linking_figures(gold: Mapping[str, str], predictions: Predictions) -> list[Figure]:
    """Pair F1 and B-cubed F1 over the articles of ``gold``."""
    got = {key: str(predictions.get(key, {}).get("cluster") or f"none-{key}") for key in gold}
    return [
        Figure("linking, pair F1", _pairs(gold, got), "TF-IDF .496"),
        Figure("linking, B-cubed F1", _b_cubed(gold, got), "TF-IDF .847, all alone .747"),
    ]


def _pairs_in(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _pairs(gold: Mapping[str, str], got: Mapping[str, str]) -> float:
    both = _pairs_in(Counter((gold[key], got[key]) for key in gold).values())
    made, wanted = _pairs_in(Counter(got.values()).values()), _pairs_in(Counter(gold.values()).values())
    return f1(rate(both, made), rate(both, wanted))


def _b_cubed(gold: Mapping[str, str], got: Mapping[str, str]) -> float:
    return f1(_share(gold, got), _share(got, gold))


def _share(gold: Mapping[str, str], got: Mapping[str, str]) -> float:
    """Mean share of each article's cluster in ``got`` that belongs with it in ``gold``."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    for key, cluster in got.items():
        members[cluster].append(key)
    shares = [Counter(gold[key] for key in keys)[gold[one]] / len(keys) for keys in members.values() for one in keys]
    return sum(shares) / max(1, len(shares))
