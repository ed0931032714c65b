"""``tocsin review``: what a person says of one record; it holds at once in all that is shown, exported and briefed.

Invariant: the machine's reading stays in the record, and ``undo`` takes back the last review that holds.
"""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from tocsin.cli import options

if TYPE_CHECKING:
    from tocsin.model import CodedReport, EventRecord
    from tocsin.store import Store

__all__ = ["for_review", "run_review"]

_SENT = {"undo": "withdraw"}


def for_review(parser: ArgumentParser) -> None:
    """A verdict on a record; for an edit the field, its value and what it rests on."""
    verdicts = "right; wrong; a field should read otherwise; take back the last review of it"
    parser.add_argument("verdict", choices=("accept", "reject", "edit", "undo"), help=verdicts)
    parser.add_argument("record", metavar="ID", help="a record, or the first characters of its id")
    parser.add_argument("--field", default="", help="what to mend: type, date, place, attacker, killed, status ...")
    parser.add_argument("--value", default="", help="what it should read: 2024-06-11, Niono, 10-12; – empties it")
    parser.add_argument(
        "--words", default="", help="the words of the report that say so; left out: it isn't in the text"
    )
    parser.add_argument("--why", default="", help="the reason, kept with the review; reject and edit need one")
    user = os.environ.get("TOCSIN_USER") or os.environ.get("USER") or "somebody"
    parser.add_argument("--by", default=user, help="who reviews; default: TOCSIN_USER, else USER")
    options.with_database(parser)


def run_review(asked: Namespace) -> int:
    """Keep the review."""
    from datetime import UTC, datetime

    from tocsin.cli.shelf import open_store
    from tocsin.cli.streams import say
    from tocsin.errors import InputError
    from tocsin.review import Sent, review_from

    store = open_store(asked.database)
    coded, record = _found(store, asked.record)
    if asked.verdict == "undo" and not record.reviews:
        raise InputError("no review of it holds", record.id)
    last = record.reviews[-1].key if asked.verdict == "undo" else ""
    given = (asked.field, asked.value, asked.why, asked.words, not asked.words, last)
    sent = Sent(coded.report.id, record.id, _SENT.get(asked.verdict, asked.verdict), *given)
    store.review(review_from(sent, coded, asked.by, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")))
    say(f"kept: {record.id} {asked.verdict} {asked.field}".rstrip())
    return 0


def _found(store: Store, key: str) -> tuple[CodedReport, EventRecord]:
    """The record of an id or prefix and its report; all reports are read only for one that was rejected."""
    from tocsin.cli.shelf import only
    from tocsin.store import records_named

    reports = store.reports(among=set(records_named(store, key).values()) or None)
    known = {one.id: (coded, one) for coded in reports for one in (*coded.events, *coded.rejected)}
    return known[only(key, known)]
