"""What the words of an option become: takes a word as typed, gives its value; what is none is misuse, in one line.

Invariant: a slip is refused here, before anything is opened, and never reads as a wish for something else.
"""

from __future__ import annotations

from argparse import Action, ArgumentError, ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from typing import Any

__all__ = ["Span", "count", "country", "day", "event_type", "port", "words"]

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


def country(value: str) -> str:
    """The ISO 3166 alpha-2 code of a country given by code or name."""
    from tocsin.knowledge.gazetteer.countries import country_called

    found = country_called(value)
    if found is None:
        raise ArgumentTypeError(f"no country {value!r}, write its name or ISO 3166 alpha-2 code")
    return found.code


def event_type(value: str) -> str:
    """ACLED's name of an event or sub-event type, given in any case."""
    from tocsin.knowledge.ontology import event_types, kind_called

    found = kind_called(value)
    if found is None:
        raise ArgumentTypeError(f"no type {value!r}, write a sub-event type or one of {', '.join(event_types())}")
    return found


def words(value: str) -> str:
    """Any words, but not none."""
    if not value.strip():
        raise ArgumentTypeError("must not be empty")
    return value


class Span(Action):
    """Keeps ``--since`` or ``--until``; that the last day lies before the first is misuse, whichever came first."""

    def __call__(self, parser: ArgumentParser, asked: Namespace, value: Any, flag: str | None = None) -> None:
        """Keep the day."""
        setattr(asked, self.dest, value)
        if asked.since and asked.until and asked.until < asked.since:
            raise ArgumentError(self, f"{asked.until} lies before {asked.since}, swap the two days")
