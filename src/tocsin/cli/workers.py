"""Coding in several processes: takes names of inputs, gives what each came to, in the order given.

Each worker is a fresh process (``spawn``: nothing half-open is inherited) that reads and codes alone; what it gives
back is a ``CodedReport`` or the words of a refusal. Invariant: nothing is kept or written here, a worker that dies
costs the input that it held, and neither Ctrl-C nor a killed parent leaves a process behind.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from tocsin.attempt import Outcome, code_one
from tocsin.processes import fresh_processes

if TYPE_CHECKING:
    from tocsin.ingest import Options, Row

__all__ = ["code_in_order", "jobs_for", "usable_cores"]

_WORTH_IT = 48
"""Inputs from which processes pay: each takes about a second to load what is known, as long as 30 reports take."""
_AHEAD = 4
"""Inputs a worker that may wait coded or in line: enough to keep it busy, few enough to hold in memory."""


def usable_cores() -> int:
    """Cores that this process may use (a container may allow fewer than the machine has)."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def jobs_for(asked: int | None, inputs: int) -> int:
    """How many processes: as asked; else one a core when there is enough to do, never more than inputs."""
    if asked is not None:
        return max(1, min(asked, inputs))
    return min(usable_cores(), inputs) if inputs >= _WORTH_IT else 1


def code_in_order(names: Sequence[str | Row], options: Options, jobs: int) -> Iterator[Outcome]:
    """Code all of them, ``jobs`` at a time, and give each in its turn.

    When a worker dies, nothing tells whose fault it was: the input whose turn it is runs alone, then all go on.
    """
    left = deque(names)
    while left:
        yield from _together(left, options, jobs)
        if left:
            yield _alone(left.popleft(), options)


def _together(left: deque[str | Row], options: Options, jobs: int) -> Iterator[Outcome]:
    """Outcomes until all are given or a worker died; what was given is taken from ``left``."""
    handed = iter(list(left))
    with _pool(jobs) as pool:
        waiting = deque(pool.submit(code_one, name, options) for name in islice(handed, jobs * _AHEAD))
        while waiting:
            try:
                outcome = waiting.popleft().result()
                waiting.extend(pool.submit(code_one, name, options) for name in islice(handed, 1))
            except BrokenProcessPool:
                return
            left.popleft()
            yield outcome


def _alone(name: str | Row, options: Options) -> Outcome:
    with _pool(1) as pool:
        try:
            return pool.submit(code_one, name, options).result()
        except BrokenProcessPool:
            where = name if isinstance(name, str) else name.name
            return Outcome(where, cause="the process that read it died; it may be too large for the memory")


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Fresh workers; what hasn't begun is dropped at the end."""
    pool = fresh_processes(jobs)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
