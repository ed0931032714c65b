"""The panel, a view on the catalogue that was there before.

Version 6 isn't released: until then this step makes the view as ``panel`` words it.
"""

from __future__ import annotations

from alembic import op

from tocsin.store.panel import MAKE_PANEL

__all__ = ["upgrade"]


def upgrade() -> None:
    """Make the view."""
    op.execute(MAKE_PANEL)
