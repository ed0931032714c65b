"""What a caller may say about an input that its bytes do not: takes nothing, gives the ``Options`` record.

Invariant: an option always outranks what is read from the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """Publication day, outlet, address and language (en, fr, es) where known, who reads (rules or llm), and how much.

    ``max_bytes`` bounds the file (20 MB: a long book as PDF), ``max_chars`` the clean text (2 million code points: some
    700 pages); larger inputs are collections, not reports.
    """

    published: date | None = None
    source: str | None = None
    language: str | None = None
    url: str | None = None
    coder: str = "rules"
    max_bytes: int = 20_000_000
    max_chars: int = 2_000_000
