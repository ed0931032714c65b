"""Clean text -> its day: takes the text of a report, gives the day on which its own lines say that it came out.

Read are a label ("Published 12 June 2024", "Mis à jour le …"), a dateline ("BAMAKO, 12 June 2024 (Agency) -") and a
line that ends in a date, at the top or the foot of the page. Only whole dates count, with day, month and year: a year
is never filled in. Invariant: a date inside a sentence, a range, and a day and month that English writes both ways
are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tocsin.ingest.front import lines_of
from tocsin.knowledge.files import load_yaml
from tocsin.text import fold

__all__ = ["day_in", "has_weekday"]

_HEAD_LINES = 7
_FOOT_LINES = 2
_LINE_CHARS = 200  # a dateline opens its line, however long the paragraph is
_FURNITURE_CHARS = 110  # a longer line is a paragraph, and what ends it no dateline
_PLACE_CHARS = 75
_PARTICLES = frozenset([
    "de", "del", "la", "el", "los", "las", "le", "les", "du", "des", "d", "l", "y", "et", "en", "a", "al", "au",
    "of", "the", "in", "and", "for", "from", "to",
])  # fmt: skip
_RANGE = re.compile(r"\s*(?:-|/|to|au|al|a|until|y|et|and)\s*(?:\w+\.?\s+)?\d{1,4}(?![:\dh])")
_CLOSED = re.compile(r"\s*(?:$|[.(\[|:·)\]-])|,?\s+\d{1,2}[:h.]\d\d|\s+(?:by|par|por)\s")
_OPEN_RANGE = re.compile(r"\d[\w .]*(?:-|to|au|al)\s*$")
_WORD = re.compile(r"[^\W\d_]+")
_LABELLED, _DATELINE, _HEADING, _CHANGED = range(4)  # the surest kind first


@dataclass(frozen=True, slots=True)
class _Words:
    months: dict[str, int]
    weekdays: frozenset[str]
    dates: re.Pattern[str]
    lead: re.Pattern[str]  # a weekday and an article before a date
    out: re.Pattern[str]
    changed: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = load_yaml("datelines.yaml")
    months = {name: int(number) for number, names in data["months"].items() for name in names.split()}
    weekday = "|".join(data["weekdays"].split())
    labels = {kind: "|".join(names) for kind, names in data["labels"].items()}
    carrier = r"(?:(?:in|on|by|par|por|dans|en|sur)\s[^.]{3,60}?(?:,|\son))?"  # "published in the Courier, …"
    before = rf"\s*(?:le\s*|el\s*)?:?\s*{carrier}\s*(?:at|on|le|el|du|the)?\s*$"
    return _Words(
        months,
        frozenset(data["weekdays"].split()),
        re.compile(rf"(?<![\w/.-])(?:{'|'.join(_date_forms(months))})(?![\w/])"),
        re.compile(rf"(?<!\w)(?:(?:le|el|du|del)\s+)?(?:(?:{weekday})\b\.?,?\s*)?(?:(?:le|el|du|del)\s+)?$"),
        re.compile(rf"(?<!\w)(?:{labels['out']}){before}"),
        re.compile(rf"(?<!\w)(?:{labels['changed']}){before}"),
    )


def _date_forms(months: dict[str, int]) -> Iterator[str]:
    """Patterns of a whole date; groups are numbered by form, as Python wants each name once."""
    month = "|".join(sorted(months, key=len, reverse=True))
    day, year = r"0?[1-9]|[12]\d|3[01]", r"(?:19|20)\d\d"
    yield rf"(?P<d1>{day})(?:st|nd|rd|th|er)?\s+(?:de\s+)?(?P<m1>{month})\.?,?\s+(?:del?\s+)?(?P<y1>{year})"
    yield rf"(?P<m2>{month})\.?\s+(?P<d2>{day})(?:st|nd|rd|th)?,?\s+(?P<y2>{year})"
    yield rf"(?P<y3>{year})-(?P<m3>0[1-9]|1[0-2])-(?P<d3>0[1-9]|[12]\d|3[01])"
    yield rf"(?P<d4>{day})(?P<sep>[/.-])(?P<m4>{day})(?P=sep)(?P<y4>{year})"


def day_in(text: str, language: str) -> date | None:
    """The day that the page states, or None; ``language`` tells whether 03/04/2024 can be read."""
    lines = list(lines_of(text))
    head, foot = lines[:_HEAD_LINES], lines[max(_HEAD_LINES, len(lines) - _FOOT_LINES) :]
    found = [
        (rank, day)
        for line, at_foot in [*((line, False) for line in head), *((line, True) for line in foot)]
        for rank, day in _days(fold(line[:_LINE_CHARS]), line[:_LINE_CHARS], len(line), at_foot, language)
    ]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _days(folded: str, line: str, length: int, at_foot: bool, language: str) -> Iterator[tuple[int, date]]:
    """The days of a line that may be the page's own, each with the kind of place where it stands."""
    for match in _words().dates.finditer(folded):
        before, after = folded[: match.start()], folded[match.end() :]
        day = _day(match, language)
        bare = _words().lead.sub("", before)
        if day is None or _RANGE.match(after) or _OPEN_RANGE.search(bare):
            continue
        rank = _rank(bare, after, line, length, at_foot)
        if rank is not None:
            yield rank, day


def _rank(bare: str, after: str, line: str, length: int, at_foot: bool) -> int | None:
    words = _words()
    if words.out.search(bare):
        return _LABELLED
    if words.changed.search(bare):
        return _CHANGED
    if not _CLOSED.match(after) or (at_foot and after.strip(" .)")):
        return None
    place = line[: len(bare)].rstrip()
    if _is_place(place) and (place or length <= _FURNITURE_CHARS):
        return _DATELINE
    return _HEADING if not at_foot and length <= _FURNITURE_CHARS and place[-1:] in tuple(",-–—|.(") else None


def _is_place(words: str) -> bool:
    """Nothing, or a few capitalised words that end in a comma, a dash or a full stop: "El Carmen, Manabí."."""
    if not words:
        return True
    small = [word for word in _WORD.findall(words) if word[0].islower() and word not in _PARTICLES]
    return len(words) <= _PLACE_CHARS and words[-1] in ",-–—.|/" and words[0].isupper() and not small


def _day(match: re.Match[str], language: str) -> date | None:
    form = next(n for n in "1234" if match[f"y{n}"])
    day, month = match[f"d{form}"], match[f"m{form}"]
    number = _words().months[month] if month.isalpha() else int(month)
    first = int(day)
    if form == "4" and number > 12 >= first:
        first, number = number, first
    elif form == "4" and language == "en" and match["sep"] == "/" and first <= 12 and first != number:
        return None
    try:
        return date(int(match[f"y{form}"]), number, first)
    except ValueError:
        return None


def has_weekday(words: str) -> bool:
    """True when a weekday is named."""
    return not _words().weekdays.isdisjoint(_WORD.findall(fold(words)))
