"""The dated register of organisations: takes the files under ``orgs/`` and ``states.yaml``, gives ``Organisation``
records.

State forces of every country follow by rule ("ml:military" is "Military Forces of Mali"); ``states.yaml`` adds their
proper names. Invariant: an id never changes its meaning; a rename or merger is an edge with a date, never an edit.
Each entry names the public source of its dates. Kinds follow the ACLED codebook (2024).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from tocsin.errors import KnowledgeError
from tocsin.knowledge.actors.demonyms import country_name
from tocsin.knowledge.files import HERE, load_yaml

__all__ = [
    "UNLISTED",
    "Change",
    "Names",
    "Organisation",
    "active",
    "get",
    "organisations",
]

UNLISTED = "a name that the register doesn't hold"
"""Why an actor who is called by a proper name has no key."""
KINDS = frozenset(
    (
        "state",
        "rebel",
        "political_militia",
        "communal_militia",
        "pmc",
        "civilians",
        "protesters",
        "rioters",
        "external",
        "unidentified",
    )
)
ROLE_NAMES = {
    "military": "Military Forces of {}",
    "police": "Police Forces of {}",
    "government": "Government of {}",
    "air_force": "Military Forces of {} (Air Force)",
    "navy": "Military Forces of {} (Navy)",
    "intelligence": "Intelligence Service of {}",
    "security_forces": "Security Forces of {}",
    "prison_guards": "Prison Guards of {}",
    "rangers": "Rangers and Customs of {}",
}


@dataclass(frozen=True, slots=True)
class Change:
    """On ``on`` the organisation became ``to`` in ``countries`` (everywhere when empty)."""

    to: str
    on: date
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """Names as written: ``strong`` stand alone, ``weak`` need country or context, ``own`` are of itself."""

    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """An actor of the register.

    ``start`` and ``end`` are inclusive days, None when open; ``called`` proper names (language, name); ``localises``
    when the name of the whole means, in a country, the part that is active there; ``jihadist`` when it, or the network
    to which it belongs, gives its war out as a jihad: of others nobody speaks as "jihadists".
    """

    id: str
    name: str
    kind: str
    countries: tuple[str, ...]
    source: str
    start: date | None = None
    end: date | None = None
    parents: tuple[str, ...] = ()
    became: tuple[Change, ...] = ()
    names: Names = Names()
    called: tuple[tuple[str, str], ...] = ()
    localises: bool = False
    jihadist: bool = False

    def at(self, when: date | None) -> bool:
        """True when the organisation exists on that day, or when either is unknown."""
        return when is None or ((self.start or when) <= when <= (self.end or when))


def day(text: str | None, last: bool = False) -> date | None:
    """A day from ``2017``, ``2017-03`` or ``2017-03-02``: the first of the period, or the last."""
    if text is None:
        return None
    parts = [int(part) for part in str(text).split("-")]
    if len(parts) == 3 or not last:
        return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
    year, month = (parts[0] + 1, 1) if len(parts) == 1 or parts[1] == 12 else (parts[0], parts[1] + 1)
    return date(year, month, 1) - timedelta(days=1)


def _listed(value: Mapping[str, list[str]] | list[str] | None) -> tuple[str, ...]:  # a list, or lists by language
    if isinstance(value, Mapping):
        return tuple(str(item) for items in value.values() for item in items)
    return tuple(str(item) for item in value or ())


def _names(row: Mapping[str, Any]) -> Names:
    keys = ("names", "weak", "acronyms", "ambiguous", "self")
    return Names(*(_listed(row.get(key)) for key in keys))


def _called(row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The first name of each language that is a proper one: "shebabs somaliens" describes."""
    names = row.get("names")
    lists = names.items() if isinstance(names, Mapping) else ()
    proper = ((language, next((name for name in own if name[:1].isupper()), None)) for language, own in lists)
    return tuple((language, name) for language, name in proper if name)


def _change(row: list[Any]) -> Change:
    on = day(str(row[1]))
    assert on is not None
    return Change(str(row[0]), on, tuple(row[2]) if len(row) > 2 else ())


def _organisation(key: str, row: Mapping[str, Any], where: str) -> Organisation:
    if row["kind"] not in KINDS:
        raise KnowledgeError(f"{key} has the unknown kind {row['kind']!r}", where)
    return Organisation(
        id=key,
        name=row["name"],
        kind=row["kind"],
        countries=tuple(row["countries"]),
        source=row["source"],
        start=day(row.get("from")),
        end=day(row.get("to"), last=True),
        parents=tuple(row.get("parents") or ()),
        became=tuple(_change(change) for change in row.get("became") or ()),
        names=_names(row),
        called=_called(row),
        localises=bool(row.get("localises")),
        jihadist=bool(row.get("jihadist")),
    )


def _file(relative: str) -> dict[str, Organisation]:
    data = dict(load_yaml(relative))
    shared = data.pop("_", {})
    return {key: _organisation(key, {**shared, **row}, relative) for key, row in data.items()}


@lru_cache(maxsize=1)
def organisations() -> Mapping[str, Organisation]:
    """Every organisation of the files, by id, state forces with proper names among them.

    Raises:
        KnowledgeError: an id stands in two files or a kind is unknown.
    """
    found: dict[str, Organisation] = {}
    for path in sorted((HERE / "actors" / "orgs").glob("*.yaml")):
        part = _file(f"actors/orgs/{path.name}")
        twice = found.keys() & part.keys()
        if twice:
            raise KnowledgeError(f"{', '.join(sorted(twice))} stands in two files", path.name)
        found.update(part)
    return found | _states()


def _states() -> dict[str, Organisation]:
    rows = load_yaml("actors/states.yaml")["forces"]
    return {key: _state(key, row) for key, row in rows.items()}


def _state(key: str, row: Mapping[str, Any]) -> Organisation:
    code, _, role = key.partition(":")
    home = code.upper()
    name = str(row.get("name") or ROLE_NAMES[role].format(country_name(home)))
    countries = (home, *(row.get("theatres") or ()))
    return Organisation(key, name, "state", countries, "national forces by rule", names=_names(row))


def _by_rule(key: str) -> Organisation | None:
    code, _, role = key.partition(":")
    known = len(code) == 2 and code.islower() and role in ROLE_NAMES
    return _state(key, {}) if known and country_name(code.upper()) != code.upper() else None


@lru_cache(maxsize=1)
def _aliases() -> Mapping[str, str]:
    return dict(load_yaml("actors/states.yaml")["aliases"])


@lru_cache(maxsize=2048)
def get(key: str) -> Organisation | None:
    """The organisation with that id or old slug ("fama"), state forces by rule included; None when unknown."""
    key = _aliases().get(key, key)
    return organisations().get(key) or _by_rule(key)


def active(key: str, when: date | None) -> bool:
    """True when the organisation is known and exists on that day."""
    found = get(key)
    return found is not None and found.at(when)
