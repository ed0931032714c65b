"""A panel: takes counts of deaths by unit and month, gives a dense array of what was known on a day.

A count may come in several vintages (the month in which it was published); the newest one published by the day of the
forecast is what was known. Where a source has no vintages, a month is known ``delay`` months after it ended. Within the
stretch of a panel a month of a known unit without a row is unknown (NaN) unless the source says that absence is zero.
Invariant: ``known_on`` gives a panel that holds nothing published or happening later, so no model can look ahead.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tocsin.errors import PanelError
from tocsin.forecast.months import label
from tocsin.forecast.numeric import Array, np

__all__ = ["Cell", "Panel", "build_panel"]

_MOST = 10_000_000
"""Deaths in one unit and month above which a figure is a slip: twenty times the worst month of UCDP (Rwanda 1994)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Deaths of one unit in one month; ``published`` is the month from which this figure was known, if told."""

    unit: str
    month: int
    deaths: float
    published: int | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """Deaths by unit (rows) and month (columns, ``first`` the id of column 0); NaN is unknown.

    ``where`` names the source; ``cells`` are kept only when figures come in vintages. ``other`` holds deaths of kinds
    of violence that aren't counted, in the same cells, where a source tells them: they tell of what is counted.
    """

    where: str
    units: tuple[str, ...]
    first: int
    deaths: Array
    cells: tuple[Cell, ...] = ()
    absent_is_zero: bool = False
    other: Array | None = None

    @property
    def last(self) -> int:
        """The id of the newest month."""
        return self.first + int(self.deaths.shape[1]) - 1

    @property
    def begins(self) -> int:
        """The first month at whose end something was known."""
        return min((cell.published or cell.month for cell in self.cells), default=self.first)

    def known_on(self, month: int, delay: int = 0) -> Panel:
        """What was known at the end of ``month``: months up to ``delay`` before it, in the vintage of that time.

        Raises:
            PanelError: nothing was known by then.
        """
        if self.cells and any(cell.published is not None for cell in self.cells):
            seen = [c for c in self.cells if c.month <= month - delay and (c.published or c.month) <= month]
            known = build_panel(seen, self.where, absent_is_zero=self.absent_is_zero, until=month - delay)
            return replace(known, cells=tuple(seen))
        width = month - delay - self.first + 1
        if width < 1:
            raise PanelError(f"no month was known by {label(month)}; it begins with {label(self.first)}", self.where)
        other = None if self.other is None else self.other[:, :width].copy()
        return replace(self, deaths=self.deaths[:, :width].copy(), other=other)

    def month(self, month: int) -> Array:
        """The deaths of every unit in one month, NaN where it lies outside."""
        if not self.first <= month <= self.last:
            return np.full(len(self.units), np.nan)
        column: Array = self.deaths[:, month - self.first]
        return column

    def joined(self, newer: Panel) -> Panel:
        """The units and months of both; where both know a figure that of ``newer`` counts."""
        units = tuple(sorted({*self.units, *newer.units}))
        first, last = min(self.first, newer.first), max(self.last, newer.last)
        deaths = np.full((len(units), last - first + 1), np.nan)
        row = {unit: index for index, unit in enumerate(units)}
        for one in (self, newer):
            start = one.first - first
            for index, unit in enumerate(one.units):
                given, kept = one.deaths[index], deaths[row[unit], start : start + one.deaths.shape[1]]
                kept[:] = np.where(np.isnan(given), kept, given)
        return Panel(newer.where, units, first, deaths)


def build_panel(cells: Iterable[Cell], where: str, *, absent_is_zero: bool = False, until: int | None = None) -> Panel:
    """A panel of cells in any order; of several vintages of a cell the newest counts.

    Raises:
        PanelError: no cell, a figure that is negative, not finite or absurd, or two figures for one cell and vintage.
    """
    kept = tuple(cells)
    newest = _newest(kept, where)
    if not newest:
        raise PanelError("holds no row that was known by then", where)
    units = tuple(sorted({unit for unit, _ in newest}))
    first, last = min(m for _, m in newest), max(m for _, m in newest)
    last = max(last, until) if until is not None and absent_is_zero else last
    deaths = np.full((len(units), last - first + 1), 0.0 if absent_is_zero else np.nan)
    row = {unit: index for index, unit in enumerate(units)}
    for (unit, month), cell in newest.items():
        deaths[row[unit], month - first] = cell.deaths
    vintages = kept if any(cell.published is not None for cell in kept) else ()
    return Panel(where, units, first, deaths, vintages, absent_is_zero)


def _newest(cells: Iterable[Cell], where: str) -> dict[tuple[str, int], Cell]:
    found: dict[tuple[str, int], Cell] = {}
    for cell in cells:
        _check(cell, where)
        old = found.get((cell.unit, cell.month))
        if old and old.published == cell.published and old.deaths != cell.deaths:
            told = f"{cell.unit} {label(cell.month)} stands twice, with {old.deaths:g} and {cell.deaths:g} deaths"
            raise PanelError(f"{told}; keep one row a unit and month", where)
        if old is None or (cell.published or cell.month) >= (old.published or old.month):
            found[cell.unit, cell.month] = cell
    return found


def _check(cell: Cell, where: str) -> None:
    if not math.isfinite(cell.deaths) or cell.deaths < 0 or cell.deaths > _MOST:
        told = f"{cell.unit} {label(cell.month)} has {cell.deaths:g} deaths"
        raise PanelError(f"{told}; a count is 0 to {_MOST}, and an unknown one has no row", where)
