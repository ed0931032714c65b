"""Vintages of our own incidents: takes those known now and a way to ask for earlier ones, gives the panel of both.

A month's figure grows while reports come in and changes when they are corrected. What stood in the store is counted
anew for the same day of each earlier month as that on which the newest figures were taken, so that equal ages are
compared: these vintages make ``Panel.known_on`` blind to what was learned later, and the reporting delay
(``delay.settled``) is fitted from them. A month is counted anew while it may change by delay; later corrections stand
in the newest vintage alone. Invariant: the newest vintage is the panel that was given; no vintage holds anything that
the store learned after its day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from tocsin.forecast.delay import AGES
from tocsin.forecast.ged import Counting
from tocsin.forecast.incidents import Counted, count_cells
from tocsin.forecast.months import first_day
from tocsin.forecast.numeric import np
from tocsin.forecast.panel import Cell, Panel, build_panel
from tocsin.model import Incident

__all__ = ["YEAR", "Known", "with_vintages"]

Known = Callable[[date, date | None], Iterable[Incident]]
"""The incidents known at the end of a day; only those since another day, where one is given."""

YEAR = 12
"""Vintages counted anew unless more are asked for: each costs a grouping of eight months' reports."""
_MARGIN = 2  # months before those counted whose records are read as well, since they may be of the same incident

Counts = Mapping[tuple[str, int], float]


def with_vintages(
    newest: Counted, counting: Counting, known: Known, taken: date, began: date, most: int = YEAR
) -> Counted:
    """The panel of ``newest``, ``taken`` on a day from a store that ``began`` on another, with its
    vintages, ``most`` at most.

    A store that began within the last month has none, and the panel stays as it is.
    """
    last = newest.panel.last
    earlier = [month for month in range(last - most, last) if _taken_in(month + 1, taken.day) >= began]
    if not earlier:
        return newest
    cells = list(_cells(newest.panel, earlier, counting, known, taken.day))
    return replace(newest, panel=build_panel(cells, newest.panel.where, absent_is_zero=True, until=last))


def _cells(newest: Panel, earlier: list[int], counting: Counting, known: Known, day: int) -> Iterator[Cell]:
    """What changed from vintage to vintage, oldest first: the first one and the newest are of all months."""
    stood: dict[tuple[str, int], float] = {}
    for month in earlier:
        since = None if month == earlier[0] else month - AGES
        asked = None if since is None else first_day(since - _MARGIN)
        counted, _ = count_cells(known(_taken_in(month + 1, day), asked), counting, month)
        yield from _changes(stood, counted, month, since)
    yield from _changes(stood, _counts(newest), newest.last)


def _changes(
    stood: dict[tuple[str, int], float], counted: Counts, month: int, since: int | None = None
) -> Iterator[Cell]:
    """The figures, from ``since`` on where given, that are other than those that ``stood``, which they replace."""
    for key in sorted({*stood, *counted}):
        if (since is None or key[1] >= since) and stood.get(key) != counted.get(key, 0):
            stood[key] = counted.get(key, 0)
            yield Cell(*key, stood[key], month)


def _counts(panel: Panel) -> Counts:
    rows, columns = np.nonzero(panel.deaths)
    cells = {*zip(rows.tolist(), columns.tolist(), strict=True)}
    cells |= {(row, panel.deaths.shape[1] - 1) for row in range(len(panel.units))}  # a unit without a death is one
    return {(panel.units[row], panel.first + column): float(panel.deaths[row, column]) for row, column in cells}


def _taken_in(month: int, day: int) -> date:
    """That day of a month, or the month's last."""
    first = first_day(month)
    return first.replace(day=min(day, monthrange(first.year, first.month)[1]))
