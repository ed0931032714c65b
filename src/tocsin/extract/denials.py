"""What is said not to have happened, beyond a "no" right before it: takes folded text, says how far it reaches.

"Denied reports that", "the claim that X fell turned out to be false", "killed no farmers", "denies the rumour of
an attack and of the capture of two". Invariant: a denial is only carried on, never made up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import Trigger

__all__ = ["harms_nobody", "is_disowned", "with_shared_denials"]

_STOP = re.compile(r"[.;:]")
_SET_OFF = re.compile(r"[^,.;:]{0,80}, [^,.;:]{3,80}, ")
_DISOWNED = 160  # characters behind "rejected reports that" in which what was reported stands
_BEFORE, _AFTER = 3, 30  # characters of "n'" before a verb, of "no farmers" behind it
_JOINED = 90  # characters between two deeds of one denial


def is_disowned(folded: str, start: int, end: int, words: Lexicon) -> bool:
    """True behind "denied that", "rejected reports that", and in "The kidnapping, circulating online, is false"."""
    aside = _SET_OFF.match(folded, end)
    if aside and words.pattern("unreal_after").match(folded, aside.end()):
        return True
    before = folded[max(0, start - _DISOWNED) : start]
    if words.pattern("trigger_cues.said").search(before) and words.pattern("unreal_after").search(folded, end):
        return True
    cue = words.pattern("denies_that").search(before)
    return cue is not None and not any(
        p.search(before, cue.end()) for p in (_STOP, words.pattern("trigger_cues.new_clause"))
    )


def harms_nobody(folded: str, start: int, end: int, words: Lexicon) -> bool:
    """True for "killed no farmers", "n'ont tué aucun paysan": the verb's object says that nobody was."""
    about = f"{folded[max(0, start - _BEFORE) : start]}|{folded[end : end + _AFTER]}"
    return words.pattern("trigger_cues.nobody").search(about) is not None


def with_shared_denials(triggers: Sequence[Trigger], folded: str, offset: int, words: Lexicon) -> tuple[Trigger, ...]:
    """Carry a denial on to the noun joined to the one denied: "denies an attack on the camp and the capture of two"."""
    found: list[Trigger] = []
    for trigger in triggers:
        last = found[-1] if found else None
        if last and last.noun and last.modality == "denied" and trigger.noun and trigger.modality == "occurred":
            between = folded[last.span.end - offset : trigger.span.start - offset]
            if len(between) <= _JOINED and words.pattern("trigger_cues.and_of").fullmatch(between):
                trigger = replace(trigger, modality="denied")
        found.append(trigger)
    return tuple(found)
