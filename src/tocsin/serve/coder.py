"""A visitor's text through the corridor, in a process apart: takes bytes and options, gives the coded report.

A thread can't be stopped inside a regular expression; a process has its own clock. Invariant: a text costs a minute
of processor time and 4 GB at most, and neither ends the workbench.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache

from tocsin.attempt import code_one
from tocsin.errors import InputError
from tocsin.ingest import Options, Row
from tocsin.model import CodedReport
from tocsin.processes import fresh_processes

__all__ = ["code_apart"]

_PROCESSES = 2
"""So that one long text doesn't keep everybody waiting; each takes some 200 MB from the first text on."""


def code_apart(data: bytes, name: str, options: Options) -> CodedReport:
    """Code the report in ``data``; ``name`` gives the suffix and stands in errors.

    Raises:
        InputError: the bytes hold no report, or one beyond the limits.
    """
    pool = _pool()
    try:
        outcome = pool.submit(code_one, Row(name, data), options).result()
    except BrokenProcessPool as error:
        _pool.cache_clear()
        raise InputError("the process that read it died; it may be too large for the memory", name) from error
    if outcome.bug:
        raise RuntimeError(outcome.cause)
    if outcome.coded is None:
        raise InputError(outcome.cause, name)
    return outcome.coded


@lru_cache(maxsize=1)
def _pool() -> ProcessPoolExecutor:
    return fresh_processes(_PROCESSES)
