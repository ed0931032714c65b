"""Opening of a database: takes a file name or SQLAlchemy URL, gives an engine whose tables are there.

SQLite runs in WAL mode with ``synchronous=FULL``: several processes read while one writes, and what was committed
survives a killed process and a power cut. Every write starts with ``BEGIN IMMEDIATE``, so the log's head can't move
between reading and writing it; PostgreSQL gets the same from a row lock (see ``store.Store``).
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from tocsin.errors import StoreError
from tocsin.store import schema

__all__ = ["READS", "open_engine", "url_of"]

READS = "tocsin_reads"
"""The execution option of a connection that only reads."""

BUSY_TIMEOUT_S = 30
"""Seconds to wait for another writer: far above one report's transaction (milliseconds)."""


def url_of(place: str) -> str:
    """A URL as it is; a file name as SQLite's URL."""
    return place if "://" in place else f"sqlite:///{place}"


def open_engine(place: str) -> Engine:
    """An engine on ``place``; tables are made when missing.

    Raises:
        StoreError: no such driver, not a database, no right to write, or tables of another version.
    """
    try:
        engine = _engine(place)
        with engine.begin() as connection:
            schema.metadata.create_all(connection)
            found = connection.execute(select(schema.schema_version.c.version)).scalar()
            if found is None:
                connection.execute(schema.schema_version.insert().values(version=schema.VERSION))
    except (SQLAlchemyError, ImportError, OSError) as error:
        raise StoreError(f"the database can't be opened: {_cause(error)}", place) from error
    if found not in (None, schema.VERSION):
        raise StoreError(f"the database has schema version {found}, this tocsin speaks {schema.VERSION}", place)
    return engine


def _engine(place: str) -> Engine:
    url = make_url(url_of(place))
    if url.get_backend_name() != "sqlite":
        return create_engine(url)
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_S})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    """Take transactions out of the driver's hands and set the pragmas."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Readers take the ``READS`` option and lock nothing."""
    reads = connection.get_execution_options().get(READS, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _cause(error: Exception) -> str:
    """The driver's own words, without SQLAlchemy's advice."""
    if isinstance(error, ArgumentError):
        return str(error)
    return str(getattr(error, "orig", None) or error)
