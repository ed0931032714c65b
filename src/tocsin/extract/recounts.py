"""Another count of those told of before: takes the readings of a report, gives them without recounts of anything else.

A recount ("une ONG en a recensé 19") says of nobody what befell them: its pronoun stands for those of the sentence
before, dead or taken. Invariant: a figure told against another stands only where it, or a sentence close before it,
tells of such persons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.extract.reading import Reading

__all__ = ["only_recounts_of_dead"]

_TAKEN = "abducted"
_DEATHS = frozenset(("killing", "execution"))
_NEAR = 2  # sentences back in which the dead are told that a pronoun stands for


def only_recounts_of_dead(readings: Sequence[Reading]) -> list[Reading]:
    """The readings without the recounts of houses and of what no near sentence tells; those taken are told so."""
    return [_settled(reading, readings[max(0, at - _NEAR) : at]) for at, reading in enumerate(readings)]


def _settled(reading: Reading, before: Sequence[Reading]) -> Reading:
    if _has_base(reading):
        return reading
    nearest = next((one for one in reversed(before) if one.counts), None)
    told = {count.kind for count in nearest.counts if count.low} if nearest else set()
    if "killed" in told or (nearest is None and any(_tells_deaths(one) for one in before)):
        return reading
    return _of_those_taken(reading) if _TAKEN in told else _without_recounts(reading)


def _has_base(reading: Reading) -> bool:
    """True where no figure is a recount, or the sentence itself tells what it is told against."""
    kinds = {count.kind for count in reading.counts if not count.rival}
    return all(count.kind in kinds for count in reading.counts if count.rival)


def _tells_deaths(reading: Reading) -> bool:
    """As in "New massacre near X", "How many died in the raid?": dead of whom no number is told yet."""
    return any(t.code in _DEATHS and t.modality == "occurred" for t in reading.triggers)


def _of_those_taken(reading: Reading) -> Reading:
    """As in "Police say thirteen were kidnapped. Parents say 21": the figure is of those taken, and no death."""
    spans = {count.span for count in reading.counts if count.rival}
    counts = tuple(replace(c, kind=_TAKEN) if c.rival and c.kind == "killed" else c for c in reading.counts)
    triggers = tuple(t for t in reading.triggers if t.span not in spans)
    return replace(reading, counts=counts, triggers=triggers)


def _without_recounts(reading: Reading) -> Reading:
    spans = {count.span for count in reading.counts if count.rival}
    return replace(
        reading,
        counts=tuple(count for count in reading.counts if not count.rival),
        triggers=tuple(trigger for trigger in reading.triggers if trigger.span not in spans),
    )
