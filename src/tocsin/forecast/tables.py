"""Tables of deaths a month and area: takes a CSV or Parquet file, gives a panel.

Read are the forms of VIEWS and of tables compiled from UCDP GED: a month (``month``: YYYY-MM, or ``month_id``), an area
(``country``, ``country_id``, ``unit`` or ``admin1``), a count (``ged_sb``, ``ged_best_total``, ``outcome``, ``deaths``,
``best``) and, where figures come in vintages, ``published`` (the month from which a figure was known). Invariant: a
column that is missing or a value that is no number is refused with the file's name; nothing is guessed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tocsin.errors import MissingExtraError, PanelError
from tocsin.forecast.months import month_id
from tocsin.forecast.panel import Cell, Panel, build_panel

__all__ = ["read_columns", "read_panel"]

_AREAS = ("unit", "country_id", "country", "admin1")
_MONTHS = ("month_id", "month")
_COUNTS = ("deaths", "ged_sb", "ged_best_total", "best", "outcome")

Columns = dict[str, list[Any]]


def read_panel(path: Path, count: str | None = None) -> Panel:
    """The panel of a table; ``count`` names its column of deaths, else it is the first known one.

    Raises:
        PanelError: the file can't be read, lacks a column, or holds a figure that can't be one.
    """
    columns = read_columns(path)
    area, month = _one_of(columns, _AREAS, path), _one_of(columns, _MONTHS, path)
    deaths = _one_of(columns, (count,) if count else _COUNTS, path)
    published = columns.get("published", [None] * len(columns[area]))
    rows = zip(columns[area], columns[month], columns[deaths], published, strict=True)
    cells = (_cell(row, index, path) for index, row in enumerate(rows, 2))
    return build_panel([cell for cell in cells if cell], str(path))


def read_columns(path: Path) -> Columns:
    """The columns of a CSV or Parquet file by name.

    Raises:
        PanelError: it isn't there or isn't a table.
        MissingExtraError: pyarrow isn't installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import csv, parquet
    except ImportError as error:
        raise MissingExtraError("reading tables", "forecast") from error
    try:
        table = parquet.read_table(path) if path.suffix == ".parquet" else csv.read_csv(path)
        columns: Columns = table.to_pydict()
    except (OSError, UnicodeError, pa.ArrowInvalid) as error:
        raise PanelError(f"can't be read as a table: {str(error).splitlines()[0]}", str(path)) from error
    return columns


def _one_of(columns: Columns, names: tuple[str, ...], path: Path) -> str:
    found = next((name for name in names if name in columns), None)
    if found is None:
        raise PanelError(f"needs a column {' or '.join(names)}; it has {', '.join(columns)}", str(path))
    return found


def _cell(row: tuple[Any, Any, Any, Any], line: int, path: Path) -> Cell | None:
    """One row; None where its count is missing, which means unknown."""
    unit, month, deaths, published = row
    if deaths is None or deaths != deaths:  # NaN
        return None
    if unit is None or month is None:
        raise PanelError(f"row {line} lacks its area or month", str(path))
    try:
        return Cell(str(unit), _month(month), float(deaths), None if published is None else _month(published))
    except ValueError as error:
        raise PanelError(f"row {line}: {deaths!r} is no number of deaths", str(path)) from error


def _month(value: Any) -> int:
    """A month id, from itself, from ``YYYY-MM`` or from a day."""
    return value if isinstance(value, int) else month_id(str(value))
