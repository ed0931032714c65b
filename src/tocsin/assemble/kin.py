"""Which actors stand on one side by the register: takes two keys, says whether one is the other, over it or under it.

Invariant: pure look-ups; the register alone decides.
"""

from __future__ import annotations

from functools import lru_cache

from tocsin.knowledge.actors import get

__all__ = ["allied", "sides"]


@lru_cache(maxsize=2048)
def sides(key: str) -> tuple[str, ...]:
    """An actor and those under whom the register puts it."""
    known = get(key)
    return (key, *known.parents) if known else (key,)


def allied(one: str, other: str | None) -> bool:
    """True for the same party, or one that the register puts under the other."""
    return other is not None and (one in sides(other) or other in sides(one))
