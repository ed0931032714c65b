"""Which actors stand on one side by the register: takes two keys, says whether one is the other, over it or under it.

Invariant: pure look-ups; the register alone decides.
"""

from __future__ import annotations

from functools import lru_cache

from tocsin.knowledge.actors import get

__all__ = ["akin", "allied", "sides"]

_HIGH = 2  # steps up from a front to the movement of which it is a part


@lru_cache(maxsize=2048)
def sides(key: str, high: int = 1) -> frozenset[str]:
    """An actor and those under whom the register puts it, ``high`` steps up."""
    found, newest = {key}, {key}
    for _ in range(high):
        newest = {parent for one in newest if (known := get(one)) for parent in known.parents} - found
        found |= newest
    return frozenset(found)


def akin(one: str, other: str) -> bool:
    """True for the same party, or one of the network of the other: a front's deed may be claimed by the movement."""
    return one in sides(other, _HIGH) or other in sides(one, _HIGH)


def allied(one: str, other: str | None) -> bool:
    """True for the same party, or one that the register puts under the other."""
    return other is not None and (one in sides(other) or other in sides(one))
