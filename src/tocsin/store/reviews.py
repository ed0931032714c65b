"""What people said of records when reviewing: takes verdicts, keeps them beside the records, which they never change.

A review accepts or rejects a record, or says what a field should read; several people may review one. Invariant: rows
are only ever added, and the latest of each reviewer is what counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from tocsin.errors import InputError
from tocsin.store.rows import instant
from tocsin.store.schema import review

if TYPE_CHECKING:
    from tocsin.store.store import Store

__all__ = ["VERDICTS", "Review", "Reviews"]

VERDICTS = ("accept", "reject", "edit")


@dataclass(frozen=True, slots=True)
class Review:
    """One person's word on one record; ``field`` and ``value`` say what an edit would have it read."""

    record: str
    by: str
    verdict: str
    field: str = ""
    value: str = ""
    at: str = ""


class Reviews:
    """The reviews of one store. Every method raises ``StoreError`` as the store's do."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, one: Review) -> None:
        """Keep a review.

        Raises:
            InputError: an unknown verdict, or an edit that names no field.
        """
        if one.verdict not in VERDICTS or (one.verdict == "edit" and not (one.field and one.value.strip())):
            raise InputError("a review accepts, rejects, or edits a field to a value", one.record[:80])
        row = {"record": one.record, "by": one.by, "verdict": one.verdict, "field": one.field, "value": one.value[:500]}
        with self._store.writing() as connection:
            connection.execute(review.insert().values(at=instant(datetime.now(UTC), None), **row))

    def of(self, records: Sequence[str]) -> dict[str, list[Review]]:
        """The reviews of these records, oldest first."""
        found: dict[str, list[Review]] = {}
        for one in self._read(records):
            found.setdefault(one.record, []).append(one)
        return found

    def verdicts(self) -> dict[str, dict[str, str]]:
        """For each record each reviewer's last accept or reject: what agreement is reckoned from."""
        found: dict[str, dict[str, str]] = {}
        for one in self._read(None):
            if one.verdict != "edit":
                found.setdefault(one.record, {})[one.by] = one.verdict
        return found

    def _read(self, records: Sequence[str] | None) -> list[Review]:
        c = review.c
        query = select(c.record, c.by, c.verdict, c.field, c.value, c.at).order_by(c.seq)
        with self._store.reading() as connection:
            return [
                Review(*row)
                for row in connection.execute(query if records is None else query.where(c.record.in_(records)))
            ]
