"""``tocsin spark`` and ``tocsin spark load``: the corridor on a cluster, and its tables into a database.

Invariant: what was refused is told by number; the reasons stand in the table of reports.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tocsin.cli.options import with_database
from tocsin.cli.streams import say
from tocsin.cli.typed import day

__all__ = ["for_load", "for_spark", "run_load", "run_spark"]


def for_spark(parser: ArgumentParser) -> None:
    """Inputs, where the tables go, and which cluster."""
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="archives, reports and folders of them, by address")
    parser.add_argument("--out", required=True, metavar="FOLDER", help="where the tables go, as Parquet")
    parser.add_argument("--master", metavar="URL", help="the cluster; default: Spark's settings, else this machine")
    parser.add_argument("--resume", action="store_true", help="go on after the last whole table")
    parser.add_argument("--published", type=day, metavar="YYYY-MM-DD", help="day of publication")
    parser.add_argument("--source", help="who published it")
    parser.add_argument("--language", help="en, fr or es; found from the text if not given")
    parser.add_argument(
        "--columns", metavar="FIELD=COLUMN,…", help="where the rows of JSONL, CSV and Parquet keep what"
    )


def run_spark(asked: Namespace) -> int:
    """Code and group on the cluster."""
    from tocsin.ingest import Options, columns_of
    from tocsin.scale import Job, run, session
    from tocsin.scale.coding import Reading

    options = Options(published=asked.published, source=asked.source, language=asked.language)
    job = Job(asked.inputs, Reading(options, columns_of(asked.columns)), asked.out.rstrip("/"), asked.resume)
    with session(asked.master) as spark:
        told = run(spark, job)
    say(f"{told.reports} reports, {told.records} records, {told.incidents} incidents in {job.out}")
    if told.refused:
        say(f"{told.refused} inputs refused; the column reason of {job.out}/reports.parquet says why")
    return 1 if told.refused else 0


def for_load(parser: ArgumentParser) -> None:
    """Which tables."""
    parser.add_argument("folder", metavar="FOLDER", help="the tables that tocsin spark wrote")
    with_database(parser)


def run_load(asked: Namespace) -> int:
    """Keep what the tables hold."""
    from tocsin.cli.shelf import open_store
    from tocsin.scale import load

    say(f"{load(open_store(asked.database, new=True), asked.folder.rstrip('/'))} reports new or changed")
    return 0
