"""The corridor as Spark stages: takes archives on any file system that Spark reads, gives Parquet tables of incidents.

    inputs -> reports (``coding``) -> records -> links (``linking``) -> incidents (``grouping``) -> panel (``panels``)

Every stage runs the functions that one machine runs, over parts of the data: coding a report at a time, comparing the
records that meet in one block (a square of the grid and a stretch of days, see ``reconcile.block``), grouping one
neighbourhood at a time. Invariant: the incidents are, to the byte, those of ``tocsin code`` and a rebuild of its store,
however the data were parted and whichever machine was lost on the way.
"""

from __future__ import annotations

from tocsin.scale.corridor import Job, Told, run
from tocsin.scale.load import load
from tocsin.scale.session import session

__all__ = ["Job", "Told", "load", "run", "session"]
