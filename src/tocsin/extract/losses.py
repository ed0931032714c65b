"""Which figures of a clause hold, and whose they are: takes its counts, gives them with a party's own dead as its own.

Invariant: no figure is changed, only its owner and whether a later one stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, Count

__all__ = ["current", "own_losses"]

_RELATIVE = re.compile(r",\s(?:which|who|qui|que|quien)\s[^,;:.]{3,80},")
_BY = 12  # characters between a figure and the words that say whose dead they are
_SIDELESS = ("unidentified", "rebel", "civilians")  # as their own words call a party's fallen: men, fighters, martyrs


def current(counts: Sequence[Count], own_words: str, start: int, words: Lexicon) -> tuple[Count, ...]:
    """The figures of a clause; those after "an earlier count spoke of" are replaced, all where none stands after it.

    What stands after "it later put the toll at" in the same sentence is the new one.
    """
    own_words = _RELATIVE.sub(lambda m: _blank(m, counts, start), own_words)
    stale = words.pattern("superseded").search(own_words)
    if stale is None:
        return tuple(counts)
    after = [c.span for c in counts if c.span.start >= start + stale.start()]
    renewed = [m.start() for m in words.pattern("update").finditer(own_words, stale.end())]
    newer = [span for span in after if any(start + at <= span.end for at in renewed)]
    after = [span for span in after if span not in newer] if len(newer) < len(after) else after
    return tuple(replace(c, superseded=c.superseded or not after or c.span in after) for c in counts)


def _blank(aside: re.Match[str], counts: Sequence[Count], start: int) -> str:
    """As in "The army, which had reported the attack, counts one dead": what was told there is no earlier figure."""
    counted = any(aside.start() <= c.span.start - start < aside.end() for c in counts)
    return aside.group() if counted else " " * len(aside.group())


def own_losses(
    counts: Sequence[Count],
    actors: Sequence[ActorMention],
    own_words: str,
    start: int,
    speaker: ActorMention | None,
    words: Lexicon,
) -> tuple[tuple[Count, ...], list[ActorMention]]:
    """A party's own dead in its own words ("we lost two men") count no foe, and are no actors beside it."""
    cues = [m.span() for m in words.pattern("own_losses").finditer(own_words)] if speaker and counts else []
    owned = tuple(replace(c, of=speaker) if cues and _is_own(c, start, cues) else c for c in counts)
    fallen = [c.span for c in owned if speaker and c.of is speaker]
    kept = [a for a in actors if a.kind not in _SIDELESS or not any(a.span.overlaps(span) for span in fallen)]
    return owned, kept


def _is_own(count: Count, start: int, cues: Sequence[tuple[int, int]]) -> bool:
    """True for a figure of persons of no side that stands right by words for the speaker's own."""
    if count.kind not in ("killed", "wounded", "captured") or (count.of and count.of.kind not in _SIDELESS):
        return False
    low, high = count.span.start - start - _BY, count.span.end - start + _BY
    return any(low < end and begin < high for begin, end in cues)
