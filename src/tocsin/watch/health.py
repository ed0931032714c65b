"""How a watch stands: takes the counts of its ledger, gives one line a minute and metrics in Prometheus' form.

Invariant: metrics are served to this machine alone, and say how many, never what.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Gauge, ProcessCollector, start_http_server

__all__ = ["Health", "served"]

_EVERY_S = 60
_STATES = ("queued", "fetched", "kept", "doubled", "refused", "failed")


class Health:
    """Tells how the watch stands, at most once a minute."""

    def __init__(self, feeds: int, say: Callable[[str], None], registry: CollectorRegistry) -> None:
        self._feeds, self._say, self._at = feeds, say, time.monotonic()
        self._pages = Gauge("tocsin_watch_pages", "Pages by what became of them", ["state"], registry=registry)
        self._failing = Gauge("tocsin_watch_feeds_failing", "Feeds whose last answer failed", registry=registry)
        ProcessCollector(registry=registry)

    def tell(self, counts: Mapping[str, int], now: bool = False) -> None:
        """Set the metrics; say the line when its minute has come, or ``now``."""
        for state in _STATES:
            self._pages.labels(state).set(counts.get(state, 0))
        self._failing.set(counts.get("failing", 0))
        if now or time.monotonic() - self._at >= _EVERY_S:
            self._at = time.monotonic()
            self._say(self._line(counts))

    def _line(self, counts: Mapping[str, int]) -> str:
        pages = ", ".join(f"{counts.get(state, 0)} {state}" for state in _STATES)
        unit = 1 if sys.platform == "darwin" else 1024  # bytes of ru_maxrss
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
        return (
            f"{time.strftime('%H:%M')} {self._feeds} feeds, {counts.get('failing', 0)} failing; pages: {pages}; "
            f"memory at most {peak_mb:.0f} MB"
        )


@contextmanager
def served(registry: CollectorRegistry, port: int | None) -> Iterator[None]:
    """Serve the metrics while the watch runs, if a port is given."""
    if port is None:
        yield
        return
    server, thread = start_http_server(port, addr="127.0.0.1", registry=registry)
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
