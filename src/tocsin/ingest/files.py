"""Paths -> files and bytes: takes what the user named, gives the files below it and the bytes of one.

Invariant: the order is that of the arguments, sorted by name inside a folder; what can't be read is named in an
``InputError``, never passed over.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from tocsin.errors import InputError
from tocsin.ingest.sniff import SUFFIXES

__all__ = ["find_files", "read_bytes"]


def find_files(paths: Sequence[Path]) -> tuple[list[Path], list[InputError]]:
    """The files to read, each once, and one error for each path that leads to none.

    A file that is named is taken whatever its ending; inside a folder hidden files and unknown endings are skipped.
    """
    found: dict[Path, None] = {}
    errors: list[InputError] = []
    for path in paths:
        if path.is_dir():
            inside = list(_walk(path, errors))
            found.update(dict.fromkeys(inside))
            if not inside and not any(error.where and Path(error.where).is_relative_to(path) for error in errors):
                errors.append(InputError(f"the folder holds no file ending in {', '.join(SUFFIXES)}", str(path)))
        elif path.exists():
            found[path] = None
        else:
            errors.append(InputError("no such file or folder", str(path)))
    return list(found), errors


def _walk(folder: Path, errors: list[InputError]) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        errors.append(InputError(f"the folder can't be read: {error.strerror}", str(error.filename)))

    for here, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(here, name)
            if name.startswith(".") or path.suffix.lower() not in SUFFIXES:
                continue
            if path.is_file():
                yield path
            elif path.is_symlink():
                errors.append(InputError("a link that leads nowhere", str(path)))


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """The bytes of a file, or of a pipe, read no further than the limit.

    Raises:
        InputError: missing, a folder, not permitted, or larger than ``max_bytes``.
    """
    try:
        with path.open("rb") as handle:
            data = handle.read(max_bytes + 1)
    except IsADirectoryError as error:
        raise InputError("a folder, not a file", str(path)) from error
    except FileNotFoundError as error:
        raise InputError("no such file", str(path)) from error
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        reason = error.strerror if isinstance(error, OSError) else "not a file name"
        raise InputError(f"can't be read: {reason}", str(path)) from error
    if len(data) > max_bytes:
        raise InputError(too_large(max_bytes), str(path))
    return data


def too_large(max_bytes: int) -> str:
    """What to say of a file beyond the limit."""
    return f"larger than {max_bytes / 1_000_000:,.0f} MB; split it into reports"
