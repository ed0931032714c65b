"""What the commands share of the terminal: UTF-8 rows on stdout, one-line messages on stderr, a bar if someone watches.

Invariant: stdout carries rows only, in UTF-8 whatever the locale says; a lone surrogate leaves as its escape (u, four
hex digits), which is what JSON calls it too.
"""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

__all__ = ["complain", "drop_stdout", "say", "use_utf8", "watched", "write_bytes", "write_rows", "write_to"]

T = TypeVar("T")


def use_utf8() -> None:
    """Make stdout and stderr speak UTF-8 with plain line ends."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def say(message: str) -> None:
    """A message for the person at the terminal."""
    sys.stderr.write(f"{message}\n")


def complain(where: str, cause: str) -> None:
    """One line about an input that was refused."""
    flat = " ".join(f"{where}: {cause}".split())
    sys.stderr.write(f"tocsin: {flat}\n")


def write_rows(chunks: Iterable[str]) -> None:
    """Write each chunk as soon as it is there, so that a pipe sees the first row before the last is coded."""
    for chunk in chunks:
        sys.stdout.write(chunk)
        sys.stdout.flush()


def write_to(out: Path | None, text: str) -> None:
    """Write a page to a file, or to stdout when ``out`` is None."""
    if out is None:
        sys.stdout.write(text)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8")
    say(f"wrote {out}")


def write_bytes(out: Path | None, data: bytes) -> None:
    """Write a file's bytes, or give them to stdout when ``out`` is None."""
    if out is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.buffer.write(data)
        else:  # a caller's own text stream, which holds no bytes
            sys.stdout.write(data.decode())
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(data)
    say(f"wrote {out}")


def drop_stdout() -> None:
    """After a reader closed the pipe: what is still buffered goes nowhere, and no traceback follows."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def watched(items: Iterable[T], label: str, total: int | None) -> Iterator[T]:
    """Give the items one by one, with a progress bar on stderr when it is a terminal and there is more than one.

    It tells how many are done, how many a second and, where ``total`` is known, the time left.
    """
    if (total is not None and total < 2) or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    shown = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    times = (TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())
    with Progress(*shown, *times, console=Console(stderr=True), transient=True) as bar:
        task, began = bar.add_task(label, total=total, rate=""), time.monotonic()
        for number, item in enumerate(items, start=1):
            yield item
            bar.update(task, advance=1, rate=f"{number / (time.monotonic() - began):,.0f}/s")
