"""Building of an index: takes rows, gives a SQLite file.

The packaged one is built once, on first use (see ``packaged``), the user's own when files are added. Invariant: a
packaged index is written beside and moved into place, so that a reader sees all of it or nothing.
"""

from __future__ import annotations

import atexit
import os
import sqlite3
import tempfile
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from tocsin.knowledge.gazetteer.readers import curated, towns
from tocsin.knowledge.gazetteer.records import INDEXES, SCHEMA, SCHEMA_VERSION, Row
from tocsin.knowledge.gazetteer.sounds import sound
from tocsin.text import fold_key

__all__ = ["build_packaged", "build_temporary", "insert_rows", "write_index"]


def build_packaged(path: Path) -> Path:
    """Write the packaged places into ``path``; returns it."""
    handle, scratch = tempfile.mkstemp(dir=path.parent, suffix=".part")
    os.close(handle)
    write_index(Path(scratch), chain(towns(), curated()))
    os.replace(scratch, path)
    return path


def build_temporary() -> Path:
    """Write the packaged places into a file that goes when the process ends."""
    handle, name = tempfile.mkstemp(suffix=".sqlite", prefix="tocsin-gazetteer-")
    os.close(handle)
    atexit.register(Path(name).unlink, missing_ok=True)
    write_index(Path(name), chain(towns(), curated()))
    return Path(name)


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
