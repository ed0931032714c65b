"""A Spark cluster of the tests' own: takes a folder, gives a master and two workers of one core each, on loopback.

Everything is stopped at the end. ``kill_one`` is the loss of a machine: the worker and its executor end at once.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyspark

__all__ = ["MISSING", "Cluster", "java", "running", "settings"]

MISSING = "Java isn't installed: apt-get install openjdk-17-jre-headless, or set JAVA_HOME"
_SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # half the processor time where a process lives for seconds
_SETTINGS = f"""
spark.driver.host 127.0.0.1
spark.driver.memory 700m
spark.driver.extraJavaOptions {_SHORT_LIVED}
spark.executor.memory 700m
spark.executor.extraJavaOptions {_SHORT_LIVED}
spark.ui.enabled false
spark.sql.shuffle.partitions 4
"""


def java() -> str | None:
    """Where Java is."""
    return os.environ.get("JAVA_HOME") or shutil.which("java")


def settings(folder: Path, more: str = "") -> dict[str, str]:
    """The environment of a command that is to need little: settings of Spark in a folder."""
    (folder / "spark-defaults.conf").write_text(_SETTINGS + more, encoding="utf-8")
    return {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_CONF_DIR": str(folder)}


class Cluster:
    """A running cluster; ``env`` makes a command use it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {**settings(folder), "SPARK_DAEMON_MEMORY": "256m", "SPARK_DAEMON_JAVA_OPTS": _SHORT_LIVED}
        self.workers: list[subprocess.Popen[bytes]] = []

    def start(self, opened: ExitStack) -> None:
        port = _free_port()
        self.url = f"spark://127.0.0.1:{port}"
        self._begin(opened, "master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
        _wait_for(port)
        for name in ("one", "two"):
            own = (
                "--cores",
                "1",
                "--memory",
                "1g",
                "--webui-port",
                "0",
                "--work-dir",
                str(self.folder / name),
                self.url,
            )
            self.workers.append(self._begin(opened, "worker.Worker", "--host", "127.0.0.1", *own))

    def kill_one(self) -> None:
        os.killpg(self.workers.pop().pid, signal.SIGKILL)

    def _begin(self, opened: ExitStack, name: str, *words: str) -> subprocess.Popen[bytes]:
        log = opened.enter_context((self.folder / f"{name}-{len(self.workers)}.log").open("wb"))
        program = Path(pyspark.__file__).parent / "bin" / "spark-class"
        command = [str(program), f"org.apache.spark.deploy.{name}", *words]
        begun = subprocess.Popen(command, env=self.env, stdout=log, stderr=log, start_new_session=True)
        opened.callback(_end, begun)
        return begun


def _end(begun: subprocess.Popen[bytes]) -> None:
    if begun.poll() is None:
        os.killpg(begun.pid, signal.SIGKILL)
    begun.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the master doesn't listen")


@contextmanager
def running(folder: Path) -> Iterator[Cluster]:
    """A cluster, stopped at the end."""
    with ExitStack() as opened:
        cluster = Cluster(folder)
        cluster.start(opened)
        yield cluster
