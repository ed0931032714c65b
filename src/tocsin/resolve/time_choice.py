"""Which of a clause's days is that of its deed: takes the mentions of a claim, gives them with the likeliest first.

A day beside the deed comes before one in another subordinate clause ("freed on Friday the men whom they had seized on
5 May": for the seizure, 5 May), a day of the past before one to come or one of making known, a day of its own before
one that is counted. A day of what came before or after the deed is none of its own. Invariant: every mention is kept;
equals stay in text order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import Claim, TimeMention, Trigger
from tocsin.text import fold

__all__ = ["by_deed", "is_ahead", "is_deadline", "is_elsewhere"]

_OPENING = 14  # characters in which a leading "and after", "despues de" stands
_BEHIND = 12  # characters between a deed and the day that it bears
_VERB = 40  # characters before a day in which the verb of making known stands
_OWN_DAYS = ("date", "weekday", "relative")
_MARK = re.compile(r"[,;:]")
_INSERT = re.compile(r",[^,]*,")
_TAKEN = frozenset(("Abduction/forced disappearance", "capture", "Arrests"))


def by_deed(mentions: Sequence[TimeMention], claim: Claim, words: Lexicon) -> list[TimeMention]:
    """The days inside the quotation that tells of the deed, then those in its own part of the sentence, first."""
    if len(mentions) < 2:
        return list(mentions)
    deeds = [t.span.start for t in claim.triggers]
    quotes = [q for q in claim.sentence.quotes if any(q.start <= at < q.end for at in deeds)]
    lead = _lead(claim)

    def before(mention: TimeMention) -> str:
        return fold(claim.span.text)[: mention.span.start - claim.span.start]

    def far(mention: TimeMention) -> tuple[bool, ...]:
        outside = not any(q.start <= mention.span.start < q.end for q in quotes)
        apart = lead is not None and _is_apart(mention, lead, claim, words)
        known = bool(words.pattern("announcing").search(before(mention)[-_VERB:]))
        counted = mention.form == "anaphoric" and not _dates_deed(mention, mentions, claim, words)
        return outside, is_ahead(mention, claim, words), apart, known, counted, mention.form != "anaphoric"

    return sorted(mentions, key=far)


def _dates_deed(mention: TimeMention, mentions: Sequence[TimeMention], claim: Claim, words: Lexicon) -> bool:
    """As in "buried on Monday after they were shot the day before": only the counted day stands behind a deed.

    Or all that is told stands behind it: "came to X on Thursday, three days [after] gunmen attacked the town".
    """
    deeds = [t.span for t in claim.triggers if t.modality == "occurred"]
    if (mention.offset or 0) < 0 and deeds and min(deeds).start > mention.span.end:
        low, high = (at - claim.span.start for at in (mention.span.start, min(deeds).start))
        return words.pattern("scene.after").search(fold(claim.span.text), low, high) is not None
    behind = any(one.start < mention.span.start <= one.end + _BEHIND for one in deeds)
    others = (other.span.start for other in mentions if other is not mention)
    return (mention.offset or 0) < 0 and behind and not any(one.end <= at for at in others for one in deeds)


def _lead(claim: Claim) -> Trigger | None:
    """The trigger that says most plainly what happened."""
    real = [t for t in claim.triggers if t.modality == "occurred" and not t.definite]
    return max(real, key=lambda t: t.strength, default=None)


def _is_apart(mention: TimeMention, deed: Trigger, claim: Claim, words: Lexicon) -> bool:
    """True when a semicolon, a relative pronoun or "after" parts the two, or it is in "after ..." before the deed."""
    text, start = fold(claim.span.text), claim.span.start
    day, at = mention.span.start - start, deed.span.start - start
    between = text[mention.span.end - start : at] if day < at else text[deed.span.end - start : day]
    if ";" in between or words.pattern("parting").search(_INSERT.sub(",", between)):
        return True
    if day < at and _is_of_verb_before(text, mention.span.end - start, at, deed.span.end - start, claim, words):
        return True
    before = text[text.rfind(",", 0, day) + 1 : day].lstrip()
    return day < at and "," in between and bool(words.pattern("leading").match(before[:_OPENING]))


def _is_of_verb_before(text: str, day: int, deed: int, done: int, claim: Claim, words: Lexicon) -> bool:
    """True for the Friday of "left camp on Friday and came under fire on Saturday": the deed has a day behind it."""
    if not words.pattern("joined_verb").search(text[day:deed]):
        return False
    behind = (t.span.start - claim.span.start for t in claim.times if t.form in _OWN_DAYS)
    parts = (_MARK, words.pattern("scene.parts"))
    return any(at > done and not any(p.search(text, done, at) for p in parts) for at in behind)


def is_elsewhere(mention: TimeMention, claim: Claim, words: Lexicon) -> bool:
    """True for the day of what came before or after the deed told before it in the clause.

    "Burnt the clinic that we had rebuilt in March"; "kidnapped four nurses, who were freed yesterday"; nor is it the
    day before on which those hit had set out ("the lorries, which had left Gao the day before, came under fire").
    """
    if mention.form == "anaphoric" and words.pattern("set_out").search(fold(claim.span.text)[: _at(mention, claim)]):
        return True
    deeds = [t for t in claim.triggers if t.span.end <= mention.span.start]
    if not deeds:
        return _is_inserted(mention, claim, words)
    text, start = fold(claim.span.text), claim.span.start
    since, day = max(t.span.end for t in deeds) - start, mention.span.start - start
    if words.pattern("earlier").search(text[since : mention.span.end - start]) is None:
        freed = words.pattern("came_free").search(text[since:day])
        return freed is not None and {t.code for t in deeds if t.strength > 1} <= _TAKEN
    return True


def _is_inserted(mention: TimeMention, claim: Claim, words: Lexicon) -> bool:
    """As in "The station, abandoned by its crew the day before, was looted": what went before, told between commas."""
    if mention.form != "anaphoric" or (mention.offset or 0) >= 0:
        return False
    at, text = _at(mention, claim), fold(claim.span.text)
    stretch = next((m for m in _INSERT.finditer(text) if m.start() < at < m.end()), None)
    if stretch is None or words.pattern("inserted").match(stretch.group()[1:].lstrip()) is None:
        return False
    return any(t.span.start - claim.span.start >= stretch.end() for t in claim.triggers)


def _at(mention: TimeMention, claim: Claim) -> int:
    """Where a day stands in its clause."""
    return mention.span.start - claim.span.start


def is_deadline(mention: TimeMention, claim: Claim, words: Lexicon) -> bool:
    """True for "before the end of the year": no deed of the past has that for its day."""
    if mention.form != "relative" or mention.offset != 0 or mention.unit not in ("week", "month", "year"):
        return False
    return bool(words.pattern("not_yet").search(fold(claim.span.text)[: mention.span.start - claim.span.start]))


def is_ahead(mention: TimeMention, claim: Claim, words: Lexicon) -> bool:
    """True when what the day belongs to is still to come ("is to leave by 15/07", "prévu vendredi")."""
    if mention.anchor == "previous" or mention.form not in ("date", "weekday", "month", "relative"):
        return False
    if mention.offset == 1:
        return True
    if claim.triggers and all(t.modality in ("planned", "hypothetical", "threatened") for t in claim.triggers):
        return mention.offset is None
    text, at = fold(claim.span.text), mention.span.start - claim.span.start
    told = [t.span.end - claim.span.start for t in claim.triggers if t.modality == "occurred" and t.span.end <= at]
    found = words.pattern("ahead").search(text[max(told, default=0) : at])
    return found is not None and mention.offset is None
