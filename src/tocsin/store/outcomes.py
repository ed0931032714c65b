"""What became of sources' words over all incidents: takes a store, counts how often others bore each one out or not.

Invariant: the counts are those of the incidents that are kept, in one state of the log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from tocsin.store.schema import outcome

if TYPE_CHECKING:
    from tocsin.store.store import Store

__all__ = ["outcome_counts"]


def outcome_counts(store: Store) -> dict[tuple[str, str, bool], int]:
    """How often each source, under each kind, was borne out (True) or contradicted (False).

    Raises:
        StoreError: the database refuses.
    """
    c = outcome.c
    query = select(c.source, c.kind, c.borne_out, func.count()).group_by(c.source, c.kind, c.borne_out)
    with store.reading() as connection:
        return {(source, kind, bool(up)): number for source, kind, up, number in connection.execute(query)}
