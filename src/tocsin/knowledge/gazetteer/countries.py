"""Countries by name: takes a name as written in English, French or Spanish, gives ISO code, central point and radius.

Reads ``countries.yaml``. Invariant: every name belongs to one country; a name that two share is refused on loading.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tocsin.errors import KnowledgeError
from tocsin.knowledge.files import load_yaml
from tocsin.knowledge.gazetteer.tables import read_table
from tocsin.text import fold_key

__all__ = ["Country", "countries", "country_called", "country_name_in", "country_named", "is_capital"]


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory: WGS 84 degrees of the middle of its settled part, kilometres that take in most of it."""

    code: str
    name: str
    lat: float
    lon: float
    radius_km: float


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """All countries by ISO 3166 alpha-2."""
    return {
        code: Country(code, row["names"][0], row["lat"], row["lon"], float(row["radius_km"]))
        for code, row in load_yaml("gazetteer/countries.yaml").items()
    }


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, row in load_yaml("gazetteer/countries.yaml").items():
        for name in row["names"]:
            if found.setdefault(fold_key(name), code) != code:
                raise KnowledgeError(f"{name!r} names two countries", "gazetteer/countries.yaml")
    return found


def country_named(name: str) -> Country | None:
    """The country that ``name`` names ("RDC", "Ivory Coast", "Tchad"), or None."""
    code = _by_name().get(fold_key(name))
    return countries()[code] if code else None


def country_called(words: str) -> Country | None:
    """The country that a person means by its ISO 3166 alpha-2 code, in any case, or by a name; None for no country."""
    return countries().get(words.strip().upper()) or country_named(words)


@lru_cache(maxsize=1)
def _abroad() -> dict[str, dict[str, str]]:
    rows = list(read_table("country_names.tsv", 3))
    return {"fr": {row[0]: row[1] for row in rows}, "es": {row[0]: row[2] for row in rows}}


def country_name_in(code: str, language: str) -> str:
    """The country's name in English, French or Spanish (en, fr, es); the code itself when it is unknown."""
    known = countries().get(code)
    return _abroad().get(language, {}).get(code) or (known.name if known else code)


@lru_cache(maxsize=1)
def _capitals() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, name in read_table("capitals.tsv", 2):
        found.setdefault(code, []).append(name)
    return found


def capital_of(country: str) -> str | None:
    """The name of the capital of ``country`` (ISO 3166 alpha-2), None where there is none."""
    return next(iter(_capitals().get(country, ())), None)


def is_capital(name: str, country: str) -> bool:
    """True when ``name`` is the capital of ``country`` (ISO 3166 alpha-2)."""
    return fold_key(name) in map(fold_key, _capitals().get(country, ()))
