"""What tells two events of one kind, town and day apart: takes a text, gives its ages, hours, streets and persons.

Shootings of one evening are told in the same words; who was hit, when and in which street differ. The patterns are
those of ``knowledge/details.yaml``. Names are kept as hashes, so that what is kept can't be read as the text.
Invariant: a pure function of the text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tocsin.knowledge.files import load_yaml
from tocsin.text import fold

__all__ = ["NONE", "Details", "details_of", "hashed"]

_FIGURE = re.compile(r"(?<![\d.,:$€£])(?<!\d )\b\d{1,2}(?!\d)")
_DAY = 24 * 60
_BEFORE = 16
"""Characters before a figure, and after it, that may tell what it is."""
_AFTER = 32
_NEAR = 60
"""Characters in which a name stands before or after its age."""
_NAME = r"[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý]\.?)* ([A-ZÀ-Ý][\w'’-]+)"
_NAMED = re.compile(_NAME + r"(?:,? (?:Jr|Sr|III?)\.?)?(?: is| was|,)? ?\(?(?:aged? |âgée? de |de )?$")
_TO_BE_NAMED = re.compile(r"[- ](?:years?|ans|años)(?:[- ]old)?,? " + _NAME)


@dataclass(frozen=True, slots=True)
class Details:
    """Years of age; times of day (minutes after midnight); streets, and surnames each with an age, by hash."""

    ages: frozenset[int] = frozenset()
    hours: frozenset[int] = frozenset()
    streets: frozenset[int] = frozenset()
    persons: frozenset[int] = frozenset()


NONE = Details()


def details_of(text: str, words: Sequence[str], capitals: Sequence[bool]) -> Details:
    """The details of a text in any of the three languages; ``words`` are its words of three letters and more, folded,
    and its numbers, ``capitals`` which of them have one.
    """
    ages, hours, persons = set[int](), set[int](), set[int]()
    for figure in _FIGURE.finditer(text):
        start, end = figure.span()
        before, after = fold(text[max(0, start - _BEFORE) : start]), fold(text[end : end + _AFTER])
        if _told_by("ages", before, after):
            ages.add(int(figure[0]))
            persons.update(hashed(f"{name} {figure[0]}") for name in _names(text, start, end))
        elif told := _told_by("hours", before, after):
            hours.add(_minutes(int(figure[0]), *told.groups()))
    return Details(*map(frozenset, (ages, hours, map(hashed, _streets(words, capitals)), persons)))


def _told_by(kind: str, before: str, after: str) -> re.Match[str] | None:
    """What follows a figure of this kind, None for any other figure."""
    for lead, tail in _patterns(kind):
        if (found := tail.match(after)) and lead.search(before):
            return found
    return None


@lru_cache(maxsize=2)
def _patterns(kind: str) -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    rows = load_yaml("details.yaml")[kind]
    return [(re.compile(f"(?:{row.get('before', '')})$"), re.compile(row.get("after", ""))) for row in rows]


def _minutes(hour: int, minute: str | None, half: str | None) -> int:
    """Minutes after midnight."""
    minutes = hour * 60 + int(minute or 0)
    if half:
        minutes = minutes % (_DAY // 2) + (_DAY // 2 if _afternoon().fullmatch(half) else 0)
    return minutes % _DAY


@lru_cache(maxsize=1)
def _afternoon() -> re.Pattern[str]:
    return re.compile(load_yaml("details.yaml")["afternoon"])


def _names(text: str, start: int, end: int) -> Iterator[str]:
    """The surname that stands before or after an age."""
    found = _NAMED.search(text, max(0, start - _NEAR), start) or _TO_BE_NAMED.match(text, end, end + _NEAR)
    if found:
        yield fold(found[1])


def _streets(words: Sequence[str], capitals: Sequence[bool]) -> Iterator[str]:
    """The names that stand before a word such as "Street", or after one such as "rue"."""
    after, before, between = _street_words()
    for at in [at for at, word in enumerate(words) if word in after or word in before]:
        if words[at] in after and capitals[at] and at and _is_name(words[at - 1], capitals[at - 1]):
            yield words[at - 1]
        elif words[at] in before:
            name = at + 1 + any(word in between for word in words[at + 1 : at + 2])
            if name < len(words) and _is_name(words[name], capitals[name]):
                yield words[name]


def _is_name(word: str, capital: bool) -> bool:
    return capital or word.isdigit()


@lru_cache(maxsize=1)
def _street_words() -> tuple[frozenset[str], ...]:
    found = load_yaml("details.yaml")["streets"]
    return tuple(frozenset(found[kind].split("|")) for kind in ("after", "before", "between"))


@lru_cache(maxsize=65536)
def hashed(word: str) -> int:
    """32 bits of a word."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=4).digest(), "big")
