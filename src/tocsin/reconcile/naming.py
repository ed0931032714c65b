"""What an event's place is called: takes a place, gives the keys of its own names, for comparison with another's.

A village that is on no map still has a name, and reports spell it by ear ("Kobé", "Cobé"), so a key is how the name
sounds. Invariant: a country's name is no name of a place, and neither are the larger places that only help to find it.
"""

from __future__ import annotations

from functools import lru_cache

from tocsin.knowledge.gazetteer import country_named, sound
from tocsin.model import Place

__all__ = ["own_names"]

_SHORTEST = 3
"""Letters of a key below which two names may sound alike by chance."""


def own_names(place: Place) -> frozenset[str]:
    """Sound keys of the place's name and of the words that stand for it in the report; empty when it has none."""
    words = (place.name, place.span.text if place.span else None, *(place.shape.ends or ()))
    return frozenset(key for word in words if word and (key := _key(word)))


@lru_cache(maxsize=65536)
def _key(name: str) -> str | None:
    key = sound(name)
    return None if len(key) < _SHORTEST or country_named(name) else key
