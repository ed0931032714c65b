"""Months as whole numbers: takes ``2024-06`` or a day, gives VIEWS's month id (1 is January 1980) and back.

Invariant: consecutive months have consecutive ids, so that a panel is an array and a horizon a difference.
"""

from __future__ import annotations

import re
from datetime import date

from tocsin.errors import PanelError

__all__ = ["first_day", "label", "month_id", "month_of", "year_of"]

_EPOCH = 1980 * 12
_MONTH = re.compile(r"(\d{4})-(\d{2})(?:-\d{2}.*)?")


def month_id(text: str) -> int:
    """The id of ``YYYY-MM``, or of the month of a day written ``YYYY-MM-DD``.

    Raises:
        PanelError: it is no month.
    """
    found = _MONTH.fullmatch(text.strip())
    if not found or not 1 <= int(found[2]) <= 12:
        raise PanelError(f"{text!r} is no month, write YYYY-MM")
    return int(found[1]) * 12 + int(found[2]) - _EPOCH


def month_of(day: date) -> int:
    """The id of a day's month."""
    return day.year * 12 + day.month - _EPOCH


def first_day(month: int) -> date:
    """The day on which a month id begins."""
    return date(year_of(month), (month + _EPOCH - 1) % 12 + 1, 1)


def year_of(month: int) -> int:
    """The calendar year of a month id."""
    return (month + _EPOCH - 1) // 12


def label(month: int) -> str:
    """``YYYY-MM``."""
    return f"{year_of(month)}-{(month + _EPOCH - 1) % 12 + 1:02d}"
