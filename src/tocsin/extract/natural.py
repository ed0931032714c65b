"""Harm that nobody did: takes a sentence's triggers and figures, takes away those of illness, disaster and beasts.

"The outbreak has killed 61 people" and "300 were swept away by the floods" count dead without a deed; so does a cull of
birds. Invariant: a sentence with a word of attack in it keeps all that was found.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import Count, Span, Trigger

__all__ = ["without_nature"]

_HARM = frozenset(("killed", "wounded", "missing", "displaced", "shot"))
_DEEDS = frozenset(("killing", "wounding", "execution", "assault", "damage", "Looting/property destruction"))


def without_nature(
    folded: str,
    offset: int,
    triggers: Sequence[Trigger],
    counts: Sequence[Count],
    names: Sequence[Span],
    words: Lexicon,
) -> tuple[tuple[Trigger, ...], tuple[Count, ...]]:
    """The triggers and figures of a sentence, without those of harm that its words put down to nature.

    ``offset`` is where the sentence begins, ``names`` are those of parties: the "Northern Storm" is no storm.
    """
    harm = any(c.kind in _HARM for c in counts) or any(t.code in _DEEDS for t in triggers)
    if harm and words.pattern("nature.agents").search(_without(folded, offset, names)):  # "Cholera has killed 42"
        return _unharmed(triggers, counts)
    harm = harm and not any(c.high == 0 for c in counts)  # "nobody hurt, two cows dead" tells what a deed did
    if (
        not harm
        or words.pattern("gate.intent").search(folded)
        or not _of_nature(_without(folded, offset, names), counts, words)
    ):
        return tuple(triggers), tuple(counts)
    return _unharmed(triggers, counts)


def _unharmed(triggers: Sequence[Trigger], counts: Sequence[Count]) -> tuple[tuple[Trigger, ...], tuple[Count, ...]]:
    return tuple(t for t in triggers if t.code not in _DEEDS), tuple(c for c in counts if c.kind not in _HARM)


def _without(folded: str, offset: int, names: Sequence[Span]) -> str:
    for name in names:
        folded = folded[: name.start - offset] + "_" * (name.end - name.start) + folded[name.end - offset :]
    return folded


def _of_nature(folded: str, counts: Sequence[Count], words: Lexicon) -> bool:
    """True where a cause of nature kills, or where only beasts die, of whatever."""
    if words.pattern("nature.kills").search(folded):
        return True
    return not any(c.of for c in counts) and bool(words.pattern("nature.beasts").search(folded))
