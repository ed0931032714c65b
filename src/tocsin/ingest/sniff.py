"""Bytes and a name -> the format: takes the first bytes and the suffix, gives the name of a reader.

The readers are text, markdown, html, pdf, docx and mail. What the bytes say outranks the suffix, as names are often
wrong. Magic numbers follow the formats' own specifications. Invariant: a format that can't be read is refused here, by
its name and with what to do.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from tocsin.errors import InputError

__all__ = ["SUFFIXES", "sniff"]

SUFFIXES = {
    ".txt": "text", ".text": "text",
    ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf", ".docx": "docx", ".eml": "mail",
}  # fmt: skip

_GIVE = "give a text, HTML, PDF, DOCX or e-mail file"
_REFUSED = (  # (magic number, what it is and what to do); one that could open a text also needs a NUL, see _refuse
    (b"\x89PNG\r\n", f"a PNG image, no text; {_GIVE}"),
    (b"\xff\xd8\xff", f"a JPEG image, no text; {_GIVE}"),
    (b"GIF8", f"a GIF image, no text; {_GIVE}"),
    (b"BM", f"a bitmap image, no text; {_GIVE}"),
    (b"II*\0", f"a TIFF image, no text; {_GIVE}"),
    (b"MM\0*", f"a TIFF image, no text; {_GIVE}"),
    (b"RIFF", f"an image, sound or video, no text; {_GIVE}"),
    (b"ID3", f"a sound file, no text; {_GIVE}"),
    (b"OggS", f"a sound or video file, no text; {_GIVE}"),
    (b"\x1aE\xdf\xa3", f"a video file, no text; {_GIVE}"),
    (b"\x1f\x8b", "a gzip archive; unpack it and give its files"),
    (b"BZh", "a bzip2 archive; unpack it and give its files"),
    (b"\xfd7zXZ", "an xz archive; unpack it and give its files"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive; unpack it and give its files"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it and give its files"),
    (b"Rar!\x1a", "a RAR archive; unpack it and give its files"),
    (b"\x7fELF", f"a program, no text; {_GIVE}"),
    (b"MZ", f"a program, no text; {_GIVE}"),
    (b"\xca\xfe\xba\xbe", f"a program, no text; {_GIVE}"),
    (b"SQLite format 3\0", f"a database, no text; {_GIVE}"),
    (b"PAR1", f"a Parquet table, no text; {_GIVE}"),
    (b"\xd0\xcf\x11\xe0", "an old Word file, or a password-protected one; save it as DOCX without password"),
    (b"{\\rtf", "an RTF file; save it as DOCX or plain text"),
)
_TEXTLIKE = frozenset({b"BM", b"GIF8", b"RIFF", b"ID3", b"OggS", b"BZh", b"MZ", b"PAR1"})
_HEAD_BYTES = 1024  # where PDF readers and browsers look for their marks
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_MAIL_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?[^\n]*\r?\n(?:[ \t]+[^\n]*\r?\n)*")
_MAIL_ONLY = frozenset(b"received mime-version message-id return-path delivered-to dkim-signature".split())
_MAIL_USUAL = frozenset(b"from to subject date reply-to content-type".split())


def sniff(data: bytes, name: str) -> str:
    """The format of a file.

    Raises:
        InputError: the file is in a format that holds no report.
    """
    _refuse(data, name)
    if _is_pdf(data, name):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    bare = data[:_HEAD_BYTES].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _HTML.match(bare):
        return "html"
    if _is_mail(data, named=_suffix(name) == "mail"):
        return "mail"
    known = _suffix(name)
    return known if known in {"markdown", "html"} else "text"


def _suffix(name: str) -> str:
    return SUFFIXES.get(PurePath(name).suffix.lower(), "text")


def _refuse(data: bytes, name: str) -> None:
    for magic, what in _REFUSED:
        if data.startswith(magic) and (magic not in _TEXTLIKE or b"\0" in data[:_HEAD_BYTES]):
            raise InputError(what, name)
    if data[4:8] == b"ftyp" and b"\0" in data[:4]:
        raise InputError(f"a video or image, no text; {_GIVE}", name)


def _is_mail(data: bytes, named: bool) -> bool:
    """A block of header fields at the top; under another suffix it must hold one that only a mail server writes."""
    fields: set[bytes] = set()
    at = 0
    while (match := _MAIL_FIELD.match(data, at)) and len(fields) < 60:
        fields.add(match.group(1).lower())
        at = match.end()
    if named:
        return bool(fields & (_MAIL_USUAL | _MAIL_ONLY))
    return len(fields & _MAIL_USUAL) >= 2 and bool(fields & _MAIL_ONLY)


def _is_pdf(data: bytes, name: str) -> bool:
    """The mark stands first, or in the first kilobyte of a file that calls itself PDF (junk before it is common)."""
    return data.startswith(b"%PDF-") or (_suffix(name) == "pdf" and b"%PDF-" in data[:_HEAD_BYTES])
