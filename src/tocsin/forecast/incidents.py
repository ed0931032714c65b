"""The project's own incidents as a panel: takes incidents as known on a day, gives deaths by area and month.

An incident counts in the month in which it ended, with the low or high end of its toll or the middle of both (``best``;
an open toll counts at its low end). Incidents without a month, a place or a toll can't count and are told by number.
Invariant: a month between the first and the last incident without one had no *reported* deaths, which is not the same
as none; the panel says what reports held, as of the day on which they were read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.errors import PanelError
from tocsin.forecast.ged import Counting
from tocsin.forecast.grid import cell_of
from tocsin.forecast.months import label, month_of
from tocsin.forecast.panel import Cell, Panel, build_panel
from tocsin.model import Incident, Place

__all__ = ["Counted", "count_cells", "count_incident", "count_incidents", "require_current"]

_LEAST_MONTHS = 24
"""Months of incidents from which a forecast says anything: two turns of the seasons."""
_STALE_MONTHS = 2
"""Months without any incident at the end of a panel: with more, nobody has read on, and silence is no peace."""
_NOT_SO = ("denied", "refuted")  # what is only denied, or refuted, has not happened


@dataclass(frozen=True, slots=True)
class Counted:
    """A panel of incidents, and how many of them had no month, no area or no toll."""

    panel: Panel
    left_out: int
    first: int  # the months of the oldest and the newest incident that counts
    newest: int


def count_incidents(incidents: Iterable[Incident], counting: Counting, until: int | None = None) -> Counted:
    """Deaths by unit and month, to the month ``until`` where given; the type of violence is not told of incidents.

    Raises:
        PanelError: no incident has a month, an area and a toll.
    """
    counted, left_out = count_cells(incidents, counting, until)
    cells = (Cell(unit, month, deaths) for (unit, month), deaths in counted.items())
    panel = build_panel(cells, "incidents", absent_is_zero=True, until=until)
    months = [month for _, month in counted]
    return Counted(panel, left_out, min(months), max(months))


def count_cells(
    incidents: Iterable[Incident], counting: Counting, until: int | None = None
) -> tuple[Counter[tuple[str, int]], int]:
    """Deaths by unit and month, and how many incidents can't count."""
    counted: Counter[tuple[str, int]] = Counter()
    left_out = 0
    for one in incidents:
        cell = count_incident(one, counting)
        if cell is None:
            left_out += 1
        elif until is None or cell.month <= until:
            counted[cell.unit, cell.month] += int(cell.deaths)
    return counted, left_out


def count_incident(incident: Incident, counting: Counting) -> Cell | None:
    """Where, when and how an incident counts; None without a month, an area or a toll."""
    unit = _unit(incident.place, counting.unit)
    if unit is None or incident.when.end is None or incident.killed is None or incident.status in _NOT_SO:
        return None
    return Cell(unit, month_of(incident.when.end), _figure(incident.killed, counting.figure))


def require_current(counted: Counted) -> None:
    """See that the incidents can carry a forecast.

    Raises:
        PanelError: they cover too few months, or end too long before the panel does.
    """
    if counted.newest - counted.first + 1 < _LEAST_MONTHS:
        raise PanelError(f"cover fewer than {_LEAST_MONTHS} months; keep reports of more, or give a table", "incidents")
    if counted.panel.last - counted.newest > _STALE_MONTHS:
        until = f"end in {label(counted.newest)}"
        raise PanelError(f"{until}; a forecast from them would take silence for peace: code newer reports", "incidents")


def _figure(killed: tuple[int, int | None], figure: str) -> int:
    low, high = killed[0], killed[1] if killed[1] is not None else killed[0]
    return {"low": low, "high": high, "best": (low + high) // 2}[figure]


def _unit(place: Place, by: str) -> str | None:
    if by == "country":
        return place.country
    if by == "admin1":
        return f"{place.country}/{place.admin1}" if place.country and place.admin1 else None
    return str(cell_of(place.lat, place.lon)) if place.lat is not None and place.lon is not None else None
