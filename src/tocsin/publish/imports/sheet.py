"""Rows of a delimited file: takes bytes of a CSV, gives one ``Row`` a line, whose cells are read as what they must be.

A row's text is its filled cells, one a line as "column: value"; the span of a cell covers the value in that text.
Invariant: what doesn't fit is refused in one line that names file, row (the line in the file) and column.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from tocsin.errors import InputError
from tocsin.model import Span

__all__ = ["Columns", "Row", "read_rows"]

_YEARS = range(1900, 2101)
"""What a day may lie in: the oldest such data begin with the two world wars, and a later year is a slip."""
_FORMULA = ("'=", "'+", "'-", "'@")


@dataclass(frozen=True, slots=True)
class Columns:
    """What a form's header may and must hold."""

    form: str
    known: frozenset[str]
    needed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file: ``text`` and the span of every filled cell in it."""

    where: str
    number: int
    text: str
    spans: dict[str, Span]

    def words(self, column: str) -> str | None:
        """The cell, None when it is empty."""
        span = self.spans.get(column)
        return span.text if span else None

    def must(self, column: str) -> str:
        """The cell, which must not be empty."""
        return self.words(column) or self.refuse(column, "is empty")

    def whole(self, column: str, least: int = 0) -> int | None:
        """A whole number of at least ``least``."""
        found = self.words(column)
        if found is None:
            return None
        number = found.removesuffix(".0")
        if not number.removeprefix("-").isdecimal() or int(number) < least:
            self.refuse(column, f"{found!r} is no whole number of {least} or more")
        return int(number)

    def code(self, column: str, known: Sequence[int]) -> int:
        """A whole number that is one of ``known``."""
        found = self.whole(column)
        if found not in known:
            self.refuse(column, f"{self.words(column) or ''!r} is none of {', '.join(map(str, known))}")
        return int(found or 0)

    def degrees(self, column: str, most: float) -> float:
        """Degrees between ``-most`` and ``most``."""
        found = self.must(column)
        try:
            value = float(found)
        except ValueError:
            value = float("nan")
        if not -most <= value <= most:
            self.refuse(column, f"{found!r} is no number of degrees between -{most:g} and {most:g}")
        return value

    def day(self, column: str) -> date:
        """A day: YYYY-MM-DD, with or without a time after it, in a year that such tables can tell of."""
        found = self.must(column)
        try:
            day = date.fromisoformat(found[:10])
        except ValueError:
            return self.refuse(column, f"{found!r} is no day, write YYYY-MM-DD")
        if day.year not in _YEARS:
            self.refuse(column, f"{day} lies outside of {_YEARS.start} to {_YEARS.stop - 1}")
        return day

    def instant(self, column: str) -> date | None:
        """The day in UTC of so many seconds since 1970; None for an empty cell."""
        found = self.whole(column)
        try:
            return datetime.fromtimestamp(found, UTC).date() if found else None
        except (ValueError, OverflowError, OSError):
            return self.refuse(column, f"{found} seconds since 1970 are no day")

    def stretch(self, *columns: str) -> Span:
        """The span from the first to the last of these cells."""
        spans = sorted(self.spans[column] for column in columns if column in self.spans)
        start, end = spans[0].start, max(span.end for span in spans)
        return Span(start, end, self.text[start:end])

    def refuse(self, column: str, why: str) -> NoReturn:
        """Raise the error that names this cell."""
        raise InputError(f"row {self.number}, column {column}: {why}", self.where)


def read_rows(path: Path, columns: Columns) -> Iterator[Row]:
    """The rows of a file, in order; the first line names the columns.

    Raises:
        InputError: it can't be read, a column is unknown or missing, or a row has more cells than columns.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            header = lines.readline()
            lines.seek(0)
            reader = csv.reader(lines, delimiter=max(",;\t", key=header.count), strict=True)
            names = [name.strip() for name in next(reader, [])]
            _check(names, columns, str(path))
            for cells in reader:
                yield _row(str(path), reader.line_num, names, cells)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"can't be read as CSV: {error}", str(path)) from error


def _check(names: list[str], columns: Columns, where: str) -> None:
    for name in names:
        if name not in columns.known:
            near = get_close_matches(name, sorted(columns.known), n=1)
            meant = f"; did you mean {near[0]}?" if near else ""
            raise InputError(f"row 1, column {name or '(empty)'}: not a column of {columns.form}{meant}", where)
    for name in columns.needed:
        if name not in names:
            raise InputError(f"row 1, column {name}: missing; {columns.form} has it", where)


def _row(where: str, number: int, names: list[str], cells: list[str]) -> Row:
    if len(cells) != len(names):
        raise InputError(f"row {number}: {len(cells)} cells under {len(names)} columns", where)
    text, spans = "", {}
    for name, cell in zip(names, cells, strict=True):
        value = " ".join(cell.split())
        value = value[1:] if value.startswith(_FORMULA) else value
        if value and value != "NA":
            text += f"{name}: "
            spans[name] = Span(len(text), len(text) + len(value), value)
            text += f"{value}\n"
    return Row(where, number, text, spans)
