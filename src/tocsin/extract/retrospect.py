"""What trials, fiction, denied rumours and drills only speak of: takes the readings of a report, leaves such deeds out.

"A court sentenced the commander ... Prosecutors said that he led raids": nothing of it happened now, though words of
violence and the day of the verdict stand there. Such a report is known by its first sentences; a deed counts in it only
where its sentence gives a weekday and no word of the frame. Invariant: readings only lose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tocsin.extract.reading import Reading
from tocsin.knowledge.lexicon import Lexicon

__all__ = ["only_news"]

_OPENING = 3  # sentences, the headline among them, that say what a report is about
_TRIAL = 3  # distinct words of a court there that make it one of a trial
_HOAX = "retrospect.hoax"
_NEWS = frozenset(("Arrests", "Peaceful protest", "Protest with intervention", "Violent demonstration"))
_FRESH = ("weekday", "relative", "anaphoric", "clock")
_DAYS = ("day", "week", None)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def only_news(readings: Sequence[Reading], words: Lexicon, published: date | None) -> list[Reading]:
    """The readings without the deeds and the dead of which such a report only speaks.

    Where deeds are dated it is a chronicle of them, and stays whole.
    """
    frame = _frame(readings, words, published)
    dated = any(reading.triggers and any(time.form == "date" for time in reading.times) for reading in readings)
    return _told_anew(readings, frame, words) if frame and not dated else list(readings)


def _told_anew(readings: Sequence[Reading], frame: str, words: Lexicon) -> list[Reading]:
    """The news of each sentence; one that goes on in its paragraph is news too where no word of the frame stands."""
    kept: list[Reading] = []
    for reading in readings:
        told = [one for one in kept[-1:] if one.sentence.paragraph == reading.sentence.paragraph]
        goes_on = any(one.triggers for one in told)
        kept.append(_news(reading, frame, words, goes_on))
    return kept


def _frame(readings: Sequence[Reading], words: Lexicon, published: date | None) -> str | None:
    """The word list of the frame in which the whole report stands, if it stands in one.

    A trial looks back where it names an earlier year or a war: what a court hears of is else the news.
    """
    opening = " ".join(reading.folded for reading in readings[:_OPENING])
    if words.pattern("retrospect.fiction").search(opening):
        return "retrospect.fiction"
    if any(words.pattern(_HOAX).search(reading.folded) for reading in readings[:1]):
        return _HOAX
    unharmed = not any(count.kind in ("killed", "wounded") and count.low for one in readings for count in one.counts)
    if unharmed and words.pattern("retrospect.drill").search(opening):
        return "retrospect.drill"
    if len({m.group() for m in words.pattern("retrospect.court").finditer(opening)}) < _TRIAL:
        return None
    text = " ".join(reading.folded for reading in readings)
    old = published is not None and any(int(year) < published.year for year in _YEAR.findall(text))
    return "retrospect.court" if old or words.pattern("retrospect.war_crimes").search(text) else None


def _news(reading: Reading, frame: str, words: Lexicon, goes_on: bool) -> Reading:
    """What a sentence tells of its own day: all of it where no word of the frame stands, else arrests and protests."""
    fresh = goes_on or any(time.form in _FRESH and time.unit in _DAYS and not time.aggregate for time in reading.times)
    if fresh and frame != _HOAX and not words.pattern(frame).search(reading.folded):
        return reading
    news = tuple(t for t in reading.triggers if fresh and t.code in _NEWS)
    counts = tuple(c for c in reading.counts if news and c.kind == "arrested")
    return replace(reading, triggers=news, counts=counts, weapons=(), damage=())
