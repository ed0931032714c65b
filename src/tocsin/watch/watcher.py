"""The watch itself: takes a watchlist, hands over each new page once, and goes on until told to stop.

One thread decides, writes the ledger and hands over; a few others only fetch, one page a host at a time. What failed is
tried again ever later. Invariant: memory holds the pages being fetched and nothing of those before; whatever is lost in
a kill is on the ledger as not done, and is done again from its snapshot.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from tocsin.errors import FetchError, InputError, StoreError
from tocsin.watch.feeds import read_feed
from tocsin.watch.fetch import Fetched, Fetcher
from tocsin.watch.inbox import Inbox
from tocsin.watch.ledger import Ledger, Page, SourceState, Taken
from tocsin.watch.reader import Arrival, Reader
from tocsin.watch.robots import Robots
from tocsin.watch.snapshots import Snapshots
from tocsin.watch.watchlist import Feed, Watchlist

__all__ = ["Watcher"]

_FETCHERS = 8
"""Threads that fetch: they wait for servers, not for the processor."""
_TRIES = 6
"""Of a page before it is given up: with the usual waits, over an hour."""
_TICK_S = 0.3
_TELL_EVERY_S = 2
"""Counting a million pages, twelve weeks of 300 feeds, takes .06 s of a core."""
_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class _Errand:
    """One fetch under way: of a feed, or of a page that one named."""

    url: str
    feed: Feed | None = None
    page: Page | None = None


class Watcher:
    """Follows a watchlist, and hands each arrival to the ``reader``."""

    def __init__(
        self,
        watchlist: Watchlist,
        ledger: Ledger,
        fetcher: Fetcher,
        reader: Reader,
    ) -> None:
        self._watchlist, self._ledger, self._fetcher, self._reader = watchlist, ledger, fetcher, reader
        self._snapshots = Snapshots(watchlist.snapshots)
        self._inbox = Inbox(watchlist.folders, ledger, self._snapshots, reader, fetcher.limits.max_bytes)
        self._robots = Robots(fetcher)
        self._feeds = {feed.url: feed for feed in watchlist.feeds}
        self._maps: dict[str, Feed] = {}  # sitemaps that an index names
        self._states = {url: ledger.source(url) for url in self._feeds}
        self._busy: dict[Future[Fetched], _Errand] = {}
        self._free_at: dict[str, float] = {}  # by host, monotonic seconds
        self._take_at = self._told_at = 0.0

    def run(self, stop: threading.Event, tell: Callable[[Mapping[str, int]], None], once: bool = False) -> None:
        """Follow until ``stop`` is set; ``once`` ends when nothing is left to do now. ``tell`` hears how it stands.

        Raises:
            StoreError: the database refuses, when run ``once``; else it is tried again.
        """
        with ThreadPoolExecutor(_FETCHERS) as pool:
            while not stop.is_set():
                self._inbox.look()
                left = self._take_arrivals(once)
                waiting = self._start(pool)
                if once and not (self._busy or waiting or left or self._inbox.young):
                    return
                self._tell(tell)
                if self._busy:
                    wait(self._busy, 0 if left else _TICK_S, FIRST_COMPLETED)
                else:
                    stop.wait(0 if left else _TICK_S)
                self._collect()

    def _tell(self, tell: Callable[[Mapping[str, int]], None]) -> None:
        if time.monotonic() >= self._told_at:
            self._told_at = time.monotonic() + _TELL_EVERY_S
            tell(self._ledger.counts())

    def _take_arrivals(self, once: bool) -> bool:
        """Hand over what has arrived, a few at a time; True when more is there."""
        if time.monotonic() < self._take_at:
            return False
        pages = self._ledger.fetched(_FETCHERS)
        for page in pages:
            try:
                if taken := self._taken(page):
                    self._ledger.finish(page.url, taken)
            except StoreError:
                if once:
                    raise
                self._take_at = time.monotonic() + self._watchlist.retry_seconds
                return False
        return bool(pages)

    def _taken(self, page: Page) -> Taken | None:
        """What became of it; an archive is read where it lies, as what it names lies beside it."""
        try:
            content = self._inbox.archive(page.url) or self._snapshots.read(page.sha256 or "")
        except InputError as error:
            return self._reader.refuse(page.url, error.what)
        return self._reader.take(Arrival(content, page.url, page.source, page.published))

    def _start(self, pool: ThreadPoolExecutor) -> bool:
        """Send out what is due and may go now; True when something due must wait for its host."""
        waiting = False
        busy = {errand.url for errand in self._busy.values()}
        for errand in self._due():
            host = urlsplit(errand.url).netloc
            if errand.url in busy:
                continue
            if len(self._busy) >= _FETCHERS or self._free_at.get(host, 0) > time.monotonic():
                waiting = True
                continue
            self._free_at[host] = float("inf")
            self._busy[pool.submit(self._fetch, errand)] = errand
        return waiting

    def _due(self) -> Iterator[_Errand]:
        now = time.time()
        for url, feed in [*self._feeds.items(), *self._maps.items()]:
            if self._states.get(url, SourceState()).next_at <= now:
                yield _Errand(url, feed)
        pages = self._ledger.due(now, 1000)
        random.shuffle(pages)  # so that no host waits behind another for ever
        yield from (_Errand(page.url, page=page) for page in pages)

    def _fetch(self, errand: _Errand) -> Fetched:
        """In a thread of its own; what a person named is asked for whatever robots.txt says."""
        if errand.url not in self._feeds:
            self._robots.check(errand.url)
        state = self._states.get(errand.url, SourceState())
        given = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
        return self._fetcher.get(errand.url, {key: value for key, value in given.items() if value})

    def _collect(self) -> None:
        now = time.monotonic()
        self._free_at = {host: at for host, at in self._free_at.items() if at > now}
        for future in [one for one in self._busy if one.done()]:
            errand = self._busy.pop(future)
            pause = max(self._watchlist.per_host_seconds, min(self._robots.delay_s(errand.url), 60))
            self._free_at[urlsplit(errand.url).netloc] = time.monotonic() + pause
            try:
                self._arrived(errand, future.result())
            except FetchError as error:
                self._failed(errand, error)
            except OSError as error:  # no room for the snapshot
                self._failed(errand, FetchError(str(error), errand.url, again=True))

    def _arrived(self, errand: _Errand, answer: Fetched) -> None:
        if errand.feed is not None:
            self._read(errand.url, errand.feed, answer)
            return
        about = {"url": errand.url, "from": answer.url, "at": datetime.now(UTC).isoformat(), "headers": answer.headers}
        self._ledger.arrived(errand.url, self._snapshots.keep(answer.body, about))

    def _read(self, url: str, feed: Feed, answer: Fetched) -> None:
        entries = read_feed(answer.body, answer.url) if answer.status == 200 else []
        maps = {one.url: replace(feed, url=one.url) for one in entries if one.is_map} if url in self._feeds else {}
        self._maps |= maps
        due = time.time() + 60 * (feed.every_minutes or self._watchlist.every_minutes)
        old, fields = self._states.get(url, SourceState()), answer.headers
        etag, modified = fields.get("etag"), fields.get("last-modified")
        if answer.status == 304:
            etag, modified = etag or old.etag, modified or old.modified
        state = SourceState(None if maps else etag, None if maps else modified, 0, due)
        self._states[url] = state
        self._ledger.answered(feed, state, [one for one in entries if not one.is_map])

    def _failed(self, errand: _Errand, error: FetchError) -> None:
        if errand.feed is not None:
            old = self._states.get(errand.url, SourceState())
            wait_s = _back_off(60 * (errand.feed.every_minutes or self._watchlist.every_minutes), old.failures, error)
            state = replace(old, failures=old.failures + 1, next_at=time.time() + wait_s)
            self._states[errand.url] = state
            self._ledger.answered(errand.feed, state, [], error.what)
        elif errand.page is not None:
            more = error.again and errand.page.tries + 1 < _TRIES
            wait_s = _back_off(self._watchlist.retry_seconds, errand.page.tries, error)
            self._ledger.later(errand.url, error.what, time.time() + wait_s if more else None)


def _back_off(first_s: float, failures: int, error: FetchError) -> float:
    """Seconds to wait: doubled by each failure, a day at most, no less than the server asks."""
    return float(max(min(first_s * 2 ** min(failures, 20), _DAY_S), error.after_s))
