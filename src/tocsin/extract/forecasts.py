"""Predictive statements: takes the sentences of a report, gives what somebody expects, kept apart from events.

A forecast is a sentence that looks ahead: by a cue of prediction ("is likely to", "redoutent", "no descartan") or a
verb in the future. Its area is the countries or the region that it names, else the country that the report names most;
its question is worded so that it can be resolved later, when what, where and when are known. Invariant: the span is the
sentence's own words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tocsin.extract.horizons import horizon
from tocsin.knowledge.gazetteer import country_named, regions_in
from tocsin.knowledge.lexicon import Lexicon, lexicon
from tocsin.model import Claim, Forecast, Interval, Report, Sentence
from tocsin.text import fold

__all__ = ["find_forecasts"]

_TOLD = ("headline", "body", "bullet")
_LONGEST_WHAT = 16  # words of the statement that name what is expected


def find_forecasts(report: Report, sentences: Sequence[Sentence], claims: Sequence[Claim]) -> tuple[Forecast, ...]:
    """Every forecast of a report, in text order; ``claims`` are those read from its sentences."""
    words = lexicon(report.language)
    own: dict[int, list[Claim]] = {}
    for claim in claims:
        own.setdefault(claim.sentence.index, []).append(claim)
    leading = _leading(claims)
    found = (_forecast(report, s, own[s.index], words, leading) for s in sentences if s.index in own)
    return tuple(forecast for forecast in found if forecast)


def _forecast(
    report: Report, sentence: Sentence, claims: Sequence[Claim], words: Lexicon, leading: tuple[str, ...]
) -> Forecast | None:
    text = sentence.span.text
    folded = fold(text)
    cue = _cue(text, folded, words)
    if cue is None or sentence.block not in _TOLD:
        return None
    verb = words.pattern("future_verbs").fullmatch(cue.group())  # "reprendront Kidal": the verb is what is expected
    what = _what(sentence, cue.start() if verb else cue.end())
    window = horizon(text, report.published, words) if report.published else None
    area = _area(sentence, claims) or leading
    question, why = _question(what, area, window)
    return Forecast(
        sentence.span, _speaker(report, claims), _direction(folded, words), what, area, window, question, why
    )


def _cue(text: str, folded: str, words: Lexicon) -> re.Match[str] | None:
    """The first words that look ahead, where they neither tell of the past nor belong to a name ("in May")."""
    found = [m for m in words.pattern("forecast").finditer(folded) if not _is_name(text, m)]
    found += [m for m in words.pattern("future_verbs").finditer(folded) if _is_future(text, m, words)]
    past = [m.span() for m in words.pattern("not_forecast").finditer(folded)]
    free = [m for m in found if not any(low < m.end() and m.start() < high for low, high in past)]
    timing = words.pattern("timing")
    return min(free, key=lambda m: (bool(timing.search(m.group())), m.start()), default=None)


def _is_name(text: str, match: re.Match[str]) -> bool:
    """True for a capital within the sentence: "May", "Will"."""
    return match.start() > 0 and text[match.start()].isupper()


def _is_future(text: str, match: re.Match[str], words: Lexicon) -> bool:
    """True for a verb in small letters or first; in Spanish only the accent tells "atacará" from "atacara"."""
    verb = text[match.start() : match.end()]
    if match.start() == 0 and verb.endswith("remos"):
        return True  # "Seguiremos golpeando": no name ends so
    return verb[0].islower() and (words.language != "es" or "á" in verb or verb.endswith("emos"))


def _speaker(report: Report, claims: Sequence[Claim]) -> str | None:
    """Whoever the sentence names as its voice, else the party that speaks, else the outlet."""
    voices = [s.name for c in claims for s in c.sources] + [c.speaker.name for c in claims if c.speaker]
    return next(iter(voices), report.source)


def _area(sentence: Sentence, claims: Sequence[Claim]) -> tuple[str, ...]:
    """The countries of a region that the sentence names, else those named one by one or by nationality."""
    start = sentence.span.start
    actors = [a for claim in claims for a in claim.actors]
    regions = regions_in(sentence.span.text, [(a.span.start - start, a.span.end - start) for a in actors])
    return regions or tuple(dict.fromkeys(_countries(claims)))


def _countries(claims: Sequence[Claim]) -> list[str]:
    named = [c.code for claim in claims for p in claim.places for n in (p.name, *p.within) if (c := country_named(n))]
    return named + [a.country for claim in claims for a in claim.actors if a.country]


def _leading(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The country that the report names most, for statements that name none; the first of equals."""
    counted = Counter(_countries(claims))
    return tuple(code for code, _ in counted.most_common(1))


def _what(sentence: Sentence, start: int) -> str:
    """The words after the cue up to the next comma or stop."""
    tail = sentence.span.text[start:]
    for mark in (",", ";", "."):
        tail = tail.split(mark)[0]
    return " ".join(tail.split()[:_LONGEST_WHAT]) or sentence.span.text


def _direction(folded: str, words: Lexicon) -> str:
    if words.pattern("decrease").search(folded):
        return "decrease"
    return "increase" if words.pattern("increase").search(folded) else "change"


def _question(what: str, countries: tuple[str, ...], window: Interval | None) -> tuple[str | None, str | None]:
    if window is None:
        return None, "the report has no publication date to count a window from"
    if not countries:
        return None, "neither the statement nor the report names a country"
    return f"Between {window.start} and {window.end}, in {', '.join(countries)}: {what}?", None
