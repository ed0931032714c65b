"""How reconciling grows: makes records by the ten thousand, groups them, and says what it took.

    python -m bench.reconcile_scale 10000 30000 100000 [--store FOLDER]

The records are made up (``made_reports``; seed 7). Each size runs in a process of its own. Printed are the seconds of
wording and of grouping, the peak memory, how many links and incidents came of it, and at the end by which power of the
number of records the seconds grow (least squares on logarithms). With ``--store`` the records are kept in a database
first; then the full rebuild from it is timed, and how long one more report takes to be kept and brought in. Seconds are
those of one core (a machine with other work to do changes little), the clock beside them; one more report
is timed by the clock, and by the core in brackets.
"""

from __future__ import annotations

import argparse
import math
import resource
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from bench.made_reports import made_reports
from tocsin.cli.shelf import CODEC
from tocsin.incidents import rebuild_incidents, update_incidents
from tocsin.model import CodedReport
from tocsin.reconcile.incidents import group, told_by
from tocsin.store import Store

T = TypeVar("T")
_KB_A_GB = 1024**2
_A_BATCH = 1000
_MORE = 50
"""Reports that are added one at a time; a part of them tell of incidents that are there."""


def grouped(records: int) -> tuple[float, str]:
    """Seconds of grouping, and a line that says all."""
    words, told = timed(lambda: [one for coded in made_reports(records) for one in told_by(coded)])
    seconds, found = timed(lambda: group(told, ()))
    return seconds, (
        f"{records:>8} records: made and worded {words:.0f} s, grouped {seconds:.1f} s, {peak_gb():.2f} GB, "
        f"{len(found.links)} links, {len(found.incidents)} incidents"
    )


def kept(records: int, folder: Path) -> tuple[float, str]:
    """Seconds of a rebuild from a database, and a line that says all."""
    store = Store.open(str(folder / f"{records}.sqlite"), CODEC)
    stream = made_reports(records + _MORE)
    first = islice(stream, records)
    saving, _ = timed(lambda: [store.save_all(few) for few in iter(lambda: list(islice(first, _A_BATCH)), [])])
    start = time.perf_counter()
    seconds, _ = timed(lambda: rebuild_incidents(store))
    clock = time.perf_counter() - start
    high = peak_gb()
    added, worked = zip(*(_add(store, one) for one in stream), strict=True)
    return seconds, (
        f"{records:>8} records: kept {saving:.0f} s, built {seconds:.1f} s (clock {clock:.0f}), {high:.2f} GB; "
        f"one more report: median {statistics.median(added):.3f} s ({statistics.median(worked):.3f}), "
        f"slowest of {len(added)} {max(added):.3f} s ({max(worked):.3f})"
    )


def _add(store: Store, one: CodedReport) -> tuple[float, float]:
    start = time.perf_counter()
    seconds, _ = timed(lambda: _keep(store, one))
    return time.perf_counter() - start, seconds


def _keep(store: Store, one: CodedReport) -> None:
    store.save(one)
    update_incidents(store)


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds of one core, and what the work gave."""
    start = time.process_time()
    outcome = work()
    return time.process_time() - start, outcome


def peak_gb() -> float:
    """The most memory that this process held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KB_A_GB


def main() -> None:
    """Measure each size and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.reconcile_scale")
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--store", type=Path, help="keep the databases here and measure them too")
    asked = parser.parse_args()
    points = []
    for size in asked.sizes:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            work = pool.submit(kept, size, asked.store) if asked.store else pool.submit(grouped, size)
            seconds, line = work.result()
        points.append((math.log(size), math.log(seconds)))
        print(line, flush=True)
    if len(points) > 1:
        power = statistics.linear_regression(*zip(*points, strict=True)).slope
        print(f"seconds grow with the records to the power of {power:.2f}")


if __name__ == "__main__":
    main()
