"""Exports in JSON -> rows: takes Telegram's chat export or Bellingcat auto-archiver's records, gives a row a post.

Telegram Desktop writes one chat (``messages``) or all of them (``chats``), auto-archiver one record or a list, each
with ``metadata`` and ``media``. Posts without words and service messages are no reports and are passed over.
Invariant: a medium that lies beside the file and hasn't the hash that it was archived with refuses its record; hashes
are part of what the record's id is made of.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tocsin.errors import InputError
from tocsin.ingest.page import Page
from tocsin.ingest.rows import Row, row_of

__all__ = ["ARCHIVER_FIELDS", "archiver_row", "export_rows", "is_archiver_row"]

ARCHIVER_FIELDS = frozenset(["status", "metadata", "media"])
_MOST_BYTES = 200_000_000
"""Of an export, which is parsed whole: a channel of some 300,000 posts; memory takes about five times as much."""
_CHUNK_BYTES = 1_000_000
_INSTANT = re.compile(r"datetime\.datetime\((\d{4}), (\d\d?), (\d\d?)(?:, [^()]{0,80}(?:\([^()]{0,40}\))?)?\)")


def export_rows(path: Path) -> Iterator[Row | InputError]:
    """The rows of an export in order.

    Raises:
        InputError: neither of the two, or too large.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise InputError(f"larger than {_MOST_BYTES / 1_000_000:.0f} MB; export it in parts", str(path))
    try:
        data = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise InputError(f"can't be read as JSON: {error}", str(path)) from error
    chats = _chats(data)
    if chats is not None:
        yield from _posts(chats, path)
        return
    records = data if isinstance(data, list) else [data]
    if not records or not all(isinstance(one, dict) and is_archiver_row(one) for one in records):
        raise InputError("neither a chat export nor auto-archiver's; name one report a line .jsonl", str(path))
    for number, one in enumerate(records, start=1):
        yield archiver_row(one, f"{path}#{number}", path.parent)


def _chats(data: Any) -> list[Any] | None:
    if not isinstance(data, dict):
        return None
    inner = data.get("chats")
    found = inner.get("list") if isinstance(inner, dict) else [data]
    whole = isinstance(found, list) and all(isinstance(c, dict) and isinstance(c.get("messages"), list) for c in found)
    return found if whole else None


def _posts(chats: list[Any], path: Path) -> Iterator[Row | InputError]:
    number = 0
    for chat in chats:
        for post in chat["messages"]:
            number += 1
            words = _words(post.get("text")) if isinstance(post, dict) and post.get("type") == "message" else ""
            if words.strip():
                yield _post(post, words, chat, f"{path}#{number}")


def _post(post: Mapping[str, Any], words: str, chat: Mapping[str, Any], name: str) -> Row | InputError:
    try:
        day = date.fromisoformat(str(post.get("date"))[:10])
    except ValueError:
        return InputError(f"{post.get('date')!r} is no day", name)
    source = chat.get("name") or post.get("from")
    page = Page(words, source=str(source) if source else None, published=day)
    return row_of(name, page, also=[chat.get("id"), post.get("id")])


def _words(text: Any) -> str:
    """The words of a post: plain, or in pieces of which some are links, tags and the like."""
    if isinstance(text, str):
        return text
    parts = text if isinstance(text, list) else []
    return "".join(part if isinstance(part, str) else str(part.get("text") or "") for part in parts if part)


def is_archiver_row(cells: Mapping[str, Any]) -> bool:
    """True for a record of auto-archiver, in JSON or as a row of its CSV."""
    return cells.keys() >= ARCHIVER_FIELDS


def archiver_row(cells: Mapping[str, Any], name: str, folder: Path) -> Row | InputError:
    """The row of one record; ``folder`` is where its media lie, if they do."""
    try:
        said, media = _plain(cells["metadata"]), _plain(cells["media"])
        hashes = sorted((str(one["filename"]), str((one.get("properties") or {}).get("hash") or "")) for one in media)
        text = str(said.get("content") or said.get("title") or "")
    except (ValueError, TypeError, AttributeError, LookupError, SyntaxError, RecursionError, MemoryError) as error:
        return InputError(f"auto-archiver's record can't be read ({type(error).__name__})", name)
    if not text.strip():
        return InputError(f"archived without words ({cells['status']})", name)
    for file, digest in hashes:
        if not _fits(folder / Path(file).name, digest):
            return InputError(f"{file} isn't what was archived: its hash differs", name)
    page = Page(text, said.get("title") or None, published=_day(said.get("timestamp")), url=said.get("url") or None)
    return row_of(name, page, also=hashes)


def _plain(cell: Any) -> Any:
    """A cell of JSON as it is; one of CSV from Python's way of writing it, instants as their days."""
    return ast.literal_eval(_INSTANT.sub(r"'\1-\2-\3'", cell)) if isinstance(cell, str) else cell


def _day(value: Any) -> date | None:
    try:
        year, month, day = map(int, str(value)[:10].split("T")[0].split("-"))
        return date(year, month, day)
    except ValueError:
        return None


def _fits(path: Path, stated: str) -> bool:
    """True unless the file is here and hashes otherwise than stated (``SHA-256:…``, ``SHA3-512:…``)."""
    kind, _, digest = stated.rpartition(":")
    name = kind.lower().replace("sha-", "sha").replace("sha3-", "sha3_")
    if not digest or not path.is_file() or name not in hashlib.algorithms_guaranteed:
        return True
    found = hashlib.new(name)
    with path.open("rb") as handle:
        while chunk := handle.read(_CHUNK_BYTES):
            found.update(chunk)
    return found.hexdigest() == digest.lower()
