"""What a claim leaves out: takes a sentence's reading, gives where words begin that say which deed a party passes over.

"JNIM claimed the blast but said nothing of the massacre", "se atribuyó la explosión, pero no la matanza": the deed
named last is another, and no word of the claim is about it. Invariant: each begins behind a deed and before another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tocsin.extract.reading import Reading
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import Claim, Trigger

__all__ = ["passed_over", "still_told"]

_NEAR = 40  # characters from the words of silence to the deed that they leave out
_STOPS = frozenset(".;:")


def passed_over(reading: Reading, words: Lexicon) -> Iterator[int]:
    """Where in the report the words begin that leave a deed out of a claim."""
    for silence in words.pattern("passes_over").finditer(reading.folded):
        start, end = reading.offset + silence.start(), reading.offset + silence.end()
        told = any(t.span.end <= start and t.modality == "occurred" for t in reading.triggers)
        left = [t.span.start for t in reading.triggers if t.noun and end <= t.span.start <= end + _NEAR]
        if told and left and not _STOPS & set(reading.words(end, min(left))):
            yield start


def still_told(claim: Claim) -> Claim:
    """The words that leave a deed out with that deed as one that occurred: it is the claim that their "not" denies."""
    triggers = tuple(_told(trigger) for trigger in claim.triggers)
    occurred = any(t.modality == "occurred" for t in triggers)
    return replace(claim, triggers=triggers, modality="occurred" if occurred else claim.modality)


def _told(trigger: Trigger) -> Trigger:
    known = trigger.noun and trigger.definite and trigger.modality == "denied"
    return replace(trigger, modality="occurred") if known else trigger
