"""Tab-separated tables beside the gazetteer: takes a file name, gives the columns of each row.

A name that ends in ``.gz`` is unpacked. Invariant: empty lines and lines that begin with ``#`` are no rows; a row
with too few columns is refused with its line.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator

from tocsin.errors import KnowledgeError
from tocsin.knowledge.files import HERE

__all__ = ["FOLDER", "read_table"]

FOLDER = HERE / "gazetteer"


def read_table(name: str, columns: int) -> Iterator[list[str]]:
    """The rows of ``gazetteer/<name>``, each with at least ``columns`` columns.

    Raises:
        KnowledgeError: the file is missing or a row has too few columns.
    """
    try:
        raw = (FOLDER / name).read_bytes()
    except OSError as error:
        raise KnowledgeError(f"can't be read: {error.strerror}", name) from error
    text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) < columns:
            raise KnowledgeError(f"line {number} has {len(fields)} columns instead of {columns}", name)
        yield fields
