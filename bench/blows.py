"""Three ways to strike a process that keeps reports: a kill, a full disk, a database that goes away.

Each way gives the database to work on and the folder for what else is kept, strikes a running process until it has
ended, and mends what it broke. Invariant: what a strike leaves is what such an accident leaves: SIGKILL, ENOSPC from
the kernel (a small tmpfs, which only root may mount), a connection ended by the server or a server stopped at once.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import Server, running

__all__ = ["WAYS", "Disk", "Kill", "Loss"]

_LONGEST_S = 4.0
"""Of a run before it is struck: from inside the start of Python to some hundred reports."""
_PATIENCE_S = 60
_ROOMY = "64m"


class Kill:
    """SIGKILL at a random moment."""

    def __init__(self, folder: Path) -> None:
        self.state = folder / "state"
        self.renew()

    def renew(self) -> None:
        """An empty database, and an empty folder."""
        shutil.rmtree(self.state, ignore_errors=True)
        self.state.mkdir()
        self.url = str(self.state / "kept.sqlite")

    def prepare(self, dice: random.Random) -> None:
        """Before the process begins."""

    def strike(self, struck: subprocess.Popen[str], dice: random.Random) -> None:
        """End the process, or let it end, if it hasn't ended by itself."""
        if _lives(struck, dice.uniform(0.2, _LONGEST_S)):
            struck.kill()

    def mend(self) -> None:
        """After the process has ended."""


class Disk(Kill):
    """A disk with room for a few more reports."""

    def __init__(self, folder: Path) -> None:
        self.state = folder / "disk"
        self.state.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_ROOMY}", "tmpfs", self.state], check=True)
        self.renew()

    def renew(self) -> None:
        """Everything gone."""
        for path in self.state.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        self.url = str(self.state / "kept.sqlite")

    def prepare(self, dice: random.Random) -> None:
        """Leave room for a few reports, or for none."""
        self._size(f"{shutil.disk_usage(self.state).used + dice.randrange(4_096, 1_500_000)}")

    def strike(self, struck: subprocess.Popen[str], dice: random.Random) -> None:
        """Let it run against the wall."""
        if _lives(struck, _PATIENCE_S):
            struck.kill()

    def mend(self) -> None:
        """Make room."""
        self._size(_ROOMY)

    def _size(self, size: str) -> None:
        subprocess.run(["mount", "-o", f"remount,size={size}", self.state], check=True)

    def remove(self) -> None:
        """Give the disk back."""
        subprocess.run(["umount", self.state], check=True)


class Loss(Kill):
    """A PostgreSQL server that ends all connections, or stops at once and starts again."""

    def __init__(self, folder: Path, server: Server) -> None:
        self._server = server
        super().__init__(folder)

    def renew(self) -> None:
        """A new database."""
        super().renew()
        self.url = self._server.new_database()

    def strike(self, struck: subprocess.Popen[str], dice: random.Random) -> None:
        """End the connections, or the server."""
        _lives(struck, dice.uniform(0.5, _LONGEST_S))
        if dice.random() < 0.5:
            self._server.stop()
            self._server.start()
        else:
            self._end_all()
        if _lives(struck, 5):  # it had no transaction open, and goes on
            struck.kill()

    def _end_all(self) -> None:
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as own:
            own.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")


def _lives(struck: subprocess.Popen[str], seconds: float) -> bool:
    """True when the process still runs after so many seconds."""
    until = time.monotonic() + seconds
    while struck.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    return struck.poll() is None


@contextmanager
def _kill(folder: Path) -> Iterator[Kill]:
    yield Kill(folder)


@contextmanager
def _disk(folder: Path) -> Iterator[Kill]:
    disk = Disk(folder)
    try:
        yield disk
    finally:
        disk.remove()


@contextmanager
def _loss(folder: Path) -> Iterator[Kill]:
    with running() as server:
        yield Loss(folder, server)


WAYS = {"kill": _kill, "disk": _disk, "connection": _loss}
"""Each way by name, as a context that cleans up."""
