"""Inputs -> reports: takes addresses of files, reads their rows on the workers, codes each once.

A file is read by one worker, its rows are dealt out to all by their id, so that a text that comes twice is coded once
(its last copy, as the store has it). Invariant: every row gives one row of the table: a payload, the contract's JSON,
or the reason why there is none.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.errors import TocsinError
from tocsin.ingest import Options
from tocsin.scale.files import at_hand, shown, with_contents
from tocsin.scale.stage import Row, stage

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from tocsin.ingest import Row as ArchiveRow

__all__ = ["Reading", "reports"]

_READ = "key string, file string, number long, name string, row binary, reason string"
_CODED = "report string, name string, payload string, reason string"
_PART_BYTES = 4_000_000
"""Of input a task: a thousand reports, a minute of one core; a lost machine costs each of its cores that much."""
_MOST_PARTS = 20_000
_LAST = "max_by(struct(name, row, reason), struct(file, number)) AS last"
"""Of the copies of a text: the one that stands last."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are read: what the caller knows of them, and which column of a table holds what."""

    options: Options
    columns: Mapping[str, str]


def reports(spark: SparkSession, files: Sequence[tuple[str, int]], reading: Reading) -> DataFrame:
    """The coded reports of these files (address, bytes), in no order."""
    from pyspark.sql.functions import expr

    wide = spark.sparkContext.defaultParallelism
    parts = min(_MOST_PARTS, max(2 * wide, sum(size for _, size in files) // _PART_BYTES))
    read = with_contents(spark, [name for name, _ in files]).repartition(min(len(files), parts))
    rows = stage(read, partial(_read, reading=reading), _READ).repartition(parts, "key")
    each = rows.groupBy("key").agg(expr(_LAST)).select("last.*")
    return stage(each, partial(_code, reading=reading), _CODED)


def _read(files: Iterator[Row], reading: Reading) -> Iterator[Row]:
    for row in files:
        with at_hand(row["file"], row["content"]) as path:
            for number, one in enumerate(_rows_of(path, shown(row["file"]), reading)):
                yield {"file": row["file"], "number": number, **one}


def _rows_of(path: Path, name: str, reading: Reading) -> Iterator[Row]:
    """Each report of a file, or the reason why it can't be read; what stands before damage is given."""
    from tocsin.ingest import Row as ArchiveRow
    from tocsin.ingest import is_archive, report_id, rows_of

    try:
        for row in rows_of(path, reading.columns) if is_archive(path) else (ArchiveRow(name, path.read_bytes()),):
            if isinstance(row, ArchiveRow):
                named = replace(row, name=row.name.replace(str(path), name, 1))
                key = report_id(row.data, reading.options)
                yield {"key": key, "name": named.name, "row": pickle.dumps(named), "reason": None}
            else:
                yield _unread((row.where or name).replace(str(path), name, 1), row.what)
    except (TocsinError, OSError) as error:
        yield _unread(name, str(error))


def _unread(name: str, reason: str) -> Row:
    return {"key": name, "name": name, "row": None, "reason": reason}


def _code(rows: Iterator[Row], reading: Reading) -> Iterator[Row]:
    from tocsin.limits import bound_memory

    bound_memory()
    for row in rows:
        if row["row"] is None:
            yield _refused(row["name"], row["reason"])
        else:
            yield _coded(pickle.loads(row["row"]), reading.options)  # what _read pickled


def _coded(row: ArchiveRow, options: Options) -> Row:
    from tocsin.attempt import code_one
    from tocsin.publish import to_contract

    outcome = code_one(row, options)
    if outcome.coded is None:
        return _refused(row.name, f"a bug in tocsin: {outcome.cause}" if outcome.bug else outcome.cause)
    payload = json.dumps(to_contract(outcome.coded))
    return {"report": outcome.coded.report.id, "name": row.name, "payload": payload, "reason": None}


def _refused(name: str, reason: str) -> Row:
    return {"report": None, "name": name, "payload": None, "reason": reason.encode("utf-8", "replace").decode()}
