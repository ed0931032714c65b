"""Import of GeoNames country files: takes ``.txt``, ``.txt.gz`` or ``.zip``, adds their places to the user's index.

Columns: the 19 of the GeoNames "geoname" table (readme of download.geonames.org/export/dump). Kept: populated places,
divisions of four levels, and the lakes, rivers, islands, mountains, forests, parks, camps, bases, mines and markets
that reports name. Invariant: importing a country again replaces its rows; a wrong file changes nothing.
"""

from __future__ import annotations

import gzip
import io
import os
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tocsin.errors import InputError
from tocsin.knowledge.gazetteer.build import insert_rows, write_index
from tocsin.knowledge.gazetteer.divisions import division_names
from tocsin.knowledge.gazetteer.index import gazetteer, is_current, user_index
from tocsin.knowledge.gazetteer.readers import is_latin
from tocsin.knowledge.gazetteer.records import Row, default_radius

__all__ = ["add_geonames", "read_geonames"]

_COLUMNS = 19
_FEATURES = {
    "ADM1": "region", "ADM2": "province", "ADM3": "district", "ADM4": "district", "ADM5": "district",
    "LCTY": "area", "AREA": "area", "RGN": "area", "PRK": "forest", "RES": "forest", "RESF": "forest", "FRST": "forest",
    "MILB": "base", "INSM": "base", "FT": "base", "CMP": "camp", "CMPRF": "camp", "CMPMN": "camp", "MKT": "market",
    "MN": "site", "MNAU": "site", "AIRP": "site", "AIRF": "site", "BP": "site", "WLL": "site", "PSTB": "site",
    "LK": "lake", "LKS": "lake", "LKI": "lake", "STM": "river", "STMI": "river", "WAD": "river", "ISL": "island",
    "MT": "mountain", "MTS": "mountain", "HLL": "mountain", "HLLS": "mountain", "VAL": "valley", "RD": "road",
}  # fmt: skip


def add_geonames(paths: Sequence[Path | str], into: Path | None = None) -> int:
    """Add the places of GeoNames country files to the user's index; returns how many were added.

    Raises:
        InputError: a file is missing, or isn't a GeoNames country file.
    """
    target = into or user_index()
    rows = [row for path in paths for row in read_geonames(Path(path))]
    try:
        _replace(target, rows)
    except OSError as error:
        raise InputError(f"the gazetteer can't be written: {error.strerror}", str(target)) from error
    gazetteer.cache_clear()
    return len(rows)


def _replace(target: Path, rows: list[Row]) -> None:
    """Write beside the index and move into place: a reader, or a power cut, sees the old or the new one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(dir=target.parent, suffix=".part")
    os.close(handle)
    try:
        if is_current(target):
            shutil.copyfile(target, scratch)
            _merge(Path(scratch), rows)
        else:
            write_index(Path(scratch), rows)
        _verify(Path(scratch), rows, target)
        os.replace(scratch, target)
    finally:
        Path(scratch).unlink(missing_ok=True)


def _verify(path: Path, rows: list[Row], target: Path) -> None:
    """Read back: the file is sound and holds every row of the countries added."""
    wanted = Counter(row.country for row in rows)
    base = sqlite3.connect(path)
    try:
        sound = base.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        held = dict(base.execute("SELECT country, count(*) FROM place GROUP BY country"))
    finally:
        base.close()
    if not sound or any(held.get(country) != count for country, count in wanted.items()):
        raise InputError("what was written can't be read back; nothing was changed", str(target))


def _merge(path: Path, rows: list[Row]) -> None:
    base = sqlite3.connect(path)
    try:
        for country in sorted({row.country for row in rows}):
            base.execute("DELETE FROM name WHERE place IN (SELECT id FROM place WHERE country = ?)", (country,))
            base.execute("DELETE FROM place WHERE country = ?", (country,))
        insert_rows(base, rows)
        base.commit()
    finally:
        base.close()


def read_geonames(path: Path) -> list[Row]:
    """The rows of one GeoNames country file that reports may name.

    Raises:
        InputError: the file is missing or has other columns.
    """
    divisions = {code: name for code, (name, _) in division_names().items()}
    kept: list[tuple[list[str], str]] = []
    for number, line in enumerate(_lines(path), 1):
        fields = line.rstrip("\r\n").split("\t")
        _check(fields, number, path)
        feature = _feature(fields)
        if feature:
            kept.append((fields, feature))
    if not kept:
        raise InputError("holds no place", str(path))
    return [_row(fields, feature, divisions) for fields, feature in kept]


def _lines(path: Path) -> Iterator[str]:
    try:
        if path.suffix == ".zip":
            yield from _zipped(path)
        elif path.suffix == ".gz":
            with gzip.open(path, "rt", encoding="utf-8") as handle:
                yield from handle
        else:
            with path.open(encoding="utf-8") as handle:
                yield from handle
    except (OSError, EOFError, UnicodeDecodeError, zipfile.BadZipFile, zlib.error) as error:
        raise InputError(f"can't be read: {error}", str(path)) from error


def _zipped(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        names = [n for n in archive.namelist() if n.endswith(".txt") and not n.lower().startswith("readme")]
        if not names:
            raise InputError("holds no country file", str(path))
        with archive.open(names[0]) as handle:
            yield from io.TextIOWrapper(handle, encoding="utf-8")


def _check(fields: list[str], number: int, path: Path) -> None:
    if len(fields) != _COLUMNS:
        raise InputError(f"line {number} has {len(fields)} columns; a GeoNames country file has {_COLUMNS}", str(path))
    wrong = next((name for name, fits in _fits(fields) if not fits), None)
    if wrong:
        raise InputError(f"line {number} is no row of a GeoNames country file: {wrong}", str(path))


def _fits(fields: list[str]) -> Iterator[tuple[str, bool]]:
    yield "the first column is no number", fields[0].isdigit()
    yield "no name", bool(fields[1].strip())
    yield "latitude or longitude", _within(fields[4], 90) and _within(fields[5], 180)
    yield "the feature class has more than a letter", len(fields[6]) <= 1
    yield "the country is no code of two letters", len(fields[8]) in (0, 2)
    yield "the population is no number", not fields[14] or fields[14].lstrip("-").isdigit()


def _within(degrees: str, bound: int) -> bool:
    try:
        return abs(float(degrees)) <= bound
    except ValueError:
        return False


def _feature(fields: list[str]) -> str | None:
    if not fields[8]:
        return None
    if fields[6] != "P":
        return _FEATURES.get(fields[7])
    population = int(fields[14] or 0)
    if fields[7] in ("PPLC", "PPLA") or population >= 100_000:
        return "city"
    return "town" if population >= 2000 or fields[7] == "PPLA2" else "village"


def _row(fields: list[str], feature: str, divisions: dict[str, str]) -> Row:
    others = [n for n in fields[3].split(",") if is_latin(n)]
    population = int(fields[14] or 0) if fields[6] == "P" else 0
    return Row(
        f"geonames:{fields[0]}",
        fields[1],
        fields[8],
        divisions.get(f"{fields[8]}.{fields[10]}"),
        float(fields[4]),
        float(fields[5]),
        population,
        feature,
        default_radius(feature, population),
        False,
        (fields[1], fields[2], *others),
    )
