"""Archives -> rows: takes a file of many reports, gives one report a row, read as it is asked for.

Tables (JSONL, CSV, Parquet) are read here: columns carry the names of ``FIELDS`` unless the caller maps them; web
archives, mailboxes and exports have readers of their own. Invariant: a row gives a ``Row`` or an ``InputError`` that
names file and row, and the rows after it are read; memory holds one row, of Parquet one page too, an export whole.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tocsin.errors import InputError, MissingExtraError
from tocsin.ingest.exports import ARCHIVER_FIELDS, archiver_row, export_rows, is_archiver_row
from tocsin.ingest.mailbox import mailbox_rows
from tocsin.ingest.page import Page
from tocsin.ingest.rows import Row
from tocsin.ingest.warc import warc_rows

__all__ = ["FIELDS", "columns_of", "is_archive", "rows_in", "rows_of"]

FIELDS = ("text", "title", "source", "published", "url", "language")
_TABLES = (".jsonl", ".ndjson", ".csv", ".parquet")
_WEB = (".warc", ".warc.gz", ".warc.zst", ".wet", ".wet.gz")
_BATCH_ROWS = 1
"""Rows of Parquet decoded at once: 2 kB may hold a thousand rows of 20 MB, and one by one costs 20 µs each."""
_CHUNK_BYTES = 1_000_000
_CELL_CHARS = 20_000_000
"""The longest cell of a CSV file that is read: that of a file, as ``Options.max_bytes`` has it."""


def is_archive(path: Path) -> bool:
    """True for a file of many reports, by its ending."""
    return path.name.lower().endswith((*_TABLES, *_WEB, ".mbox", ".json"))


def columns_of(asked: str | None) -> dict[str, str]:
    """Field to column, from ``text=body,title=headline``; a field that isn't named is called as it is.

    Raises:
        InputError: no such field.
    """
    pairs = [pair.partition("=") for pair in (asked or "").split(",") if pair.strip()]
    given = {field.strip(): column.strip() for field, _, column in pairs}
    for field, column in given.items():
        if field not in FIELDS or not column:
            raise InputError(f"write FIELD=COLUMN, with FIELD one of {', '.join(FIELDS)}", f"{field}={column}")
    return {field: field for field in FIELDS} | given


def rows_of(path: Path, columns: Mapping[str, str]) -> Iterator[Row | InputError]:
    """The rows of an archive in order, each read or refused.

    Raises:
        InputError: the file can't be read, or has no column for the text.
        MissingExtraError: Parquet or WARC without its reader.
    """
    try:
        yield from _reader(path, columns)
    except (OSError, UnicodeError, csv.Error, ValueError) as error:
        raise InputError(f"can't be read as {path.suffix[1:]}: {error}", str(path)) from error


def rows_in(path: Path) -> int | None:
    """How many rows an archive has, where that is told without reading them all; a line of JSONL counts as one."""
    try:
        if path.suffix.lower() == ".parquet":
            import pyarrow.parquet as parquet

            return int(parquet.read_metadata(path).num_rows)
        if path.suffix.lower() in (".jsonl", ".ndjson"):
            with path.open("rb") as lines:
                return sum(chunk.count(b"\n") for chunk in iter(lambda: lines.read(_CHUNK_BYTES), b""))
    except (OSError, ValueError, ImportError):
        return None  # reading it will say why
    return None


def _reader(path: Path, columns: Mapping[str, str]) -> Iterator[Row | InputError]:
    name = path.name.lower()
    if name.endswith(_WEB):
        return warc_rows(path)
    if name.endswith(".mbox"):
        return mailbox_rows(path)
    return export_rows(path) if name.endswith(".json") else _table(path, columns)


def _table(path: Path, columns: Mapping[str, str]) -> Iterator[Row | InputError]:
    readers = {".csv": _csv_rows, ".parquet": _parquet_rows}
    read = readers.get(path.suffix.lower(), _json_rows)
    for number, cells in enumerate(read(path, columns), start=1):
        name = f"{path}#{number}"
        if isinstance(cells, dict) and is_archiver_row(cells):
            yield archiver_row(cells, name, path.parent)
        else:
            yield _row(name, cells, columns)


def _row(name: str, cells: object, columns: Mapping[str, str]) -> Row | InputError:
    if not isinstance(cells, dict):
        return InputError("not an object on one line", name)
    got = {field: cells.get(column) for field, column in columns.items()}
    if not isinstance(got["text"], str) or not got["text"].strip():
        return InputError(f"no text in column {columns['text']!r}; map it with --columns text=NAME", name)
    try:
        published = _day(got["published"])
    except ValueError:
        return InputError(f"{got['published']!r} is no day; write YYYY-MM-DD", name)
    words = {key: str(value) if value else None for key, value in got.items()}
    data = json.dumps([words[field] for field in FIELDS]).encode()
    page = Page(str(got["text"]), words["title"], (), words["source"], published, words["url"])
    return Row(name, data, page, words["language"])


def _day(value: Any) -> date | None:
    if not value:
        return None
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(str(value).strip()[:10])


def _json_rows(path: Path, _: Mapping[str, str]) -> Iterator[object]:
    with path.open("rb") as lines:
        for line in lines:
            if line.strip():
                yield _json(line)


def _json(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _csv_rows(path: Path, _: Mapping[str, str]) -> Iterator[object]:
    csv.field_size_limit(_CELL_CHARS)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def _parquet_rows(path: Path, columns: Mapping[str, str]) -> Iterable[object]:
    """The rows, of the columns that are asked for or that auto-archiver writes; no other is unpacked."""
    try:
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise MissingExtraError("reading Parquet", "exports") from error
    with parquet.ParquetFile(path) as table:
        wanted = [name for name in table.schema_arrow.names if name in (*columns.values(), *ARCHIVER_FIELDS)]
        for number in range(table.num_row_groups):
            _check_rows(table.metadata.row_group(number), path)
            for batch in table.iter_batches(_BATCH_ROWS, [number], wanted):
                yield from batch.to_pylist()


def _check_rows(group: Any, path: Path) -> None:
    """Refuse rows that are too large before any is unpacked.

    The sizes of single columns aren't asked for: where their statistics are broken the library ends the process.
    """
    if group.total_byte_size > _CELL_CHARS * max(1, group.num_rows):
        raise InputError("its rows are larger than 20 MB", str(path))
