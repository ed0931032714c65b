"""Processes that only code: takes how many, gives a pool of them.

Each is fresh (``spawn``: nothing half-open is inherited) and bound in memory. Invariant: neither Ctrl-C nor a killed
parent leaves one behind.
"""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import connection, get_context, parent_process

from tocsin.limits import bound_memory

__all__ = ["fresh_processes"]


def fresh_processes(most: int) -> ProcessPoolExecutor:
    """A pool that begins up to so many processes as work comes; whoever takes it shuts it."""
    return ProcessPoolExecutor(most, get_context("spawn"), _follow)


def _follow() -> None:
    """What a worker does first: bound its memory, leave Ctrl-C to its parent, and end when that does, however."""
    bound_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
