"""Runs a command of tocsin inside the test's process: takes its words, gives what it wrote and its exit status."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from unittest.mock import patch

from tocsin.cli import run

__all__ = ["Result", "invoke"]


@dataclass(frozen=True)
class Result:
    """What a command wrote, and its exit status."""

    stdout: str
    stderr: str
    exit_code: int


def invoke(*words: str, text: str = "", width: int = 200) -> Result:
    """Run a command; ``text`` is its standard input, ``width`` that of the terminal in characters."""
    out, err = io.StringIO(), io.StringIO()
    stdin = io.TextIOWrapper(io.BytesIO(text.encode()))
    seen = patch.dict("os.environ", {"COLUMNS": str(width)})
    with redirect_stdout(out), redirect_stderr(err), patch.object(sys, "stdin", stdin), seen:
        try:
            status = run(list(words))
        except SystemExit as left:
            status = int(left.code or 0)
    return Result(out.getvalue(), err.getvalue(), status)
