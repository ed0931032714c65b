"""The comparisons of two texts: their words, names, days of publication and the details that tell like events apart.

Invariant: as in ``levels``; what only one text tells of gives a level of its own, and so do details of a crowd, of whom
one text names these and another those.
"""

from __future__ import annotations

from tocsin.reconcile.levels import LIKE, MISREAD, place, time
from tocsin.reconcile.told import Told
from tocsin.reconcile.wording import Wording, likeness

__all__ = ["ages", "hours", "persons", "published", "streets", "text", "told"]

_TEXTS = ((0.5, "one wording"), (MISREAD, "very like texts"), (0.3, "like texts"), (LIKE, "somewhat like texts"))
_LAGS = (
    (1, "published together"),
    (3, "published days apart"),
    (10, "published in ten days"),
    (30, "published in a month"),
)
"""Days between two publications."""
_FEW_NAMES = 4
"""A text with fewer rare names has hardly any but those of the place."""
_HEADLINE = 16
"""Fewer terms are no more than a headline."""
_ONE_PLACE = (
    "wide places meet",
    "just beyond reach",
    "one name, not on the map",
    "one name, two points",
)
_NEWS_DAYS = 3
"""Days between two publications on the news of an event."""
_MANY_HURT = 4
"""Dead and hurt from which one text names these and another those."""
_MANY_HOURS = 4
"""Times of day from which a text tells of a day's several events."""
_HALF_A_DAY = 12 * 60
_NEAR_MINUTES = 30
"""Minutes by which two accounts of the hour may differ."""
_FAR_MINUTES = 90
"""Minutes from which they are of two hours."""


def text(a: Told, b: Told) -> str:
    """How like the words are; that excerpts or texts of two languages differ says nothing."""
    if a.wording is None or b.wording is None:
        return "no texts"
    alike = likeness(a.wording, b.wording)
    for least, level in _TEXTS:
        if alike >= least:
            return level
    if not (a.wording.whole and b.wording.whole):
        return "excerpts worded apart"
    if a.wording.language != b.wording.language:
        return "two languages"
    return "slightly like texts" if alike >= 0.1 else "unlike texts"


def told(a: Told, b: Told) -> str:
    """How many of the rarest names are in both texts; excerpts, headlines and texts of few names can't say, and names
    are spelt otherwise in another language.
    """
    one, other = a.wording, b.wording
    if not (one and other and one.language == other.language and _is_told(one) and _is_told(other)):
        return "names unread"
    if min(len(a.rarest), len(b.rarest)) < _FEW_NAMES:
        return "few names"
    where, common = place(a, b), len(a.rarest & b.rarest)
    if where == "places meet":
        return "names of one spot"
    if common == 2:
        return "two names in common"
    return ("many names in common" if common > 2 else "hardly a name in common") + (
        ", one place" if where in _ONE_PLACE else ""
    )


def _is_told(wording: Wording) -> bool:
    """True for a whole text that is more than a headline."""
    return wording.whole and len(wording.terms) >= _HEADLINE


def published(a: Told, b: Told) -> str:
    """How long after one another they were published, where the days of the event itself don't bring them together."""
    if not (a.wording and b.wording and a.wording.published and b.wording.published):
        return "a publication open"
    days = abs((a.wording.published - b.wording.published).days)
    if time(a, b) in ("same day", "days overlap"):
        return "days told and published near" if days <= _NEWS_DAYS else "days told"
    for most, level in _LAGS:
        if days <= most:
            return level
    return "published months apart"


def ages(a: Told, b: Told) -> str:
    """Which ages of persons both give."""
    one, other = a.details.ages, b.details.ages
    if not one or not other:
        return "ages untold"
    common, fewest = len(one & other), min(len(one), len(other))
    if not common:
        if min(a.hurt, b.hurt) >= _MANY_HURT:
            return "ages untold"
        return "no age in common" if fewest == 1 else "none of several ages in common"
    if common == 1:
        return "an age in common"
    return "all ages in common" if common == fewest else "ages in common"


def hours(a: Told, b: Told) -> str:
    """How the times of day fit, the nearest of each."""
    one, other = a.details.hours, b.details.hours
    if not one or not other:
        return "hours untold"
    if max(len(one), len(other)) >= _MANY_HOURS:
        return "many hours told"
    gap = min(_HALF_A_DAY - abs(_HALF_A_DAY - abs(x - y)) for x in one for y in other)
    if gap <= _NEAR_MINUTES:
        return "same hour" if gap == 0 else "hours near"
    return "hours apart" if gap > _FAR_MINUTES else "hours untold"


def streets(a: Told, b: Told) -> str:
    """Whether both name a street."""
    one, other = a.details.streets, b.details.streets
    if not one or not other:
        return "streets untold"
    common = len(one & other)
    return "other streets" if not common else "same street" if common == 1 else "same streets"


def persons(a: Told, b: Told) -> str:
    """Whether both name a person of one age."""
    return "same person" if a.details.persons & b.details.persons else "no person in common"
