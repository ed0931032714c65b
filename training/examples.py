"""Examples: what the tagger learns from, whatever the set, and which of it is held apart.

Invariant: windows of one report, and reports of one incident, share a key and so fall in the same fifth.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from tocsin.extract.tagger.session import tokenizer
from tocsin.extract.tagger.windows import Window, windows
from tocsin.model import Report
from tocsin.segment import segment

__all__ = ["FIFTHS", "Example", "Row", "fifth", "packed", "read"]

FIFTHS = 5
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """Token ids, and what the heads of its task should say: one row a token, or numbers of the whole."""

    key: str
    ids: list[int]
    wanted: tuple[list[Any], ...]


def read(path: Path) -> Iterator[Row]:
    """The records of a packed JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def packed(row: Row) -> list[Window]:
    """The windows of a report, headings too."""
    return windows(segment(Report(id=row["id"], text=row["text"], language="en")), tokenizer())


def fifth(key: str) -> int:
    """In which fifth of its set the report or incident is."""
    return crc32(key.encode()) % FIFTHS
