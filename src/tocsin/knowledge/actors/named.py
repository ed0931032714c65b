"""Actors by a name that stands alone: takes a name as people and other projects write it, gives the register's key.

Matched are the register's own names, strong names and acronyms, folded, and the forces of a state ("Military Forces of
Mali (2020-)"). Invariant: a name that two organisations bear, or none, gives nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tocsin.knowledge.actors.registry import organisations
from tocsin.knowledge.gazetteer.countries import country_named
from tocsin.text import fold_key

__all__ = ["key_named", "state_force"]

_NOTE = re.compile(r"\s*\([^()]*\)")
_FORCE = re.compile(r"(Military Forces|Police Forces|Government) of (.+)")
_FORCES = {"Military Forces": "military", "Police Forces": "police", "Government": "government"}


def key_named(name: str) -> str | None:
    """The key of the one actor of this name; a note in brackets may be left out."""
    plain = _NOTE.sub("", name).strip()
    return state_force(plain) or _names().get(fold_key(name)) or _names().get(fold_key(plain))


def state_force(name: str) -> str | None:
    """The key of a state's force ("Military Forces of Mali" is ml:military); None for any other name."""
    match = _FORCE.fullmatch(name)
    country = country_named(match.group(2)) if match else None
    return f"{country.code.lower()}:{_FORCES[match.group(1)]}" if match and country else None


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Keys by folded name; a name of two organisations is left out."""
    found: dict[str, set[str]] = {}
    for key, one in organisations().items():
        for name in (one.name, *one.names.strong, *one.names.acronyms):
            found.setdefault(fold_key(name), set()).add(key)
    return {name: keys.pop() for name, keys in found.items() if len(keys) == 1}
