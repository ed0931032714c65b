"""Clean text -> title and address: takes the text of a report, gives what its first lines say of it.

Newspaper and agency form (headline, byline, dateline) is read; what doesn't clearly have that form is left out.
Invariant: the title stands in the text word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

__all__ = ["CREDIT", "day_in_address", "lines_of", "title_of", "url_of"]

_MAX_TITLE_CHARS = 180
_HEAD_LINES = 8
_WRAPPED_CHARS = 55  # a line of a hard-wrapped paragraph is at least this long
_NO_TITLE = re.compile(r"[\[(*•·>#]|[-–—] |\d{1,3}[./)]\s|https?://|(?:from|de|para|a|to|date|fecha)\s*:", re.I)
CREDIT = re.compile(
    r"(?i:by|written by|text by|words by|report(?:ing)? by|story by|par|texte de|propos recueillis par|por|texto de|"
    r"escrito por)"
    r"\s*:?\s+(?=[A-ZÀ-Ý])"
)
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
    return len(first) < 120 and (bool(CREDIT.match(following)) or len(following) > max(110, 1.5 * len(first)))


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
