"""The rows of the gazetteer and the table that holds them.

Takes nothing, gives ``Entry`` (one place of the world), ``Match`` (an entry with the reason why it answers a name)
and the SQLite schema that both indexes share (the one built from packaged data and the user's own). Invariant:
coordinates are WGS 84 degrees and never stand for "unknown"; ``radius_km`` is the distance within which the named
thing lies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["AREAS", "SCHEMA", "SCHEMA_VERSION", "Entry", "Match", "Row", "default_radius"]

SCHEMA_VERSION = 5
SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, gid TEXT NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL, admin1 TEXT,
  lat REAL NOT NULL, lon REAL NOT NULL, population INTEGER NOT NULL, feature TEXT NOT NULL, radius REAL NOT NULL,
  curated INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, sound TEXT NOT NULL, back TEXT NOT NULL, main INTEGER NOT NULL,
  place INTEGER NOT NULL, country TEXT NOT NULL);
"""
INDEXES = """
CREATE INDEX name_key ON name (key);
CREATE INDEX name_sound ON name (country, sound);
CREATE INDEX name_back ON name (country, back);
"""
AREAS = frozenset(
    [
        "region",
        "province",
        "district",
        "county",
        "country",
        "area",
        "lake",
        "forest",
        "road",
        "river",
        "valley",
        "mountain",
    ]
)

# Kilometres: a village's fields lie within 6 of it, the edges of a Sahelian district about 30 from its seat.
_RADIUS = {
    "village": 6.0, "town": 8.0, "city": 12.0, "camp": 4.0, "base": 4.0, "market": 3.0, "site": 6.0, "island": 10.0,
    "district": 30.0, "county": 40.0, "area": 40.0, "province": 60.0, "region": 120.0, "lake": 60.0, "river": 80.0,
    "forest": 35.0, "road": 50.0, "mountain": 15.0, "valley": 40.0, "country": 500.0,
}  # fmt: skip


def default_radius(feature: str, population: int = 0) -> float:
    """Kilometres within which a place of this kind lies; large cities reach further."""
    if feature in ("city", "town") and population > 1_000_000:
        return 20.0
    return _RADIUS.get(feature, 8.0)


class Row(NamedTuple):
    """One place on its way into an index: the columns of ``place``, then every name (the first is the main one)."""

    gid: str
    name: str
    country: str
    admin1: str | None
    lat: float
    lon: float
    population: int
    feature: str
    radius_km: float
    curated: bool
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer: WGS 84 degrees, kilometres, ISO 3166 alpha-2."""

    gid: str
    name: str
    country: str
    admin1: str | None
    lat: float
    lon: float
    population: int
    feature: str
    radius_km: float
    curated: bool


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that may be the named place: ``score`` from 0 to 1 for the name alone, ``why`` in words."""

    entry: Entry
    score: float
    why: str
