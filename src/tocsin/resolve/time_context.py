"""The year in force: takes the time mentions of a paragraph so far, gives the year for the dates that name none.

A year that the text names stands until another is named or until the text comes back to the publication ("on Tuesday",
"yesterday"). Invariant: a year after the publication's is never in force.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tocsin.model import TimeMention

__all__ = ["year_in_force"]

_NAMING = ("date", "month", "year", "season")  # not hijri: its years are of another calendar


def year_in_force(said: Iterable[TimeMention], published: date | None) -> int | None:
    """The year that ``said``, mentions in text order, leave in force; None when none is."""
    year: int | None = None
    for mention in said:
        last = mention.end or mention
        if last.year is not None and last.form in _NAMING:
            year = last.year
        elif mention.form in ("weekday", "relative") and mention.anchor == "published":
            year = None
    return year if year is None or published is None or year <= published.year else None
