"""A Spark session: takes the address of a cluster, gives the session, or one line on what is missing.

Workers run the interpreter of the driver unless ``PYSPARK_PYTHON`` names theirs; tocsin must be installed in it. All
other settings are Spark's own (``spark-defaults.conf``). Invariant: only Arrow crosses between Java and Python.
"""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tocsin.errors import ClusterError, MissingExtraError, SettingsError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["session"]

_SETTINGS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "200",  # a megabyte of news at once
    "spark.sql.execution.arrow.maxBytesPerBatch": "64m",  # of files handed over whole, one or a few
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.showConsoleProgress": str(sys.stderr.isatty()).lower(),
}


@contextmanager
def session(master: str | None) -> Iterator[SparkSession]:
    """A session, stopped at the end; without a ``master`` that of Spark's settings, else this machine's cores.

    Raises:
        MissingExtraError: PySpark isn't installed.
        SettingsError: Java isn't installed.
        ClusterError: the cluster can't be reached, or what was done inside failed there.
    """
    try:
        import pandas  # noqa: F401  # PySpark asks for it before it hands over Arrow
        import pyarrow  # noqa: F401
        from py4j.protocol import Py4JError
        from pyspark.conf import SparkConf
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MissingExtraError("coding on Spark", "spark") from error
    if not os.environ.get("JAVA_HOME") and not shutil.which("java"):
        raise SettingsError("Spark needs Java 17 or newer: apt-get install openjdk-17-jre-headless, or set JAVA_HOME")
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")  # no frame of pandas is made
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
    settings = SparkConf().setAll(list(_SETTINGS.items())).setAppName("tocsin")
    settings.setMaster(master or settings.get("spark.master", None) or "local[*]")
    try:
        spark = SparkSession.builder.config(conf=settings).getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        try:
            yield spark
        finally:
            spark.stop()
    except (PySparkException, Py4JError) as error:
        raise ClusterError(_cause(error), settings.get("spark.master", None)) from error


def _cause(error: Exception) -> str:
    """What Java said, without its stack."""
    said = [line.strip(": ") for line in str(error).splitlines() if line.strip()]
    return said[1] if said[0].startswith("An error occurred while calling") and len(said) > 1 else said[0]
