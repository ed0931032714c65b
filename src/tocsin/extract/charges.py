"""Deeds of old for which somebody is held, sought or killed: takes a sentence's reading, gives where they begin.

"Police arrested three men over the attack that killed 20 people", "troops killed the commander behind the massacre of
43 villagers": two deeds of two doers. Invariant: each begins at words that charge those on whom the deed before them
was done, and is never the doing of who did that one.
"""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.extract.reading import Reading
from tocsin.knowledge.lexicon import Lexicon

__all__ = ["charged_deeds"]

_PERSONS = 90  # characters from the verb to the charge, in which those stand on whom it falls
_DEED = 80  # characters from the charge to the deed
_TOLLS = frozenset(("killed", "wounded", "abducted"))
_STOPS = frozenset(".;:")


def charged_deeds(reading: Reading, words: Lexicon) -> Iterator[int]:
    """Where in the report the words begin that charge somebody with another deed than the one told before them."""
    for name in ("charges.of", "charges.upon_arrest"):
        for charge in words.pattern(name).finditer(reading.folded):
            if _falls_on_persons(reading, charge.start(), name) and _is_of_a_deed(
                reading, charge.start(), charge.end()
            ):
                yield reading.offset + charge.start()


def _falls_on_persons(reading: Reading, start: int, name: str) -> bool:
    """True where a verb before the charge arrested, killed or took somebody; "over", "for" charge the arrested only."""
    verbs = [t for t in reading.triggers if not t.noun and 0 <= start - t.span.end <= _PERSONS and t.strength > 1]
    if name == "charges.upon_arrest":
        verbs = [t for t in verbs if t.code == "Arrests"]
    told = reading.words(min((t.span.end for t in verbs), default=start), start)
    return any(t.modality == "occurred" for t in verbs) and not _STOPS & set(told)


def _is_of_a_deed(reading: Reading, start: int, end: int) -> bool:
    """True where a deed follows the charge, and its day or whom it cost: else it is only why they were taken."""
    low, high = reading.offset + start, reading.offset + end + _DEED
    deeds = [t.span.start for t in reading.triggers if low <= t.span.start <= high and t.code != "Arrests"]
    if not deeds or _STOPS & set(reading.words(low, min(deeds))):
        return False
    told = [
        *(t.span for t in reading.times if t.form != "clock"),
        *(c.span for c in reading.counts if c.kind in _TOLLS),
    ]
    return any(span.start >= low for span in told)
