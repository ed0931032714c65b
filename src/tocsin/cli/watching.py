"""``tocsin watch``: takes a watchlist, codes each page that its feeds and folders bring, and keeps it."""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path

from tocsin.cli.options import with_database
from tocsin.cli.streams import say
from tocsin.cli.typed import port
from tocsin.errors import MissingExtraError

__all__ = ["for_watch", "run_watch"]


def for_watch(parser: ArgumentParser) -> None:
    """What to follow, and for how long."""
    parser.add_argument("watchlist", type=Path, metavar="FILE", help="what to follow, as TOML: feeds and folders")
    parser.add_argument("--once", action="store_true", help="look once, take what is there, and end")
    parser.add_argument("--metrics", type=port, metavar="PORT", help="serve Prometheus metrics to this machine")
    with_database(parser)


def run_watch(asked: Namespace) -> int:
    """Follow the watchlist until told to stop."""
    try:
        from prometheus_client import CollectorRegistry

        from tocsin.watch import Fetcher, Ledger, Watcher, load_watchlist
        from tocsin.watch.health import Health, served
    except ImportError as error:
        raise MissingExtraError("following feeds", "watch") from error
    from tocsin.cli.desk import Desk
    from tocsin.cli.shelf import open_store

    watchlist, registry = load_watchlist(asked.watchlist), CollectorRegistry()
    health = Health(len(watchlist.feeds), say, registry)
    store, stop = open_store(asked.database, new=True), threading.Event()
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: stop.set())
    with closing(Ledger(watchlist.ledger)) as ledger, served(registry, asked.metrics):
        fetcher = Fetcher(watchlist.allow_networks)
        watcher = Watcher(watchlist, ledger, fetcher, Desk(store, ledger, watchlist.folders))
        watcher.run(stop, health.tell, asked.once)
        health.tell(ledger.counts(), now=True)
    return 0
