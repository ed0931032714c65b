"""A watched folder: takes a folder, gives the files in it that haven't been seen as they are now.

A file is known by its address, time of change and size. Invariant: hidden files, links (one could lead anywhere) and
pictures, sound and film, which exports bring along, are passed over, and a file that changed within the last second is
left to be finished.
"""

from __future__ import annotations

import mimetypes
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

__all__ = ["file_at", "new_files"]

_SETTLED_S = 1
_MEDIA = ("image/", "audio/", "video/")


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
            if name.startswith(".") or not stat.S_ISREG(about.st_mode) or _is_medium(name):
                continue
            url = _address(path, about)
            if not known(url):
                yield path, url if time.time() - about.st_mtime >= _SETTLED_S else None


def file_at(url: str) -> Path | None:
    """The file that an address of ``new_files`` leads to; None when it changed since, or is gone."""
    path = Path(url2pathname(urlsplit(url).path))
    try:
        return path if _address(path, path.lstat()) == url else None
    except OSError:
        return None


def _address(path: Path, about: os.stat_result) -> str:
    return f"{path.absolute().as_uri()}?changed={about.st_mtime_ns}&size={about.st_size}"


def _is_medium(name: str) -> bool:
    return (mimetypes.guess_type(name)[0] or "").startswith(_MEDIA)
