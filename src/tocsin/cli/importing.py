"""``tocsin import``: a file of another project that the user owns, kept as records with their own provenance.

Invariant: the whole file is read before the first row is kept, so that a bad cell leaves the database as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.cli.streams import say, watched
from tocsin.publish.imports.acled import read_acled
from tocsin.publish.imports.ged import read_ged

if TYPE_CHECKING:
    from tocsin.model import CodedReport
    from tocsin.store import Store

__all__ = ["IMPORTS", "import_file"]

IMPORTS: dict[str, Callable[[Path], Iterator[CodedReport]]] = {"ucdp-ged": read_ged, "acled": read_acled}
"""Forms that can be read, and how."""
_BATCH = 500
"""Rows a transaction: one wait for the disk among many rows, and others who write wait less than a second."""


def import_file(store: Store, form: str, path: Path) -> None:
    """Keep one report a row; a row that is kept already changes nothing.

    Raises:
        InputError: a cell doesn't fit; nothing is kept.
    """
    rows = sum(1 for _ in IMPORTS[form](path))
    coming = watched(IMPORTS[form](path), "importing", rows)
    new = 0
    while batch := list(islice(coming, _BATCH)):
        new += store.save_all(batch)
    say(f"{rows} rows of {path}, {new} new or changed")
