"""Codes of states: takes ISO 3166-1 alpha-2, gives alpha-3, the numeric code, and Gleditsch and Ward's number.

Reads ``states.yaml`` (ISO 3166-1; Gleditsch & Ward 1999, as UCDP uses them). Invariant: an unknown country gives None
for each code, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tocsin.knowledge.files import load_yaml

__all__ = ["State", "state_codes", "state_of_iso", "state_of_ward"]


@dataclass(frozen=True, slots=True)
class State:
    """``ward`` is None where Gleditsch and Ward list no independent state."""

    iso2: str
    iso3: str | None = None
    number: int | None = None
    ward: int | None = None


@lru_cache(maxsize=1)
def _states() -> dict[str, State]:
    return {code: State(code, *row) for code, row in load_yaml("ontology/states.yaml").items()}


def state_codes(iso2: str | None) -> State:
    """All codes of a country; every one None when the country is unknown."""
    return _states().get(iso2 or "", State(iso2 or ""))


@lru_cache(maxsize=1)
def _by_iso() -> dict[int, str]:
    return {state.number: state.iso2 for state in _states().values() if state.number is not None}


@lru_cache(maxsize=1)
def _by_ward() -> dict[int, str]:
    return {state.ward: state.iso2 for state in _states().values() if state.ward is not None}


def state_of_iso(number: int) -> str | None:
    """ISO 3166-1 alpha-2 of a numeric code."""
    return _by_iso().get(number)


def state_of_ward(number: int) -> str | None:
    """ISO 3166-1 alpha-2 of Gleditsch and Ward's number."""
    return _by_ward().get(number)
