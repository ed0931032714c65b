"""The audit: takes a connection, gives every fault found, as one line each.

Checked: the chain has no gap and every hash fits; every report, judgement and review that the log names is there with
the digest it was logged with; nothing is there that the log doesn't name; each report's versions follow one another
without a gap. What it can't see: rows cut off the end together with their log; so note the head's hash elsewhere.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection, Row, select

from tocsin.store.chain import GENESIS, Entry, digest_of
from tocsin.store.schema import event_record, judgement, log, report, review

__all__ = ["faults", "head_of"]

Rows = Sequence[Row[Any]]


def faults(connection: Connection) -> list[str]:
    """Every fault of the chain and of the rows that it speaks of."""
    entries = connection.execute(select(log).order_by(log.c.seq)).all()
    return [
        *_chain(entries),
        *_reports(connection, {(e.subject, e.at): e.digest for e in entries if e.kind == "report"}),
        *_judgements(connection, {e.digest for e in entries if e.kind == "judgement"}),
        *_reviews(connection, {e.digest for e in entries if e.kind == "review"}),
    ]


def head_of(connection: Connection) -> tuple[int, str]:
    """How many rows the log has, and the last one's hash."""
    last = connection.execute(select(log.c.seq, log.c.hash).order_by(log.c.seq.desc()).limit(1)).first()
    return (last.seq, last.hash) if last else (0, GENESIS)


def _chain(entries: Rows) -> Iterator[str]:
    head = GENESIS
    for number, row in enumerate(entries, start=1):
        if row.seq != number:
            yield f"log {row.seq}: row {number} is missing"
            return
        if row.prev_hash != head:
            yield f"log {row.seq}: does not follow the row before it"
        sealed = Entry(row.seq, row.at, row.kind, row.subject, row.digest, row.prev_hash)
        if sealed.hash != row.hash:
            yield f"log {row.seq}: its hash does not fit its words"
        head = row.hash


def _reports(connection: Connection, logged: dict[tuple[str, str], str]) -> Iterator[str]:
    events: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in connection.execute(select(event_record).order_by(event_record.c.position)):
        events[row.report_id, row.known_from].append(row)
    kept = connection.execute(select(report).order_by(report.c.id, report.c.known_from)).all()
    for row in kept:
        own = events.pop((row.id, row.known_from), [])
        whole = {**json.loads(row.payload), "events": [json.loads(event.payload) for event in own]}
        if logged.get((row.id, row.known_from)) != digest_of(whole):
            yield f"report {row.id} of {row.known_from}: is not what was logged"
        if any(event.known_to != row.known_to for event in own):
            yield f"report {row.id} of {row.known_from}: an event was closed at another instant"
    for missing in sorted(logged.keys() - {(row.id, row.known_from) for row in kept}):
        yield f"report {missing[0]} of {missing[1]}: is logged and gone"
    for stray in sorted(events):
        yield f"report {stray[0]} of {stray[1]}: events without their report"
    yield from _versions(kept)


def _versions(kept: Rows) -> Iterator[str]:
    for this, following in zip_longest(kept, kept[1:]):
        expected = following.known_from if following is not None and following.id == this.id else None
        if this.known_to != expected:
            yield f"report {this.id} of {this.known_from}: closed at {this.known_to}, replaced at {expected}"


def _judgements(connection: Connection, logged: set[str]) -> Iterator[str]:
    kept = set()
    for row in connection.execute(select(judgement)):
        said = {key: value for key, value in row._mapping.items() if key != "id"}
        kept.add(row.id)
        if row.id not in logged or digest_of(said) != row.id:
            yield f"judgement {row.id}: is not what was logged"
    for missing in sorted(logged - kept):
        yield f"judgement {missing}: is logged and gone"


def _reviews(connection: Connection, logged: set[str]) -> Iterator[str]:
    kept = set()
    for row in connection.execute(select(review)):
        kept.add(row.id)
        said = json.loads(row.payload)
        plain = all(said[name] == row._mapping[name] for name in ("report", "record", "by", "verdict", "on"))
        if row.id not in logged or digest_of(said) != row.id or not plain:
            yield f"review {row.id}: is not what was logged"
    for missing in sorted(logged - kept):
        yield f"review {missing}: is logged and gone"
