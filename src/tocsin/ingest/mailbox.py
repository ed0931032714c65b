"""Mailboxes -> rows: takes an mbox file (RFC 4155), gives a row a message, its bytes unread.

Invariant: messages come in the order of the file, one in memory at a time.
"""

from __future__ import annotations

import mailbox
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tocsin.errors import InputError
from tocsin.ingest.rows import Row

__all__ = ["mailbox_rows"]


def mailbox_rows(path: Path) -> Iterator[Row | InputError]:
    """The messages of a mailbox.

    Raises:
        InputError: no message stands in it.
    """
    with path.open("rb") as head:
        if not head.read(5).startswith(b"From "):
            raise InputError("no mailbox: its first line doesn't begin with From", str(path))
    with closing(mailbox.mbox(path, create=False)) as box:
        for number, key in enumerate(box.iterkeys(), start=1):
            yield Row(f"{path}#{number}", box.get_bytes(key), suffix=".eml")
