"""What a party is known to do: takes the words of a sentence, gives the stretch that tells no deed of its own.

Where nobody claims an attack, a report says whom one might think of: "though al-Shabaab often fires mortars at the
area", "JNIM has carried out similar attacks there". Invariant: the stretch begins with the sentence, a stop or a word
of contrast, and ends at the next turn, so that a deed beside it is told all the same.
"""

from __future__ import annotations

import re

from tocsin.knowledge.lexicon import Lexicon

__all__ = ["habitual"]

_TURN = re.compile(r"[;:]|, (?!(?:which|that|including|dont|qui|que)\b)")


def habitual(folded: str, words: Lexicon) -> range:
    """The offsets of the first such stretch; empty where the sentence holds none."""
    cue = words.pattern("habits").search(folded)
    if cue is None:
        return range(0)
    opening = max((m.end() for m in words.pattern("contrasts").finditer(folded, 0, cue.start())), default=0)
    stop = _TURN.search(folded, cue.end())
    return range(opening, stop.start() if stop else len(folded))
