"""What the words of an option become: takes a word as typed, gives its value; what is none is misuse, in one line.

Invariant: a slip is refused here, before anything is opened, and never reads as a wish for something else.
"""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date

__all__ = ["count", "day", "port", "words"]

_PORTS = range(1, 65_536)


def day(value: str) -> date:
    """A day as written; the other forms of ISO 8601 (2024-W25-3, 20240619) are read by nobody at a glance."""
    try:
        found = date.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or found.isoformat() != value:
        raise ArgumentTypeError(f"{value!r} is no day, write YYYY-MM-DD")
    return found


def count(value: str) -> int:
    """A whole number from 1 on."""
    if not value.isdecimal() or int(value) < 1:
        raise ArgumentTypeError(f"{value!r} is no whole number, write 1 or more")
    return int(value)


def port(value: str) -> int:
    """A port of TCP."""
    if not (value.isascii() and value.isdecimal() and int(value) in _PORTS):
        raise ArgumentTypeError(f"{value!r} is no port, write {_PORTS.start} to {_PORTS.stop - 1}")
    return int(value)


def words(value: str) -> str:
    """Any words, but not none."""
    if not value.strip():
        raise ArgumentTypeError("must not be empty")
    return value
