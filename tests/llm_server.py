"""A local server that speaks chat completions: takes a script of replies, gives them in turn, and keeps what was asked.

It misbehaves on demand: statuses, broken JSON, refusals, silence, a slow drip. Invariant: it listens on the loopback
interface alone, and the last reply of a script is repeated.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """One answer: the model's words (or a whole body), the status, and how slowly it comes (seconds)."""

    content: str | None = None
    status: int = 200
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    message: dict[str, Any] = field(default_factory=dict)
    end: str = "stop"
    silence_s: float = 0.0
    drip_s: float = 0.0

    def data(self) -> bytes:
        if self.body is not None:
            return self.body
        message = {"role": "assistant", "content": self.content, **self.message}
        choice = {"index": 0, "finish_reason": self.end, "message": message}
        return json.dumps({"choices": [choice], "usage": {"prompt_tokens": 1000, "completion_tokens": 200}}).encode()


def events(*rows: dict[str, Any]) -> Reply:
    """A well-formed answer; what a row leaves out is empty."""
    plain = {
        "sub_event_type": "Armed clash",
        "modality": "occurred",
        "background": False,
        "time": None,
        "place": None,
        "actors": [],
        "casualties": [],
        "claimed_by": None,
    }
    return Reply(json.dumps({"events": [plain | row for row in rows]}))


@dataclass
class Server:
    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def serving(*replies: Reply) -> Iterator[Server]:
    """A server that gives ``replies`` in turn."""
    script = list(replies)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.asked.append(json.loads(body) | {"path": self.path})
            server.headers.append(dict(self.headers))
            reply = script.pop(0) if len(script) > 1 else script[0]
            time.sleep(reply.silence_s)
            with suppress(OSError):  # the client has given up
                self._send(reply)

        def _send(self, reply: Reply) -> None:
            data = reply.data()
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(data)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if not reply.drip_s:
                self.wfile.write(data)
                return
            for byte in data:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(reply.drip_s)

        def log_message(self, *_: object) -> None:
            pass

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.daemon_threads = True
    server = Server(f"http://127.0.0.1:{listener.server_port}")
    thread = threading.Thread(target=listener.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown()
        listener.server_close()
        thread.join()
