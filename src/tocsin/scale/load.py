"""Tables into a store: takes the folder of a run, keeps its reports, then its incidents.

What was grouped on the cluster is kept as it is when the store holds these reports and nothing else; a store that holds
more, or judgements, is brought up to its log instead. Panels aren't read: the store counts the incidents that it keeps
(``store.panel``). Invariant: the store ends as if it had coded the reports itself, and a load that was killed is gone
on with by loading again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from tocsin.errors import InputError, MissingExtraError
from tocsin.incidents import keep_incidents, rules, update_incidents
from tocsin.publish import from_contract
from tocsin.publish.incidents import incident_from_contract
from tocsin.reconcile.block import Entry
from tocsin.reconcile.incidents import Grouping
from tocsin.reconcile.update import Laid
from tocsin.scale.files import file_system

if TYPE_CHECKING:
    from tocsin.store import Store

__all__ = ["load"]

_BATCH = 500
"""Reports a transaction: others who write wait less than a second."""


def load(store: Store, folder: str) -> int:
    """Keep what the tables hold; gives how many reports are new or changed.

    Raises:
        InputError: no tables of a run are there.
        MissingExtraError: pyarrow isn't installed.
        StoreError: the database refuses.
    """
    coming = (from_contract(json.loads(row["payload"])) for row in _rows(folder, "reports", "payload"))
    new = 0
    while batch := list(islice(coming, _BATCH)):
        new += store.save_all(batch)
    seq, _ = store.log_head()
    if seq == _count(folder) and {row["rules"] for row in _rows(folder, "incidents", "rules")} == {rules()}:
        keep_incidents(store, seq, Grouping(_incidents(folder), _links(folder)), _laid(folder))
    else:
        update_incidents(store)
    return new


def _rows(folder: str, name: str, *columns: str) -> Iterator[dict[str, Any]]:
    """The rows of a table that have the first of these columns."""
    try:
        import pyarrow.dataset as tables
    except ImportError as error:
        raise MissingExtraError("reading Parquet", "exports") from error
    system, inside = file_system(f"{folder}/{name}.parquet")
    try:
        table = tables.dataset(inside, filesystem=system, format="parquet")
    except OSError as error:
        raise InputError("holds no tables of tocsin spark", folder) from error
    for batch in table.to_batches(columns=list(columns), batch_size=_BATCH):
        yield from (row for row in batch.to_pylist() if row[columns[0]] is not None)


def _count(folder: str) -> int:
    return sum(1 for _ in _rows(folder, "reports", "report"))


def _incidents(folder: str) -> list[Any]:
    return [incident_from_contract(json.loads(row["payload"])) for row in _rows(folder, "incidents", "payload")]


def _links(folder: str) -> list[tuple[str, str]]:
    return [(row["left"], row["right"]) for row in _rows(folder, "links", "left", "right")]


def _laid(folder: str) -> Iterator[Laid]:
    for row in _rows(folder, "records", "entries", "record", "report", "wording"):
        entries = tuple(Entry(**entry) for entry in row["entries"])
        yield Laid(row["record"], row["report"], row["wording"], entries)
