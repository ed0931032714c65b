"""Opening of a database: takes a file name or SQLAlchemy URL, gives an engine whose tables are those of ``schema``.

SQLite runs in WAL mode with ``synchronous=FULL``: several processes read while one writes, and what was committed
survives a killed process and a power cut. Every write starts with ``BEGIN IMMEDIATE``, so the log's head can't move
between reading and writing it; PostgreSQL gets the same from a row lock (see ``store.Store``). A reader sees one
state of the database to its end: SQLite by its snapshot, PostgreSQL by ``REPEATABLE READ``.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from tocsin.errors import MissingExtraError, StoreError
from tocsin.store import migrate, schema

__all__ = ["cause_of", "engine_on", "open_engine", "reading", "shown"]

_READS = "tocsin_reads"
"""The execution option of a connection that only reads."""

BUSY_TIMEOUT_S = 30
"""Seconds to wait for another writer: far above one report's transaction (milliseconds)."""


def _url_of(place: str) -> str:
    """A URL as it is, PostgreSQL's with the driver that the extra installs; a file name as SQLite's URL."""
    scheme, found, rest = place.partition("://")
    if not found:
        return f"sqlite:///{place}"
    return f"postgresql+psycopg://{rest}" if scheme in ("postgresql", "postgres") else place


def open_engine(place: str, may_migrate: bool = False) -> Engine:
    """An engine on ``place``; missing tables are made, a file of an older release is brought forward.

    Raises:
        StoreError: no such driver, not a database, no right to write, or tables of another version; those of a server
            are brought forward only if the caller says so, since others share it.
        MissingExtraError: a PostgreSQL URL without its driver.
    """
    engine = engine_on(place)
    try:
        found = _forward(engine, may_migrate or engine.dialect.name == "sqlite")
        if found == schema.VERSION:
            return engine
    except (SQLAlchemyError, OSError) as error:
        raise _refused(f"the database can't be opened: {cause_of(error)}", engine, place) from error
    do = "run tocsin migrate" if found < schema.VERSION else "a newer one is needed"
    raise _refused(f"the database has schema version {found}, this tocsin speaks {schema.VERSION}; {do}", engine, place)


def _forward(engine: Engine, may_migrate: bool) -> int:
    """The version that stands when missing tables are made and, if it may be, older ones moved."""
    with reading(engine) as connection:
        found = migrate.version_of(connection)
    if found is not None and (found >= schema.VERSION or not may_migrate):
        return found
    with engine.begin() as connection:
        return migrate.bring_forward(connection)


def _refused(what: str, engine: Engine, place: str) -> StoreError:
    engine.dispose()
    return StoreError(what, shown(place))


def reading(engine: Engine) -> Connection:
    """A connection that locks nothing and sees one state of the database until it is closed."""
    options = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    return engine.connect().execution_options(**{_READS: True}, **options)


def cause_of(error: Exception) -> str:
    """The driver's own words, without SQLAlchemy's advice."""
    if isinstance(error, (ArgumentError, NoSuchModuleError)):
        return str(error)
    return str(getattr(error, "orig", None) or error)


def shown(place: str) -> str:
    """The place as it may stand in a message: without a password."""
    try:
        return make_url(place).render_as_string() if "://" in place else place
    except ArgumentError:
        return place


def engine_on(place: str) -> Engine:
    """An engine on ``place``, whatever tables are there.

    Raises:
        StoreError: no such driver, or a file that can't be.
        MissingExtraError: a PostgreSQL URL without its driver.
    """
    try:
        return _engine(make_url(_url_of(place)))
    except (SQLAlchemyError, ImportError, OSError) as error:
        if isinstance(error, ModuleNotFoundError) and error.name == "psycopg":
            raise MissingExtraError("PostgreSQL", "postgres") from error
        raise StoreError(f"the database can't be opened: {cause_of(error)}", shown(place)) from error


def _engine(url: URL) -> Engine:
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
    """Readers lock nothing."""
    reads = connection.get_execution_options().get(_READS, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
