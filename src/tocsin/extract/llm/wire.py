"""One request over HTTP: takes an address, a key and a body, gives the bytes of the answer.

What may pass is tried again with growing pauses: no connection, no answer in time, 408, 425, 429 and 5xx;
``Retry-After`` is heeded. The rest fails at once. Invariants: an attempt ends by its deadline though the answer drips,
redirections are not followed (they would carry the key elsewhere), and the key is in no message.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from tocsin.errors import LlmError
from tocsin.extract.llm.settings import LlmSettings

__all__ = ["Rejected", "Sent", "post"]

_AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504, 529))
_LONGEST_PAUSE = 30.0  # seconds, whatever the server asks for
_LARGEST = 4 << 20  # bytes of an answer
_PIECE = 1 << 16
_SHOWN = 160  # characters of the server's reason in a message


class Rejected(LlmError):
    """The server refuses the body itself (400, 422): another body may pass."""


class _Passing(Exception):
    """A failure that may pass; ``pause`` is what the server asks for, in seconds."""

    def __init__(self, what: str, pause: float | None = None) -> None:
        super().__init__(what)
        self.pause = pause


class _NoRedirection(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:  # urllib's own signature, unused
        return None


@dataclass(frozen=True, slots=True)
class Sent:
    """The bytes that came back and how many attempts failed before."""

    data: bytes
    retries: int


def post(settings: LlmSettings, body: dict[str, Any], pause: Callable[[float], None] = time.sleep) -> Sent:
    """Send ``body`` as JSON; ``pause`` waits between attempts.

    Raises:
        Rejected: the server takes no such body.
        LlmError: it can't be reached, keeps failing, or refuses the caller.
    """
    request = _request(settings, body)
    for attempt in range(settings.attempts):
        try:
            return Sent(_once(settings, request), attempt)
        except _Passing as failure:
            if attempt + 1 == settings.attempts:
                times = f" ({settings.attempts} attempts)" if settings.attempts > 1 else ""
                raise LlmError(f"{failure}{times}", settings.host) from failure
            wanted = settings.backoff_s * 2**attempt if failure.pause is None else failure.pause
            pause(min(wanted, _LONGEST_PAUSE))
    raise LlmError("no attempt is allowed", settings.host)


def _request(settings: LlmSettings, body: dict[str, Any]) -> Request:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if settings.key:
        headers["Authorization"] = f"Bearer {settings.key}"
    return Request(settings.endpoint, json.dumps(body).encode(), headers, method="POST")


def _once(settings: LlmSettings, request: Request) -> bytes:
    deadline = time.monotonic() + settings.timeout_s
    try:
        with build_opener(_NoRedirection).open(request, timeout=settings.timeout_s) as response:
            return _read(response, deadline)
    except HTTPError as error:
        raise _failure(error, settings) from None  # the error holds the request and so the key
    except TimeoutError:
        raise _Passing(f"no answer within {settings.timeout_s:g} s") from None
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _Passing(f"no answer within {settings.timeout_s:g} s") from None
        raise _Passing(f"can't be reached: {error.reason}") from None
    except (HTTPException, OSError) as error:
        raise _Passing(f"the connection broke: {type(error).__name__}") from None


def _read(response: HTTPResponse, deadline: float) -> bytes:
    """All bytes, piece by piece, so that a dripping server can't hold us beyond the deadline."""
    data = bytearray()
    while piece := response.read1(_PIECE):
        data += piece
        if time.monotonic() > deadline:
            raise TimeoutError
        if len(data) > _LARGEST:
            raise LlmError(f"sends more than {_LARGEST >> 20} MiB")
    return bytes(data)


def _failure(error: HTTPError, settings: LlmSettings) -> Exception:
    """What an HTTP status means for us."""
    what = f"HTTP {error.code}{_reason(error, settings)}"
    if error.code in _AGAIN:
        return _Passing(what, _asked_pause(error.headers.get("Retry-After")))
    return (Rejected if error.code in (400, 422) else LlmError)(what, settings.host)


def _reason(error: HTTPError, settings: LlmSettings) -> str:
    """The server's own words, short, on one line and without the key."""
    try:
        said = json.loads(error.read(_PIECE))["error"]
        words = str(said["message"] if isinstance(said, dict) else said)
    except (OSError, HTTPException, ValueError, KeyError, TypeError):
        return ""
    if settings.key:
        words = words.replace(settings.key, "***")
    return ": " + " ".join(words.split())[:_SHOWN]


def _asked_pause(header: str | None) -> float | None:
    """Seconds of a ``Retry-After``; a date counts as none."""
    try:
        return max(0.0, float(header)) if header else None
    except ValueError:
        return None
