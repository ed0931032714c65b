"""The tables that came after version 1: accounts, sessions, tokens, audit, reviews, and the catalogue of incidents.

Version 2 isn't released: until then this step follows ``schema`` as it grows, and a database that an earlier checkout
opened keeps the tables that it has. With the release the tables are written out here, as in ``v0001_first``.
"""

from __future__ import annotations

from alembic import op

from tocsin.store import schema

__all__ = ["upgrade"]


def upgrade() -> None:
    """Make the tables that are missing."""
    schema.metadata.create_all(op.get_bind())
