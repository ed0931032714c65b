"""Reviews that change the record as served, in a table of their own; those of before, which changed nothing, stay.

Version 4 isn't released: until then this step follows ``schema`` as it grows.
"""

from __future__ import annotations

from alembic import op

from tocsin.store import schema

__all__ = ["upgrade"]


def upgrade() -> None:
    """Make the tables that are missing."""
    schema.metadata.create_all(op.get_bind())
