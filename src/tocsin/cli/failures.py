"""The table of failures: takes what was refused and why, keeps it as CSV, and gives it back to be tried again.

Invariant: a row is on the disk before the next input is coded, so a killed run leaves what had failed until then.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tocsin.errors import InputError

__all__ = ["failed_inputs", "failures_to"]

_COLUMNS = ("input", "reason")


@contextmanager
def failures_to(path: Path | None, more: bool) -> Iterator[Callable[[str, str], None] | None]:
    """What notes a failure in the table, which is begun anew unless there are ``more`` to come; None without a path."""
    if path is None:
        yield None
        return
    begun = more and path.exists()
    try:
        with path.open("a" if more else "w", encoding="utf-8", newline="", buffering=1) as out:
            table = csv.writer(out)
            if not begun:
                table.writerow(_COLUMNS)
            yield lambda name, reason: table.writerow((name, reason)) and None
    except OSError as error:
        raise InputError(f"can't be written: {error.strerror}", str(path)) from error


def failed_inputs(path: Path) -> tuple[list[str], frozenset[str]]:
    """The files to read again, and the rows and files of them that had failed.

    Raises:
        InputError: no table of failures.
    """
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            names = [row["input"] for row in csv.DictReader(lines)]
    except (OSError, UnicodeError, csv.Error, KeyError) as error:
        raise InputError("no table of failures that --failures wrote", str(path)) from error
    return list(dict.fromkeys(map(_file_of, names))), frozenset(names)


def _file_of(name: str) -> str:
    """The file of a row (``archive.jsonl#12``), or the name itself."""
    file, mark, number = name.rpartition("#")
    return file if mark and number.isdecimal() and not Path(name).exists() else name
