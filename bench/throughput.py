"""Throughput: takes a number of reports, gives reports a second and peak memory by form, place and number of processes.

    python -m bench.throughput --reports 1000 [--growth 250 500 1000 2000]

The reports are the repository's examples, told apart by a last line; in the mixed stream nine in ten are of football.
Each figure is one run of the command in a process of its own, start and all: by the clock, and by the processor time
that it and its children took, which other work on the machine hardly moves. ``--growth`` codes mixed streams of these
lengths instead, and gives the exponent with which processor time grows from the first 170 reports on.
Rows are those of the table in docs/scale.md.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from html import escape
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

__all__ = ["main", "mixed", "page_of", "page_record"]

_EXAMPLES = Path(__file__).parents[1] / "examples"
_PEACE = "no-event-football.md"
_ONCE = 170
"""Reports of the mixed stream until each text has come: all that is loaded on use is loaded."""
_WARM = "the same, when warm"
"""What as many reports again cost: a run over twice as many, less the one before it."""


class _Cost(NamedTuple):
    clock_s: float
    processor_s: float
    peak_mb: float


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.throughput")
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--growth", type=int, nargs="+", metavar="N")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        if asked.growth:
            _grow(Path(folder), asked.growth)
        else:
            _compare(Path(folder), asked.reports)


def _compare(here: Path, most: int) -> None:
    """One row a way of coding the same reports."""
    rows, twice, stream, pages = here / "r.jsonl", here / "t.jsonl", here / "m.jsonl", here / "r.warc"
    _write(rows, _texts(most))
    _write(twice, _texts(2 * most))
    _write(stream, mixed(most))
    pages.write_bytes(b"".join(map(page_record, _texts(most))))
    kept, plain, alone, before = f"{here}/kept.sqlite", ["--no-store"], ["--jobs", "1"], _Cost(0, 0, 0)
    with ExitStack() as opened:
        for name, words in (
            ("JSONL, 1 process", ["code", rows, *plain, *alone]),
            (_WARM, ["code", twice, *plain, *alone]),
            ("JSONL, 2 processes", ["code", rows, *plain, "--jobs", "2"]),
            ("WARC, 1 process", ["code", pages, *plain, *alone]),
            ("mixed stream, 1 process", ["code", stream, *plain, *alone]),
            ("JSONL, kept in SQLite", ["code", rows, "--database", kept, *alone]),
            ("the same again with `--resume`", ["code", rows, "--database", kept, *alone, "--resume"]),
            ("JSONL, kept in PostgreSQL", ["code", rows, "--database", _server(opened), *alone]),
            ("Spark, JSONL to incidents, `local[2]`", ["spark", rows, "--out", f"{here}/out", "--master", "local[2]"]),
        ):
            cost = _run([*map(str, words), *(("--format", "json") if words[0] == "code" else ())])
            if name == _WARM:
                cost = _Cost(cost.clock_s - before.clock_s, cost.processor_s - before.processor_s, cost.peak_mb)
            before = cost
            own = f"{most / cost.processor_s:,.0f} | {cost.peak_mb:,.0f}"
            told = " | " if words[0] == "spark" else own  # what Java and its children take is not told
            print(f"| {name} | {most / cost.clock_s:,.0f} | {told} |", flush=True)


def _server(opened: ExitStack) -> str:
    """A database of a server that runs until all is measured."""
    from tests.postgres import running

    return opened.enter_context(running()).new_database()


def _grow(here: Path, sizes: Sequence[int]) -> None:
    """One row a length, and the exponent."""
    stream, costs = here / "m.jsonl", []
    for size in (_ONCE, *sizes):
        _write(stream, mixed(size))
        costs.append(_run(["code", str(stream), "--no-store", "--jobs", "1", "--format", "json"]))
        print(f"| {size:,} | {costs[-1].processor_s:,.1f} | {costs[-1].peak_mb:,.0f} |", flush=True)
    more = [math.log(size - _ONCE) for size in sizes]
    work = [math.log(cost.processor_s - costs[0].processor_s) for cost in costs[1:]]
    print(f"exponent {_slope(more, work):.3f}")


def _slope(xs: Sequence[float], ys: Sequence[float]) -> float:
    """That of the least squares."""
    x0, y0 = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - x0) * (y - y0) for x, y in zip(xs, ys, strict=True)) / sum((x - x0) ** 2 for x in xs)


def _write(path: Path, texts: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({"text": text}) + "\n" for text in texts)


def _texts(most: int) -> Iterator[str]:
    files = [path for path in sorted(_EXAMPLES.iterdir()) if path.suffix in (".md", ".txt")]
    words = [path.read_text(encoding="utf-8") for path in files]
    for number, text in enumerate(islice(cycle(words), most)):
        yield f"{text}\n\nCopy {number}."


def mixed(most: int) -> Iterator[str]:
    """So many texts, one in ten of violence."""
    peace = (_EXAMPLES / _PEACE).read_text(encoding="utf-8")
    for number, text in enumerate(_texts(most)):
        yield text if number % 10 == 0 else f"{peace}\n\nCopy {number}."


def page_of(text: str) -> bytes:
    """A page that holds the text."""
    return f"<html><body><article><p>{escape(text)}</p></article></body></html>".encode()


def page_record(text: str) -> bytes:
    """A page of a web archive that holds the text."""
    page = page_of(text)
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n".encode() + page
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x>\r\nWARC-Date: 2024-06-12T00:00:00Z\r\n"
    kind = f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    return f"{head}{kind}".encode() + http + b"\r\n\r\n"


def _run(words: list[str]) -> _Cost:
    """What a command cost; the memory is its own process's, in MB."""
    began = time.monotonic()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = subprocess.Popen([sys.executable, "-m", "tocsin.cli", *words], **quiet)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"status {running.returncode} of tocsin {' '.join(words)}")
    return _Cost(time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    main(sys.argv[1:])
