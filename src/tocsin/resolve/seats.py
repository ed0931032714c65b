"""Where a voice sits and where the hurt are brought: takes a place that a clause names, says whether it is no scene.

"The mayor of X said", "In Niamey, the ministry admitted the death of two", "six dead, according to Kabul", "he told a
radio in X", "he died on the way to X": none of them says where the deed was done. Invariant: pure functions of one
clause; only what the words right about the name say counts.
"""

from __future__ import annotations

from functools import lru_cache

from tocsin.knowledge.gazetteer import capital_of, countries
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import Claim, PlaceMention
from tocsin.text import fold, fold_key

__all__ = ["is_seat"]

_PRESENT = frozenset(("media", "party", "government", "igo"))  # "the peacekeepers in X said" speak of X
_REACH = 45  # characters between an office or a hospital and its town
_ABOUT = 70  # characters about a name that are looked at
_NEXT = 12  # characters of ", the " between the seat that opens a clause and its voice
_VOICES = frozenset(("government", "official"))
_OF_PACTS = frozenset(("Agreement", "Other"))
_STATED = ("in", "none", "near")


def is_seat(mention: PlaceMention, claim: Claim, words: Lexicon) -> bool:
    """True for the town of a speaker, of a radio or a hospital, for a capital that speaks or from which one does."""
    if mention.relation not in _STATED:
        return False
    text, at = fold(claim.span.text), mention.span.start - claim.span.start
    before, after = text[:at], text[at + len(mention.span.text) :][:_ABOUT]
    if _of_speaker(before, mention, claim, words) or _in_name_of_pact(before, after, claim, words):
        return True
    near = before[-_ABOUT:]
    if words.pattern("seats.on_the_way").search(near) or words.pattern("seats.aired_by").search(near):
        return True
    told = words.pattern("seats.told").search(near) is not None
    if told and words.pattern("seats.medium").match(after):
        return True
    if words.pattern("seats.died").search(near) and words.pattern("seats.ward").match(fold(mention.name)):
        return True
    if not _is_capital(mention.name):
        return False
    return _speaks(near, after, mention, words) or _opens_before_voice(before, after, mention, claim, words)


def _of_speaker(before: str, mention: PlaceMention, claim: Claim, words: Lexicon) -> bool:
    """True for the town of a speaker ("the mayor of X said") or of a hospital ("taken to the hospital in X")."""
    link = words.pattern("seat_links").search(before[-_REACH:])
    if link is None:
        return False
    at = mention.span.start - (len(before[-_REACH:]) - link.start())
    if any(s.span and s.kind not in _PRESENT and abs(s.span.end - at) <= 1 for s in claim.sources):
        return True
    begins = link.start() + len(before) - len(before[-_REACH:])
    return bool(words.pattern("brought_to").search(before[max(0, begins - _REACH) :][: _REACH + 2]))


def _in_name_of_pact(before: str, after: str, claim: Claim, words: Lexicon) -> bool:
    """As in "the Algiers accord", "les conventions de Genève": the town of a pact is no ground of a deed."""
    if any(t.code in _OF_PACTS for t in claim.triggers):
        return False
    return words.pattern("seats.of_pact").search(f"{before[-_REACH:]}@{after}") is not None


def _speaks(before: str, after: str, mention: PlaceMention, words: Lexicon) -> bool:
    """As in "a guard died, according to Kabul", "Bamako only admits to losses": a capital that stands for its state."""
    if mention.relation != "none":
        return False
    if words.pattern("seats.according").search(before) and words.pattern("seats.ends").match(after):
        return True
    return words.pattern("seats.states").match(after) is not None


def _opens_before_voice(before: str, after: str, mention: PlaceMention, claim: Claim, words: Lexicon) -> bool:
    """As in "In Niamey, the defence ministry admits the death of two soldiers": the seat of a government."""
    if not (words.pattern("seats.opening").fullmatch(before) and after.startswith(",")):
        return False
    voices = [s.span for s in claim.sources if s.span and s.kind in _VOICES]
    close = [v for v in voices if 0 <= v.start - mention.span.end <= _NEXT]
    return any(words.pattern("seats.of_state").search(fold(voice.text)) for voice in close)


def _is_capital(name: str) -> bool:
    return fold_key(name) in _capitals()


@lru_cache(maxsize=1)
def _capitals() -> frozenset[str]:
    return frozenset(fold_key(name) for name in map(capital_of, countries()) if name)
