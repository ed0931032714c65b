"""From nothing to the tables of release 0.1.0, which knew no migrations and wrote 1 as its schema version."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Float, Integer, PrimaryKeyConstraint, String, Text

__all__ = ["upgrade"]


def upgrade() -> None:
    """Make the tables."""
    op.create_table("schema_version", Column("version", Integer, primary_key=True))
    _reports()
    _judgements_and_log()


def _reports() -> None:
    op.create_table(
        "report",
        *_versions(),
        Column("digest", String(64), nullable=False),
        Column("source", Text),
        Column("language", String(8), nullable=False),
        Column("published", String(10)),
        Column("title", Text),
        Column("payload", Text, nullable=False),
        PrimaryKeyConstraint("id", "known_from"),
    )
    op.create_table(
        "event_record",
        *_versions(),
        Column("report_id", String(80), nullable=False),
        Column("position", Integer, nullable=False),
        Column("event_type", String(40), nullable=False),
        Column("sub_event_type", String(60), nullable=False),
        Column("country", String(2)),
        Column("start", String(10)),
        Column("end", String(10)),
        Column("lat", Float),
        Column("lon", Float),
        Column("actors", Text, nullable=False),
        Column("payload", Text, nullable=False),
        PrimaryKeyConstraint("id", "known_from"),
    )
    op.create_index("event_record_report", "event_record", ["report_id", "known_from"])
    op.create_index("event_record_when", "event_record", ["country", "start"])


def _versions() -> tuple[Column[str], Column[str], Column[str]]:
    return (
        Column("id", String(80), nullable=False),
        Column("known_from", String(27), nullable=False),
        Column("known_to", String(27)),
    )


def _judgements_and_log() -> None:
    op.create_table(
        "judgement",
        Column("id", String(64), primary_key=True),
        Column("left", String(80), nullable=False),
        Column("right", String(80), nullable=False),
        Column("verdict", String(10), nullable=False),
        Column("score", Float, nullable=False),
        Column("why", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("on", String(27), nullable=False),
    )
    op.create_table(
        "incident",
        Column("id", String(80), primary_key=True),
        Column("payload", Text, nullable=False),
        Column("built_at", String(64), nullable=False),
    )
    op.create_table(
        "log",
        Column("seq", Integer, primary_key=True, autoincrement=False),
        Column("at", String(27), nullable=False),
        Column("kind", String(20), nullable=False),
        Column("subject", String(170), nullable=False),
        Column("digest", String(64), nullable=False),
        Column("prev_hash", String(64), nullable=False),
        Column("hash", String(64), nullable=False),
    )
