"""Outlets: takes a name or a web address, gives the outlet's own name and its kind.

Reads ``knowledge/outlets.yaml``. Invariant: every name and every domain belongs to one outlet; one that two share is
refused on loading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tocsin.errors import KnowledgeError
from tocsin.knowledge.files import load_yaml
from tocsin.text import fold, fold_key

__all__ = ["Outlet", "kind_of", "outlet_at", "outlet_named"]

_FILE = "outlets.yaml"
_KINDS = ("media", "party", "government", "igo", "ngo", "social", "reference")
_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*://)?(?:[^/@\s]*@)?([^/:?#\s]+)", re.I)


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes: the name to show, and media, party, government, igo, ngo, social, reference or unknown."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Outlets:
    names: dict[str, Outlet]
    domains: dict[str, Outlet]
    endings: tuple[tuple[re.Pattern[str], str], ...]
    words: tuple[tuple[re.Pattern[str], str], ...]


@lru_cache(maxsize=1)
def _outlets() -> _Outlets:
    data = load_yaml(_FILE)
    names: dict[str, Outlet] = {}
    domains: dict[str, Outlet] = {}
    for kind in _KINDS:
        for row, addresses in data[kind].items():
            spellings = [name.strip() for name in row.split("|")]
            outlet = Outlet(spellings[0], kind)
            for spelling in spellings:
                _add(names, _key(spelling), outlet)
            for address in (addresses or "").split():
                _add(domains, address, outlet)
    return _Outlets(names, domains, _endings(data["endings"]), _kind_words(data["kind_words"]))


def _add(table: dict[str, Outlet], key: str, outlet: Outlet) -> None:
    if table.setdefault(key, outlet) != outlet:
        raise KnowledgeError(f"{key!r} names both {table[key].name} and {outlet.name}", _FILE)


def _endings(data: dict[str, list[str]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of hosts: ``.gov`` ends the host, ``.gov.*`` stands before a country's two letters."""
    return tuple(
        (re.compile(r"(?:^|\.)" + re.escape(end.strip(".*")) + (r"\.[a-z]{2}$" if end.endswith("*") else "$")), kind)
        for kind, ends in data.items()
        for end in ends
    )


def _kind_words(data: dict[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"(?<!\w)(?:{words})(?!\w)"), kind) for kind, words in data.items())


def _key(name: str) -> str:
    """Folded, without a leading article: "The Guardian" and "Guardian" are one."""
    key = fold_key(name)
    return key.removeprefix("the ") if len(key) > 8 else key


def outlet_named(name: str) -> Outlet | None:
    """The outlet that goes by ``name``, or None."""
    return _outlets().names.get(_key(name))


def outlet_at(address: str) -> Outlet | None:
    """The outlet whose web address or mail domain it is, or None: "https://www.bbc.com/x", "press@ocha.org"."""
    match = _HOST.match(address.strip().lower())
    host = match.group(1) if match else ""
    parts = host.split(".")
    domains = _outlets().domains
    return next((domains[d] for i in range(len(parts)) if (d := ".".join(parts[i:])) in domains), None)


def kind_of(name: str | None, address: str | None) -> str:
    """The kind of a source: as listed, else by its domain's ending, else by words of its name, else "unknown"."""
    known = (outlet_named(name) if name else None) or (outlet_at(address) if address else None)
    if known:
        return known.kind
    return _by_ending(address) or _by_words(name) or "unknown"


def _by_ending(address: str | None) -> str | None:
    match = _HOST.match((address or "").strip().lower())
    return next((kind for end, kind in _outlets().endings if end.search(match.group(1))), None) if match else None


def _by_words(name: str | None) -> str | None:
    folded = fold(name or "")
    return next((kind for words, kind in _outlets().words if words.search(folded)), None) if folded else None
