"""The audit: takes a connection, gives every fault found, as one line each.

Checked: the chain has no gap and every hash fits; every report, judgement and review that the log names is there with
the digest it was logged with; nothing is there that the log doesn't name; each report's versions follow one another
without a gap. Rows are read as they come and none are kept but the ids of judgements and reviews, so that memory does
not grow with the reports. What it can't see: rows cut off the end together with their log; so note the head's hash.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, select

from tocsin.store.chain import GENESIS, Entry, digest_of
from tocsin.store.schema import event_record, judgement, log, report, review

__all__ = ["faults", "head_of"]

_AT_ONCE = 500
"""Rows fetched at once: a few megabytes of payloads."""
_IS_LOGGED = and_(log.c.kind == "report", log.c.subject == report.c.id, log.c.at == report.c.known_from)
_IS_OF = and_(event_record.c.report_id == report.c.id, event_record.c.known_from == report.c.known_from)


def faults(connection: Connection) -> list[str]:
    """Every fault of the chain and of the rows that it speaks of."""
    return [
        *_chain(_stream(connection, select(log).order_by(log.c.seq))),
        *_reports(connection),
        *_gone(connection),
        *_judgements(connection, _logged(connection, "judgement")),
        *_reviews(connection, _logged(connection, "review")),
    ]


def _stream(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    with connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as rows:
        yield from rows


def _logged(connection: Connection, kind: str) -> set[str]:
    return set(connection.execute(select(log.c.digest).where(log.c.kind == kind)).scalars())


def head_of(connection: Connection) -> tuple[int, str]:
    """How many rows the log has, and the last one's hash."""
    last = connection.execute(select(log.c.seq, log.c.hash).order_by(log.c.seq.desc()).limit(1)).first()
    return (last.seq, last.hash) if last else (0, GENESIS)


def _chain(entries: Iterable[Row[Any]]) -> Iterator[str]:
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


def _reports(connection: Connection) -> Iterator[str]:
    """Reports beside their events, both in one order; and each version beside the next."""
    c, e = report.c, event_record.c
    kept = select(report, log.c.digest.label("logged")).outerjoin(log, _IS_LOGGED).order_by(c.id, c.known_from)
    told = select(event_record).join(report, _IS_OF).order_by(c.id, c.known_from, e.position)
    events = groupby(_stream(connection, told), lambda row: (row.report_id, row.known_from))
    following = next(events, None)
    before: Row[Any] | None = None
    for row in _stream(connection, kept):
        own: list[Row[Any]] = []
        if following and following[0] == (row.id, row.known_from):
            own, following = list(following[1]), next(events, None)
        yield from _version(before, row)
        yield from _report(row, own)
        before = row
    yield from _version(before, None)


def _report(row: Row[Any], own: list[Row[Any]]) -> Iterator[str]:
    whole = {**json.loads(row.payload), "events": [json.loads(event.payload) for event in own]}
    if row.logged != digest_of(whole):
        yield f"report {row.id} of {row.known_from}: is not what was logged"
    if any(event.known_to != row.known_to for event in own):
        yield f"report {row.id} of {row.known_from}: an event was closed at another instant"


def _version(this: Row[Any] | None, following: Row[Any] | None) -> Iterator[str]:
    """A version is closed when the next one of its report begins, the last one never."""
    if this is None:
        return
    expected = following.known_from if following is not None and following.id == this.id else None
    if this.known_to != expected:
        yield f"report {this.id} of {this.known_from}: closed at {this.known_to}, replaced at {expected}"


def _gone(connection: Connection) -> Iterator[str]:
    """What is logged without being there, and events whose report isn't."""
    missing = select(log.c.subject, log.c.at).outerjoin(report, _IS_LOGGED)
    for row in _stream(connection, missing.where(log.c.kind == "report", report.c.id.is_(None)).order_by(log.c.seq)):
        yield f"report {row.subject} of {row.at}: is logged and gone"
    c = event_record.c
    stray = select(c.report_id, c.known_from).distinct().outerjoin(report, _IS_OF).where(report.c.id.is_(None))
    for row in _stream(connection, stray.order_by(c.report_id, c.known_from)):
        yield f"report {row.report_id} of {row.known_from}: events without their report"


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
