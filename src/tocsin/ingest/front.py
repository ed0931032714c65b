"""Clean text -> title, byline, address: takes the text of a report, gives what its first lines say of it.

Newspaper and agency form (headline, byline, dateline) is read; what doesn't clearly have that form is left out.
Invariant: the title and every name of the byline stand in the text word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from tocsin.text import fold

__all__ = ["byline_of", "day_in_address", "lines_of", "title_of", "url_of"]

_MAX_TITLE_CHARS = 180
_HEAD_LINES = 8
_WRAPPED_CHARS = 55  # a line of a hard-wrapped paragraph is at least this long
_NO_TITLE = re.compile(r"[\[(*•·>#]|[-–—] |\d{1,3}[./)]\s|https?://|(?:from|de|para|a|to|date|fecha)\s*:", re.I)
_CREDIT = re.compile(
    r"(?:by|written by|text by|words by|report(?:ing)? by|story by|par|texte de|propos recueillis par|por|texto de|"
    r"escrito por)"
    r"\s+(?=[A-ZÀ-Ý])",
    re.I,
)
_PARTICLE = r"(?:de|del|de la|von|van|bin|ibn|ben|ould|ag|al|el|le|la|du|da|dos|y|i)"
_WORD = r"[A-ZÀ-ÝŒ][\w'’.-]*"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+)?{_WORD}){{1,4}}")
_BARE_NAME = re.compile(rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+)?{_WORD}){{1,3}}")
_AND = re.compile(r",\s+(?:and|et|y)\s+|\s+(?:and|et|y|&)\s+|,\s+|\s+/\s+")
_CREDIT_END = re.compile(r"\s*(?:\||·|•|[-–—]\s|\s(?:for|pour|para|in|à|en|at)\s|@|\().*")
_SENTENCE_END = re.compile(r"(?<=\w\w)\.$")  # an initial keeps its stop
_URL_LINE = re.compile(r"^(?:(?:source|url|link|lien|enlace|fuente|via)\s*:\s*)?(https?://[^\s<>\"]+)\s*$", re.I)
_URL_DAY = re.compile(r"[/_-](20\d{2}|19\d{2})[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)")


def lines_of(text: str) -> Iterator[str]:
    """The lines that hold words, trimmed, in order."""
    return (line.strip() for line in text.split("\n") if line.strip())


def title_of(text: str) -> str | None:
    """The first line where it looks like a headline: short, no sentence, set apart from what follows."""
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    if not 3 < len(first) <= _MAX_TITLE_CHARS or _NO_TITLE.match(first) or not rest.strip():
        return None
    if first[-1] in ".,;:" and not first.endswith(("...", "Inc.", "Jr.")):
        return None
    return first if rest[:1] == "\n" or not rest.split("\n", 1)[0].strip() or _set_apart(first, rest) else None


def _set_apart(first: str, rest: str) -> bool:
    """Without a blank line: too short for a wrapped one, or above a byline or a much longer paragraph."""
    following = rest.split("\n", 1)[0].strip()
    if len(first) < _WRAPPED_CHARS:
        return not following[0].islower()
    return len(first) < 120 and (bool(_CREDIT.match(following)) or len(following) > max(110, 1.5 * len(first)))


def byline_of(text: str) -> tuple[str, ...]:
    """The names of the authors: after "By", "Par", "Por", or a name alone that the next line goes on about."""
    head = [line for _, line in zip(range(_HEAD_LINES), lines_of(text), strict=False)]
    for line in head:
        match = _CREDIT.match(line)
        if match and len(line) < 160:
            return _names(line[match.end() :])
    for name, following in pairwise(head[1:]):
        if _BARE_NAME.fullmatch(name) and re.search(rf"\b{re.escape(name.split()[0])}\b", following[:40]):
            return (name,)
    return ()


def _names(credit: str) -> tuple[str, ...]:
    parts = _AND.split(_CREDIT_END.sub("", credit).strip(" ,"))
    found = [_SENTENCE_END.sub("", match.group()) for part in parts if (match := _NAME.match(part.strip()))]
    return tuple(name for name in found if not fold(name).startswith(("our ", "staff ", "the ")))


def url_of(text: str) -> str | None:
    """A web address that stands on a line of its own among the first lines or is the last."""
    lines = list(lines_of(text[:4000]))[:_HEAD_LINES] + list(lines_of(text[-400:]))[-1:]
    return next((match.group(1) for line in lines if (match := _URL_LINE.match(line))), None)


def day_in_address(url: str | None) -> date | None:
    """The day in a web address: .../2024/06/19/... or ...-20240619-..."""
    match = _URL_DAY.search(url or "")
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None
