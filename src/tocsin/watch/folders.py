"""A watched folder: takes a folder, gives the files in it that haven't been seen as they are now.

A file is known by its address, time of change and size. Invariant: hidden files and links are passed over (a link could
lead anywhere), and a file that changed within the last second is left to be finished.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

__all__ = ["new_files"]

_SETTLED_S = 1


def new_files(folder: Path, known: Callable[[str], bool]) -> Iterator[tuple[Path, str | None]]:
    """Each new file with the address that it is kept under, None for one that isn't finished."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(here, name)
            try:
                about = path.lstat()
            except OSError:
                continue
            if name.startswith(".") or not stat.S_ISREG(about.st_mode):
                continue
            url = f"{path.absolute().as_uri()}?changed={about.st_mtime_ns}&size={about.st_size}"
            if not known(url):
                yield path, url if time.time() - about.st_mtime >= _SETTLED_S else None
