"""Records of a data set: takes a folder, gives plain rows read from JSON Lines, gzipped or not.

``blind`` is what a predictor gets to see. Invariant: gold never passes through it, so predictions can't depend on it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

__all__ = ["GIVEN", "Row", "blind", "files_of", "fingerprint", "read_rows", "write_rows"]

Row = dict[str, Any]

GIVEN = ("id", "text", "published", "dct", "title")
"""The only fields that a prediction may be made from (the data's README, "Predictions")."""


def blind(row: Row) -> Row:
    """The record without its gold."""
    return {key: row[key] for key in GIVEN if key in row}


def files_of(data: Path, folder: str, pattern: str = "*.jsonl*") -> list[Path]:
    """The files of one set: below ``data/folder*``, or in ``data`` itself when that is the set's own folder."""
    below = sorted(path for place in sorted(data.glob(f"{folder}*")) for path in place.glob(pattern))
    own = data.name.startswith(folder)
    return below or (sorted(data.glob(pattern)) if own else [])


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a JSON Lines file."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from (json.loads(line) for line in raw.split(b"\n") if line.strip())


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """One row a line."""
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def fingerprint(rows: Iterable[Row]) -> str:
    """What the records are: SHA-256 of their sorted ids."""
    ids = "\n".join(sorted(str(row["id"]) for row in rows))
    return hashlib.sha256(ids.encode()).hexdigest()
