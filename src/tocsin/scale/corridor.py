"""All stages in order: takes inputs and a folder, writes a table a stage, gives how many rows each has.

``reports``, ``records``, ``links``, ``incidents`` and ``country``, ``admin1`` and ``grid`` (panels) are Parquet,
written whole or not at all (Hadoop's commit). Invariant: a stage reads only what is written, so a driver that died
goes on after its last whole table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.errors import InputError
from tocsin.scale.coding import Reading, reports
from tocsin.scale.files import is_there, listed
from tocsin.scale.grouping import incidents
from tocsin.scale.linking import links, records
from tocsin.scale.panels import AREAS, panel

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["Job", "Told", "run"]


@dataclass(frozen=True, slots=True)
class Job:
    """What to read, how, and the folder for the tables; ``resume`` keeps the tables that are whole."""

    inputs: Sequence[str]
    reading: Reading
    out: str
    resume: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What a run came to."""

    reports: int
    refused: int
    records: int
    incidents: int


def run(spark: SparkSession, job: Job) -> Told:
    """Take the reports through all stages.

    Raises:
        InputError: an input leads nowhere, or the folder isn't empty.
    """
    if is_there(spark, f"{job.out}/reports.parquet/_SUCCESS") and not job.resume:
        raise InputError("holds tables already; name another folder, or go on with --resume", job.out)
    tables = _Tables(spark, job.out)
    coded = tables.get("reports", lambda: reports(spark, listed(spark, job.inputs), job.reading))
    known = tables.get("records", lambda: records(coded))
    told = known.where("entries IS NOT NULL")
    linked = tables.get("links", lambda: links(spark, told))
    found = tables.get("incidents", lambda: incidents(spark, told, linked))
    for area in AREAS:
        tables.get(area, lambda area=area: panel(found, area))  # type: ignore[misc]
    refused = coded.where("payload IS NULL").count()
    return Told(coded.count() - refused, refused, known.count(), found.count())


@dataclass(frozen=True, slots=True)
class _Tables:
    spark: SparkSession
    out: str

    def get(self, name: str, make: Callable[[], DataFrame]) -> DataFrame:
        """The table as it is written; made first when it isn't whole."""
        place = f"{self.out}/{name}.parquet"
        if not is_there(self.spark, f"{place}/_SUCCESS"):
            make().write.mode("overwrite").parquet(place)
        return self.spark.read.parquet(place)
