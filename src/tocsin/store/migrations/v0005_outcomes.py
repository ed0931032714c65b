"""What became of each source's word in each incident: a derived table, filled when incidents are next put together.

Version 5 isn't released: until then this step follows ``schema`` as it grows.
"""

from __future__ import annotations

from alembic import op

from tocsin.store import schema

__all__ = ["upgrade"]


def upgrade() -> None:
    """Make the tables that are missing."""
    schema.metadata.create_all(op.get_bind())
