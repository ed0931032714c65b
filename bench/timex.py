"""Time mentions as TIMEX3: takes a ``TimeMention`` with its reading, gives type and value as TempEval-3 writes them.

The coder keeps intervals; TIMEX3 wants the unit that the words name ("last week" is 2024-W24, not seven days). Lengths
that have no day of their own ("three months") are read from the words. Invariant: every mention gets a type and a
value; what has no day is a reference to past, present or future. ISO-TimeML (ISO 24617-1).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from tocsin.model import TimeMention, When
from tocsin.text import fold

__all__ = ["timex_of"]

_UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "fortnight": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "E", "centur": "CE",
}  # fmt: skip
_UNIT = re.compile(rf"({'|'.join(_UNITS)})")
_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: 1 + i for i, word in enumerate(_ONES.split())} | {w: 20 + 10 * i for i, w in enumerate(_TENS.split())}
_SMALL |= {"a": 1, "an": 1, "couple": 2, "hundred": 100}
_VAGUE = re.compile(r"\b(?:few|several|some|many|dozens|hundreds)\b")
_PARTS = {"night": "TNI", "morning": "TMO", "afternoon": "TAF", "evening": "TEV"}
_PART = re.compile(rf"\b(?:mid-?|mid|over)?({'|'.join(_PARTS)})s?\b")
_HALF_YEARS = {"half1": "-H1", "half2": "-H2"}
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_REFS = {"present": "PRESENT_REF", "future": "FUTURE_REF"}
_OFTEN = re.compile(r"\b(every|each|daily|weekly|monthly|quarterly|annually|annual|yearly|hourly)\b")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*([ap])?")
_HOUR = re.compile(r"(?:about |around )?(?:\d{1,2}(?::\d\d)? ?[ap]\.?m\b|noon\b)")
_CENTURY = re.compile(r"\b(\d\d)th centur")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = [date(2000, month, 1).strftime("%B").lower() for month in range(1, 13)]
_HALF = re.compile(r" 1/2\b|\band a half\b")
_HALVES = {"Y": "6M", "TH": "30M", "TM": "30S"}
_TENTHS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_DECADE = re.compile(rf"(?:\b(19|20)|')(\d)0s\b|\b({'|'.join(_TENTHS)})\b")

Value = tuple[str, str]


def timex_of(mention: TimeMention, when: When, published: date | None) -> Value:
    """Type (DATE, TIME, DURATION, SET) and value."""
    words = fold(mention.span.text)
    decade = _DECADE.search(words)
    if decade:
        tenth = decade.group(2) or 2 + _TENTHS.index(decade.group(3))
        return "DATE", f"{decade.group(1) or 19}{tenth}"
    century = _CENTURY.search(words)
    if century:
        return "DATE", f"{int(century.group(1)) - 1:02d}"
    if _OFTEN.search(words):
        return "SET", _each(words) or _length(words)
    if mention.form == "clock":
        return "TIME", _clock(words, when.start or published)
    length = mention.form == "duration" and _UNIT.search(words) and mention.year is None
    if length:
        return "DURATION", _length(words)
    if mention.form == "vague" or when.start is None:
        return "DATE", _REFS.get(mention.part or "", "PAST_REF")
    hour = _HOUR.match(words)
    if hour and mention.form in ("weekday", "date"):
        return "TIME", _clock(hour.group(), when.start)
    part = _PART.search(words)
    if part:
        return "TIME", f"{when.start.isoformat()}{_PARTS[part.group(1)]}"
    return "DATE", _date(mention, when.start)


def _each(words: str) -> str | None:
    """XXXX-WXX-4 for "each Thursday", XXXX-07 for "every July"; None for a length."""
    last = words.split()[-1].rstrip("s")
    if last in _DAYS:
        return f"XXXX-WXX-{_DAYS.index(last) + 1}"
    return f"XXXX-{_MONTHS.index(last) + 1:02d}" if last in _MONTHS else None


def _length(words: str) -> str:
    """P3M for "three months", PXY for "years", P1D for "daily"."""
    half = _HALF.search(words)
    words = _HALF.sub(" ", words.replace("daily", "day").replace("annual", "year"))
    unit = _UNIT.search(words)
    code = _UNITS[unit.group(1)] if unit else "D"
    count = _count(words, unit.start() if unit else len(words))
    if code == "E":  # decades are told in years
        count, code = f"{count}0".replace("X0", "X"), "Y"
    if unit and unit.group(1) == "fortnight":
        count = "2"
    rest = _HALVES.get(code, "") if half else ""
    return f"PT{count}{code[1]}{rest}" if code[0] == "T" else f"P{count}{code}{rest}"


def _count(words: str, before: int) -> str:
    """The last number before the unit; one where the unit is singular and X where it isn't."""
    digits = re.findall(r"\d+", words[:before])
    if digits:
        return str(digits[-1])
    if _VAGUE.search(words[:before]):
        return "X"
    small = [_SMALL[w] for w in re.findall(r"[a-z]+", words[:before]) if w in _SMALL]
    if small:
        return str(small[-1] + (small[-2] if len(small) > 1 and small[-2] >= 20 > small[-1] else 0))
    plural = re.search(r"(?:ies|s)\b", words[before:])
    return "X" if plural else "1"


def _clock(words: str, day: date | None) -> str:
    """The hour, or the part of the day that the words name: "4 p.m.", "mid afternoon"."""
    told = day.isoformat() if day else "XXXX-XX-XX"
    part = _PART.search(words)
    if part and "midnight" not in words and not any(c.isdigit() for c in words):
        return f"{told}{_PARTS[part.group(1)]}"
    found = _CLOCK.search(words)
    hour = (int(found.group(1)) % 12 + 12 * (found.group(3) == "p")) if found and found.group(3) else None
    hour = hour if hour is not None else int(found.group(1)) if found else {"noon": 12, "midday": 12}.get(words, 0)
    minute = found.group(2) if found and found.group(2) else "00"
    return f"{told}T{hour:02d}:{minute}"


def _date(mention: TimeMention, start: date) -> str:
    """The day, month, quarter, season or year that the words name."""
    unit = mention.unit if mention.form in ("relative", "anaphoric", "season") else mention.form
    if mention.form == "date" and mention.unit == "week":
        unit = "week"
    if mention.form == "season" and mention.unit == "year":  # "last year's third quarter"
        unit = "quarter"
    if mention.form == "duration":  # "since 1990", "since March"
        unit = "year" if mention.month is None else "month"
    match unit:
        case "quarter":
            return f"{start.year}-Q{(start.month - 1) // 3 + 1}"
        case "season":
            return f"{start.year}-{_SEASONS.get(mention.month or start.month, 'SU')}"
        case "year":
            return f"{start.year}{_HALF_YEARS.get(mention.part or '', '')}"
        case "decade":
            return str(start.year)[:3]
        case "month":
            return f"{start.year}-{start.month:02d}"
        case "week" | "fortnight" | "weekend":
            middle = start + timedelta(days=mention.part == "about")
            year, week, _ = middle.isocalendar()
            return f"{year}-W{week:02d}{'-WE' * (unit == 'weekend')}"
    return start.isoformat()
