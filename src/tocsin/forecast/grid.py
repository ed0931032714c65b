"""PRIO-GRID: takes a point in WGS 84 degrees, gives the id of its half-degree cell (Tollefsen et al. 2012).

Invariant: ids run 1 to 259200, west to east and south to north; the eastern and northern edges belong to the last cell.
"""

from __future__ import annotations

import math

from tocsin.errors import PanelError

__all__ = ["cell_of"]

_DEGREES = 0.5
_COLUMNS, _ROWS = 720, 360


def cell_of(lat: float, lon: float) -> int:
    """The cell's id (gid).

    Raises:
        PanelError: the point isn't on the globe.
    """
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise PanelError(f"{lat}, {lon} is no point in degrees")
    row = min(math.floor((lat + 90) / _DEGREES), _ROWS - 1)
    column = min(math.floor((lon + 180) / _DEGREES), _COLUMNS - 1)
    return row * _COLUMNS + column + 1
