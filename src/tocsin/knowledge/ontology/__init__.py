"""Event types: takes the name of an ACLED sub-event, gives its event type and what other codebooks call it.

The table is ``events.yaml`` (ACLED Codebook 2024; PLOVER 2018; CAMEO 2012). Invariant: twenty-five sub-events, each
with one event type and one family; events of different families are never tellings of one event.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from tocsin.knowledge.files import load_yaml
from tocsin.text import fold_key

__all__ = ["SubEvent", "event_types", "is_sub_event", "kind_called", "sub_event", "sub_events", "ucdp_violence"]

_NONSTATE = frozenset(("rebel", "political_militia", "communal_militia"))


@dataclass(frozen=True, slots=True)
class SubEvent:
    """A row of the table; ``plover`` is (event, mode), ``cameo`` a code, None where the codebook has no such thing."""

    name: str
    event_type: str
    plover: tuple[str | None, str | None]
    cameo: str | None
    family: str


@lru_cache(maxsize=1)
def _table() -> dict[str, SubEvent]:
    rows = load_yaml("ontology/events.yaml")
    return {
        name: SubEvent(name, row["event_type"], (row["plover"][0], row["plover"][1]), row["cameo"], row["family"])
        for name, row in rows.items()
    }


def is_sub_event(name: str) -> bool:
    """True when ACLED has a sub-event of this name."""
    return name in _table()


def sub_event(name: str) -> SubEvent:
    """The row of a sub-event.

    Raises:
        KeyError: ACLED has none of this name.
    """
    return _table()[name]


def sub_events() -> tuple[str, ...]:
    """The names of all sub-events, in the table's order."""
    return tuple(_table())


def event_types() -> tuple[str, ...]:
    """The names of all event types, in the table's order."""
    return tuple(dict.fromkeys(row.event_type for row in _table().values()))


def kind_called(words: str) -> str | None:
    """The event type or sub-event that words name, whatever their case ("battles", "armed clash"); None for none."""
    return next((name for name in (*event_types(), *_table()) if fold_key(name) == fold_key(words)), None)


def ucdp_violence(attackers: AbstractSet[str], targets: AbstractSet[str]) -> int | None:
    """1 state-based, 2 non-state, 3 one-sided (UCDP GED Codebook 23.1), from the kinds of actors on each side.

    None when a side is not known.
    """
    if not attackers or not targets:
        return None
    if targets <= {"civilians", "protesters"}:
        return 3
    if "state" in attackers | targets or "external" in attackers | targets:
        return 1
    return 2 if targets & _NONSTATE and attackers & _NONSTATE else None
