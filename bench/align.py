"""Optimal one-to-one alignment: takes a table of gains, gives the pairs whose sum is greatest.

Shortest augmenting paths after Crouse (IEEE Transactions on Aerospace and Electronic Systems 52, 2016), in plain
Python: tables here have a few dozen cells. Invariant: of equal sums the same one is always chosen, and it is the one
that SciPy's ``linear_sum_assignment`` chooses, so that scores agree to the last digit with scorers that use it.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["best_pairs"]

_FAR = float("inf")
Table = Sequence[Sequence[float]]


def best_pairs(gains: Table) -> list[tuple[int, int]]:
    """Row and column of every pair, by row; every row or every column is paired, whichever are fewer."""
    if not gains or not gains[0]:
        return []
    costs = [[-gain for gain in row] for row in gains]
    if len(costs) <= len(costs[0]):
        return list(enumerate(_solve(costs)))
    turned = [list(column) for column in zip(*costs, strict=True)]
    return sorted((row, column) for column, row in enumerate(_solve(turned)))


def _solve(costs: Table) -> list[int]:
    """The column of each row, for a table with no more rows than columns."""
    height, width = len(costs), len(costs[0])
    rows, columns = [0.0] * height, [0.0] * width  # the dual prices
    column_of, row_of = [-1] * height, [-1] * width
    for row in range(height):
        sink, least, path, seen_rows, seen = _path(costs, rows, columns, row_of, row)
        rows[row] += least
        for other in seen_rows - {row}:
            rows[other] += least - seen[column_of[other]]
        for column, cost in seen.items():
            columns[column] -= least - cost
        _augment(path, row_of, column_of, sink, row)
    return column_of


def _path(
    costs: Table, rows: list[float], columns: list[float], row_of: list[int], row: int
) -> tuple[int, float, dict[int, int], set[int], dict[int, float]]:
    """The cheapest way from ``row`` to a free column: its end, its cost, and what was visited."""
    left = list(reversed(range(len(columns))))
    reach = [_FAR] * len(columns)
    path: dict[int, int] = {}
    seen: dict[int, float] = {}
    seen_rows: set[int] = set()
    least = 0.0
    while True:
        seen_rows.add(row)
        at, lowest = -1, _FAR
        for place, column in enumerate(left):
            cost = least + costs[row][column] - rows[row] - columns[column]
            if cost < reach[column]:
                path[column], reach[column] = row, cost
            if reach[column] < lowest or (reach[column] == lowest and row_of[column] == -1):
                lowest, at = reach[column], place
        least, column = lowest, left[at]
        seen[column] = least
        left[at] = left[-1]
        left.pop()
        if row_of[column] == -1:
            return column, least, path, seen_rows, seen
        row = row_of[column]


def _augment(path: dict[int, int], row_of: list[int], column_of: list[int], column: int, start: int) -> None:
    """Pair along the way back."""
    while True:
        row = path[column]
        row_of[column] = row
        column_of[row], column = column, column_of[row]
        if row == start:
            return
