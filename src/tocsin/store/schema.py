"""The tables, in portable types: the same schema on SQLite and PostgreSQL. Takes nothing, gives ``metadata``.

``report`` and ``event_record`` are append-only versions: ``known_from`` is set when a row is written, ``known_to``
once, when a newer coding replaces it. ``judgement``, ``log``, ``audit`` and ``review`` only grow. What is made of them
stands in ``derived``, whose tables are named here too. Invariant: who asks for a table asks this module.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, PrimaryKeyConstraint, String, Table, Text

from tocsin.store.columns import BUILT_ANEW, DAY, DIGEST, INSTANT, metadata
from tocsin.store.derived import (
    catalogue,
    catalogue_record,
    catalogue_state,
    grouped,
    incident,
    laid,
    link,
    outcome,
    told,
)

__all__ = [
    "VERSION",
    "account",
    "audit",
    "catalogue",
    "catalogue_record",
    "catalogue_state",
    "event_record",
    "grouped",
    "incident",
    "judgement",
    "laid",
    "link",
    "log",
    "metadata",
    "outcome",
    "report",
    "review",
    "schema_version",
    "session",
    "token",
    "told",
]

VERSION = 6
"""The version of these tables; every change of them is a step in ``migrations`` and raises it by one."""

schema_version = Table("schema_version", metadata, Column("version", Integer, primary_key=True))

report = Table(
    "report",
    metadata,
    Column("id", String(80), nullable=False),
    Column("known_from", INSTANT, nullable=False),
    Column("known_to", INSTANT),
    Column("digest", DIGEST, nullable=False),  # SHA-256 of the whole contract object, events and all
    Column("source", Text),
    Column("language", String(8), nullable=False),
    Column("published", DAY),
    Column("title", Text),
    Column("payload", Text, nullable=False),  # the contract object without its events
    PrimaryKeyConstraint("id", "known_from"),
)

event_record = Table(
    "event_record",
    metadata,
    Column("id", String(80), nullable=False),
    Column("known_from", INSTANT, nullable=False),
    Column("known_to", INSTANT),
    Column("report_id", String(80), nullable=False),
    Column("position", Integer, nullable=False),  # its place in the report's list
    Column("event_type", String(40), nullable=False),
    Column("sub_event_type", String(60), nullable=False),
    Column("country", String(2)),
    Column("start", DAY),
    Column("end", DAY),
    Column("lat", Float),
    Column("lon", Float),
    Column("actors", Text, nullable=False),  # "|jnim|wagner|": ids, each between bars
    Column("payload", Text, nullable=False),
    PrimaryKeyConstraint("id", "known_from"),
    Index("event_record_report", "report_id", "known_from"),
    Index("event_record_when", "country", "start"),
)

judgement = Table(
    "judgement",
    metadata,
    Column("id", DIGEST, primary_key=True),  # SHA-256 of what it says
    Column("left", String(80), nullable=False),
    Column("right", String(80), nullable=False),
    Column("verdict", String(10), nullable=False),
    Column("score", Float, nullable=False),
    Column("why", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("on", INSTANT, nullable=False),
)

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),  # 1, 2, 3 … without a gap
    Column("at", INSTANT, nullable=False),
    Column("kind", String(20), nullable=False),  # report, judgement, review
    Column("subject", String(170), nullable=False),  # a report's id, the two records of a judgement, or a record
    Column("digest", DIGEST, nullable=False),
    Column("prev_hash", DIGEST, nullable=False),
    Column("hash", DIGEST, nullable=False),
)

account = Table(
    "account",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("role", String(10), nullable=False),  # viewer, analyst, editor, admin
    Column("password", Text, nullable=False),  # argon2id, in PHC string format
    Column("created", INSTANT, nullable=False),
    Column("closed", INSTANT),
)

session = Table(
    "session",
    metadata,
    Column("id", DIGEST, primary_key=True),  # SHA-256 of the cookie
    Column("account", String(80), nullable=False),
    Column("expires", INSTANT, nullable=False),
    info=BUILT_ANEW,  # by signing in again
)

token = Table(
    "token",
    metadata,
    Column("id", DIGEST, primary_key=True),  # SHA-256 of the token
    Column("account", String(80), nullable=False),
    Column("label", Text, nullable=False),
    Column("created", INSTANT, nullable=False),
    Column("revoked", INSTANT),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", INSTANT, nullable=False),
    Column("who", String(80), nullable=False),
    Column("what", String(40), nullable=False),
    Column("subject", Text, nullable=False),
)

review = Table(
    "record_review",
    metadata,
    Column("id", DIGEST, primary_key=True),  # SHA-256 of what it says
    Column("report", String(80), nullable=False, index=True),
    Column("record", String(80), nullable=False),
    Column("by", Text, nullable=False),
    Column("verdict", String(10), nullable=False),  # accept, reject, edit, withdraw
    Column("on", INSTANT, nullable=False),
    Column("payload", Text, nullable=False),  # all that it says, as JSON
)
