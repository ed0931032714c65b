"""Names of actors in other projects' files: takes a name as UCDP or ACLED writes it, gives the register's actor.

Invariant: a name that two organisations bear, or none, keeps its words and gets no id.
"""

from __future__ import annotations

from tocsin.knowledge import actors
from tocsin.knowledge.actors.named import key_named
from tocsin.model import Actor, Span

__all__ = ["party"]


def party(name: str, span: Span, role: str, kind: str) -> Actor:
    """The actor of a cell; ``kind`` is the contract's, for names that the register doesn't know."""
    key = key_named(name)
    known = actors.get(key) if key else None
    if known is None:
        return Actor(role, None, name, kind, span, why="the register has no actor of this name")
    country = known.id[:2].upper() if known.id[2:3] == ":" else None
    return Actor(role, known.id, known.name, known.kind, span, country, "named so in the register")
