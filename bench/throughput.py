"""Throughput: takes a number of reports, gives reports a second and peak memory of ``tocsin code`` by form.

    python -m bench.throughput --reports 1000

The reports are the repository's examples, told apart by a last line, as JSONL and as WARC; each figure is one run of
the command in a process of its own, start and all. Rows are those of the table in docs/scale.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from html import escape
from itertools import cycle, islice
from pathlib import Path

__all__ = ["main", "page_record"]

_EXAMPLES = Path(__file__).parents[1] / "examples"


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.throughput")
    parser.add_argument("--reports", type=int, default=1000)
    most = parser.parse_args(arguments).reports
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        rows, pages, database = here / "r.jsonl", here / "r.warc", here / "kept.sqlite"
        rows.write_text("".join(json.dumps({"text": text}) + "\n" for text in _texts(most)), encoding="utf-8")
        pages.write_bytes(b"".join(map(page_record, _texts(most))))
        for name, words in (
            ("JSONL, 1 process", [rows, "--no-store", "--jobs", "1"]),
            ("JSONL, 2 processes", [rows, "--no-store", "--jobs", "2"]),
            ("WARC, 1 process", [pages, "--no-store", "--jobs", "1"]),
            ("JSONL, 1 process, kept in SQLite", [rows, "--database", database, "--jobs", "1"]),
            ("the same again with --resume", [rows, "--database", database, "--jobs", "1", "--resume"]),
        ):
            seconds, peak_mb = _run(["code", *map(str, words), "--format", "json"])
            sys.stdout.write(f"| {name} | {most / seconds:,.0f} | {peak_mb:,.0f} |\n")


def _texts(most: int) -> Iterator[str]:
    files = [path for path in sorted(_EXAMPLES.iterdir()) if path.suffix in (".md", ".txt")]
    for number, path in enumerate(islice(cycle(files), most)):
        yield f"{path.read_text(encoding='utf-8')}\n\nCopy {number}."


def page_record(text: str) -> bytes:
    """A page of a web archive that holds the text."""
    page = f"<html><body><article><p>{escape(text)}</p></article></body></html>".encode()
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n".encode() + page
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x>\r\nWARC-Date: 2024-06-12T00:00:00Z\r\n"
    kind = f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    return f"{head}{kind}".encode() + http + b"\r\n\r\n"


def _run(words: list[str]) -> tuple[float, float]:
    """Seconds, and the peak memory of the command's own process in MB."""
    began = time.monotonic()
    running = subprocess.Popen([sys.executable, "-m", "tocsin.cli", *words], stdout=subprocess.DEVNULL)
    _, _, used = os.wait4(running.pid, 0)
    running.returncode = 0
    return time.monotonic() - began, used.ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
