"""What an export gives, and delimited text: takes columns and rows of values, gives UTF-8 bytes, Unix line ends.

Invariant: text that a spreadsheet would run as a formula gets an apostrophe before it; a value that is None is empty.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["UNHAPPENED", "Left", "Written", "delimited", "plain"]

UNHAPPENED = {"denied": "every report denies it", "refuted": "a voice outside the event refutes it"}
"""Standings that a format of what happened has no row for, and why in words."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Left:
    """An incident that a format can't hold, and why."""

    incident_id: str
    why: str


@dataclass(frozen=True, slots=True)
class Written:
    """An export: its bytes, and what was left out of them."""

    data: bytes
    left_out: tuple[Left, ...] = ()


def delimited(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], delimiter: str = ",") -> bytes:
    """A header and one line a row, quoted as RFC 4180 says."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([plain(row.get(name)) for name in columns] for row in rows)
    return text.getvalue().encode()


def plain(value: Any) -> Any:
    """The value as a cell holds it."""
    return f"'{value}" if isinstance(value, str) and value[:1] in _FORMULA else value
