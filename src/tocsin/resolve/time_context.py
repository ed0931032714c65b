"""The year in force: takes what has been told so far, gives the year for the dates that name none.

A year that the text names stands until another is named or until the text comes back to the publication ("on Tuesday",
"yesterday"). "In January" after December 2021 is of 2022: stories run forward.
Invariant: a year after the publication's is never in force.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from tocsin.model import Claim, Report, ResolvedClaim, TimeMention
from tocsin.resolve.walk import Walk

__all__ = ["last_dated", "turned", "year_in_force", "year_of"]

_NAMING = ("date", "month", "year", "season")  # not hijri: its years are of another calendar
_HISTORY_DAYS = 330  # an event this much older than the report makes what follows it history too
_IN_FORCE = 40  # clauses of one paragraph through which a year stays in force
_YEAR_LINE = re.compile(r"^\W{0,8}((?:19|20)\d\d)\W{0,8}$", re.MULTILINE)  # "## 2023", "**2023**"
_HEAD = 4  # clauses among which those of the headline stand
_TURN_MONTHS = 7  # a month named this many before the one told last is of the next year, not of the same


def year_in_force(said: Sequence[TimeMention], published: date | None) -> int | None:
    """The year that ``said``, mentions in text order, leave in force; None when none is."""
    for mention in reversed(said):
        last = mention.end or mention
        if last.year is not None and last.form in _NAMING:
            return last.year if published is None or last.year <= published.year else None
        if mention.form in ("weekday", "relative") and mention.anchor == "published":
            return None
    return None


def turned(year: int, month: int | None, said: Iterable[TimeMention], published: date | None) -> int:
    """``year``, or the one after it where ``month`` would lie far before the month that ``said`` named last."""
    named = [last.month for last in (one.end or one for one in said) if last.month and last.form in ("date", "month")]
    if month is None or not named or named[-1] - month < _TURN_MONTHS:
        return year
    return year if published and (year + 1, month) > (published.year, published.month) else year + 1


def year_of(mention: TimeMention, claim: Claim, walk: Walk) -> int | None:
    """The year for days written without one: the one in force in the paragraph, else that of the heading.

    A paragraph of history goes on in the year of the event before it.
    """
    paragraph = claim.sentence.paragraph
    told = (t for t in walk.told[-_IN_FORCE:] if t.claim.sentence.paragraph == paragraph)
    said = [t for one in told for t in one.claim.times if not t.aggregate and not one.claim.aggregate]
    said += [t for t in claim.times if t.span.start < mention.span.start]
    year = year_in_force(said, walk.report.published)
    if year and not mention.year:
        year = turned(year, mention.month, said, walk.report.published)
    heading = next((t.year for t in claim.heading_times if t.year), None)
    return (
        _year_counted(mention, claim, walk)
        or year
        or heading
        or _year_above(claim, walk.report)
        or _year_of_headline(walk)
        or _year_of_history(mention, claim, walk)
    )


def _year_counted(mention: TimeMention, claim: Claim, walk: Walk) -> int | None:
    """The year that the clause counts from the event before ("the following year ... on 3 March")."""
    if mention.form not in ("date", "month"):
        return None
    counted = (m.offset for m in claim.times if m.form == "anaphoric" and m.unit == "year" and m.offset is not None)
    offset, last = next(counted, None), last_dated(walk)
    return last.when.end.year + offset if offset is not None and last and last.when and last.when.end else None


def _year_above(claim: Claim, report: Report) -> int | None:
    """The year that stands alone on a line above a heading with days, as in a chronology."""
    if not any(t.day for t in claim.heading_times):
        return None
    lines = list(_YEAR_LINE.finditer(report.text, 0, claim.sentence.span.start))
    return int(lines[-1][1]) if lines else None


def _year_of_headline(walk: Walk) -> int | None:
    """The year of the one range of months in a headline: "Killings in the east, July to December 2006"."""
    heads = (t.claim for t in walk.claims[:_HEAD] if t.claim.sentence.block == "headline")
    named = [m.end for claim in heads for m in claim.times]
    years = {m.year for m in named if m and m.year and m.month and not m.day}
    return years.pop() if len(years) == 1 else None


def _year_of_history(mention: TimeMention, claim: Claim, walk: Walk) -> int | None:
    """The year of the event told last, where that is long past.

    Over a heading that holds only where all that was told is long past, and of a day without a weekday.
    """
    last, published = last_dated(walk), walk.report.published
    if last is None or last.when is None or last.when.end is None:
        return None
    same = last.claim.sentence.section == claim.sentence.section
    if not same and mention.weekday is not None:
        return None
    told = (one.when.end for one in walk.told if one.when and one.when.end and one.claim.triggers)
    asked = [last.when.end] if same else told  # read only over a heading, and no further than to a recent day
    old = published is None or all((published - day).days > _HISTORY_DAYS for day in asked)
    return last.when.end.year if old else None


def last_dated(walk: Walk, mention: TimeMention | None = None) -> ResolvedClaim | None:
    """The last event told with a day; for "two days later" one whose day is known."""
    exact = mention is not None and mention.form == "anaphoric" and mention.unit not in ("month", "year")
    told = (t for t in reversed(walk.told) if t.claim.triggers and not t.claim.aggregate)
    told = (t for t in told if not (t.claim.update and t.claim.counts))  # "by Wednesday it was 24" dates the count
    dated = (t for t in told if t.when and t.when.start)
    return next((t for t in dated if not exact or (t.when and t.when.precision != "year")), None)
