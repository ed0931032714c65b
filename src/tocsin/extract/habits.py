"""What a sentence only recalls: takes its words, gives the stretches that tell no deed of their own.

Where nobody claims an attack, a report says whom one might think of ("though al-Shabaab often fires mortars at the
area"), and it closes with what everybody knows ("who raid villages, looting and killing", "since the army seized power
in February 2021"). Invariant: a habit begins with the sentence, a stop or a word of contrast, a backdrop with its own
first word; both end at the next turn, so that a deed beside them is told all the same.
"""

from __future__ import annotations

import re

from tocsin.knowledge.lexicon import Lexicon

__all__ = ["backdrop", "habitual", "without"]

_TURN = re.compile(r"[;:]|, (?!(?:which|that|including|who|dont|qui|que)\b)")
_LATE_TURN = re.compile(r"[;:]|, (?!(?:which|that|including|with|who|dont|qui|que|avec|con)\b|\w+(?:ing|ant|ndo)\b)")


def habitual(folded: str, words: Lexicon) -> range:
    """The offsets of the first habit; empty where the sentence holds none."""
    cue = words.pattern("habits").search(folded)
    if cue is None:
        return range(0)
    opening = max((m.end() for m in words.pattern("contrasts").finditer(folded, 0, cue.start())), default=0)
    return range(opening, _end(folded, cue.end(), words))


def backdrop(folded: str, words: Lexicon) -> range:
    """The offsets of the first backdrop; empty where the sentence holds none."""
    cue = words.pattern("backdrops").search(folded)
    return range(cue.start(), _end(folded, cue.end(), words)) if cue else range(0)


def _end(folded: str, at: int, words: Lexicon) -> int:
    """The next turn; a participle or "with" goes on with what is usual unless it names a day."""
    dated = words.pattern("day_words").search(folded, at)
    stop = (_TURN if dated else _LATE_TURN).search(folded, at)
    return stop.start() if stop else len(folded)


def without(folded: str, *stretches: range) -> str:
    """The words with blanks for the stretches."""
    for one in stretches:
        folded = folded[: one.start] + " " * len(one) + folded[one.stop :]
    return folded
