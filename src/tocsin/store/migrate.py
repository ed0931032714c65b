"""The way forward of the tables: takes a connection, brings a database of any released version to ``schema.VERSION``.

Each step is a module of ``migrations``, named for the version that it leads to (``v0002_what``), whose ``upgrade``
calls Alembic's operations. Invariant: all steps and the new version are one transaction, on SQLite too, under a lock:
a killed migration leaves the old tables, and two processes that open one database make or move its tables once. A new
database is made from ``schema`` and ``panel`` outright; a test holds that every way leads to the same tables.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from sqlalchemy import Connection, inspect, select, text

from tocsin.errors import StoreError
from tocsin.store import migrations, schema
from tocsin.store.panel import MAKE_PANEL

__all__ = ["bring_forward", "make_at", "version_of"]

_LOCK = 0x746F6373696E  # "tocsin": the key of PostgreSQL's advisory lock while tables are made or moved


class _Step(Protocol):
    """A module of ``migrations``."""

    def upgrade(self) -> None:
        """Lead the tables from the version before to its own."""


def version_of(connection: Connection) -> int | None:
    """The schema version of a database; None when it has no tables of ours."""
    if not inspect(connection).has_table(schema.schema_version.name):
        return None
    return connection.execute(select(schema.schema_version.c.version)).scalar()


def bring_forward(connection: Connection) -> int:
    """Make the tables where there are none, or lead older ones on; gives the version that stands then."""
    _lock(connection)
    found = version_of(connection)
    if found is None:
        schema.metadata.create_all(connection)
        connection.execute(text(MAKE_PANEL))
        connection.execute(schema.schema_version.insert().values(version=schema.VERSION))
        return schema.VERSION
    if found < schema.VERSION:
        _walk(connection, found, schema.VERSION)
        return schema.VERSION
    return found


def make_at(connection: Connection, version: int) -> None:
    """Make the tables of a released version in an empty database.

    Raises:
        StoreError: the database isn't empty, or no release had this version.
    """
    _lock(connection)
    if version_of(connection) is not None:
        raise StoreError("the database holds tables already; give a new one")
    if not 1 <= version <= schema.VERSION:
        raise StoreError(f"schema version {version} is unknown, this tocsin speaks 1 to {schema.VERSION}")
    _walk(connection, 0, version)


def _walk(connection: Connection, found: int, goal: int) -> None:
    from alembic.migration import MigrationContext  # on use: nearly every opening finds the tables as they should be
    from alembic.operations import Operations

    steps = _steps()
    with Operations.context(MigrationContext.configure(connection)):
        for version in range(found + 1, goal + 1):
            cast(_Step, import_module(f"{migrations.__name__}.{steps[version]}")).upgrade()
    connection.execute(schema.schema_version.delete())
    connection.execute(schema.schema_version.insert().values(version=goal))


def _steps() -> dict[int, str]:
    """The modules of ``migrations`` by the version that each leads to."""
    names = [module.name for module in iter_modules(migrations.__path__)]
    return {int(name[1:5]): name for name in names}


def _lock(connection: Connection) -> None:
    """SQLite's writers are alone already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})
