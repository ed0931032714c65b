"""Names of actors in other projects' files: takes a name as UCDP or ACLED writes it, gives the register's actor.

Matched are the register's own names, strong names and acronyms, folded, and the forces of a state ("Military Forces of
Mali (2020-)"). Invariant: a name that two organisations bear, or none, keeps its words and gets no id.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tocsin.knowledge import actors
from tocsin.knowledge.gazetteer import country_named
from tocsin.model import Actor, Span
from tocsin.text import fold_key

__all__ = ["party"]

_NOTE = re.compile(r"\s*\([^()]*\)")
_FORCE = re.compile(r"(Military Forces|Police Forces|Government) of (.+)")
_FORCES = {"Military Forces": "military", "Police Forces": "police", "Government": "government"}


def party(name: str, span: Span, role: str, kind: str) -> Actor:
    """The actor of a cell; ``kind`` is the contract's, for names that the register doesn't know."""
    plain = _NOTE.sub("", name).strip()
    key = _state(plain) or _names().get(fold_key(name)) or _names().get(fold_key(plain))
    known = actors.get(key) if key else None
    if known is None:
        return Actor(role, None, name, kind, span, why="the register has no actor of this name")
    country = known.id[:2].upper() if known.id[2:3] == ":" else None
    return Actor(role, known.id, known.name, known.kind, span, country, "named so in the register")


def _state(name: str) -> str | None:
    """The key of a state's force."""
    match = _FORCE.fullmatch(name)
    country = country_named(match.group(2)) if match else None
    return f"{country.code.lower()}:{_FORCES[match.group(1)]}" if match and country else None


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Ids by folded name; a name of two organisations is left out."""
    found: dict[str, set[str]] = {}
    for key, one in actors.organisations().items():
        for name in (one.name, *one.names.strong, *one.names.acronyms):
            found.setdefault(fold_key(name), set()).add(key)
    return {name: keys.pop() for name, keys in found.items() if len(keys) == 1}
