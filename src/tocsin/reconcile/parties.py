"""Who counts as one party: takes two actor ids, says whether one's word is the other's.

An actor and its parts, a name before and after a rename (from the registry), and all forces of one state are one party.
Invariant: symmetric; an id that the registry doesn't know is a party of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from tocsin.knowledge.actors import related

__all__ = ["one_party", "shares_party"]


@lru_cache(maxsize=8192)
def one_party(a: str, b: str) -> bool:
    """True when the two ids are one party to a conflict; all forces of a state ("ml:police") are one."""
    state, other = a.partition(":"), b.partition(":")
    return (state[0] == other[0] and bool(state[1] and other[1])) or related(a, b)


def shares_party(some: Iterable[str], others: Iterable[str]) -> bool:
    """True when a party of the first is one of the second."""
    known = list(others)
    return any(one_party(a, b) for a in some for b in known)
