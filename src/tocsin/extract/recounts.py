"""Another count of the dead told before: takes the readings of a report, gives them without recounts of anything else.

A recount ("une ONG en a recensé 19") says of nobody what befell them: its pronoun stands for those of the sentence
before. Invariant: a figure told against another stands only where it, or a sentence close before it, tells of dead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.extract.reading import Reading

__all__ = ["only_recounts_of_dead"]

_NEAR = 2  # sentences back in which the dead are told that a pronoun stands for


def only_recounts_of_dead(readings: Sequence[Reading]) -> list[Reading]:
    """The readings without the recounts of houses, of persons taken, and of what no near sentence tells."""
    return [
        reading if _has_base(reading) or _tells_dead(readings[max(0, at - _NEAR) : at]) else _without_recounts(reading)
        for at, reading in enumerate(readings)
    ]


def _has_base(reading: Reading) -> bool:
    """True where no figure is a recount, or the sentence itself tells what it is told against."""
    kinds = {count.kind for count in reading.counts if not count.rival}
    return all(count.kind in kinds for count in reading.counts if count.rival)


def _tells_dead(before: Sequence[Reading]) -> bool:
    """True where the nearest sentence before that has figures, of whatever kind, counts dead."""
    nearest = next((reading for reading in reversed(before) if reading.counts), None)
    return nearest is not None and any(count.kind == "killed" and count.low for count in nearest.counts)


def _without_recounts(reading: Reading) -> Reading:
    spans = {count.span for count in reading.counts if count.rival}
    return replace(
        reading,
        counts=tuple(count for count in reading.counts if not count.rival),
        triggers=tuple(trigger for trigger in reading.triggers if trigger.span not in spans),
    )
