"""Who may be asked for what: takes an address, gives whether its host's robots.txt (RFC 9309) lets us fetch it.

Invariant: a host without the file lets everything through (4xx), one that fails to give it nothing (5xx, no answer);
rules are kept for a day, those of a thousand hosts at most.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from urllib.parse import urlsplit

from protego import Protego

from tocsin.errors import FetchError
from tocsin.watch.fetch import Fetcher

__all__ = ["Robots"]

_AGENT = "tocsin"
_KEPT_S = 86_400
_FAILED_S = 600
"""Seconds until a host that failed to give its rules is asked anew."""
_MOST_HOSTS = 1000
_ALLOW, _DENY = "", "User-agent: *\nDisallow: /"


class Robots:
    """The rules of hosts, fetched when first needed. Safe to share by threads."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._known: OrderedDict[str, tuple[float, Protego]] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, url: str) -> None:
        """Let a permitted address pass.

        Raises:
            FetchError: the rules forbid it, or can't be had now.
        """
        if not self._rules(url).can_fetch(url, _AGENT):
            raise FetchError("robots.txt forbids it", url)

    def delay_s(self, url: str) -> float:
        """Seconds that the host wants between two fetches, as far as its rules are known."""
        known = self._known.get(_host(url))
        return float((known and known[1].crawl_delay(_AGENT)) or 0)

    def _rules(self, url: str) -> Protego:
        host = _host(url)
        with self._lock:
            known = self._known.get(host)
        if known is None or known[0] < time.monotonic():
            text, kept_s = self._fetch(f"{host}/robots.txt")
            known = time.monotonic() + kept_s, Protego.parse(text)
            with self._lock:
                self._known[host] = known
                if len(self._known) > _MOST_HOSTS:
                    self._known.popitem(last=False)
        return known[1]

    def _fetch(self, url: str) -> tuple[str, float]:
        try:
            return self._fetcher.get(url).body[:500_000].decode("utf-8", "replace"), _KEPT_S  # RFC 9309, 2.5
        except FetchError as error:
            return (_DENY, _FAILED_S) if error.again else (_ALLOW, _KEPT_S)


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
