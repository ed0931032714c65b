"""The watched folders: takes files as they are put there, keeps a snapshot of each and puts it on the ledger, once.

A report is read from its snapshot. An archive of many reports may be large, and names media that lie beside it, so it
is read where it lies. Invariant: what is read of an archive is what was kept: a file that changed meanwhile is read no
further, and is a new one.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from tocsin.errors import InputError
from tocsin.watch.folders import file_at, new_files
from tocsin.watch.ledger import Ledger
from tocsin.watch.reader import Reader
from tocsin.watch.snapshots import Snapshots
from tocsin.watch.watchlist import Folder

__all__ = ["Inbox"]

_EVERY_S = 5
_YOUNG_S = 0.3


class Inbox:
    """All folders of a watch; ``young`` while a file in them isn't finished."""

    def __init__(
        self,
        folders: Sequence[Folder],
        ledger: Ledger,
        snapshots: Snapshots,
        reader: Reader,
        max_bytes: int,
    ) -> None:
        self._folders, self._ledger, self._snapshots = folders, ledger, snapshots
        self._reader, self._max_bytes = reader, max_bytes
        self._look_at = 0.0
        self.young = False

    def look(self) -> None:
        """Keep what is new, when it is time to look again."""
        if time.monotonic() < self._look_at:
            return
        self.young = False
        for folder in self._folders:
            for path, url in new_files(Path(folder.path), self._ledger.knows):
                if url is None:
                    self.young = True
                else:
                    self._keep(path, url, folder.name)
        self._look_at = time.monotonic() + (_YOUNG_S if self.young else _EVERY_S)

    def _keep(self, path: Path, url: str, name: str | None) -> None:
        about = {"file": str(path), "at": datetime.now(UTC).isoformat()}
        try:
            fits = self._reader.is_archive(path) or path.stat().st_size <= self._max_bytes
            digest = self._snapshots.keep_file(path, about) if fits else ""
        except OSError:
            self.young = True  # gone again, not ours to read, or no room: the next look decides
            return
        self._ledger.arrived(url, digest, name)
        if not fits:
            self._ledger.finish(url, self._reader.refuse(url, f"larger than {self._max_bytes / 1_000_000:,.0f} MB"))

    def archive(self, url: str) -> Path | None:
        """The file of an archive that a folder brought; None for a page or a report.

        Raises:
            InputError: it isn't there as it was kept.
        """
        if url.startswith("http") or not self._reader.is_archive(Path(urlsplit(url).path)):
            return None
        if (path := file_at(url)) is None:
            raise InputError("changed or gone before all of it was read; as it was, it lies among the snapshots", url)
        return path
