"""What is kept of grouping: takes a transaction, finds the records that a new one may meet, and replaces incidents.

Four derived tables stand behind it: ``told`` (the wording of each record), ``laid`` (what it may be found by), ``link``
(which records may be one incident) and ``grouped`` (how far in the log, and by whose rules). What the values mean is
the caller's. Invariant: all that one ``Groups`` reads and writes is one transaction.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from tocsin.model import CodedReport, EventRecord, Incident, Judgement, Outcome
from tocsin.store import rows
from tocsin.store.catalogue import Filling, batches, mark, refill, rows_of
from tocsin.store.chain import GENESIS
from tocsin.store.codec import Codec
from tocsin.store.filters import Filters
from tocsin.store.schema import (
    catalogue_record,
    event_record,
    grouped,
    incident,
    judgement,
    laid,
    link,
    log,
    outcome,
    told,
)
from tocsin.store.verify import head_of

__all__ = ["Groups"]

_FEW = 20
"""Conditions joined by "or" in one statement: databases bound how deep they may nest."""


Entry = tuple[int, int, int, bool]
"""A key of 63 bits, the days from which and to which it holds (proleptic ordinals), and whether it asks."""
Laid = tuple[str, str, str, Collection[Entry]]
"""A record, its report, the wording by which it is compared (empty: none), and what it may be found by."""


class Groups:
    """The kept grouping within one transaction; see ``Store.grouping``."""

    def __init__(self, connection: Connection, codec: Codec, at: str) -> None:
        self._connection = connection
        self._codec = codec
        self._at = at

    def state(self) -> tuple[int, str] | None:
        """The row of the log up to which all is grouped, and by whose rules; None before anything was."""
        row = self._connection.execute(select(grouped.c.seq, grouped.c.rules)).first()
        return (row.seq, row.rules) if row else None

    def written(self, after: int, limit: int) -> list[tuple[int, str, str]]:
        """The first rows of the log after this one: number, kind and subject."""
        query = select(log.c.seq, log.c.kind, log.c.subject).where(log.c.seq > after).order_by(log.c.seq).limit(limit)
        return [(row.seq, row.kind, row.subject) for row in self._connection.execute(query)]

    def reached(self, seq: int, rules: str) -> None:
        """Keep that all is grouped up to this row of the log."""
        head = self._connection.execute(select(log.c.hash).where(log.c.seq == seq)).scalar() or GENESIS
        mark(self._connection, head, self._at)
        self._connection.execute(grouped.delete())
        self._connection.execute(grouped.insert().values(one=1, seq=seq, rules=rules))

    def coded(self, reports: Collection[str]) -> list[CodedReport]:
        """These reports as they are known now."""
        found = []
        for key in sorted(reports):
            wish = Filters(report=key)
            events = [json.loads(row.payload) for row in self._connection.execute(wish.event_query())]
            for row in self._connection.execute(wish.report_query()):
                found.append(self._codec.read_report({**json.loads(row.payload), "events": events}))
        return found

    def judgements(self, records: Collection[str]) -> list[Judgement]:
        """The judgements on one of these records."""
        c = judgement.c
        both = [rows_of(self._connection, select(judgement), side, records) for side in (c.left, c.right)]
        return list({row.id: rows.judgement_of(row) for found in both for row in found}.values())

    def of_reports(self, reports: Collection[str]) -> set[str]:
        """The records kept of these reports."""
        return {row.record for row in rows_of(self._connection, select(told.c.record), told.c.report, reports)}

    def told(self, records: Collection[str]) -> list[tuple[EventRecord, str]]:
        """Those of these records that are kept, each with its wording."""
        c = event_record.c
        query = select(c.report_id, c.payload, told.c.wording).join(told, told.c.record == c.id)
        found = rows_of(self._connection, query.where(c.known_to.is_(None)), c.id, records)
        return [(self._codec.read_event(json.loads(row.payload), row.report_id), row.wording) for row in found]

    def links(self, records: Collection[str]) -> set[tuple[str, str]]:
        """The links that lead to or from one of these."""
        ends = (link.c.left, link.c.right)
        return {(row.left, row.right) for end in ends for row in rows_of(self._connection, select(link), end, records)}

    def stood(self, records: Collection[str]) -> list[frozenset[str]]:
        """The records of each incident in which one of these stands."""
        c, together = catalogue_record.c, dict[str, set[str]]()
        query = select(c.record, c.incident)
        own = {row.incident for row in rows_of(self._connection, query, c.record, records)}
        for row in rows_of(self._connection, query, c.incident, own):
            together.setdefault(row.incident, set()).add(row.record)
        return list(map(frozenset, together.values()))

    def meeting(self, laid_down: Collection[Entry]) -> set[str]:
        """Records that have one of these keys, on days that meet, where one of the two asks."""
        c, found = laid.c, set[str]()
        wishes = [
            and_(c.key == key, c.first <= last, c.last >= first, *(() if asks else (c.asks == 1,)))
            for key, first, last, asks in laid_down
        ]
        for few in (wishes[start : start + _FEW] for start in range(0, len(wishes), _FEW)):
            found.update(self._connection.execute(select(c.record).where(or_(*few))).scalars())
        return found

    def forget(self, records: Collection[str]) -> None:
        """Keep nothing of these records."""
        for column in (told.c.record, laid.c.record, link.c.left, link.c.right):
            for batch in batches(sorted(records)):
                self._connection.execute(column.table.delete().where(column.in_(batch)))

    def forget_all(self) -> None:
        """Keep nothing, and no state."""
        for table in (told, laid, link, grouped):
            self._connection.execute(table.delete())

    def lay(self, records: Iterable[Laid]) -> None:
        """Keep these records."""
        for batch in batches(records):
            own = [{"record": key, "report": report, "wording": wording} for key, report, wording, _ in batch]
            self._connection.execute(told.insert(), own)
            for few in batches(_laid_row(key, entry) for key, _, _, entries in batch for entry in entries):
                self._connection.execute(laid.insert(), few)

    def link(self, pairs: Collection[tuple[str, str]]) -> None:
        """Keep these links."""
        known = {
            (row.left, row.right) for row in rows_of(self._connection, select(link), link.c.left, {a for a, _ in pairs})
        }
        for batch in batches(sorted(set(pairs) - known)):
            self._connection.execute(link.insert(), [{"left": left, "right": right} for left, right in batch])

    def replace(self, records: Collection[str], incidents: list[Incident]) -> None:
        """Put these incidents in place of all in which one of these records stands."""
        c = catalogue_record.c
        old = {row.incident for row in rows_of(self._connection, select(c.incident), c.record, records)}
        for batch in batches(sorted(old)):
            self._connection.execute(incident.delete().where(incident.c.id.in_(batch)))
            self._connection.execute(outcome.delete().where(outcome.c.incident.in_(batch)))
        self._put(incidents, (old, records))

    def replace_all(self, incidents: list[Incident]) -> None:
        """Put these incidents in place of all there are."""
        for table in (incident, outcome):
            self._connection.execute(table.delete())
        self._put(incidents, None)

    def _put(self, incidents: list[Incident], instead_of: tuple[Collection[str], Collection[str]] | None) -> None:
        head = head_of(self._connection)[1]
        payloads = {one.id: json.dumps(self._codec.write_incident(one)) for one in incidents}
        for batch in batches(payloads.items()):
            values = [{"id": key, "payload": payload, "built_at": head} for key, payload in batch]
            self._connection.execute(incident.insert(), values)
        for batch in batches(_outcome_row(one.id, each) for one in incidents for each in one.outcomes):
            self._connection.execute(outcome.insert(), batch)
        refill(self._connection, Filling(incidents, payloads, self._at, instead_of))


def _laid_row(record: str, entry: Entry) -> dict[str, Any]:
    key, first, last, asks = entry
    return {"record": record, "key": key, "first": first, "last": last, "asks": int(asks)}


def _outcome_row(incident_id: str, one: Outcome) -> dict[str, Any]:
    return {"incident": incident_id, "source": one.source, "kind": one.kind, "borne_out": int(one.borne_out)}
