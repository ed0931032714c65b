"""When: takes a ``TimeMention`` and what it is read against, gives a ``When`` and the contradictions that it holds.

Each form of mention has its reader; ranges are read end by end, the half that lacks a month or year taking it from the
other. Invariant: no publication date is invented. A mention that counts from an unknown day has no days and the flag
``no_anchor``; a day after the publication is kept, with the flag ``after_publication`` and an issue. TIMEX3 of
ISO-TimeML guided the forms, the output contract the words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tocsin.model import Issue, TimeMention, When
from tocsin.resolve.time_anchor import NO_ANCHOR, Reading, TimeAnchor, length_precision
from tocsin.resolve.time_calendar import days, make_day, month_days, shift, year_days
from tocsin.resolve.time_dates import read_date
from tocsin.resolve.time_feasts import read_easter, read_hijri, read_month_weekday
from tocsin.resolve.time_periods import read_duration, read_month, read_season, read_year
from tocsin.resolve.time_relative import read_anaphoric, read_relative, read_weekday

__all__ = ["TimeAnchor", "resolve_time"]


def _nothing(mention: TimeMention, anchor: TimeAnchor) -> Reading:
    """Clock times and vague words name no day of their own."""
    return Reading(None)


_READERS: dict[str, Callable[[TimeMention, TimeAnchor], Reading]] = {
    "date": read_date,
    "easter": read_easter,
    "month_weekday": read_month_weekday,
    "hijri": read_hijri,
    "weekday": read_weekday,
    "month": read_month,
    "year": read_year,
    "season": read_season,
    "relative": read_relative,
    "anaphoric": read_anaphoric,
    "duration": read_duration,
    "clock": _nothing,
    "vague": _nothing,
}


def resolve_time(mention: TimeMention, anchor: TimeAnchor, language: str) -> tuple[When, tuple[Issue, ...]]:
    """When ``mention`` says that it happened, and its contradictions; ``language`` is the report's."""
    found = _read_range(mention, anchor) if mention.end else _READERS[mention.form](mention, anchor)
    found = _checked(found, mention, anchor)
    start, end = found.days or (None, None)
    when = When(
        start=start,
        end=end,
        precision=_precision(found),
        span=mention.span,
        anchor=found.anchor if found.days else None,
        candidates=found.candidates,
        flags=found.flags,
        aggregate=mention.aggregate,
    )
    return when, tuple(Issue(kind, mention.span, note) for kind, note in found.notes)


def _precision(found: Reading) -> str:
    """The reading's own, but a stretch of more than a night is no day."""
    if found.days is None:
        return "unknown"
    start, end = found.days
    return "week" if found.precision == "day" and (end - start).days > 1 else found.precision


def _checked(found: Reading, mention: TimeMention, anchor: TimeAnchor) -> Reading:
    """The reading with ``after_publication`` where a day that is told as past lies after the publication."""
    published = anchor.published
    if found.days is None or published is None or anchor.future or mention.offset == 1 or found.days[0] <= published:
        return found
    if mention.form not in ("date", "hijri", "month", "year"):  # "next Monday" says itself that it is to come
        return found
    flagged = replace(found, flags=(*found.flags, "after_publication"))
    if mention.form != "date":
        return flagged
    note = f"{found.days[0].isoformat()} is after the publication on {published.isoformat()}"
    return replace(flagged, notes=(*found.notes, ("after_publication", note)))


def _read_range(mention: TimeMention, anchor: TimeAnchor) -> Reading:
    last = mention.end
    assert last is not None
    first = replace(mention, end=None)
    if mention.form == "weekday":
        return _weekday_range(first, last, anchor)
    if mention.form in ("duration", "year"):
        return _long_range(first, last, anchor)
    if last.month is None:
        return _open_end(first, last, anchor)
    return _day_range(first, last, anchor)


def _weekday_range(first: TimeMention, last: TimeMention, anchor: TimeAnchor) -> Reading:
    """Saturday to Sunday: the last such Sunday and the Saturday before it."""
    end = read_weekday(last, anchor)
    if end.days is None or first.weekday is None:
        return NO_ANCHOR
    back = (end.days[1].weekday() - first.weekday) % 7 or 7
    covered = (end.days[1] - days(back), end.days[1])
    return replace(end, days=covered, precision=length_precision(covered))


def _open_end(first: TimeMention, last: TimeMention, anchor: TimeAnchor) -> Reading:
    """4 January to 5: the end is the next such day after the start."""
    start = read_date(replace(first, year=first.year or last.year), anchor)
    if start.days is None or last.day is None:
        return NO_ANCHOR
    step = shift(start.days, 1)[0]
    while step.day != last.day:
        step += days(1)
    return replace(start, days=(start.days[0], step), precision=length_precision((start.days[0], step)))


def _day_range(first: TimeMention, last: TimeMention, anchor: TimeAnchor) -> Reading:
    """27 to 31 March: the start takes the month and year of the end, or the year before."""
    if last.year is None and first.year is not None:
        last = replace(last, year=first.year + ((last.month or 1) < (first.month or 1)))
    end = read_date(last, anchor)
    if end.days is None or first.day is None:
        return NO_ANCHOR
    close = end.days[1]
    month = first.month or close.month
    year = first.year or close.year - ((month, first.day) > (close.month, close.day))
    start = make_day(year, month, first.day)
    if start is None or start > close:
        return end
    return replace(end, days=(start, close), precision=length_precision((start, close)))


def _long_range(first: TimeMention, last: TimeMention, anchor: TimeAnchor) -> Reading:
    """January to May, 2019 to 2021: from the start of the one to the end of the other."""
    if last.year is None and first.year is not None:
        last = replace(last, year=first.year)
    end = (read_month if last.month else read_year)(last, anchor)
    if end.days is None:
        return NO_ANCHOR
    year = first.year or end.days[1].year - ((first.month or 1) > end.days[1].month)
    start = month_days(year, first.month, first.part)[0] if first.month else year_days(year, first.part)[0]
    if start > end.days[1]:
        return end
    return replace(end, days=(start, end.days[1]), precision=length_precision((start, end.days[1])))
