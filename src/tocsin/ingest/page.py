"""The record that every format's reader hands on: takes nothing, gives ``Page``.

Invariant: ``text`` is decoded but not yet clean; ``None`` stands for what the format does not say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["Page"]


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a file, and what its metadata says of it."""

    text: str
    title: str | None = None
    byline: tuple[str, ...] = ()
    source: str | None = None
    published: date | None = None
    url: str | None = None
