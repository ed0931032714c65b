"""What dates are read against, and what a reading gives: the two small records that the readers of dates share.

Invariant: an anchor never holds a guessed publication date; what isn't known is None.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tocsin.model import TimeCandidate, When
from tocsin.resolve.time_calendar import Days, days

__all__ = ["HIJRI_BEFORE", "NO_ANCHOR", "Reading", "TimeAnchor", "clip", "length_precision"]


HIJRI_BEFORE = 1500
"""Hijri years of our time are in the 1440s."""


@dataclass(frozen=True, slots=True)
class TimeAnchor:
    """What a mention is read against.

    ``previous`` is when the event told before happened, ``previous_key`` that event's trigger offset (for the anchor
    ``event:<offset>``), ``context_year`` the year that stands for dates without one, ``tense`` past or future.
    """

    published: date | None = None
    previous: When | None = None
    previous_key: str | None = None
    context_year: int | None = None
    tense: str = "past"

    @property
    def future(self) -> bool:
        """True when the clause speaks of what is to come."""
        return self.tense == "future"

    @property
    def common_year(self) -> int | None:
        """The year in force, unless it is a Hijri one, which says nothing of other dates."""
        return self.context_year if self.context_year and self.context_year > HIJRI_BEFORE else None

    @property
    def before(self) -> Days | None:
        """The days of the event told before, where known."""
        if self.previous is None or self.previous.start is None:
            return None
        return self.previous.start, self.previous.end or self.previous.start

    @property
    def event(self) -> str:
        """The name of the anchor when ``previous`` is it."""
        return f"event:{self.previous_key or '?'}"


@dataclass(frozen=True, slots=True)
class Reading:
    """The days that a mention stands for; ``notes`` are issues to report, each a kind and a sentence."""

    days: Days | None
    precision: str = "unknown"
    anchor: str | None = None
    candidates: tuple[TimeCandidate, ...] = ()
    flags: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


NO_ANCHOR = Reading(None, flags=("no_anchor",))


def length_precision(interval: Days) -> str:
    """The precision that fits an interval's length: up to 2 days (a night), 14 days, 62 days, or more."""
    count = (interval[1] - interval[0] + days(1)).days
    return next((name for limit, name in ((2, "day"), (14, "week"), (62, "month")) if count <= limit), "year")


def clip(interval: Days, anchor: TimeAnchor) -> Days:
    """The part of a period that a past event can lie in: nothing after the publication, unless all of it is."""
    published = anchor.published
    if anchor.future or published is None or not interval[0] <= published < interval[1]:
        return interval
    return interval[0], published
