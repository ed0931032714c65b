"""One stage: takes a table and a function from rows to rows, gives the table that the function makes of each part.

The function sees a part's rows one by one, as they come (``mapInArrow``). Invariant: memory holds one batch of rows,
whatever the size of a part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["Row", "stage"]

Row = dict[str, Any]
_ROWS = 100
"""Rows handed back to Spark at once: half a megabyte of coded news."""


def stage(table: DataFrame, work: Callable[[Iterator[Row]], Iterator[Row]], columns: str) -> DataFrame:
    """The rows that ``work`` gives for each part; ``columns`` names them and their types as SQL does."""
    from pyspark.sql.pandas.types import to_arrow_schema
    from pyspark.sql.types import StructType

    schema = cast(StructType, StructType.fromDDL(columns))
    arrow = to_arrow_schema(schema)
    return table.mapInArrow(lambda batches: _packed(work(_rows(batches)), arrow), schema)


def _rows(batches: Iterable[Any]) -> Iterator[Row]:
    for batch in batches:
        yield from batch.to_pylist()


def _packed(rows: Iterator[Row], schema: Any) -> Iterator[Any]:
    import pyarrow as pa

    while few := list(islice(rows, _ROWS)):
        yield pa.RecordBatch.from_pylist(few, schema=schema)
