"""What to review first: takes incidents with their records, gives them by the value of a second look.

A look is worth most where a record may be wrong (the entropy of its score, in bits), where reports contradict one
another, and where many died; what was looked at by enough people is worth nothing. Mass-casualty events need two
readers. Invariant: the order is a pure function of what it is given.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.publish.dossier import Dossier

__all__ = ["MASS_CASUALTY", "Task", "queue"]

MASS_CASUALTY = 10
"""Killed by the lowest figure from which two people must look: UN and press practice call ten a mass-casualty event."""


@dataclass(frozen=True, slots=True)
class Task:
    """One incident to look at: its worth, how many read every record of it, and how many must.

    ``score`` is that of the record in most doubt.
    """

    dossier: Dossier
    worth: float
    readers: int
    needed: int
    score: float


def queue(dossiers: Sequence[Dossier]) -> list[Task]:
    """Those that still need a reader, the worthiest first."""
    open_tasks = [task for task in map(_task, dossiers) if task.readers < task.needed]
    return sorted(open_tasks, key=lambda task: (-task.worth, task.dossier.incident.id))


def _task(dossier: Dossier) -> Task:
    incident = dossier.incident
    low, high = incident.killed or (0, 0)
    readers = min(len({review.by for review in record.reviews}) for record in dossier.records)
    score = max((record.score for record in dossier.records), key=_entropy)
    weight = math.log2(2 + (high if high is not None else 2 * low))
    worth = (_entropy(score) + len(incident.contradictions)) * weight
    return Task(dossier, worth, readers, 2 if low >= MASS_CASUALTY else 1, score)


def _entropy(score: float) -> float:
    """Bits of doubt in a probability."""
    if not 0 < score < 1:
        return 0.0
    return -score * math.log2(score) - (1 - score) * math.log2(1 - score)
