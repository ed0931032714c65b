"""WARC and WET -> rows: takes a web archive (ISO 28500), gives a row a page that a server answered with.

Of WARC the HTTP responses with status 200 that may hold words (HTML, text, PDF), of WET the conversions. Read with
fastwarc, which unpacks gzip and zstd as it goes. Invariant: a record of more than ``MOST_BYTES`` unpacked is refused
and the next one read; the day of the crawl is never taken for the day of publication.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from tocsin.errors import InputError, MissingExtraError
from tocsin.ingest.page import Page
from tocsin.ingest.rows import Row

__all__ = ["warc_rows"]

MOST_BYTES = 20_000_000
"""Of one record: that of a file, as ``Options.max_bytes`` has it."""
_CHUNK_BYTES = 1_000_000
_WORDS = ("text/", "application/xhtml", "application/pdf")


def warc_rows(path: Path) -> Iterator[Row | InputError]:
    """The rows of a web archive in order.

    Raises:
        InputError: no web archive, or one cut short; what stands before the damage has been given.
        MissingExtraError: fastwarc isn't installed.
    """
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError as error:
        raise MissingExtraError("reading WARC", "archives") from error
    number = at = 0
    with path.open("rb") as stream:
        try:
            for record in ArchiveIterator(stream, auto_decode="all"):
                at = record.stream_pos
                if _has_words(record):
                    number += 1
                    yield _row(record, f"{path}#{number}")
        except (OSError, ValueError, EOFError) as error:
            raise InputError(f"the web archive is damaged after page {number}: {error}", str(path)) from error
    if not _is_whole(path, at):
        raise InputError(f"the web archive is cut short after page {number}", str(path))
    if not number:
        raise InputError("no page stands in this web archive", str(path))


def _is_whole(path: Path, at: int) -> bool:
    """True when the last record, which begins ``at`` so many bytes, is whole: fastwarc ends at a cut without a word."""
    with path.open("rb") as stream:
        stream.seek(at)
        head = stream.read(2)
        if head == b"\x1f\x8b":
            return _members_end(head, stream)
        stream.seek(max(0, path.stat().st_size - 4))
        return stream.read() == b"\r\n\r\n" or not head.startswith(b"WA")  # zstd tells its own cuts


def _members_end(head: bytes, stream: BinaryIO) -> bool:
    """True when the last gzip member of the stream is whole."""
    unpacker, rest = zlib.decompressobj(wbits=31), head
    while rest := rest or stream.read(_CHUNK_BYTES):
        if unpacker.eof:
            unpacker = zlib.decompressobj(wbits=31)
        unpacker.decompress(rest, _CHUNK_BYTES)
        rest = unpacker.unconsumed_tail or unpacker.unused_data
    return unpacker.eof


def _has_words(record: Any) -> bool:
    sort = record.headers.get("WARC-Type")
    if sort != "response" or not record.is_http:
        return bool(sort == "conversion")
    kind = (record.http_content_type or "").lower()
    return str(record.http_headers.status_code) == "200" and kind.startswith(_WORDS)


def _row(record: Any, name: str) -> Row | InputError:
    data = record.reader.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        return InputError(f"larger than {MOST_BYTES / 1_000_000:.0f} MB", name)
    url = record.headers.get("WARC-Target-URI")
    if record.is_http:
        return Row(name, data, url=url)
    return Row(name, data, Page(data.decode("utf-8", "replace"), url=url))
