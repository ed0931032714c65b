"""Backups: takes an engine, writes all that is kept into one file; takes the file, fills an empty database from it.

The file is gzipped JSON Lines: a head (schema version, the log's length and last hash), a line a row, and a foot with
the number of rows and the SHA-256 of all lines before it. It knows no database, so what a laptop wrote a server can
take over, and the other way round. Invariant: the file holds one state of the database and appears whole or not at all;
a restore is one transaction, undone unless the foot, the log's head and the whole hash chain fit.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, func, select
from sqlalchemy.exc import SQLAlchemyError

from tocsin.errors import StoreError
from tocsin.store import migrate, schema, verify
from tocsin.store.engine import cause_of, engine_on, reading, shown

__all__ = ["restore", "write_backup"]

_FORMAT = "tocsin backup 1"
_BATCH_ROWS = 1000
"""Rows read or written at once: enough to be quick, few enough to hold in memory."""
_LINE_BYTES = 64_000_000
"""The longest line that is read back: a report of the largest size and its events stay far below."""

Line = tuple[str, dict[str, Any]]


def write_backup(engine: Engine, out: Path) -> int:
    """Write everything into ``out``, also over an older file; gives the number of rows.

    Raises:
        OSError: the file can't be written; an older one is left as it was.
    """
    part = out.with_name(f"{out.name}.part")
    try:
        with reading(engine) as connection, part.open("wb") as raw:
            with gzip.open(raw, "wt", encoding="ascii", newline="\n") as packed:
                rows = _write_lines(connection, packed)
            raw.flush()
            os.fsync(raw.fileno())
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return rows


def restore(place: str, backup: Path) -> int:
    """Fill an empty database and lead it to the present schema; gives the number of rows.

    Raises:
        StoreError: the database isn't empty, or the file is damaged or doesn't fit its own hashes; nothing is kept.
    """
    engine = engine_on(place)
    try:
        with engine.begin() as connection:
            lines = _read_lines(backup)
            head = next(lines)[1]
            migrate.make_at(connection, head["schema"])
            rows = _fill(connection, lines)
            migrate.bring_forward(connection)
            _check(connection, head)
    except SQLAlchemyError as error:
        raise StoreError(f"the database refused: {cause_of(error)}", shown(place)) from error
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, StopIteration) as error:
        raise StoreError(f"not a whole backup of tocsin: {error or 'the file is empty'}", str(backup)) from error
    finally:
        engine.dispose()
    return rows


def _write_lines(connection: Connection, packed: Any) -> int:
    digest, rows = hashlib.sha256(), -1  # the head is no row
    for line in _lines_of(connection):
        text = json.dumps(line) + "\n"
        digest.update(text.encode("ascii"))
        packed.write(text)
        rows += 1
    packed.write(json.dumps(("foot", {"rows": rows, "sha256": digest.hexdigest()})) + "\n")
    return rows


def _lines_of(connection: Connection) -> Iterator[Line]:
    seq, head = verify.head_of(connection)
    yield "head", {"format": _FORMAT, "schema": schema.VERSION, "log_rows": seq, "log_head": head}
    for table in schema.metadata.sorted_tables:
        if table is schema.schema_version or table.info.get("derived"):
            continue
        query = select(table).order_by(*table.primary_key).execution_options(yield_per=_BATCH_ROWS)
        for row in connection.execute(query).mappings():
            yield table.name, dict(row)


def _read_lines(backup: Path) -> Iterator[Line]:
    """Head and rows; the foot is checked when the last row has been taken."""
    digest, rows = hashlib.sha256(), -1
    with gzip.open(backup, "rb") as packed:
        while text := packed.readline(_LINE_BYTES):
            kind, values = json.loads(text)
            if kind == "foot":
                if packed.read(1) or values != {"rows": rows, "sha256": digest.hexdigest()}:
                    raise ValueError("its rows are not those that were written")
                return
            if rows < 0 and (kind != "head" or values["format"] != _FORMAT):
                raise ValueError("it has another form")
            digest.update(text)
            rows += 1
            yield kind, values
    raise ValueError("its end is missing")


def _fill(connection: Connection, lines: Iterable[Line]) -> int:
    """Insert all rows into the tables as that schema version made them."""
    tables = MetaData()
    tables.reflect(connection)
    filled, rest = 0, iter(lines)
    while batch := list(islice(rest, _BATCH_ROWS)):
        for name in dict.fromkeys(kind for kind, _ in batch):
            connection.execute(tables.tables[name].insert(), [values for kind, values in batch if kind == name])
        filled += len(batch)
    _move_counters(connection, tables)
    return filled


def _move_counters(connection: Connection, tables: MetaData) -> None:
    """PostgreSQL numbers rows by counters that don't hear of the rows that came with a number."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables.sorted_tables:
        own = [column for column in table.columns if "nextval" in str(getattr(column.server_default, "arg", ""))]
        for column in own:
            last = connection.scalar(select(func.max(column)))
            counter = func.pg_get_serial_sequence(table.name, column.name)
            connection.execute(select(func.setval(counter, last or 1, bool(last))))


def _check(connection: Connection, head: dict[str, Any]) -> None:
    faults = verify.faults(connection)
    if not faults and verify.head_of(connection) != (head["log_rows"], head["log_head"]):
        faults = ["the log ends elsewhere than when it was written"]
    if faults:
        raise ValueError(faults[0])
