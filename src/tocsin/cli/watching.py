"""``tocsin watch``: takes a watchlist, codes each page that its feeds and folders bring, and keeps it.

Invariant: a page is told as done only after the store has it; a text that an outlet gave before, under whatever
address, isn't kept twice.
"""

from __future__ import annotations

import hashlib
import signal
import threading
from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.cli.options import count, with_database
from tocsin.cli.streams import complain, say
from tocsin.errors import MissingExtraError, TocsinError
from tocsin.limits import within_seconds

if TYPE_CHECKING:
    from tocsin.store import Store
    from tocsin.watch import Arrival, Ledger, Taken

__all__ = ["for_watch", "run_watch"]


def for_watch(parser: ArgumentParser) -> None:
    """What to follow, and for how long."""
    parser.add_argument("watchlist", type=Path, metavar="FILE", help="what to follow, as TOML: feeds and folders")
    parser.add_argument("--once", action="store_true", help="look once, take what is there, and end")
    parser.add_argument("--metrics", type=count, metavar="PORT", help="serve Prometheus metrics to this machine")
    with_database(parser)


def run_watch(asked: Namespace) -> int:
    """Follow the watchlist until told to stop."""
    try:
        from prometheus_client import CollectorRegistry

        from tocsin.watch import Fetcher, Ledger, Watcher, load_watchlist
        from tocsin.watch.health import Health, served
    except ImportError as error:
        raise MissingExtraError("following feeds", "watch") from error
    from tocsin.cli.shelf import open_store

    watchlist, registry = load_watchlist(asked.watchlist), CollectorRegistry()
    health = Health(len(watchlist.feeds), say, registry)
    store, stop = open_store(asked.database, new=True), threading.Event()
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: stop.set())
    with closing(Ledger(watchlist.ledger)) as ledger, served(registry, asked.metrics):
        fetcher = Fetcher(watchlist.allow_networks)
        watcher = Watcher(watchlist, ledger, fetcher, lambda arrival: _take(arrival, store, ledger))
        watcher.run(stop, health.tell, asked.once)
        health.tell(ledger.counts(), now=True)
    return 0


def _take(arrival: Arrival, store: Store, ledger: Ledger) -> Taken:
    """Code and keep one arrival; a refusal costs one line."""
    from tocsin.ingest import Options, report_from_bytes
    from tocsin.pipeline import code_report
    from tocsin.watch import Taken

    url = arrival.name if arrival.name.startswith("http") else None
    given = Options(published=arrival.published, source=arrival.source, url=url)
    try:
        with within_seconds(arrival.name):
            report = report_from_bytes(arrival.data, arrival.name.partition("?")[0], given)
            key = hashlib.sha256(f"{report.source}\0{report.text}".encode("utf-8", "replace")).hexdigest()
            if ledger.knows_text(key):
                return Taken("doubled")
            coded = code_report(report)
    except TocsinError as error:
        return _refused(arrival.name, error.what)
    except Exception as error:  # noqa: BLE001  # a bug over one page must not end the watch
        return _refused(arrival.name, f"a bug in tocsin ({type(error).__name__}: {error})")
    store.save(coded)
    return Taken("kept", key=key)


def _refused(name: str, cause: str) -> Taken:
    from tocsin.watch import Taken

    complain(name, cause)
    return Taken("refused", cause)
