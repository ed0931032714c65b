"""The one room that knows the database: takes coded reports and judgements, gives them back as of any instant.

SQLite by default, PostgreSQL by URL, one schema (``schema``). Importing this room imports
SQLAlchemy; nothing else does.
"""

from __future__ import annotations

from tocsin.store.backup import restore
from tocsin.store.codec import Codec
from tocsin.store.engine import open_engine
from tocsin.store.filters import Filters
from tocsin.store.groups import Groups
from tocsin.store.named import incidents_named, names_actor, records_named
from tocsin.store.outcomes import outcome_counts
from tocsin.store.people import People
from tocsin.store.reviews import Reviews
from tocsin.store.search import Catalogue, Entry
from tocsin.store.store import Store
from tocsin.store.wishes import Search

__all__ = [
    "Catalogue",
    "Codec",
    "Entry",
    "Filters",
    "Groups",
    "People",
    "Reviews",
    "Search",
    "Store",
    "incidents_named",
    "names_actor",
    "open_engine",
    "outcome_counts",
    "records_named",
    "restore",
]
