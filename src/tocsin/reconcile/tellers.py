"""Who tells each event once: takes a record, gives its report, or the catalogue that the record is a row of.

A report's records are different events, and so are the rows of one catalogue (UCDP GED, ACLED): whoever made it has put
the reports of one event into one row. Invariant: two records of one teller never stand in one incident.
"""

from __future__ import annotations

from tocsin.model import EventRecord

__all__ = ["teller"]

_IMPORTED = " import "
"""In the coder's name of a row: "tocsin 0.1.0 import ucdp-ged" (docs/contract.md)."""


def teller(record: EventRecord) -> str:
    """The id of the report, or the name of the catalogue."""
    return record.coder.partition(_IMPORTED)[2] or record.report_id
