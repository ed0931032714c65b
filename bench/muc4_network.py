"""What the tagger's network holds of any stretch: takes a report's sentences, gives shares by role and by kind.

The tagger alone gives the stretches that it is rather sure of; to choose among many candidates its doubts are needed
too. Invariant: shares lie between 0 and 1, and a stretch outside of all windows has 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.extract.tagger import KINDS, ROLES, Tagged
from tocsin.extract.tagger.decode import Table, tagged
from tocsin.extract.tagger.session import probabilities, tokenizer
from tocsin.extract.tagger.windows import Window, windows
from tocsin.model import Sentence

__all__ = ["SLOTS", "Network", "network"]

SLOTS = dict(zip(("PerpInd", "PerpOrg", "Target", "Victim", "Weapon"), ROLES, strict=True))
"""The tagger's role of each string slot."""
_LOW = 0.06  # of a stretch that may be looked at; the tagger's own floor is 0.2
Run = tuple[Window, Table, Table]


@dataclass(frozen=True, slots=True)
class Network:
    """The windows of a report with the probabilities of their tokens' roles and kinds."""

    runs: Sequence[Run]

    def stretches(self, text: str) -> Iterator[Tagged]:
        """The stretches that may fill a role, doubtful ones too."""
        for window, roles, kinds in self.runs:
            yield from tagged(text, window, roles, kinds, _LOW)

    def share(self, slot: str, start: int, end: int) -> float:
        """How sure it is that the stretch fills the slot, as the mean of its tokens."""
        begin = 2 * ROLES.index(SLOTS[slot]) + 1
        own = [roles[n][begin] + roles[n][begin + 1] for (_, roles, _), n in self._tokens(start, end)]
        return sum(own) / len(own) if own else 0.0

    def kinds(self, start: int, end: int) -> list[float]:
        """How sure it is of each kind of incident for the stretch."""
        rows = [kinds[n] for (_, _, kinds), n in self._tokens(start, end)]
        return [sum(column) / len(rows) for column in zip(*rows, strict=True)] if rows else [0.0] * len(KINDS)

    def whole(self, kind: str) -> float:
        """How sure it is, at the opening mark of its surest window, that the report tells of a kind."""
        return max((kinds[0][KINDS.index(kind)] for _, _, kinds in self.runs), default=0.0)

    def _tokens(self, start: int, end: int) -> Iterator[tuple[Run, int]]:
        for run in self.runs:
            ends = run[0].ends
            if len(ends) > 2 and ends[1][0] < end and ends[-2][1] > start:  # the marks at both ends stand nowhere
                yield from ((run, n) for n, (first, last) in enumerate(ends) if first < end and last > start)


def network(sentences: Sequence[Sentence]) -> Network:
    """The network's reading.

    Raises:
        MissingExtraError: the extra ``tagger`` isn't installed.
    """
    runs = probabilities(windows(sentences, tokenizer()))
    return Network([(window, roles, kinds) for window, roles, kinds, _ in runs])
