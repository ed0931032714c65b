"""The guard at the door: ASGI middleware that bounds what comes in and labels what goes out.

Refused before anything reads them: bodies above ``MOST_BYTES``, more requests than ``LIMITS`` allow, and in single-user
mode any Host but this machine's own (a web page elsewhere can't rebind its name to us). Every answer carries a strict
Content-Security-Policy: own scripts and styles only, no plug-ins, no frames, no forms to elsewhere. MapLibre starts its
worker from a blob, which ``worker-src`` allows. Follows the OWASP Secure Headers Project.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "LIMITS", "Guard"]

MOST_BYTES = 6 * 2**20
"""A report of 5 MB, as a form."""
_TOO_LONG = f"at most {MOST_BYTES // 2**20} MB at once"
LIMITS = {"login": (10, 60.0), "change": (240, 60.0), "read": (12_000, 60.0)}
"""Requests in seconds, for each caller: ten guesses of a password, four changes or 200 readings a second."""
_CALLERS = 4096
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
        "worker-src blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Middleware around the whole application; ``single_user`` asks for a loopback Host, ``refuse`` words an answer."""

    def __init__(self, app: ASGIApp, single_user: bool, refuse: Callable[[Request, int, str], Response]) -> None:
        self._app = app
        self._refuse = refuse
        self._single_user = single_user
        self._seen: OrderedDict[tuple[str, str], list[float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through, bounded and labelled, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        app = refusal or self._app
        await app(scope, receive if refusal else _bounded(receive), _labelled(send, scope["path"]))

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if self._single_user and name not in _LOOPBACK:
            return JSONResponse({"error": "in single-user mode this answers to localhost only"}, 421)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return self._refuse(Request(scope), 413, _TOO_LONG)
        wait = self._wait(scope)
        if not wait:
            return None
        answer = self._refuse(Request(scope), 429, "too many requests; try again in a minute")
        answer.headers["retry-after"] = str(wait)
        return answer

    def _wait(self, scope: Scope) -> int:
        """Seconds until this caller may ask again; 0 when it may now. Fixed windows, the oldest callers forgotten."""
        changes = scope["method"] not in ("GET", "HEAD")
        kind = "login" if changes and scope["path"] == "/login" else "change" if changes else "read"
        most, window = LIMITS[kind]
        key = (kind, scope["client"][0] if scope["client"] else "")
        now = time.monotonic()
        began, count = self._seen.pop(key, [now, 0.0])
        if now - began >= window:
            began, count = now, 0.0
        self._seen[key] = [began, count + 1]
        if len(self._seen) > _CALLERS:
            self._seen.popitem(last=False)
        return int(window - (now - began)) + 1 if count >= most else 0


def _bounded(receive: Receive) -> Receive:
    """The body's messages; one that didn't tell its length, and is too long, is refused where it passes the bound."""
    read = 0

    async def bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > MOST_BYTES:
            raise HTTPException(413, _TOO_LONG)
        return message

    return bounded


def _labelled(send: Send, path: str) -> Send:
    async def labelled(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=_as_scope(message))
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "max-age=3600" if path.startswith("/static/") else "no-store")
        await send(message)

    return labelled


def _as_scope(message: Message) -> dict[str, Any]:
    message.setdefault("headers", [])
    return message  # type: ignore[return-value]
