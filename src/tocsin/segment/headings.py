"""Headings: takes the words of a line, tells whether it stands over others, and whether what it stands over is news.

Invariant: a line that ends in a stop, a comma or a semicolon is never a heading.
"""

from __future__ import annotations

import re

from tocsin.segment.shapes import has_verb, is_shouting
from tocsin.segment.words import bare, words
from tocsin.text import fold

__all__ = ["bare_title", "corrects_news", "is_known", "is_marked", "is_numbered", "is_shouted", "shuts"]

_MARKED = re.compile(
    r"(?P<mark>={2,6}|\*{2}|_{2})\s*(?P<title>[^=*_\n]{2,90}?)\s*(?P=mark)\s*(?:\[\w+\])?|#{1,6}\s+(?P<hash>.{2,90})"
)
_NUMBER = re.compile(r"(?:\(?(?:\d{1,2}(?:\.\d{1,2})?|[IVX]{1,4}|[A-Z])[.)]|\d{1,2}\s?[-–—])\s+(?=[A-ZÀ-ÝŒ¿])")
_TAIL = re.compile(r"\s*(?:\[\w{4,9}\]|[:?!…])*$")
_KNOWN = re.compile(rf"[\W_]{{0,4}}(?:{bare('headings')})(?P<rest>(?:\s[^:.]{{1,25}})?)(?:\s\([^():]{{1,40}}\))?$")
_LONGEST = 90  # characters of the longest heading


def is_marked(raw: str) -> bool:
    """Marked as a heading by its signs: "== History ==", "## History", "**History**"."""
    return len(raw) <= _LONGEST + 12 and bool(_MARKED.fullmatch(raw))


def bare_title(raw: str) -> str:
    """The words of a heading without signs, number and colon."""
    if len(raw) > _LONGEST + 12:
        return raw
    match = _MARKED.fullmatch(raw)
    title = (match["title"] or match["hash"]) if match else raw
    number = _NUMBER.match(title)
    return _TAIL.sub("", title[number.end() :] if number else title)


def shuts(folded_title: str) -> bool:
    """What stands under this title is no news of the day: references, sport, corrections."""
    return len(folded_title) <= 60 and bool(words("shut").fullmatch(folded_title))


def corrects_news(label: str, told: str) -> bool:
    """True for "CORRECTION. The bulletin put the dead at eleven": no editor's note on an article or a caption."""
    news = words("corrects").fullmatch(fold(label)) and words("newsworthy").search(fold(told))
    return bool(news) and words("pages").search(fold(told)) is None


def is_known(raw: str) -> bool:
    """A title that sections of news commonly have, with at most a few words after it."""
    if len(raw) > 60 or raw[-1] in ".;," or raw[0].islower():
        return False
    match = _KNOWN.match(fold(bare_title(raw)))
    if match is None:
        return False
    rest = match["rest"]
    return not rest or not (has_verb(rest) or words("newsworthy").search(rest))


def is_shouted(raw: str) -> bool:
    """Written in capitals and no sentence: "BORNO (NIGERIA)", "2. INCIDENTS"."""
    return 3 <= len(raw) <= _LONGEST and raw[-1] not in ".;,!" and is_shouting(_TAIL.sub("", raw))


def is_numbered(raw: str) -> bool:
    """A short title behind a number: "3. Context"."""
    number = _NUMBER.match(raw)
    if number is None or len(raw) > 70 or raw[-1] in ".;,:":
        return False
    title = raw[number.end() :]
    return len(title.split()) <= 8 and not has_verb(fold(title))
