"""What the workbench keeps: accounts, sessions, tokens, audit, reviews, and the catalogue to search incidents by."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Float, Integer, String, Text

__all__ = ["upgrade"]


def upgrade() -> None:
    """Make the tables; a database that a version on the way to this one opened may have them."""
    _people()
    _reviews()
    _catalogue()
    op.create_table(
        "catalogue_record",
        Column("record", String(80), primary_key=True),
        Column("incident", String(80), nullable=False),
        if_not_exists=True,
    )
    op.create_index("ix_catalogue_record_incident", "catalogue_record", ["incident"], if_not_exists=True)
    op.create_table(
        "catalogue_state",
        Column("one", Integer, primary_key=True, autoincrement=False),
        Column("built_at", String(64), nullable=False),
        Column("at", String(27), nullable=False),
        if_not_exists=True,
    )


def _people() -> None:
    op.create_table(
        "account",
        Column("name", String(80), primary_key=True),
        Column("role", String(10), nullable=False),
        Column("password", Text, nullable=False),
        Column("created", String(27), nullable=False),
        Column("closed", String(27)),
        if_not_exists=True,
    )
    op.create_table(
        "session",
        Column("id", String(64), primary_key=True),
        Column("account", String(80), nullable=False),
        Column("expires", String(27), nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "token",
        Column("id", String(64), primary_key=True),
        Column("account", String(80), nullable=False),
        Column("label", Text, nullable=False),
        Column("created", String(27), nullable=False),
        Column("revoked", String(27)),
        if_not_exists=True,
    )
    op.create_table(
        "audit",
        Column("seq", Integer, primary_key=True),
        Column("at", String(27), nullable=False),
        Column("who", String(80), nullable=False),
        Column("what", String(40), nullable=False),
        Column("subject", Text, nullable=False),
        if_not_exists=True,
    )


def _reviews() -> None:
    op.create_table(
        "review",
        Column("seq", Integer, primary_key=True),
        Column("at", String(27), nullable=False),
        Column("record", String(80), nullable=False),
        Column("by", String(80), nullable=False),
        Column("verdict", String(10), nullable=False),
        Column("field", String(20), nullable=False),
        Column("value", Text, nullable=False),
        if_not_exists=True,
    )
    op.create_index("ix_review_record", "review", ["record"], if_not_exists=True)


def _catalogue() -> None:
    op.create_table(
        "catalogue",
        Column("id", String(80), primary_key=True),
        Column("changed", String(27), nullable=False),
        Column("gone", Integer, nullable=False),
        Column("digest", String(64), nullable=False),
        Column("start", String(10)),
        Column("end", String(10)),
        Column("country", String(2)),
        *(Column(name, Text) for name in ("admin1", "place")),
        Column("event_type", String(40), nullable=False),
        Column("sub_event_type", String(60), nullable=False),
        Column("status", String(12), nullable=False),
        *(Column(name, Float) for name in ("lat", "lon", "radius_km")),
        *(Column(name, Integer) for name in ("killed_low", "killed_high")),
        *(Column(name, Integer, nullable=False) for name in ("reports", "contradictions")),
        *(Column(name, Text, nullable=False) for name in ("actors", "sources", "languages")),
        if_not_exists=True,
    )
    for name, columns in (
        ("catalogue_day", ["gone", "start", "id"]),
        ("catalogue_country", ["gone", "country", "start", "id"]),
        ("catalogue_changed", ["changed", "id"]),
    ):
        op.create_index(name, "catalogue", columns, if_not_exists=True)
