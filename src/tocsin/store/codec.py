"""How records become plain data and come back: the functions that the store is given, since it doesn't know the words.

Invariant: ``read_x(write_x(x)) == x``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tocsin.model import CodedReport, EventRecord, Incident, Review

__all__ = ["Codec"]


@dataclass(frozen=True, slots=True)
class Codec:
    """Writers and readers of the contract's JSON; ``read_event`` takes an event's data and its report's id.

    ``review`` puts a coding under all reviews of its records.
    """

    write_report: Callable[[CodedReport], dict[str, Any]]
    read_report: Callable[[dict[str, Any]], CodedReport]
    read_event: Callable[[dict[str, Any], str], EventRecord]
    write_incident: Callable[[Incident], dict[str, Any]]
    read_incident: Callable[[dict[str, Any]], Incident]
    review: Callable[[CodedReport, Sequence[Review]], CodedReport]
