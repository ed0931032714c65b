"""Feeds, sitemaps and folders -> bytes worth reading: fetched safely and politely, kept as snapshots, each once.

``load_watchlist`` reads what to follow, ``Watcher`` follows it; what becomes of the bytes is the ``Reader``'s, who is
handed one ``Arrival`` after the other. Invariant: an arrival is told as done only after the caller has kept it, so that
a process killed at any moment loses none and doubles none.
"""

from __future__ import annotations

from tocsin.watch.fetch import Fetcher, Limits
from tocsin.watch.ledger import Ledger, Taken
from tocsin.watch.reader import Arrival, Reader
from tocsin.watch.snapshots import Snapshots
from tocsin.watch.watcher import Watcher
from tocsin.watch.watchlist import Feed, Folder, Watchlist, load_watchlist

__all__ = [
    "Arrival",
    "Feed",
    "Fetcher",
    "Folder",
    "Ledger",
    "Limits",
    "Reader",
    "Snapshots",
    "Taken",
    "Watcher",
    "Watchlist",
    "load_watchlist",
]
