"""Predicting a whole set: takes records, blinds them, gives one prediction a record in the same order.

Invariant: a record over which the coder crashes has an empty prediction and a line on stderr; it is never left out
silently.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from bench.kinds import Bench
from bench.records import Row, blind

__all__ = ["predict_all"]

_CHUNK = 8  # records handed to a process at a time


def predict_all(bench: Bench, rows: Iterable[Row], jobs: int = 1) -> list[Row]:
    """The predictions for ``rows``, made from what is not gold."""
    given = [blind(row) for row in rows]
    one = partial(_predict, bench.predict)
    if jobs > 1:
        with ProcessPoolExecutor(jobs) as pool:
            found = list(pool.map(one, given, chunksize=_CHUNK))
    else:
        found = [one(row) for row in given]
    return bench.finish(given, found) if bench.finish else found


def _predict(predict: Callable[[Row], Row], row: Row) -> Row:
    try:
        return predict(row)
    except Exception as error:  # a bug over one record counts as no answer, and is shown
        if sys.flags.dev_mode:
            raise
        print(f"  crashed over {row['id']}: {type(error).__name__}: {error}", file=sys.stderr)
        return {"id": row["id"]}
