"""The state of a watch in one SQLite file: what each feed last said, and what became of each page it named.

    page: queued -> fetched -> kept | doubled | refused        queued -> … tries … -> failed

Invariant: every step is one transaction, flushed to the disk; a page is told as done together with the key of its text,
and never goes back. A step that can't be written is a ``StoreError``, and hasn't been made.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from tocsin.errors import StoreError
from tocsin.watch.feeds import Entry
from tocsin.watch.watchlist import Feed

__all__ = ["Ledger", "Page", "SourceState", "Taken"]

_TABLES = """
CREATE TABLE IF NOT EXISTS source (
    url TEXT PRIMARY KEY, etag TEXT, modified TEXT, failures INTEGER NOT NULL DEFAULT 0, next_at REAL NOT NULL,
    why TEXT);
CREATE TABLE IF NOT EXISTS page (
    url TEXT PRIMARY KEY, host TEXT NOT NULL, source TEXT, published TEXT, state TEXT NOT NULL, tries INTEGER NOT NULL
    DEFAULT 0, next_at REAL NOT NULL DEFAULT 0, sha256 TEXT, why TEXT);
CREATE INDEX IF NOT EXISTS page_due ON page (state, next_at);
CREATE INDEX IF NOT EXISTS page_bytes ON page (sha256);
CREATE TABLE IF NOT EXISTS text (key TEXT PRIMARY KEY);
"""
_NOTE_TEXT = "INSERT OR IGNORE INTO text (key) VALUES (?)"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an arrival: its state, why it was refused, and the key of its text."""

    state: Literal["kept", "doubled", "refused"]
    why: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page on its way: how often it was tried, and the hash of its bytes once they are there."""

    url: str
    source: str | None
    published: date | None
    tries: int
    sha256: str | None


@dataclass(frozen=True, slots=True)
class SourceState:
    """What a feed's last answers left: its validators (RFC 9110, 8.8), failures in a row, when it is due (epoch s)."""

    etag: str | None = None
    modified: str | None = None
    failures: int = 0
    next_at: float = 0


class Ledger:
    """One file of state, for one thread of one watch."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=30)
        except (OSError, sqlite3.Error) as error:
            raise self._failed(error) from error
        with self._step() as db:
            for line in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL"):
                db.execute(line)
            db.executescript(_TABLES)

    @contextmanager
    def _step(self) -> Iterator[sqlite3.Connection]:
        """One transaction, all of it or nothing.

        Raises:
            StoreError: the disk is full, or the file can't be written for another reason.
        """
        try:
            with self._db:
                yield self._db
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> StoreError:
        return StoreError(f"what became of the pages can't be written: {error}", str(self._path))

    def close(self) -> None:
        """Give the file back."""
        self._db.close()

    def source(self, url: str) -> SourceState:
        """What is known of a feed."""
        query = "SELECT etag, modified, failures, next_at FROM source WHERE url = ?"
        found = self._db.execute(query, (url,)).fetchone()
        return SourceState(*found) if found else SourceState()

    def answered(self, feed: Feed, state: SourceState, entries: Iterable[Entry], why: str | None = None) -> None:
        """Note a feed's answer and queue the pages that are new, in one step."""
        with self._step() as db:
            db.executemany(
                "INSERT OR IGNORE INTO page (url, host, source, published, state) VALUES (?, ?, ?, ?, 'queued')",
                [
                    (one.url, urlsplit(one.url).netloc, feed.name, one.published and str(one.published))
                    for one in entries
                ],
            )
            db.execute(
                "INSERT OR REPLACE INTO source (url, etag, modified, failures, next_at, why) VALUES (?, ?, ?, ?, ?, ?)",
                (feed.url, state.etag, state.modified, state.failures, state.next_at, why),
            )

    def due(self, now: float, most: int) -> list[Page]:
        """Queued pages whose time has come, one a host."""
        query = (
            "SELECT url, source, published, tries, sha256, min(next_at) FROM page "
            "WHERE state = 'queued' AND next_at <= ? GROUP BY host LIMIT ?"
        )
        return [_page(row) for row in self._db.execute(query, (now, most))]

    def fetched(self, most: int) -> list[Page]:
        """Pages whose bytes are kept and not yet taken, any of them: a long archive is no reason for others to wait."""
        query = (
            "SELECT url, source, published, tries, sha256 FROM page WHERE state = 'fetched' ORDER BY random() LIMIT ?"
        )
        return [_page(row) for row in self._db.execute(query, (most,))]

    def arrived(self, url: str, sha256: str, source: str | None = None) -> None:
        """Note that a page's bytes are kept; those that came from elsewhere before are doubled."""
        with self._step() as db:
            seen = db.execute("SELECT 1 FROM page WHERE sha256 = ? AND url <> ?", (sha256, url)).fetchone()
            db.execute(
                "INSERT INTO page (url, host, source, state, sha256) VALUES (?, '', ?, ?, ?) ON CONFLICT (url) "
                "DO UPDATE SET state = excluded.state, sha256 = excluded.sha256, why = NULL",
                (url, source, "doubled" if seen else "fetched", sha256),
            )

    def later(self, url: str, why: str, next_at: float | None) -> None:
        """Note a failed try; without a next one the page is given up."""
        state = "failed" if next_at is None else "queued"
        with self._step() as db:
            query = "UPDATE page SET state = ?, why = ?, tries = tries + 1, next_at = ? WHERE url = ?"
            db.execute(query, (state, why, next_at or 0, url))

    def finish(self, url: str, taken: Taken) -> None:
        """Note what became of a page, and its text's key."""
        with self._step() as db:
            db.execute("UPDATE page SET state = ?, why = ? WHERE url = ?", (taken.state, taken.why, url))
            if taken.key:
                db.execute(_NOTE_TEXT, (taken.key,))

    def note_text(self, key: str) -> None:
        """Note the text of a row of an archive that was kept."""
        with self._step() as db:
            db.execute(_NOTE_TEXT, (key,))

    def knows(self, url: str) -> bool:
        """True for a page that was named before."""
        return self._db.execute("SELECT 1 FROM page WHERE url = ?", (url,)).fetchone() is not None

    def knows_text(self, key: str) -> bool:
        """True when a page with this text was kept before."""
        return self._db.execute("SELECT 1 FROM text WHERE key = ?", (key,)).fetchone() is not None

    def counts(self) -> dict[str, int]:
        """Pages by state, and ``failing`` feeds."""
        found = dict(self._db.execute("SELECT state, count(*) FROM page GROUP BY state").fetchall())
        failing = self._db.execute("SELECT count(*) FROM source WHERE failures > 0").fetchone()[0]
        return {**found, "failing": failing}


def _page(row: tuple[str, str | None, str | None, int, str | None]) -> Page:
    url, source, published, tries, sha256 = row[:5]
    return Page(url, source, date.fromisoformat(published) if published else None, tries, sha256)
