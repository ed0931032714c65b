"""Codes of the same actor elsewhere: takes an actor of the register, gives its ids and classes in other schemes.

UCDP's ids come from the UCDP Actor Dataset 22.1 (CC BY 4.0), matched on names and countries; Wikidata's stand where
they are sure. ACLED's inter code follows the kind (codebook 2024), PLOVER's sector the kind and the force (PLOVER
manual). Invariant: an actor that a scheme lacks has no code of it; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from tocsin.knowledge.actors.registry import Organisation
from tocsin.knowledge.files import HERE

__all__ = ["acled_inter", "codes_of", "plover_sector"]

_INTER = {
    "state": 1,
    "rebel": 2,
    "political_militia": 3,
    "unidentified": 3,  # ACLED counts unidentified armed groups as militias
    "communal_militia": 4,
    "rioters": 5,
    "protesters": 6,
    "civilians": 7,
    "external": 8,
    "pmc": 8,
}
_SECTOR = {
    "rebel": "REB",
    "political_militia": "PRM",
    "communal_militia": "PRM",
    "unidentified": "UAF",
    "pmc": "PRM",
    "external": "IGO",
    "civilians": "CVL",
    "protesters": "CVL",
    "rioters": "CVL",
}
_FORCE = {"police": "COP", "government": "GOV", "intelligence": "SPY", "prison_guards": "COP", "rangers": "COP"}


def acled_inter(kind: str) -> int:
    """ACLED's inter code, 1 to 8, of a kind of actor.

    Raises:
        KeyError: no such kind.
    """
    return _INTER[kind]


def plover_sector(actor: Organisation) -> str:
    """PLOVER's sector of an actor; armies and forces of no stated branch are military."""
    if actor.kind == "state":
        return _FORCE.get(actor.id.partition(":")[2], "MIL")
    return _SECTOR[actor.kind]


def codes_of(actor: Organisation) -> Mapping[str, tuple[str, ...]]:
    """Every code of an actor by scheme: ``ucdp``, ``wikidata``, ``acled_inter``, ``plover``."""
    home, _, role = actor.id.partition(":")
    own = _table().get(actor.id) or (_table().get(f"{home}:government") if role else None) or {}
    return {**own, "acled_inter": (str(acled_inter(actor.kind)),), "plover": (plover_sector(actor),)}


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    lines = (HERE / "actors" / "crosswalks.tsv").read_text(encoding="utf-8").splitlines()
    for actor, scheme, code in (line.split("\t") for line in lines[1:]):
        codes = found.setdefault(actor, {})
        codes[scheme] = (*codes.get(scheme, ()), code)
    return found
