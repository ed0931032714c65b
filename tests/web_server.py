"""A web server of the tests' own, on loopback: takes pages by path, gives them, and misbehaves where a page says so.

Every request is kept in ``asked``. Invariant: a slow or endless answer ends when the server does.
"""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["Answer", "Site", "running", "story"]


def story(number: int) -> bytes:
    """A page that holds one report."""
    words = (
        f"Gunmen attacked a village near Niono on 11 June 2024. The mayor says {number + 2} people were killed in the "
        f"attack, the {number}th of the year. Soldiers came in the evening, residents say, and found the houses burnt."
    )
    head = f"<title>Attack {number}</title>"
    return f"<html><head>{head}</head><body><article><p>{words}</p></article></body></html>".encode()


@dataclass
class Answer:
    """One answer; ``drip_s`` parts its bytes, ``endless`` repeats them, ``cut`` breaks off before the end."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip_s: float = 0
    endless: bool = False
    cut: bool = False
    then: Answer | None = None  # what the next request gets


def packed(body: bytes) -> Answer:
    return Answer(gzip.compress(body), headers={"Content-Encoding": "gzip"})


class Site:
    """Pages by path, and what was asked for."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.pages: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.asked_at: list[float] = []
        self.ended = threading.Event()

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        self.asked.append((path, headers))
        self.asked_at.append(time.monotonic())
        given = self.pages.get(path, Answer(status=404))
        if given.then is not None:
            self.pages[path] = given.then
        tag = given.headers.get("ETag")
        return Answer(status=304, headers=given.headers) if tag and headers.get("If-None-Match") == tag else given

    def count(self, path: str) -> int:
        return sum(asked == path for asked, _ in self.asked)


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        given = self.site.answer(self.path, dict(self.headers))
        self.send_response(given.status)
        for name, value in given.headers.items():
            self.send_header(name, value)
        if not given.endless:
            self.send_header("Content-Length", str(len(given.body) + (1000 if given.cut or given.drip_s else 0)))
        self.end_headers()
        with suppress(OSError):
            self._send(given)

    def _send(self, given: Answer) -> None:
        if not given.drip_s and not given.endless:
            self.wfile.write(given.body)
        while given.drip_s and not self.site.ended.wait(given.drip_s):
            self.wfile.write(given.body[:1] or b" ")
        while given.endless and not self.site.ended.is_set():
            self.wfile.write(given.body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def running() -> Iterator[Site]:
    """A server on a free port of 127.0.0.1."""
    handler = type("Handler", (_Handler,), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        site = Site(f"http://127.0.0.1:{server.server_port}")
        handler.site = site  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield site
        finally:
            site.ended.set()
            server.shutdown()
            thread.join()
