"""Shapes of lines: takes the words of one line, tells what they look like (shouting, a name, a date, a title).

Invariant: a shape is told from the line alone, in time linear in its length; where it stands on the page is judged in
``blocks``.
"""

from __future__ import annotations

import re

from tocsin.segment.words import bare, words
from tocsin.text import fold

__all__ = [
    "has_verb",
    "is_date",
    "is_end",
    "is_finished",
    "is_name",
    "is_rule",
    "is_shouting",
    "is_signature",
    "is_title",
    "names_day",
]

_RULE = re.compile(r"[\W_]{1,80}|-\s?(?:\d\d|0|end|fin)\s?-|(?:fin|end|ends|###)", re.I)
_SIGNATURE = re.compile(r"[a-z]{2,5}-[a-z]{1,5}(?:/[a-z]{1,5}){0,4}|[a-z]{1,5}(?:/[a-z]{1,5}){1,4}|\([a-z]{2,5}\)")
_WORD = re.compile(r"[^\W_][\w'’.&-]*")
_SMALL = re.compile(r"d[eua]|des|d?os|las?|les?|los|el|y|et?|and|of|the|al|ul|wa|en|v[ao]n|der|bin|ibn|in|for|a|à|au")
_NEXT = re.compile(r"[^\W\d_]{3,}[.!?…][\"»”’')\]]{0,3} [\"«“‘¿¡]?[A-ZÀ-ÖØ-Þ]")  # past initials and abbreviations
_FINISHED = re.compile(r"[.!?…]\s?[\"»”’')\]]{0,3}$")


def is_rule(raw: str) -> bool:
    """A line of marks, such as "---", "* * *", "-30-"."""
    return len(raw) <= 80 and bool(_RULE.fullmatch(raw)) and not raw.startswith("[")


def is_end(raw: str) -> bool:
    """The mark under the last line of a copy ("-30-", "ENDS"): what comes below it is addressed to editors."""
    return any(c.isalnum() for c in raw)


def is_signature(raw: str) -> bool:
    """Initials by which an agency signs, such as "ab-cd/ef"."""
    return len(raw) <= 28 and bool(_SIGNATURE.fullmatch(raw))


def is_shouting(raw: str) -> bool:
    """Mostly capitals, at least three letters."""
    letters = [c for c in raw if c.isalpha()]
    return len(letters) > 2 and sum(c.isupper() for c in letters) > 0.75 * len(letters)


def is_finished(raw: str) -> bool:
    """It ends as a sentence does."""
    return bool(_FINISHED.search(raw[-6:]))


def is_prose(raw: str) -> bool:
    """Two sentences or more, the last one ended: news, no headline."""
    return is_finished(raw) and _NEXT.search(raw) is not None


def is_name(raw: str) -> bool:
    """One to twelve words, most of them capitalised: a person, an office, an outlet."""
    found = _WORD.findall(raw)
    capital = sum(w[0].isupper() for w in found)
    plain = sum(w[0].islower() and not _SMALL.fullmatch(w.lower()) for w in found)
    return 1 <= len(found) <= 12 and capital >= 1 and plain <= capital * 0.34


def is_date(raw: str) -> bool:
    """Nothing but a date, a time or both ("14 nov. 2023 · 09:12", "2024", "Dimanche 14 Ramadan 1445 / 24-03-2024")."""
    if len(raw) > 70 or not any(c.isdigit() for c in raw):
        return raw.isalpha() and bool(_weekday(fold(raw)))
    return bool(_DATE_LINE.fullmatch(fold(raw).strip(" .()[]")))


def _weekday(folded: str) -> bool:
    return folded.endswith(
        ("day", "di", "dimanche", "lunes", "martes", "coles", "jueves", "viernes", "sabado", "domingo")
    ) and bool(words("calendar").fullmatch(folded))


_DATE_WORD = rf"(?:\d+(?:er|st|nd|rd|th|h\d*|hrs|am|pm|o|a)?|{bare('calendar')}|{bare('calendar_glue')})"
_DATE_LINE = re.compile(rf"(?:{_DATE_WORD}(?![a-z0-9])[\s.,:;/·|()\[\]+-]*)+")


def has_verb(folded: str) -> bool:
    """It holds a finite verb by form or by name: it tells something."""
    return bool(words("verbs").search(folded))


def names_day(folded: str) -> bool:
    """It holds the name of a weekday or a month."""
    return bool(words("calendar").search(folded))


def is_title(raw: str) -> bool:
    """A short line that begins with a capital or a figure and ends like no sentence (a question is allowed)."""
    if not 2 <= len(raw) <= 60 or raw[-1] in ".;,:" or raw[0].islower() or len(raw.split()) > 8:
        return False
    if is_finished(raw) and "?" not in raw[-3:]:
        return False
    return raw[0].isalnum() or raw[0] in "¿¡«“\"'‘"
