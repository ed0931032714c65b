"""The last room: takes coded reports and incidents, gives exports, tables, briefs and maps for people and programs.

Invariant: a claim leaves as a claim. Nothing here adds a fact; every word, figure and place comes from a record.
"""

from __future__ import annotations

from tocsin.publish.contract import to_contract, to_json
from tocsin.publish.contract_read import from_contract

__all__ = ["from_contract", "to_contract", "to_json"]
