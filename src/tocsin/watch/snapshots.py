"""Snapshots: takes the bytes of a page or file and what is known of them, keeps both for ever, found by SHA-256.

    ab/abcdef…  the bytes as they came      ab/abcdef….json  address, instant, header fields

Invariant: a file under a hash is whole and has that hash (it is written aside, flushed and renamed), and is never
written again; what is read back is checked.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tocsin.errors import InputError

__all__ = ["Snapshots"]

_CHUNK_BYTES = 1_000_000


class Snapshots:
    """One folder of snapshots, for one thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, data: bytes, about: Mapping[str, object]) -> str:
        """Keep the bytes; gives their SHA-256 in hex."""
        return self._keep([data], about)

    def keep_file(self, file: Path, about: Mapping[str, object]) -> str:
        """Keep a copy of a file of any size; gives its SHA-256 in hex."""
        return self._keep(_chunks(file), about)

    def _keep(self, chunks: Iterable[bytes], about: Mapping[str, object]) -> str:
        self._folder.mkdir(parents=True, exist_ok=True)
        with _aside(self._folder) as aside:
            digest = _write(aside, chunks)
            path = self._path(digest)
            if not path.exists():
                path.parent.mkdir(exist_ok=True)
                with _aside(path.parent) as words:
                    _write(words, [json.dumps(dict(about), sort_keys=True).encode()])
                    words.replace(path.with_name(f"{digest}.json"))
                aside.replace(path)
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


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as data:
        while chunk := data.read(_CHUNK_BYTES):
            yield chunk


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """A file to write and rename; gone at the end, so that a full disk isn't filled further by halves."""
    path = folder / f".{os.getpid()}"
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _write(path: Path, chunks: Iterable[bytes]) -> str:
    """Write and flush; gives the SHA-256 of what was written."""
    digest = hashlib.sha256()
    with path.open("wb") as out:
        for chunk in chunks:
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()
