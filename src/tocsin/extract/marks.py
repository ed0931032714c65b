"""How a clause says that the deed stands: takes its words, gives the marks that it sets and the words that hedge it.

The marks are claimed, unclaimed, withdrawn, confirmed, alleged, denied, condemned (by a party) and doubted; the
assembler weighs them over the whole record. A party claims beside a verb of claiming, by owning up or showing the deed
(``avowals``) and by "we attacked"; a denial that follows a claim, or is another's, denies nothing. Invariant: a clause
is never both claimed and unclaimed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.extract.avowals import avows, condemns, owns_before, spreads_as_own, withholds
from tocsin.extract.owning import ENOUGH, ENOUGH_AGAINST, points
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, SourceMention, Span, Trigger

__all__ = ["find_hedges", "find_standing", "standing_of", "with_denials"]

_MARKS = {"denies": "denied", "accuses": "alleged", "confirms": "confirmed"}
_EITHER = {"denies", "accuses", "confirms"}
_CLAIMED = {"claimed", "unclaimed"}
_SETTLED = {*_CLAIMED, "denied", "alleged"}
_OWN_VOICES = ("party", "media")  # through which a party tells of its own deeds
_WORD = re.compile(r"\w")
_ASIDE = re.compile(r",(?: [\w'-]+){1,4},(?= )")
_LONG_ASIDE = re.compile(r",(?: [\w'-]+){1,7},(?= )")
_GUILLEMETS = re.compile(r"«\s?|\s?»")


def standing_of(
    own_words: str,
    start: int,
    sources: Sequence[SourceMention],
    speaker: ActorMention | None,
    triggers: Sequence[Trigger],
    parties: Sequence[ActorMention],
    words: Lexicon,
) -> tuple[str, ...]:
    """The marks of the clause whose folded words begin at ``start``; ``parties`` are those that it names.

    What a party claims as a rule ("usually quick to claim such attacks") claims nothing here.
    """
    whole, own_words = own_words, words.pattern("claims_often").sub(_blank, own_words)
    marks = _said(own_words, start, sources, speaker, triggers, words)
    if speaker is not None and "claimed" in marks and words.pattern("own_deeds").search(own_words):
        marks = tuple(mark for mark in marks if mark != "alleged")  # "It bears the mark of our front, and we own it"
    if _SETTLED & set(marks) or not parties:
        return marks
    if condemns(own_words, words):
        return (*marks, "condemned")
    own_words, whole = (words.pattern("says_neither").sub(_blank, said) for said in (own_words, whole))
    alone = all(source.kind in _OWN_VOICES for source in sources)  # not "The army said in a statement that ..."
    owned = avows(own_words, start, parties, triggers, words) or (alone and spreads_as_own(whole, parties, words))
    owned = owned or (alone and _sounds_owned(whole, start, parties, words))
    return (*marks, _owned(own_words, start, triggers, words)) if owned else marks


def _sounds_owned(own_words: str, start: int, parties: Sequence[ActorMention], words: Lexicon) -> bool:
    """Where no phrase is known: what the words about a party say together, if a voice or a medium carries them."""
    voiced = any(words.pattern(name).search(own_words) for name in ("speech", "avowals.media"))
    if not voiced or words.pattern("avowals.own_losses").search(own_words):
        return False
    against = any(words.pattern(name).search(own_words) for name in ("avowals.owns_nothing", "publications.barred"))
    enough = ENOUGH_AGAINST if against else ENOUGH
    spans = ((a.span.start - start, a.span.end - start) for a in parties if a.ids or a.head is None)
    return any(points(own_words, span, words.language) >= enough for span in spans)


def _said(
    own_words: str,
    start: int,
    sources: Sequence[SourceMention],
    speaker: ActorMention | None,
    triggers: Sequence[Trigger],
    words: Lexicon,
) -> tuple[str, ...]:
    """The marks but for what a party owns up to; it claims beside a verb of claiming, and by "we attacked"."""
    marks = find_standing(own_words, words)
    if (speaker is None or sources) and words.pattern("spares").search(own_words):
        marks = tuple(dict.fromkeys((*marks, "denied")))  # in a party's own statement it denies no deed
    if "denied" in marks and (
        _denies_no_deed(own_words, words)
        or _claims_first(own_words, bool(sources), words)
        or _goes_on_to_tell(own_words, start, triggers, words)
        or (speaker is not None and _denied_by_another(own_words, speaker.span.start - start, words))
    ):
        marks = tuple(mark for mark in marks if mark != "denied")
    if _CLAIMED & set(marks) or (speaker is not None and "denied" in marks):
        return marks
    heard = words.pattern("says_neither").sub(_blank, own_words)
    party = any(s.kind == "party" for s in sources) and words.pattern("claim_verbs").search(heard)
    done = not triggers or any(t.modality != "denied" for t in triggers)
    own = speaker is not None and done and any(words.pattern(n).search(own_words) for n in ("own_deeds", "own_tone"))
    return (*marks, _owned(own_words, start, triggers, words)) if party or own else marks


def _owned(own_words: str, start: int, triggers: Sequence[Trigger], words: Lexicon) -> str:
    named = [m.span() for m in words.pattern("avowals.deeds").finditer(own_words)]  # "the raid", not what it did
    told = [t.span.start - start for t in triggers]
    told = [at for at in told if not any(low <= at < high for low, high in named)]
    return "unclaimed" if withholds(own_words, told, words) else "claimed"


def _denies_no_deed(own_words: str, words: Lexicon) -> bool:
    """As in "The army denied the figure", "Nine of the dead had no part in the war": no deed is denied there."""
    said = words.pattern("denies_less").sub(_blank, own_words)
    return said != own_words and words.pattern("denies").search(said) is None


def _goes_on_to_tell(own_words: str, start: int, triggers: Sequence[Trigger], words: Lexicon) -> bool:
    """As in "It denies heavy losses and announces that five children were killed": the deed lies beyond the denial."""
    denial = words.pattern("denies").search(own_words)
    told = [t.span.start - start for t in triggers if t.modality == "occurred"]
    turn = words.pattern("voice_cues.turn").search(own_words, denial.end()) if denial else None
    return turn is not None and bool(told) and min(told) > turn.end()


def _claims_first(own_words: str, voiced: bool, words: Lexicon) -> bool:
    """As in "JNIM claimed the raid but denied that it had hurt civilians": what follows denies no claim."""
    claim = words.pattern("claims").search(own_words)
    if claim is None and voiced:
        return owns_before(own_words, words.pattern("denies").search(own_words), words)
    return claim is not None and not words.pattern("denies").search(own_words, 0, claim.end())


def _denied_by_another(own_words: str, speaker: int, words: Lexicon) -> bool:
    """As in "The army rejected as propaganda a JNIM statement that it had overrun the camp", not ""...", said JNIM"."""
    denial = words.pattern("denies").search(own_words)
    if denial is None or not denial.end() <= speaker < len(own_words):
        return False
    gap = own_words[denial.end() : speaker]
    return _WORD.search(gap) is not None and words.pattern("speech").search(gap) is None


def find_standing(folded: str, words: Lexicon) -> tuple[str, ...]:
    """The marks that a sentence sets: claimed, unclaimed, withdrawn, confirmed, alleged, denied, doubted."""
    marks: list[str] = []
    folded = whole = folded.replace('"', "")  # 'took "full responsibility"'
    owned = _LONG_ASIDE.sub("", _GUILLEMETS.sub("", folded))  # "s'est félicité, photos à l'appui, de sa « conquête »"
    folded = _ASIDE.sub("", folded)  # "Nobody, so far, has claimed"
    said_so = words.pattern("says_neither").sub(_blank, owned)  # "neither claimed nor denied"
    claims = ("withdraws", "withdrawn", owned), ("unclaimed", "unclaimed", owned), ("claims", "claimed", said_so)
    marks.extend([mark for name, mark, told in claims if words.pattern(name).search(told)][:1])
    unsure = words.pattern("doubts").search(whole) is not None  # "eleven names, none of them a fighter, they say"
    sure = words.pattern("doubts").sub(_blank, folded) if unsure else folded
    tried = (("confirms", sure) if name == "confirms" else (name, folded) for name in _MARKS)  # not "be confirmed"
    found = {name: said for name, said in tried if words.pattern(name).search(said)}
    if found.keys() & _EITHER:  # "would neither confirm nor deny it", "blamed nobody"
        found = {name: words.pattern("says_neither").sub(_blank, said) for name, said in found.items()}
        found = {name: said for name, said in found.items() if words.pattern(name).search(said)}
    marks.extend(_MARKS[name] for name in found)
    return (*marks, "doubted") if unsure else tuple(marks)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def find_hedges(text: str, folded: str, offset: int, words: Lexicon) -> tuple[Span, ...]:
    """The words that keep the writer at a distance from what is said ("according to", "allegedly")."""
    found = [m for name in ("after_speaker", "hedges", "accuses") for m in words.pattern(name).finditer(folded)]
    spans = sorted({(m.start(), m.end()) for m in found})
    return tuple(Span(offset + low, offset + high, text[low:high]) for low, high in spans)


def with_denials(
    voices: tuple[SourceMention, ...], speaker: ActorMention | None, own_words: str, words: Lexicon
) -> tuple[SourceMention, ...]:
    """As in ""We have nothing to do with it", replied X": a party's denial stands in its quotation, not at its verb."""
    if speaker is None or not words.pattern("denies").search(own_words):
        return voices
    own = [v for v in voices if v.kind == "party" and v.span and v.span.overlaps(speaker.span)]
    return tuple(replace(v, stance="denies") if v in own and v.stance == "claims" else v for v in voices)
