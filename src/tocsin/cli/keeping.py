"""``tocsin migrate``, ``backup`` and ``restore``: the database as a whole, moved forward, copied and put back."""

from __future__ import annotations

from pathlib import Path

from tocsin.cli.shelf import database_url, open_store
from tocsin.cli.streams import say
from tocsin.store import open_engine, restore

__all__ = ["back_up", "bring_forward", "put_back"]


def bring_forward(database: str | None) -> None:
    """Lead the tables of an older release to this one's.

    Raises:
        StoreError: the database can't be opened, or a newer tocsin wrote it.
    """
    open_engine(database_url(database), may_migrate=True).dispose()
    say("the tables are those of this release")


def back_up(database: str | None, out: Path) -> None:
    """Write all that is kept into one file.

    Raises:
        StoreError: the database can't be read, or the file not written.
    """
    store = open_store(database)
    rows = store.backup(out)
    say(f"wrote {out}: {rows} rows")


def put_back(database: str | None, backup: Path) -> None:
    """Fill a new database from a backup, and say what it holds.

    Raises:
        StoreError: the database isn't new, or the backup isn't whole.
    """
    rows = restore(database_url(database), backup)
    length, head = open_store(database).log_head()
    say(f"restored {rows} rows; whole: {length} rows in the log, head {head}")
