"""Speed: takes reports of the development corpus, gives cold start, reports a second and peak memory.

The cold start is one report through the installed ``tocsin`` command, best of three. The rate is measured in two fresh
processes over five hundred reports (the corpus' own, again and again), and over streams of three thousand in which nine
in ten are local news, of which a quarter tells of crimes, or business news, where those sets are there; the share of
resolving is of processor time, in this process. Invariant: no figure has a floor, since they belong to the machine.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path

from bench.devset import load as load_reports
from bench.kinds import Bench, Figure, Predictions
from bench.records import Row, files_of, read_rows

__all__ = ["BENCH"]

_REPORTS = 500
_STREAM = 3000
_STARTS = 3
_CORES = 2  # for which the goals are stated
_RELEVANT_EVERY = 10  # one report in ten of the stream tells of a conflict
_KB_A_MB = 1024
_NEWS = {"stream of local news": "places/lgl*.jsonl*", "stream of business news": "meantime/docs*.jsonl*"}
"""What the other reports of a stream are, and the files that hold them."""


def _load(data: Path) -> list[Row]:
    news = [
        {**row, "genre": genre}
        for genre, files in _NEWS.items()
        for path in files_of(data, *files.split("/"))
        for row in read_rows(path)
    ]
    return [*load_reports(data), *news]


def _score(rows: Sequence[Row], _: Predictions) -> list[Figure]:
    reports = [row["text"] for row in rows if row.get("genre") not in _NEWS]
    figures = [_cold(reports[0]), _resolving(reports), *_warm("", list(islice(cycle(reports), _REPORTS)), "goal 30")]
    for genre in _NEWS:
        news = [row["text"] for row in rows if row.get("genre") == genre]
        figures += _warm(f", {genre}", list(_stream(reports, news)), "goal 300") if news else []
    return figures


def _stream(reports: Sequence[str], news: Sequence[str]) -> Iterator[str]:
    told, other = cycle(reports), cycle(news)
    return (next(other) if i % _RELEVANT_EVERY else next(told) for i in range(_STREAM))


def _cold(text: str) -> Figure:
    """Seconds from the shell's call to the output of one report."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.txt")
        report.write_text(text, encoding="utf-8")
        environment = {**os.environ, "TOCSIN_DATABASE": str(Path(folder, "none.sqlite"))}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
        command = [str(Path(sys.executable).with_name("tocsin")), "code", "--format", "json", str(report)]
        seconds = min(_seconds(command, environment) for _ in range(_STARTS))
    return Figure("cold start, seconds", seconds, "goal 2 at most", f"best of {_STARTS}", pinned=False)


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - start


def _resolving(texts: Sequence[str]) -> Figure:
    """The share of coding that days, places and actors take to be resolved."""
    from tocsin.extract.claims import read_claims
    from tocsin.ingest import Options, report_from_bytes
    from tocsin.resolve.claims import resolve_claims
    from tocsin.segment import segment

    measure(texts)  # what is loaded on use is loaded
    start = time.process_time()
    measure(texts)
    whole = time.process_time() - start
    reports = [report_from_bytes(text.encode(), "report.txt", Options()) for text in texts]
    read = [(report, read_claims(report, segment(report))) for report in reports]
    start = time.process_time()
    for report, claims in read:
        resolve_claims(report, claims)
    share = (time.process_time() - start) / whole
    return Figure("resolving, share of coding", share, "goal .33 at most", f"of {whole:.1f} s", pinned=False)


def _warm(what: str, texts: list[str], goal: str) -> list[Figure]:
    """Rate of two fresh processes side by side, which share the texts, and the larger one's memory."""
    # whole stretches: dealt by turns, one process would get all that tells of a conflict
    share = -(-len(texts) // _CORES)
    with ProcessPoolExecutor(_CORES, mp_context=get_context("spawn")) as pool:
        shares = pool.map(measure, [texts[at : at + share] for at in range(0, len(texts), share)])
        seconds, peak = (max(figures) for figures in zip(*shares, strict=True))
    count = f"{len(texts)} reports in {seconds:.1f} s"
    return [
        Figure(f"reports a second{what}", len(texts) / seconds, goal, count, pinned=False),
        Figure(f"peak memory{what}, MB", peak, "goal 700 at most", pinned=False),
    ]


def measure(texts: Sequence[str]) -> tuple[float, float]:
    """Code all texts in this process: seconds, and peak resident memory in MB."""
    from tocsin.ingest import Options
    from tocsin.pipeline import code_bytes

    start = time.perf_counter()
    for text in texts:
        code_bytes(text.encode(), "report.txt", Options())
    return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KB_A_MB


def _nothing(row: Row) -> Row:
    return {"id": row["id"]}


BENCH = Bench("speed", _load, _nothing, _score)
