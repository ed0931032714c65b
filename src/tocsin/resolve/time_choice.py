"""Which of a clause's days is that of its deed: takes the mentions of a claim, gives them with the likeliest first.

A day beside the deed comes before one in another subordinate clause ("freed on Friday the men whom they had seized on
5 May": for the seizure, 5 May), a day of the past before one to come. Invariant: every mention is kept; equals stay in
text order.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import Claim, TimeMention, Trigger
from tocsin.text import fold

__all__ = ["by_deed", "is_ahead"]

_OPENING = 12  # characters of a clause in which a leading "after", "tras" may stand


def by_deed(mentions: Sequence[TimeMention], claim: Claim, words: Lexicon) -> list[TimeMention]:
    """The days inside the quotation that tells of the deed, then those in its own part of the sentence, first."""
    if len(mentions) < 2:
        return list(mentions)
    deeds = [t.span.start for t in claim.triggers]
    quotes = [q for q in claim.sentence.quotes if any(q.start <= at < q.end for at in deeds)]
    lead = _lead(claim)

    def far(mention: TimeMention) -> tuple[bool, bool, bool]:
        outside = not any(q.start <= mention.span.start < q.end for q in quotes)
        return outside, is_ahead(mention, claim, words), lead is not None and _is_apart(mention, lead, claim, words)

    return sorted(mentions, key=far)


def _lead(claim: Claim) -> Trigger | None:
    """The trigger that says most plainly what happened."""
    real = [t for t in claim.triggers if t.modality == "occurred" and not t.definite]
    return max(real, key=lambda t: t.strength, default=None)


def _is_apart(mention: TimeMention, deed: Trigger, claim: Claim, words: Lexicon) -> bool:
    """True when a relative pronoun or "after" parts the two, or the day stands in a leading "after ...,"."""
    text, start = fold(claim.span.text), claim.span.start
    day, at = mention.span.start - start, deed.span.start - start
    between = text[mention.span.end - start : at] if day < at else text[deed.span.end - start : day]
    if words.pattern("parting").search(between):
        return True
    opening = words.pattern("leading").search(text[:_OPENING]) if day < at else None
    return opening is not None and opening.end() <= day and "," in between


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
