"""The reader of ``tocsin watch``: takes what arrives, codes it, keeps it, and says what became of it.

An archive is read a little at a time, so that feeds go on being followed; after a kill it is read anew, past what is
kept. Invariant: an arrival is told as done only after the store has it; a text that an outlet gave before, under
whatever address, isn't kept twice.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from tocsin.cli.streams import complain, say
from tocsin.errors import InputError, StoreError, TocsinError
from tocsin.ingest import Options, Row, columns_of, is_archive, report_from_bytes, report_from_row, report_id, rows_of
from tocsin.limits import within_seconds
from tocsin.model import Report
from tocsin.pipeline import code_report
from tocsin.store import Store
from tocsin.watch import Arrival, Folder, Ledger, Taken

__all__ = ["Desk"]

_AT_ONCE_S = 0.5
"""How long an archive is read before feeds have their turn again."""


class Desk:
    """Reads arrivals for one store; ``folders`` say which columns their tables have."""

    def __init__(self, store: Store, ledger: Ledger, folders: Sequence[Folder]) -> None:
        self._store, self._ledger = store, ledger
        self._columns = {Path(folder.path).absolute(): columns_of(folder.columns) for folder in folders}
        self._begun: dict[str, tuple[Iterator[Taken], Counter[str]]] = {}

    def is_archive(self, path: Path) -> bool:
        """True for a file of many reports."""
        return is_archive(path)

    def take(self, arrival: Arrival) -> Taken | None:
        """Code and keep what arrived; a refusal costs one line."""
        content, name = arrival.content, arrival.name
        if isinstance(content, Path):
            return self._some_of(content, arrival)
        given = Options(arrival.published, arrival.source, url=name if name.startswith("http") else None)
        return self._kept(name, lambda: report_from_bytes(content, name.partition("?")[0], given))

    def refuse(self, name: str, why: str) -> Taken:
        """Say that an arrival can't be read."""
        complain(name, why)
        return Taken("refused", why)

    def _kept(self, name: str, read: Callable[[], Report]) -> Taken:
        try:
            with within_seconds(name):
                report = read()
                key = hashlib.sha256(f"{report.source}\0{report.text}".encode("utf-8", "replace")).hexdigest()
                if self._ledger.knows_text(key):
                    return Taken("doubled")
                coded = code_report(report)
        except TocsinError as error:
            return self.refuse(name, error.what)
        except Exception as error:  # noqa: BLE001  # a bug over one page must not end the watch
            return self.refuse(name, f"a bug in tocsin ({type(error).__name__}: {error})")
        self._store.save(coded)
        return Taken("kept", key=key)

    def _some_of(self, path: Path, arrival: Arrival) -> Taken | None:
        """Read on in an archive for a while; what became of its reports once all are read."""
        began = time.monotonic()
        anew = self._rows(path, Options(source=arrival.source)), Counter[str]()
        rows, became = self._begun.setdefault(arrival.name, anew)
        try:
            for taken in rows:
                became[taken.state] += 1
                if time.monotonic() - began > _AT_ONCE_S:
                    return None
        except StoreError:
            del self._begun[arrival.name]  # the row in hand wasn't kept: from the start
            raise
        del self._begun[arrival.name]
        told = ", ".join(f"{became[state]} {state}" for state in ("kept", "doubled", "refused"))
        say(f"{path}: {told}")
        return Taken("kept" if became["kept"] or became["doubled"] else "refused", told)

    def _rows(self, path: Path, given: Options) -> Iterator[Taken]:
        """What became of each report of an archive."""
        try:
            for row in rows_of(path, self._columns_at(path)):
                if isinstance(row, InputError):
                    yield self.refuse(row.where or str(path), row.what)
                elif self._store.knows(report_id(row.data, given)):
                    yield Taken("kept")
                else:
                    yield self._row(row, given)
        except StoreError:
            raise
        except TocsinError as error:
            yield self.refuse(str(path), error.what)

    def _row(self, row: Row, given: Options) -> Taken:
        taken = self._kept(row.name, lambda: report_from_row(row, given))
        if taken.key:
            self._ledger.note_text(taken.key)
        return taken

    def _columns_at(self, path: Path) -> Mapping[str, str]:
        """Those of the innermost folder that holds the file."""
        inner = (self._columns[folder] for folder in path.absolute().parents if folder in self._columns)
        return next(inner, columns_of(None))
