"""The derived tables by which incidents are brought up to one report: what records are found by, and their links.

Version 3 isn't released either and follows ``schema`` as version 2 does (see ``v0002_workbench``).
"""

from __future__ import annotations

from alembic import op

from tocsin.store import schema

__all__ = ["upgrade"]


def upgrade() -> None:
    """Make the tables that are missing."""
    schema.metadata.create_all(op.get_bind())
