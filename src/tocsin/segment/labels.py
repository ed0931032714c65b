"""Labels inside a line: takes a paragraph, tells how far a heading at its beginning goes.

Logs and bulletins put the heading into the line: "21/01 MUCOJO (Macomia district). A group…", "CHAD. The toll…",
"RUMOURS. Messages…", "26 July - Members of…". Invariant: a label tells no event (it holds no finite verb and no word of
violence), and words follow it.
"""

from __future__ import annotations

import re

from tocsin.segment.shapes import has_verb, is_date, is_shouting
from tocsin.segment.words import bare, words
from tocsin.text import fold

__all__ = ["clock_end", "is_alert", "is_dated", "is_unverified", "label_end", "spot_end"]

_LONGEST = 110  # characters of the longest label: date, place and its district
_CAPITALS = re.compile(
    r"[\"“«]?[A-ZÀ-ÝŒ0-9][A-ZÀ-ÝŒ0-9 '’/&°.,\"”»-]{2,58}(?:\s?\([^()]{1,40}\)| [“\"(][^()“”\"]{1,30}[”\")]{1,2})?"
    r"(?:[.:?!]|\s[-–—])\s+(?=\S)"
)
_DAY = (
    rf"(?:(?:{bare('calendar')})\.?,?\s(?:(?:le|el|the)\s)?)?(?:\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?|\d{{4}}-\d\d-\d\d|"
    rf"\d{{1,2}}(?:er|st|nd|rd|th)?(?:-\d{{1,2}})?\s(?:de\s)?(?:{bare('calendar')})\.?(?:\s(?:de\s)?\d{{4}})?|"
    rf"(?:{bare('calendar')})\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?(?!\d))"
)
_DATED = re.compile(rf"(?:(?:night|nuit|noche)\s)?(?:(?:{bare('calendar')})/)?{_DAY}(?![\w/])")
_SHORT_MONTH = re.compile(rf"(?<!\w)(?:{bare('abbreviations.figure')})\.$")
_WEEKDAY = re.compile(
    r"(?:\w+day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b"
)
_CLOSE = re.compile(r":\s+(?=\S)|\.\s+(?=[A-ZÀ-ÝŒ«“\"¿¡#(0-9])|\s[-–—]{1,2}\s+(?=[A-ZÀ-ÝŒ«“\"¿¡])")
_SHORT = re.compile(r"(?:[A-ZÀ-Ý][\w'’-]*+[ -]?){1,3}(?:\([^()]{1,40}\))?\.\s+(?=[A-ZÀ-Ý])")
_TIME = r"\d{1,2}\s?[:h]\s?\d{2}"
_CLOCK = re.compile(
    rf"(?:{_TIME}(?:\s?(?:[-–]|à|a|to)\s?{_TIME})?(?:\s?[ap]\.?m\b\.?|\sh(?:rs)?)?|\d{{1,2}}\s?[ap]\.?m\b\.?)"
    r"\s?[.:·–-]\s+",
    re.I,
)
_NAMED = r"[A-ZÀ-Ý][\w'’-]*+(?: (?:(?:de|des|du|de la|del|of|el|al|la|le) )?(?:[dl]['’])?[A-ZÀ-Ý][\w'’-]*+| city){0,2}"
_SPOT = re.compile(
    rf"(?:[A-ZÀ-Ý' -]{{4,30}}, )?{_NAMED}(?:, {_NAMED})?(?: ?\([^()]{{1,40}}\))?\.\s+(?:\d{{4}}(?: ?h(?:rs)?)?\.\s+)?"
    r"(?=[A-ZÀ-ÝŒ«“\"¿¡0-9])"
)
_WITHIN = re.compile(r"[A-ZÀ-Ý' -]{4,30}, [A-ZÀ-Ý]")
_BARE_CLOCK = re.compile(r"\d{1,2}[:h]\d{2}\s+(?=[A-ZÀ-ÝŒ«“\"¿¡])")


def label_end(raw: str, bullet: bool, shouted: bool = False) -> int | None:
    """Where the telling begins after a label.

    ``bullet``: the line is an item of a list, where "Cauca. " is one too; ``shouted``: the page is all in capitals, so
    that capitals mark nothing.
    """
    folded = fold(raw[: _LONGEST + 40])
    if end := _dated_end(raw, folded):
        return end
    return None if shouted else _capitals_end(raw) or (_short_end(raw, folded) if bullet else None)


def clock_end(raw: str, log: bool = False) -> int | None:
    """Where the telling begins after a bare time of day ("15:45. "); in a ``log`` no sign need follow it."""
    match = _CLOCK.match(raw) or (_BARE_CLOCK.match(raw) if log else None)
    return match.end() if match else None


def spot_end(raw: str, within: bool = False) -> int | None:
    """Where the telling begins after the place that opens an entry: "Tabarre. A bus", ``within``: "HERAT, Shindand. ".

    A word of violence is the deed itself ("Embuscade. Trois morts").
    """
    match = _SPOT.match(raw)
    if match is None or match.end() + 20 > len(raw) or (within and not _WITHIN.match(raw)):
        return None
    folded = fold(match.group())
    return None if has_verb(folded) or words("newsworthy").search(folded) else match.end()


def _dated_end(raw: str, folded: str) -> int | None:
    """A date, then at most a place: up to the first stop, colon or dash after which a sentence begins."""
    day = _DATED.match(folded) or _WEEKDAY.match(folded)
    if day is None:
        return None
    end, stop = None, _month_end(folded, day)
    for close in _CLOSE.finditer(raw, stop, _LONGEST if day.re is _DATED else day.end() + 45):
        head = folded[stop : close.start()]
        told = has_verb(head) or words("newsworthy").search(head)
        if told or (close.group()[0] == ":" and raw[close.end()].islower()) or not raw[close.end() :].strip():
            break
        end = close.end()
        if close.group().strip() in (".", ":") and not _is_abbreviated(folded, close.start()):
            break
    return end


def _month_end(folded: str, day: re.Match[str]) -> int:
    """Where the day ends: the stop of "9 de junio." is the label's, that of "9 Jan." the month's."""
    whole = day.group().endswith(".") and not _SHORT_MONTH.search(folded, 0, day.end())
    return day.end() - 1 if whole else day.end()


def _is_abbreviated(folded: str, at: int) -> bool:
    """The stop of "c. 8 km N" or "approx. 3": after a letter or two it ends no label."""
    return bool(re.search(r"(?<!\w)[a-z]{1,2}$|approx$|env$|aprox$", folded[max(0, at - 8) : at]))


def _capitals_end(raw: str) -> int | None:
    match = _CAPITALS.match(raw)
    if match is None or not is_shouting(raw[: match.end()].split("(")[0]) or match.end() + 8 > len(raw):
        return None
    return None if is_date(raw[: match.end()]) and not any(c.isalpha() for c in raw[: match.end()]) else match.end()


def _short_end(raw: str, folded: str) -> int | None:
    match = _SHORT.match(raw)
    if match is None or has_verb(folded[: match.end()]) or match.end() + 20 > len(raw):
        return None
    return match.end()


def is_alert(label: str) -> bool:
    """It only says that the entry is new ("UPDATE:", "MAJ."), so that the heading above goes on."""
    return bool(words("alerts").fullmatch(fold(label)))


def is_dated(label: str) -> bool:
    """It begins with a date or a weekday."""
    folded = fold(label)
    return bool(_DATED.match(folded) or _WEEKDAY.match(folded))


def is_unverified(label: str) -> bool:
    """What stands under it isn't said to have happened."""
    return bool(words("unverified").fullmatch(fold(label)))
