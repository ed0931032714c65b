"""A PostgreSQL server of the tests' own: takes a folder, gives URLs of fresh databases; loopback never hears of it.

The server listens on a socket in its folder alone. It refuses to run as root, so root starts it as ``postgres``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["MISSING", "Server", "running", "tool"]

MISSING = "PostgreSQL isn't installed: apt-get install postgresql (15 or newer), or put initdb on the PATH"
_DEBIAN = Path("/usr/lib/postgresql")
_FAST = "-c fsync=off -c max_connections=40"  # no test of ours cuts the power


def tool(name: str) -> str | None:
    """Where a program of PostgreSQL is: on the PATH, else Debian's newest."""
    found = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    return shutil.which(name) or (str(found[-1]) if found else None)


class Server:
    """A running server; ``stop`` and ``start`` are the loss and return of every connection."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._data = folder / "data"
        self._names = count()

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses='' {_FAST}"
        self._run("pg_ctl", "-D", self._data, "-l", self.folder / "log", "-o", options, "-w", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")

    def make(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "-D", self._data, "-U", "tests", "-A", "trust", "--locale=C.UTF-8", "--no-sync")

    def new_database(self) -> str:
        """The URL of an empty database."""
        name = f"t{next(self._names)}"
        self._run("createdb", "-h", self.folder, "-U", "tests", name)
        return f"postgresql://tests@/{name}?host={self.folder}"

    def _run(self, name: str, *arguments: str | Path) -> None:
        user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        done = subprocess.run(
            [*user, str(tool(name)), *map(str, arguments)],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # the server inherits it and would hold a pipe open
            stderr=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode == 0, f"{name}: status {done.returncode}"


@contextmanager
def running() -> Iterator[Server]:
    """A server, made in a short-lived folder and stopped at the end."""
    with TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        server = Server(Path(folder))
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()
