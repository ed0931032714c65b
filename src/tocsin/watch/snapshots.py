"""Snapshots: takes the bytes of a page and what is known of their fetching, keeps both for ever, found by SHA-256.

    ab/abcdef…  the bytes as they came      ab/abcdef….json  address, instant, header fields

Invariant: a file under a hash is whole and has that hash (it is written aside, flushed and renamed), and is never
written again; what is read back is checked.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from tocsin.errors import InputError

__all__ = ["Snapshots"]


class Snapshots:
    """One folder of snapshots."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, data: bytes, about: Mapping[str, object]) -> str:
        """Keep the bytes; gives their SHA-256 in hex."""
        digest = hashlib.sha256(data).hexdigest()
        path = self._path(digest)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path.with_name(f"{digest}.json"), json.dumps(dict(about), sort_keys=True).encode())
            _write(path, data)
        return digest

    def read(self, digest: str) -> bytes:
        """The bytes of a snapshot.

        Raises:
            InputError: it is gone, or isn't what was kept.
        """
        try:
            data = self._path(digest).read_bytes()
        except OSError as error:
            raise InputError(f"the snapshot can't be read: {error.strerror}", digest) from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise InputError("the snapshot was changed since it was kept", digest)
        return data

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest


def _write(path: Path, data: bytes) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with aside.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)  # a full disk isn't filled further by halves
        raise
