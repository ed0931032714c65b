"""How a cluster links and groups: makes coded reports by the ten thousand, and takes them through Spark's stages.

    python -m bench.cluster_scale 300 3000 10000 30000 [--master local[2]]

The reports are made up (``made_reports``; seed 7) and written as the table that coding leaves, so all that is timed
comes after it. Printed are the seconds of each stage by the clock, the processor time of Spark, its workers and their
start taken together (Linux), how many links and incidents came of it, and at the end by which power of the number of
records the processor time grows. The first size is for Java to start and to warm up, and isn't counted in that.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import tempfile
from contextlib import suppress
from itertools import islice, pairwise
from pathlib import Path

from bench.made_reports import made_reports
from tocsin.ingest import Options
from tocsin.publish import to_contract
from tocsin.scale import Job, run, session
from tocsin.scale.coding import Reading

__all__ = ["main"]

_STAGES = ("reports", "records", "links", "incidents", "grid")
"""Tables in the order in which they are written; the last of the three panels stands for all."""
_A_FILE = 1000


def main(arguments: list[str]) -> None:
    """Measure each size and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.cluster_scale")
    parser.add_argument("records", type=int, nargs="+")
    parser.add_argument("--master", default="local[2]")
    asked = parser.parse_args(arguments)
    costs = [measured(size, asked.master) for size in asked.records]
    for (size, cost), (larger, dearer) in pairwise(list(zip(asked.records, costs, strict=True))[1:]):
        print(f"exponent {math.log(dearer / cost) / math.log(larger / size):.2f} from {size:,} to {larger:,}")


def measured(records: int, master: str) -> float:
    """Processor seconds of all stages after coding; prints the line."""
    with tempfile.TemporaryDirectory() as name:
        out = Path(name, "out")
        _write(out / "reports.parquet", records)
        before = _used(os.getpid())
        with session(master) as spark:
            told = run(spark, Job(["unread"], Reading(Options(), {}), str(out), resume=True))
            links = spark.read.parquet(str(out / "links.parquet")).count()
            used = _used(os.getpid()) - before
        ends = [(out / f"{stage}.parquet" / "_SUCCESS").stat().st_mtime for stage in _STAGES]
    stages = ", ".join(
        f"{stage} {end - begun:.0f} s" for stage, (begun, end) in zip(_STAGES[1:], pairwise(ends), strict=True)
    )
    print(
        f"{told.records:>8,} records: {stages}; {used:.0f} s of processor time, {links:,} links, "
        f"{told.incidents:,} incidents",
        flush=True,
    )
    return used


def _write(table: Path, records: int) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    table.mkdir(parents=True)
    rows = ({"report": one.report.id, "payload": json.dumps(to_contract(one))} for one in made_reports(records))
    for number, few in enumerate(iter(lambda: list(islice(rows, _A_FILE)), [])):
        parquet.write_table(pa.Table.from_pylist(few), table / f"part-{number:05}.parquet")
    (table / "_SUCCESS").touch()


def _used(first: int) -> float:
    """Processor seconds of a process, of those it began, of those they began, and of those of them that have ended."""
    stats = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # ended meanwhile
            stats[int(path.parent.name)] = path.read_text(encoding="utf-8").rpartition(")")[2].split()
    ours = [first]
    for parent in ours:
        ours += [child for child, fields in stats.items() if int(fields[1]) == parent]
    return sum(sum(map(int, stats[one][11:15])) for one in ours) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main(sys.argv[1:])
