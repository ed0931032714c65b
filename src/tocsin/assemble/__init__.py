"""ResolvedClaim -> EventRecord, within one report: takes its claims in order, gives each event once with all its words.

Headline, lede, quotation and recap are one record (``grouping``); its type (``kinds``), toll (``tolls``) and standing
(``standing``) follow from the claims together. Invariant: every field of a record has a span of the report as evidence.
"""

from __future__ import annotations

from tocsin.assemble.records import assemble
from tocsin.assemble.scores import without_doubtful

__all__ = ["assemble", "without_doubtful"]
