"""The derived tables: what is made of records and judgements, to be thrown away and made anew (see ``schema``).

``incident`` is what they were grouped into, ``outcome`` what became of each source's word there; ``told``, ``laid``,
``link`` and ``grouped`` are what one report's incidents are found and made anew by, without the rest; ``catalogue`` is
what incidents are searched by. Invariant: only ``catalogue`` has a memory (when each incident last changed), and so it
alone is in backups.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Index, Integer, PrimaryKeyConstraint, String, Table, Text

from tocsin.store.columns import BUILT_ANEW, DAY, DIGEST, INSTANT, metadata

__all__ = [
    "catalogue",
    "catalogue_record",
    "catalogue_state",
    "grouped",
    "incident",
    "laid",
    "link",
    "outcome",
    "told",
]

incident = Table(
    "incident",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("payload", Text, nullable=False),
    Column("built_at", DIGEST, nullable=False),  # the log's last hash when it was built
    info=BUILT_ANEW,
)

outcome = Table(
    "outcome",
    metadata,
    Column("incident", String(80), nullable=False),
    Column("source", Text, nullable=False),  # an actor's id, or the name of an outlet
    Column("kind", String(20), nullable=False),
    Column("borne_out", Integer, nullable=False),  # 0: contradicted
    PrimaryKeyConstraint("incident", "source"),
    Index("outcome_by_source", "source", "kind", "borne_out"),
    info=BUILT_ANEW,
)

catalogue = Table(
    "catalogue",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("changed", INSTANT, nullable=False),  # when what stands in this row, or the incident, last changed
    Column("gone", Integer, nullable=False),  # 1: the incident was merged away or lost its records
    Column("digest", DIGEST, nullable=False),
    Column("start", DAY),
    Column("end", DAY),
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
    info=BUILT_ANEW,
)

catalogue_state = Table(
    "catalogue_state",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),  # a table of one row
    Column("built_at", DIGEST, nullable=False),  # the log's last hash when the catalogue was filled
    Column("at", INSTANT, nullable=False),
    info=BUILT_ANEW,
)

told = Table(
    "told",
    metadata,
    Column("record", String(80), primary_key=True),  # one that may be (part of) an incident
    Column("report", String(80), nullable=False, index=True),
    Column("wording", Text, nullable=False),  # by what words it is compared; empty: by none
    info=BUILT_ANEW,
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
    info=BUILT_ANEW,
)

link = Table(
    "link",
    metadata,
    Column("left", String(80), nullable=False),
    Column("right", String(80), nullable=False, index=True),
    PrimaryKeyConstraint("left", "right"),
    info=BUILT_ANEW,
)

grouped = Table(
    "grouped",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),  # a table of one row
    Column("seq", Integer, nullable=False),  # the row of the log up to which all is grouped
    Column("rules", Text, nullable=False),  # by whose rules
    info=BUILT_ANEW,
)
