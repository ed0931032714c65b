"""Event records of many reports to incidents: takes records and judgements, gives incidents.

word (``wording``) → block (``block``) → compare (``levels``, ``compare``) → cluster (``linkage``, ``cluster``) → merge
(``merge``, ``tolls``, ``standing``); ``update`` brings kept incidents up to what was written since.
Incidents are a pure function of (records, judgements): the same bytes whatever the order, to be rebuilt at will.
Invariant: two records of one report are never one incident, and a person's judgement outranks the scores.
"""

from __future__ import annotations

from tocsin.reconcile.incidents import reconcile_records, reconcile_reports
from tocsin.reconcile.update import group_all, update
from tocsin.reconcile.wording import Wording, wordings

__all__ = ["Wording", "group_all", "reconcile_records", "reconcile_reports", "update", "wordings"]
