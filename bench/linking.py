"""Scores of linking: takes the true group and the given cluster of each member, gives pairs, B-cubed and false merges.

B-cubed: Bagga & Baldwin 1998. A cluster of n members was made by n - 1 merges; those that brought another true group
into it are false. Invariant: symmetric in the names of groups and clusters, which mean nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bench.kinds import Figure, f1, rate, ratio

__all__ = ["linking_figures"]

Groups = Mapping[str, str]


def linking_figures(gold: Groups, got: Groups, pairs_bar: str = "", b_cubed_bar: str = "") -> list[Figure]:
    """Pair F1, B-cubed F1, the precision and recall of pairs, and the share of merges that are not false."""
    both, made, wanted = _pairs(f"{gold[key]} {got[key]}" for key in gold), _pairs(got.values()), _pairs(gold.values())
    false, merges = _merges(gold, got)
    return [
        Figure("linking, pair F1", f1(rate(both, made), rate(both, wanted)), pairs_bar),
        Figure("linking, B-cubed F1", f1(_share(gold, got), _share(got, gold)), b_cubed_bar),
        replace(ratio("linking, pair precision", both, made), pinned=False),
        replace(ratio("linking, pair recall", both, wanted), pinned=False),
        ratio("linking, merges that are true", merges - false, merges, "goal .99"),
    ]


def _pairs(names: Iterable[str]) -> int:
    return sum(size * (size - 1) // 2 for size in Counter(names).values())


def _merges(gold: Groups, got: Groups) -> tuple[int, int]:
    """How many merges were false, of how many."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key in gold:
        groups[got[key]].append(gold[key])
    return sum(len(set(group)) - 1 for group in groups.values()), sum(len(group) - 1 for group in groups.values())


def _share(gold: Groups, got: Groups) -> float:
    """Mean share of each member's cluster in ``got`` that belongs with it in ``gold``."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    for key, cluster in got.items():
        members[cluster].append(key)
    shares = [Counter(gold[key] for key in keys)[gold[one]] / len(keys) for keys in members.values() for one in keys]
    return sum(shares) / max(1, len(shares))
