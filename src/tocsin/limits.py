"""What one report may cost: takes seconds of processor time and bytes of memory, and ends a reading that needs more.

The clock is the system's for this process (``ITIMER_PROF``), so a busy machine costs nobody a report; it rings even
inside a regular expression. Invariant: a report beyond the limit is an ``InputError``, and the next one is read.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tocsin.errors import InputError

__all__ = ["MOST_MEMORY", "MOST_SECONDS", "bound_memory", "within_seconds"]

MOST_SECONDS = 60
"""Of processor time for a report: the longest that is read, 2 million characters of news, takes some 25."""
MOST_MEMORY = 4_000_000_000
"""Bytes of address space that a process which only codes may take: twenty times the use on news."""


class _OverError(BaseException):
    """No ``Exception``, so that no reader takes it for one of its own."""


@contextmanager
def within_seconds(name: str, seconds: float = MOST_SECONDS) -> Iterator[None]:
    """End what runs inside after so many seconds; does nothing where the system or the thread has no such clock.

    Raises:
        InputError: the time was over.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1)  # again each second, should a reader swallow it
    try:
        yield
    except _OverError as error:
        raise InputError(f"takes more than {seconds:g} s to read; split it into reports", name) from error
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _ring(*_: object) -> None:
    raise _OverError


def bound_memory() -> None:
    """Let this process take no more than ``MOST_MEMORY``; beyond it Python raises ``MemoryError``."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
