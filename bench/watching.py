"""A watch over many pages: takes how many, gives the memory that ``tocsin watch`` holds and its time on the way.

    python -m bench.watching --pages 12000 [--every 1000]

Twelve thousand pages are a day of 300 feeds. Forty feeds on eight hosts of this machine's own (127.0.0.2 to .9) bring
a new page at each look; nine pages in ten are of football, each page is told apart by a last line. The watch runs as a
user starts it, in a process of its own, and is read by its own metrics. A row each so many pages: resident memory now,
and processor time a page since the row before. At the end it is told to stop, and what it kept is counted and its log
verified.
"""

from __future__ import annotations

import argparse
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket

from bench.throughput import mixed, page_of
from tocsin.cli.shelf import CODEC
from tocsin.store import Store

__all__ = ["main"]

_HOSTS = tuple(f"127.0.0.{number}" for number in range(2, 10))
_FEEDS_A_HOST = 5
_HEAD = """allow_networks = ["127.0.0.0/8"]
per_host_seconds = 0.001
every_minutes = 0.05
"""
_LOOK_S = 5


class _Handler(BaseHTTPRequestHandler):
    """Gives ``/feed/N``, whose newest entries are pages not yet given, and ``/page/N``."""

    texts: list[str]
    given = 0
    lock = threading.Lock()

    def do_GET(self) -> None:
        """Answer."""
        kind, _, number = self.path[1:].partition("/")
        known = {"feed": self._feed, "page": lambda: page_of(self.texts[int(number)])}
        body = known.get(kind, lambda: b"")()
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _feed(self) -> bytes:
        with self.lock:
            last = _Handler.given = min(_Handler.given + 1, len(self.texts))
        port = self.connection.getsockname()[1]
        places = (f"{_HOSTS[n % len(_HOSTS)]}:{port}/page/{n}" for n in range(max(0, last - 20), last))
        links = "".join(f"<item><link>http://{place}</link></item>" for place in places)
        return f'<rss version="2.0"><channel><title>t</title>{links}</channel></rss>'.encode()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def _served(host: str, port: int) -> Iterator[None]:
    with ThreadingHTTPServer((host, port), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()


def _free_port() -> int:
    with closing(socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def main(arguments: list[str]) -> None:
    """Serve, watch and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.watching")
    parser.add_argument("--pages", type=int, default=12_000)
    parser.add_argument("--every", type=int, default=1000)
    asked = parser.parse_args(arguments)
    _Handler.texts = list(mixed(asked.pages))
    port, metrics = _free_port(), _free_port()
    with tempfile.TemporaryDirectory(prefix="watching-") as name, ExitStack() as opened:
        for host in _HOSTS:
            opened.enter_context(_served(host, port))
        watchlist, kept = Path(name, "feeds.toml"), f"{name}/kept.sqlite"
        feeds = [f"http://{host}:{port}/feed/{number}" for host in _HOSTS for number in range(_FEEDS_A_HOST)]
        watchlist.write_text(_HEAD + "".join(f'[[feed]]\nurl = "{url}"\n' for url in feeds), encoding="utf-8")
        command = ["-m", "tocsin.cli", "watch", str(watchlist), "--metrics", str(metrics), "--database", kept]
        running = subprocess.Popen([sys.executable, *command], stderr=subprocess.DEVNULL)
        opened.callback(running.kill)
        _follow(running, metrics, asked.pages, asked.every)
        running.send_signal(signal.SIGTERM)
        running.wait()
        store = Store.open(kept, CODEC)
        rows, _ = store.log_head()
        print(f"status {running.returncode}, {rows:,} reports kept, faults of the log: {store.verify_log()}")


def _follow(running: subprocess.Popen[bytes], port: int, pages: int, every: int) -> None:
    """Print a row each so many pages until all are done."""
    due, before = every, (0, 0.0)
    while running.poll() is None:
        time.sleep(_LOOK_S)
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as got:
                told = dict(re.findall(r"^(\S+) (\S+)$", got.read().decode(), re.M))
        except OSError:
            continue  # it hasn't begun to tell
        state = 'tocsin_watch_pages{{state="{}"}}'
        done = int(sum(float(told.get(state.format(one), 0)) for one in ("kept", "doubled", "refused", "failed")))
        if done >= min(due, pages):
            used, resident = float(told["process_cpu_seconds_total"]), float(told["process_resident_memory_bytes"])
            cost_ms = 1000 * (used - before[1]) / (done - before[0])
            print(f"| {done:,} | {resident / 1e6:.0f} | {cost_ms:.1f} |", flush=True)
            due, before = done + every, (done, used)
        if done >= pages:
            return


if __name__ == "__main__":
    main(sys.argv[1:])
