"""From a matched rule to a ``TimeMention``: takes a ``Hit``, gives the mention, with the words turned into fields.

How the fields are used beyond their plain sense:

- ``offset`` with ``unit`` says which one is meant, counted from the anchor: "last Tuesday" is -1 weekday, "Tuesday last
  week" -1 week, "last June" -1 month, "June last year" -1 year, "two days later" 2 day from ``previous``.
- ``part`` "about" marks a count of weeks that needn't be exact; ``unit`` "night" counts nights, which run into the day
  after.
- "next" with unit ``date`` is a plan: the next such day.
- ``part`` may be half1, half2, week1, week2, week3, week5 (the last) of a month.
- ``month_weekday``: ``day`` says which such weekday of the month is meant, 5 the last.
- Unit "week" of a ``date`` means the week in which that day lies.
- ``easter`` counts days from Easter Sunday; ``part`` "week" is the eight days that end on it.
- A ``season`` carries its first month, and the unit season (three months) or quarter.
- A ``duration`` with a year or month and no end runs on to the publication.

Invariant: nothing here looks at the publication date.
"""

from __future__ import annotations

from dataclasses import replace

from tocsin.extract.time_rules import Fields, Hit
from tocsin.model import Span, TimeMention

__all__ = ["read_hit"]

_LARGE = {"decade": (10, "year"), "century": (100, "year"), "fortnight": (2, "week")}
_DIRECTIONS = {"last": (-1, "published"), "this": (0, "published"), "next": (1, "published")}
_POINTERS = {"same": (0, "previous"), "after": (1, "previous"), "before": (-1, "previous"), **_DIRECTIONS}
_YEAR_OFFSETS = {"yoff": "year", "moff": "month", "woff": "week", "rel": "day"}


def read_hit(hit: Hit, text: str, offset: int) -> TimeMention:
    """The mention that ``hit`` stands for; ``offset`` is where the sentence starts in the report."""
    span = _span(hit, text, offset)
    first = _mention(span, hit.rule.sets, hit.first)
    if first.unit == "into_night" and first.weekday is not None:  # "the night to Wednesday": Tuesday to Wednesday
        last = replace(first, unit=None)
        return replace(first, weekday=(first.weekday - 1) % 7, unit=None, end=last)
    if not hit.second:
        return first
    words = _span(replace(hit, start=hit.cut[1]), text, offset) if hit.cut else span
    second = _mention(words, {"form": hit.rule.sets["form"]}, hit.second)
    return replace(first, end=replace(second, aggregate=first.aggregate))


def _span(hit: Hit, text: str, offset: int) -> Span:
    """The words of a hit, with the bracket that closes one of theirs ("Thursday (13/6)")."""
    written = text[hit.start : hit.end]
    end = hit.end + (written.count("(") > written.count(")") and text[hit.end : hit.end + 1] == ")")
    return Span(offset + hit.start, offset + end, text[hit.start : end])


def _number(fields: Fields, *names: str) -> int | None:
    for name in names:
        value = fields.get(name)
        if isinstance(value, int):
            return value
    return None


def _word(fields: Fields, *names: str) -> str | None:
    for name in names:
        value = fields.get(name)
        if isinstance(value, str):
            return value
    return None


def _mention(span: Span, sets: Fields, fields: Fields) -> TimeMention:
    form = str(sets["form"])
    offset, unit, anchor, exact = _offset(form, sets, fields)
    part = _word(fields, "bound", "part") or _word(sets, "part")
    if unit in ("night", "morning", "afternoon", "evening"):
        part, unit = unit, "night" if unit == "night" else "day"
    feast = _number(fields, "feast", "hfeast")  # month and day in one: 1225
    month_day = divmod(feast, 100) if feast else (None, None)
    movable = _number(fields, "movable")  # month, which one, weekday: 1143
    if movable is not None:
        fields = {**fields, "mon": movable // 100, "nth": movable // 10 % 10, "wday": movable % 10}
    return TimeMention(
        span=span,
        form=form,
        anchor=anchor,
        year=_year(fields),
        month=_number(fields, "month", "mon", "zmonth", "season", "quarterno", "qshort", "hmonth")
        or _number(sets, "month")
        or month_day[0],
        day=_number(fields, "day", "first", "dayword", "nth") or _number(sets, "day") or month_day[1],
        weekday=_number(fields, "weekday", "wday"),
        offset=offset,
        unit=unit,
        part=part or (None if exact else "about"),
        aggregate=bool(sets.get("aggregate")),
    )


def _year(fields: Fields) -> int | None:
    short = _number(fields, "yy")
    if short is not None:
        return 2000 + short
    year = _number(fields, "year", "hyear", "saidyear")
    return year + (2000 if year < 70 else 1900) if year is not None and year < 100 else year


def _offset(form: str, sets: Fields, fields: Fields) -> tuple[int | None, str | None, str, bool]:
    """Offset, unit, anchor, and whether the count is exact to its unit."""
    unit = _word(fields, "unit") or _word(sets, "unit")
    if form == "easter":
        return _number(fields, "easterday", "holyweek"), "day", "published", True
    anchor = str(sets.get("anchor", "published"))
    count, sign = _number(fields, "number", "digits"), _number(sets, "sign")
    if sign is not None:
        if unit == "quarter":
            count, unit = 3 * count if count else None, "month"
        return *_scaled(sign * count if count else None, unit), anchor, unit not in ("week", "fortnight")
    pointer = _word(fields, "dirpost", "dirpre", "dir") or _word(sets, "dirpost", "dir")
    if pointer:
        step, anchor = _POINTERS[pointer]
        return step, unit or form, anchor, True
    for name, counted in _YEAR_OFFSETS.items():
        if name in fields:
            return _number(fields, name), counted, anchor, True
    return *_scaled(_number(sets, "offset"), unit), anchor, True


def _scaled(count: int | None, unit: str | None) -> tuple[int | None, str | None]:
    if count is None:
        return None, unit
    times, base = _LARGE.get(unit or "", (1, unit))
    return count * times, base
