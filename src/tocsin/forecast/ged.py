"""UCDP GED events: takes a file of its 49 columns, with or without a header, gives a panel of deaths.

An event counts in the month in which it ended, once however often its id stands in the file; a month without an event
had no deaths. ``best``, ``low`` or ``high`` may be counted, of all or of one type of violence (1 state-based, 2
non-state, 3 one-sided), by country, first-order division or PRIO-GRID cell. Codebook: Sundberg and Melander 2013,
Hoegbladh 2024. Invariant: an event that lacks a field needed for the count is refused, not dropped.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tocsin.errors import PanelError
from tocsin.forecast.grid import cell_of
from tocsin.forecast.months import month_id
from tocsin.forecast.numeric import Array, np
from tocsin.forecast.panel import Cell, Panel, build_panel
from tocsin.forecast.tables import read_columns

__all__ = ["Counting", "ged_events", "ged_panel"]

_COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
_FIGURES = ("best", "low", "high")
_UNITS = ("country", "admin1", "grid")

Event = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted by what: ``unit`` country, admin1 or grid; ``violence`` 1, 2, 3 or None for all."""

    unit: str = "country"
    figure: str = "best"
    violence: int | None = None

    def __post_init__(self) -> None:
        if self.unit not in _UNITS or self.figure not in _FIGURES or self.violence not in (None, 1, 2, 3):
            raise PanelError(f"can't count {self.figure} of violence {self.violence} by {self.unit}")


def ged_panel(events: Iterable[Event], counting: Counting, where: str) -> Panel:
    """Deaths by unit and month, zero where there was no event; those of other kinds of violence stand beside.

    Raises:
        PanelError: an event lacks its place, its day or its figure, or there is none.
    """
    counted: Counter[tuple[str, int]] = Counter()
    other: Counter[tuple[str, int]] = Counter()
    seen: set[str] = set()
    for event in events:
        key = str(event["id"])
        if key in seen:
            continue
        seen.add(key)
        into = counted if counting.violence in (None, int(event["type_of_violence"])) else other
        try:
            into[_unit(event, counting.unit), month_id(str(event["date_end"]))] += int(event[counting.figure])
        except (TypeError, ValueError) as error:
            raise PanelError(f"event {key} lacks a figure or a place", where) from error
    cells = (Cell(unit, month, deaths) for (unit, month), deaths in counted.items())
    panel = build_panel(cells, where, absent_is_zero=True)
    return panel if counting.violence is None else replace(panel, other=_beside(panel, other))


def _beside(panel: Panel, other: Counter[tuple[str, int]]) -> Array:
    """Deaths of other kinds in the cells of a panel."""
    months = range(panel.first, panel.last + 1)
    return np.array([[other[unit, month] for month in months] for unit in panel.units], dtype=np.float64)


def ged_events(path: Path) -> Iterator[Event]:
    """The events of a CSV or Parquet file.

    Raises:
        PanelError: the file can't be read or hasn't GED's columns.
    """
    if path.suffix == ".parquet":
        columns = read_columns(path)
        _check(tuple(columns), path)
        yield from (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.reader(lines)
            first = next(rows, [])
            names: Sequence[str] = first if "id" in first else _COLUMNS
            _check(names if len(first) >= len(_COLUMNS) else first, path)
            if names is _COLUMNS:
                yield dict(zip(names, first, strict=False))
            yield from (dict(zip(names, row, strict=False)) for row in rows)
    except OSError as error:
        raise PanelError(f"can't be read: {error.strerror}", str(path)) from error


def _check(names: Sequence[str], path: Path) -> None:
    missing = [name for name in ("id", "date_end", "type_of_violence", "country", *_FIGURES) if name not in names]
    if missing:
        raise PanelError(f"is no GED file: no column {', '.join(missing)} and not {len(_COLUMNS)} columns", str(path))


def _unit(event: Event, by: str) -> str:
    if by == "grid":
        return str(cell_of(float(event["latitude"]), float(event["longitude"])))
    country = str(event["country"])
    return country if by == "country" else f"{country}/{event['adm_1'] or 'unknown'}"
