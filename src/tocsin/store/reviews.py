"""What people said of records: takes report ids, gives the reviews as they were kept (``Store.review`` keeps them).

Invariant: rows are only ever added; what holds of them is reckoned elsewhere (``tocsin.review``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from tocsin.model import Review
from tocsin.store.rows import review_of
from tocsin.store.schema import review

if TYPE_CHECKING:
    from tocsin.store.store import Store

__all__ = ["Reviews"]


class Reviews:
    """The reviews of one store. Every method raises ``StoreError`` as the store's do."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self, report: str | None = None) -> list[Review]:
        """Every review, or those of one report's records, oldest first."""
        query = select(review.c.payload).order_by(review.c.on, review.c.id)
        if report is not None:
            query = query.where(review.c.report == report)
        with self._store.reading() as connection:
            return [review_of(payload) for payload in connection.execute(query).scalars()]
