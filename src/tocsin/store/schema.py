"""The tables, in portable types: the same schema on SQLite and PostgreSQL. Takes nothing, gives ``metadata``.

``report`` and ``event_record`` are append-only versions: ``known_from`` is set when a row is written, ``known_to``
once, when a newer coding replaces it. ``judgement``, ``log``, ``audit`` and ``review`` only grow; ``incident`` is
derived, to be thrown away, and so are ``told``, ``laid``, ``link`` and ``grouped``, by which one report's incidents are
found and made anew without the rest; ``catalogue`` is derived too, what incidents are searched by, and keeps when each
last changed.
Instants are ISO 8601 in UTC with microseconds, days ISO 8601: as text both sort in time order on every database.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Index, Integer, MetaData, PrimaryKeyConstraint, String, Table, Text

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
    "report",
    "review",
    "schema_version",
    "session",
    "token",
    "told",
]

VERSION = 4
"""The version of these tables; every change of them is a step in ``migrations`` and raises it by one."""

metadata = MetaData()

_DAY = String(10)
_INSTANT = String(27)
_DIGEST = String(64)
_BUILT_ANEW = {"derived": True}  # left out of backups

schema_version = Table("schema_version", metadata, Column("version", Integer, primary_key=True))

report = Table(
    "report",
    metadata,
    Column("id", String(80), nullable=False),
    Column("known_from", _INSTANT, nullable=False),
    Column("known_to", _INSTANT),
    Column("digest", _DIGEST, nullable=False),  # SHA-256 of the whole contract object, events and all
    Column("source", Text),
    Column("language", String(8), nullable=False),
    Column("published", _DAY),
    Column("title", Text),
    Column("payload", Text, nullable=False),  # the contract object without its events
    PrimaryKeyConstraint("id", "known_from"),
)

event_record = Table(
    "event_record",
    metadata,
    Column("id", String(80), nullable=False),
    Column("known_from", _INSTANT, nullable=False),
    Column("known_to", _INSTANT),
    Column("report_id", String(80), nullable=False),
    Column("position", Integer, nullable=False),  # its place in the report's list
    Column("event_type", String(40), nullable=False),
    Column("sub_event_type", String(60), nullable=False),
    Column("country", String(2)),
    Column("start", _DAY),
    Column("end", _DAY),
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
    Column("id", _DIGEST, primary_key=True),  # SHA-256 of what it says
    Column("left", String(80), nullable=False),
    Column("right", String(80), nullable=False),
    Column("verdict", String(10), nullable=False),
    Column("score", Float, nullable=False),
    Column("why", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("on", _INSTANT, nullable=False),
)

incident = Table(
    "incident",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("payload", Text, nullable=False),
    Column("built_at", _DIGEST, nullable=False),  # the log's last hash when it was built
    info=_BUILT_ANEW,
)

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),  # 1, 2, 3 … without a gap
    Column("at", _INSTANT, nullable=False),
    Column("kind", String(20), nullable=False),  # report, judgement, review
    Column("subject", String(170), nullable=False),  # a report's id, the two records of a judgement, or a record
    Column("digest", _DIGEST, nullable=False),
    Column("prev_hash", _DIGEST, nullable=False),
    Column("hash", _DIGEST, nullable=False),
)

catalogue = Table(
    "catalogue",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("changed", _INSTANT, nullable=False),  # when what stands in this row, or the incident, last changed
    Column("gone", Integer, nullable=False),  # 1: the incident was merged away or lost its records
    Column("digest", _DIGEST, nullable=False),
    Column("start", _DAY),
    Column("end", _DAY),
    Column("country", String(2)),
    Column("admin1", Text),
    Column("place", Text),
    Column("event_type", String(40), nullable=False),
    Column("sub_event_type", String(60), nullable=False),
    Column("status", String(12), nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_km", Float),
    Column("killed_low", Integer),
    Column("killed_high", Integer),  # empty when open or unknown
    Column("reports", Integer, nullable=False),
    Column("contradictions", Integer, nullable=False),
    Column("actors", Text, nullable=False),  # between bars, as in event_record
    Column("sources", Text, nullable=False),
    Column("languages", Text, nullable=False),
    Index("catalogue_by_day", "start", "id"),
    Index("catalogue_by_country", "country", "start", "id", "gone"),
    Index("catalogue_changed", "changed", "id"),
)

catalogue_record = Table(
    "catalogue_record",
    metadata,
    Column("record", String(80), primary_key=True),
    Column("incident", String(80), nullable=False, index=True),
    info=_BUILT_ANEW,
)

catalogue_state = Table(
    "catalogue_state",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),  # a table of one row
    Column("built_at", _DIGEST, nullable=False),  # the log's last hash when the catalogue was filled
    Column("at", _INSTANT, nullable=False),
    info=_BUILT_ANEW,
)

told = Table(
    "told",
    metadata,
    Column("record", String(80), primary_key=True),  # one that may be (part of) an incident
    Column("report", String(80), nullable=False, index=True),
    Column("wording", Text, nullable=False),  # by what words it is compared; empty: by none
    info=_BUILT_ANEW,
)

laid = Table(
    "laid",
    metadata,
    Column("key", BigInteger, nullable=False),  # what a record may be found by: a square, a country, two names
    Column("first", Integer, nullable=False),  # days, proleptic ordinals
    Column("last", Integer, nullable=False),
    Column("asks", Integer, nullable=False),  # 0: waits to be asked
    Column("record", String(80), nullable=False, index=True),
    Index("laid_by_key", "key", "first"),
    info=_BUILT_ANEW,
)

link = Table(
    "link",
    metadata,
    Column("left", String(80), nullable=False),
    Column("right", String(80), nullable=False, index=True),
    PrimaryKeyConstraint("left", "right"),
    info=_BUILT_ANEW,
)

grouped = Table(
    "grouped",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),  # a table of one row
    Column("seq", Integer, nullable=False),  # the row of the log up to which all is grouped
    Column("rules", Text, nullable=False),  # by whose rules
    info=_BUILT_ANEW,
)

account = Table(
    "account",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("role", String(10), nullable=False),  # viewer, analyst, editor, admin
    Column("password", Text, nullable=False),  # argon2id, in PHC string format
    Column("created", _INSTANT, nullable=False),
    Column("closed", _INSTANT),
)

session = Table(
    "session",
    metadata,
    Column("id", _DIGEST, primary_key=True),  # SHA-256 of the cookie
    Column("account", String(80), nullable=False),
    Column("expires", _INSTANT, nullable=False),
    info=_BUILT_ANEW,  # by signing in again
)

token = Table(
    "token",
    metadata,
    Column("id", _DIGEST, primary_key=True),  # SHA-256 of the token
    Column("account", String(80), nullable=False),
    Column("label", Text, nullable=False),
    Column("created", _INSTANT, nullable=False),
    Column("revoked", _INSTANT),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", _INSTANT, nullable=False),
    Column("who", String(80), nullable=False),
    Column("what", String(40), nullable=False),
    Column("subject", Text, nullable=False),
)

review = Table(
    "record_review",
    metadata,
    Column("id", _DIGEST, primary_key=True),  # SHA-256 of what it says
    Column("report", String(80), nullable=False, index=True),
    Column("record", String(80), nullable=False),
    Column("by", Text, nullable=False),
    Column("verdict", String(10), nullable=False),  # accept, reject, edit, withdraw
    Column("on", _INSTANT, nullable=False),
    Column("payload", Text, nullable=False),  # all that it says, as JSON
)
