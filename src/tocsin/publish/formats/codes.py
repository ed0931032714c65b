"""Precision codes and grid cells: takes a place or an interval, gives the code that ACLED and UCDP would write.

ACLED codebook (2024): time 1 day, 2 week, 3 month; place 1 town, 2 near it or part of a region, 3 region. UCDP GED
codebook 24.1: ``date_prec`` 1 to 5, ``where_prec`` 1 to 7. PRIO-GRID (Tollefsen, Strand & Buhaug 2012): half-degree
cells, numbered from the south-west corner row by row. Invariant: None where a codebook has no code for it.
"""

from __future__ import annotations

import math

from tocsin.model import Place, When

__all__ = [
    "CELL_DEG",
    "acled_place",
    "acled_time",
    "cell_centre",
    "grid_cell",
    "span_days",
    "ucdp_place",
    "ucdp_time",
]

CELL_DEG = 0.5
"""Degrees of a PRIO-GRID cell's side."""
_COLUMNS, _ROWS = 720, 360
_ACLED_PLACE = {"exact": 1, "near": 2, "axis": 2, "admin2": 2, "admin1": 3, "country": 3}
_UCDP_PLACE = {"exact": 1, "axis": 5, "admin2": 3, "admin1": 4, "country": 6}
_UCDP_NEAR_KM = 25.0
"""UCDP's code 2: "within a ca. 25 km radius around a known point"; wider is a fuzzy area, code 5."""
_UCDP_DAYS = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
"""The longest stretch in days for each ``date_prec``."""
_ACLED_DAYS = ((1, 1), (7, 2), (31, 3))


def span_days(when: When) -> int | None:
    """How many days the interval holds; None when an end is open."""
    return (when.end - when.start).days + 1 if when.start and when.end else None


def _code(when: When, table: tuple[tuple[int, int], ...]) -> int | None:
    days = span_days(when)
    return next((code for most, code in table if days is not None and days <= most), None)


def acled_time(when: When) -> int | None:
    """ACLED's ``time_precision``; None for more than a month, which ACLED doesn't code."""
    return _code(when, _ACLED_DAYS)


def acled_place(place: Place) -> int | None:
    """ACLED's ``geo_precision``; None when the place is unknown."""
    return _ACLED_PLACE.get(place.precision)


def ucdp_time(when: When) -> int | None:
    """UCDP's ``date_prec``; None for more than a year, which UCDP doesn't code."""
    return _code(when, _UCDP_DAYS)


def ucdp_place(place: Place) -> int | None:
    """UCDP's ``where_prec``; None when not even the country is known."""
    if place.precision == "near":
        return 2 if (place.radius_km or 0) <= _UCDP_NEAR_KM else 5
    return _UCDP_PLACE.get(place.precision)


def grid_cell(lat: float | None, lon: float | None) -> int | None:
    """The PRIO-GRID cell (``gid``, 1 to 259200) of a point in WGS 84 degrees; the poles' and date line's last one."""
    if lat is None or lon is None:
        return None
    row = min(_ROWS - 1, math.floor((lat + 90) / CELL_DEG))
    column = min(_COLUMNS - 1, math.floor((lon + 180) / CELL_DEG))
    return row * _COLUMNS + column + 1


def cell_centre(gid: int) -> tuple[float, float]:
    """Latitude and longitude of the middle of a cell."""
    row, column = divmod(gid - 1, _COLUMNS)
    return row * CELL_DEG - 90 + CELL_DEG / 2, column * CELL_DEG - 180 + CELL_DEG / 2
