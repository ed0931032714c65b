"""Incidents -> panel: takes the table of incidents, gives deaths by area and month, as ``tocsin forecast`` reads them.

Counted as ``forecast.incidents`` counts: in the month in which an incident ended, the middle of its toll (``deaths``),
its low and its high end. Invariant: a month without a row had no *reported* deaths, which is not the same as none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from tocsin.scale.stage import Row, stage

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["AREAS", "panel"]

AREAS = ("country", "admin1", "grid")
"""What deaths are counted by: countries, first-order divisions, cells of PRIO-GRID."""
_FIGURES = {"deaths": "best", "low": "low", "high": "high"}


def panel(incidents: DataFrame, area: str) -> DataFrame:
    """Deaths by unit and month (YYYY-MM), in order."""
    counted = stage(
        incidents, partial(_cells, area=area), "unit string, month string, deaths long, low long, high long"
    )
    sums = counted.groupBy("unit", "month").sum(*_FIGURES).toDF("unit", "month", *_FIGURES)
    return sums.orderBy("unit", "month").coalesce(1)


def _cells(rows: Iterator[Row], area: str) -> Iterator[Row]:
    from tocsin.forecast.ged import Counting
    from tocsin.forecast.incidents import count_incident
    from tocsin.forecast.months import label
    from tocsin.publish.incidents import incident_from_contract

    ways = {name: Counting(area, figure) for name, figure in _FIGURES.items()}
    for row in rows:
        incident = incident_from_contract(json.loads(row["payload"]))
        cells = {name: count_incident(incident, way) for name, way in ways.items()}
        if first := cells["deaths"]:
            deaths = {name: int(cell.deaths) for name, cell in cells.items() if cell}
            yield {"unit": first.unit, "month": label(first.month), **deaths}
