"""The gazetteer's speed over a million names: takes no data set, gives opening, memory and look-up times.

The index is made of the packaged places and of as many again with their vowels turned, so that every name has a
neighbour that is nearly like it. Names to look up are drawn with a fixed seed and one letter changed. Opening and
memory are those of a fresh process. Invariant: no figure has a floor, since they belong to the machine.
"""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean, median

from bench.kinds import Bench, Figure, Predictions
from bench.records import Row as Record
from tocsin.knowledge.gazetteer.build import write_index
from tocsin.knowledge.gazetteer.index import Gazetteer
from tocsin.knowledge.gazetteer.packaged import packaged_index
from tocsin.knowledge.gazetteer.records import Row

__all__ = ["BENCH"]

_LOOK_UPS = 2000
_TURNED = str.maketrans("aeiouAEIOU", "eiouaEIOUA")
_OPENING = """
import re, sys, time
from pathlib import Path
from tocsin.knowledge.gazetteer.index import Gazetteer
start = time.perf_counter()
Gazetteer((Path(sys.argv[1]),)).exact("Gao")
passed = 1000 * (time.perf_counter() - start)
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
print(passed, int(peak[1]) / 1024)
"""
"""Linux tells the peak of a process alone there; what getrusage tells is inherited from the parent."""


def _rows(base: sqlite3.Connection) -> Iterator[Row]:
    """The packaged places under their keys, then the same with their vowels turned."""
    names: dict[int, list[str]] = {}
    for place, key in base.execute("SELECT place, key FROM name ORDER BY place, main DESC"):
        names.setdefault(place, []).append(key)
    for row in base.execute("SELECT * FROM place ORDER BY id"):
        number, values = row[0], row[1:]
        yield Row(*values[:9], bool(values[9]), tuple(names[number]))
        yield Row(f"{values[0]}:turned", *values[1:9], False, tuple(n.translate(_TURNED) for n in names[number]))


def _load(_: Path) -> list[Record]:
    return [{"id": "packaged"}]


def _nothing(row: Record) -> Record:
    return {"id": row["id"]}


def _score(_: Sequence[Record], __: Predictions) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "million.sqlite")
        base = sqlite3.connect(packaged_index())
        write_index(path, _rows(base))
        base.close()
        return [*_opened(path), *_looked_up(path)]


def _opened(path: Path) -> list[Figure]:
    """Opening and the first exact answer, in a fresh process."""
    done = subprocess.run([sys.executable, "-c", _OPENING, str(path)], check=True, capture_output=True, text=True)
    milliseconds, megabytes = map(float, done.stdout.split())
    return [
        Figure("opening and first answer, ms", milliseconds, "goal 50 at most", pinned=False),
        Figure("peak memory, MB", megabytes, "goal 100 at most", pinned=False),
    ]


def _looked_up(path: Path) -> list[Figure]:
    base = sqlite3.connect(path)
    (count,) = base.execute("SELECT count(*) FROM name").fetchone()
    known = base.execute("SELECT name, country FROM place WHERE gid NOT LIKE '%:turned' ORDER BY gid").fetchall()
    base.close()
    draw, index = random.Random(0), Gazetteer((path,))
    asked = [(_garbled(name, draw), country) for name, country in draw.sample(known, _LOOK_UPS)]
    times = sorted(_timed(index, name, country) for name, country in asked)
    note = f"{_LOOK_UPS} names over {count:,}"
    return [
        Figure("fuzzy look-up, mean ms", fmean(times), "goal 2 at most", note, pinned=False),
        Figure("fuzzy look-up, median ms", median(times), pinned=False),
        Figure("fuzzy look-up, 95 in 100, ms", times[len(times) * 95 // 100], pinned=False),
    ]


def _garbled(name: str, draw: random.Random) -> str:
    at = draw.randrange(len(name))
    return name[:at] + draw.choice("abdeiklmnorstu") + name[at + 1 :]


def _timed(index: Gazetteer, name: str, country: str) -> float:
    start = time.perf_counter()
    index.similar(name, (country,))
    return 1000 * (time.perf_counter() - start)


BENCH = Bench("gazetteer", _load, _nothing, _score)
