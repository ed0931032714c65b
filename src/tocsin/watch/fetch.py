"""Address -> bytes: takes an http or https address, gives what its server answers, within stated limits.

Redirects are followed by hand, each through the same guard (see ``guard``); gzip is unpacked piece by piece, never past
the limit. Invariant: an answer is whole and no larger than ``Limits.max_bytes`` unpacked, or a ``FetchError`` says why
not; no credential, cookie or proxy setting is sent.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cached_property
from urllib.parse import quote, urljoin, urlsplit

import httpcore2

from tocsin.errors import FetchError
from tocsin.watch.guard import Guard, Network

__all__ = ["Fetched", "Fetcher", "Limits"]

_AGENT = "tocsin (reads feeds; keeps to robots.txt)"
_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_LATER = frozenset([408, 425, 429])
_DAY_S = 86_400
_FAILURES = (
    httpcore2.TimeoutException,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.UnsupportedProtocol,
    OSError,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one fetch: bytes unpacked (those of a file, see ``ingest.Options``), seconds in all and for a step, hops."""

    max_bytes: int = 20_000_000
    total_s: float = 60
    step_s: float = 15
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: the address that gave it, its status (200 or 304), header fields in lower case, and the body."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Fetcher:
    """Fetches within ``limits``, from public addresses and the ``allowed`` networks. Safe to share by threads."""

    def __init__(self, allowed: Sequence[Network] = (), limits: Limits = Limits()) -> None:
        self._allowed = allowed
        self.limits = limits

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return httpcore2.default_ssl_context()

    def get(self, url: str, conditions: Mapping[str, str] | None = None) -> Fetched:
        """What the address, or the one it leads to, answers.

        Raises:
            FetchError: it is refused, fails, is too large, too slow, or answers with another status.
        """
        deadline = time.monotonic() + self.limits.total_s
        here = url
        for _ in range(self.limits.redirects + 1):
            try:
                answer = self._once(here, conditions or {}, deadline)
            except _FAILURES as error:
                raise FetchError(f"{type(error).__name__}: {error}", here, again=True) from error
            if answer.status not in _REDIRECTS:
                return _judged(answer)
            here = _led(here, answer.headers.get("location", ""))
        raise FetchError(f"redirects more than {self.limits.redirects} times", url)

    def _once(self, url: str, conditions: Mapping[str, str], deadline: float) -> Fetched:
        steps = dict.fromkeys(("connect", "read", "write", "pool"), self.limits.step_s)
        headers = [("User-Agent", _AGENT), ("Accept-Encoding", "gzip"), ("Accept", "*/*"), *conditions.items()]
        guard = Guard(self._allowed, deadline)
        with (
            httpcore2.ConnectionPool(self._tls, max_connections=1, network_backend=guard) as pool,
            pool.stream("GET", _target(url), headers=headers, extensions={"timeout": steps}) as answer,
        ):
            fields = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
            whole = answer.status == 200
            body = _unpacked(answer.iter_stream(), fields, self.limits.max_bytes, url) if whole else b""
        return Fetched(url, answer.status, fields, body)


def _led(here: str, location: str) -> str:
    try:
        return urljoin(here, location)
    except ValueError as error:
        raise FetchError(f"redirects to what is no address: {location[:200]}", here) from error


def _target(url: str) -> httpcore2.URL:
    """The address in its parts; refused unless it is plain http or https."""
    try:
        parts = urlsplit(url)
        port, host = parts.port, (parts.hostname or "").encode("ascii" if ":" in url.split("/")[2] else "idna")
    except (ValueError, IndexError) as error:
        raise FetchError("is no address that can be fetched", url) from error
    if parts.scheme not in ("http", "https") or not host:
        raise FetchError("only http and https are fetched", url)
    if parts.username or parts.password:
        raise FetchError("holds a name or password; none is ever sent", url)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    return httpcore2.URL(scheme=parts.scheme.encode(), host=host, port=port, target=f"{path}{query}".encode())


def _unpacked(chunks: Iterable[bytes], fields: Mapping[str, str], most: int, url: str) -> bytes:
    coding = fields.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise FetchError(f"answers packed as {coding}, which wasn't asked for", url)
    packed = coding not in ("identity", "")
    unpacker = zlib.decompressobj(wbits=47)  # gzip or zlib, by its head
    body = bytearray()
    try:
        for chunk in chunks:
            body += unpacker.decompress(chunk, most + 1 - len(body)) if packed else chunk
            if len(body) > most:
                raise FetchError(f"larger than {most / 1_000_000:,.0f} MB", url)
    except zlib.error as error:
        raise FetchError(f"the packed answer is broken: {error}", url, again=True) from error
    if packed and not unpacker.eof:
        raise FetchError("the packed answer is cut short", url, again=True)
    return bytes(body)


def _judged(answer: Fetched) -> Fetched:
    if answer.status in (200, 304):
        return answer
    later = answer.status in _LATER or answer.status >= 500
    raise FetchError(f"answers {answer.status}", answer.url, later, _wait(answer.headers.get("retry-after", "")))


def _wait(words: str) -> float:
    """Seconds that the server asks to wait (RFC 9110, 10.2.3), a day at most."""
    try:
        seconds = float(words) if words.strip().isdecimal() else parsedate_to_datetime(words).timestamp() - time.time()
    except (ValueError, TypeError, OverflowError):
        return 0
    return min(max(seconds, 0), _DAY_S)
