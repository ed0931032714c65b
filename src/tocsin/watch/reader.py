"""Whoever reads what arrives: takes nothing, gives the words that the watch and its reader share.

Invariant: an arrival is taken to its end, or handed over again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from tocsin.watch.ledger import Taken

__all__ = ["Arrival", "Reader"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """The bytes of a report, or the file of an archive of many; their address, and what the feed or folder says."""

    content: bytes | Path
    name: str
    source: str | None
    published: date | None


class Reader(Protocol):
    """Reads arrivals, keeps what they hold, and tells the person about what it can't read."""

    def is_archive(self, path: Path) -> bool:
        """True for a file of many reports."""

    def take(self, arrival: Arrival) -> Taken | None:
        """What became of an arrival; None when more of an archive is to come, which is then handed over again."""

    def refuse(self, name: str, why: str) -> Taken:
        """Say that an arrival can't be read."""
