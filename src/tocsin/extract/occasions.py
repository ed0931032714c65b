"""Deeds that are only the occasion of another: takes a sentence's folded words, gives the stretches that tell of them.

"In a reprisal for the killing of a herder", "marched over the murder of a teacher", "arrested for the killing of a
nurse": what is answered, protested against or charged happened before, mostly elsewhere, and its dead are no toll of
what is told. Invariant: a stretch begins behind its cue and ends at a stop or a turn; nothing is changed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tocsin.knowledge.lexicon import Lexicon

__all__ = ["causes", "is_occasion", "occasions"]

_REACH = 60  # characters behind a cue in which what it governs stands
_NEAR = 40  # characters from the cue to a place or noun of that deed
_STOP = re.compile(r"[,;:.]|\b(?:and|who|which|that|et|qui|y|que)\b")
_PARTED = re.compile(r"[,;:]")
_ANSWERED, _CAUSES = ("answers_to",), ("protests_at", "charged_with")


def occasions(folded: str, words: Lexicon) -> Iterator[int]:
    """The offsets of the deeds that are answered."""
    for stretch in _stretches(_ANSWERED, folded, words):
        yield from stretch


def causes(folded: str, days: Sequence[int], words: Lexicon) -> Iterator[int]:
    """The offsets of those marched against or charged; the only day of a sentence (``days``: offsets) stays told."""
    for stretch in _stretches(_CAUSES, folded, words):
        if not days or any(day not in stretch for day in days):
            yield from stretch


def _stretches(names: Sequence[str], folded: str, words: Lexicon) -> Iterator[range]:
    for cue in (cue for name in names for cue in words.pattern(name).finditer(folded)):
        stop = _STOP.search(folded, cue.end(), cue.end() + _REACH)
        yield range(cue.end(), stop.start() if stop else min(len(folded), cue.end() + _REACH))


def is_occasion(at: int, folded: str, words: Lexicon) -> bool:
    """True shortly behind such a cue, where no stop parts them."""
    low, before = max(0, at - _NEAR), folded[:at]
    ends = [cue.end() for name in _ANSWERED for cue in words.pattern(name).finditer(before, low)]
    ends += [e for name in _CAUSES for cue in words.pattern(name).finditer(folded) if low <= (e := cue.end()) <= at]
    return any(not _PARTED.search(before, end) for end in ends)
