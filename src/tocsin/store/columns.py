"""What all tables share: their ``metadata``, the types of days, instants and digests, and the mark of derived ones.

Instants are ISO 8601 in UTC with microseconds, days ISO 8601: as text both sort in time order on every database.
"""

from __future__ import annotations

from sqlalchemy import MetaData, String

__all__ = ["BUILT_ANEW", "DAY", "DIGEST", "INSTANT", "metadata"]

metadata = MetaData()

DAY = String(10)
INSTANT = String(27)
DIGEST = String(64)
"""SHA-256 in hexadecimal."""
BUILT_ANEW = {"derived": True}
"""The mark of tables that are left out of backups."""
