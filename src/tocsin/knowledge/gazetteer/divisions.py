"""Divisions of countries, first and second level: takes the towns that lie in them, gives a ``Row`` for each.

- first level: ``admin1.tsv`` (GeoNames) at the middle of its towns, with a radius that takes in nine towns of ten; in
  large or quiet countries at the middle of the ground (``admin1_centres.tsv``, Natural Earth). Further names in
  ``admin1_names.tsv``.
- second level: ``admin2.tsv.gz`` (GeoNames), with points made in the same way.

Invariant: a first-level division's population is that of its towns; a second-level one has none, so that it never beats
the town whose name it bears.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from statistics import median

from tocsin.knowledge.gazetteer.points import distance_km
from tocsin.knowledge.gazetteer.records import Row
from tocsin.knowledge.gazetteer.tables import read_table

__all__ = ["Town", "division_names", "first_divisions", "second_divisions"]

Town = tuple[float, float, int]
"""Latitude and longitude in degrees, persons."""

_NEAREST_KM, _FARTHEST_KM = 60.0, 400.0  # bounds of the radius of a first-level division
_MARGIN = 1.4  # fields and villages beyond the outermost of nine towns in ten
_GENERIC = {
    "region", "state", "province", "oblast", "governorate", "department", "district", "county", "muhafazat", "republic",
    "kray", "krai", "prefecture", "city", "d.c.", "okrug", "departamento", "provincia", "etat", "estado", "parish",
    "cercle", "municipality", "municipio", "raion", "zone", "division", "regency", "municipality-region",
}  # fmt: skip
_HEAD = re.compile(
    r"^(?:cercle|département|departement|province|provincia|distrito|municipio|partido|departamento|district|région|"
    r"commune|préfecture|mairie)s? (?:de la |de l['’]|des |du |de |d['’]|del |of )",
    re.IGNORECASE,
)
_COMMUNES = frozenset(
    ["NG", "CO", "MX", "VE", "YE", "AF", "HN", "GT", "IN", "PE", "EC", "SV", "NI", "DO", "HT", "MA", "TN", "DZ"]
)
"""Countries whose second level is small: municipalities, local governments, districts."""


@lru_cache(maxsize=1)
def division_names() -> dict[str, tuple[str, int]]:
    """Name and GeoNames number of each first-level division by its code ("ML.04")."""
    return {f[0]: (f[1], int(f[3])) for f in read_table("admin1.tsv", 4)}


def first_divisions(towns: Mapping[str, list[Town]]) -> Iterator[Row]:
    """First-level divisions that hold a town, by code."""
    aliases = {f[0]: f[1].split(";") for f in read_table("admin1_names.tsv", 2)}
    centres = {f[0]: (float(f[1]), float(f[2])) for f in read_table("admin1_centres.tsv", 3)}
    for code, (name, number) in division_names().items():
        inside = towns.get(code)
        if not inside:
            continue
        lat, lon = centres.get(code) or _middle(inside)
        reach = min(_FARTHEST_KM, max(_NEAREST_KM, _MARGIN * _spread(lat, lon, inside)))
        every = (name, *_plain(name), *aliases.get(code, []))
        persons = sum(t[2] for t in inside)
        yield Row(
            f"geonames:{number}", name, code[:2], name, lat, lon, persons, "region", float(round(reach)), False, every
        )


def _middle(towns: list[Town]) -> tuple[float, float]:
    return median(t[0] for t in towns), median(t[1] for t in towns)


def _spread(lat: float, lon: float, towns: list[Town]) -> float:
    """Kilometres within which nine towns of ten lie."""
    return sorted(distance_km(lat, lon, t[0], t[1]) for t in towns)[int(0.9 * (len(towns) - 1))]


def second_divisions() -> Iterator[Row]:
    """Second-level divisions: counties, provinces, municipalities, local governments."""
    names = division_names()
    for country, first, number, name, lat, lon, reach, others in read_table("admin2.tsv.gz", 8):
        feature = "county" if country == "US" else "district" if country in _COMMUNES else "province"
        admin1 = names.get(f"{country}.{first}", (None, 0))[0]
        every = (name, *_plain(name), *(o for o in others.split(";") if o))
        yield Row(
            f"geonames:{number}", name, country, admin1, float(lat), float(lon), 0, feature, float(reach), False, every
        )


def _plain(name: str) -> Iterable[str]:
    """The name without the word for its kind: "Butler" for "Butler County", "Kita" for "Cercle de Kita"."""
    bare = _HEAD.sub("", name)
    kept = [w for w in bare.split() if w.lower() not in _GENERIC]
    return [" ".join(kept)] if kept and kept != name.split() else []
