"""Predictive statements: takes a sentence, gives what somebody expects, kept apart from events.

A forecast is a sentence about the future of violence or control, with a cue of prediction ("is likely to", "pourrait",
"no descartan"). Its question is worded so that it can be resolved later, when the sentence names what and where.
Invariant: the span is the sentence's own words.
"""

from __future__ import annotations

from datetime import date, timedelta

from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import Forecast, Interval, Sentence
from tocsin.text import fold

__all__ = ["find_forecast"]

_DEFAULT_WINDOW_DAYS = 92  # "in the coming weeks and months": one quarter, the horizon of most such outlooks


def find_forecast(
    sentence: Sentence, words: Lexicon, speaker: str | None, published: date | None, countries: tuple[str, ...]
) -> Forecast | None:
    """The forecast of a sentence, or None when it predicts nothing."""
    folded = fold(sentence.span.text)
    cue = words.pattern("forecast").search(folded)
    if cue is None or sentence.block not in ("body", "bullet"):
        return None
    what = _what(sentence, folded, cue.end(), words)
    window = Interval(published, published + timedelta(days=_DEFAULT_WINDOW_DAYS)) if published else None
    question, why = _question(what, countries, window)
    return Forecast(sentence.span, speaker, _direction(folded, words), what, countries, window, question, why)


def _what(sentence: Sentence, folded: str, start: int, words: Lexicon) -> str:
    """The words after the cue up to the next comma or stop."""
    tail = sentence.span.text[start:]
    for mark in (",", ";", "."):
        tail = tail.split(mark)[0]
    return " ".join(tail.split()[:16]) or sentence.span.text


def _direction(folded: str, words: Lexicon) -> str:
    if words.pattern("decrease").search(folded):
        return "decrease"
    return "increase" if words.pattern("increase").search(folded) else "change"


def _question(what: str, countries: tuple[str, ...], window: Interval | None) -> tuple[str | None, str | None]:
    if window is None:
        return None, "the report has no publication date to count a window from"
    if not countries:
        return None, "the statement names no country"
    return f"Between {window.start} and {window.end}, in {', '.join(countries)}: {what}?", None
