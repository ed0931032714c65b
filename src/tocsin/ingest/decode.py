"""Bytes -> str: takes the bytes of a text file, gives its characters.

A byte order mark decides; without one, NULs mean UTF-16 or UTF-32 (or no text at all); then UTF-8 if it fits; else the
one-byte code page 1252 that Windows and the web (WHATWG Encoding Standard, section 4.2) mean by Latin-1. Invariant: the
same bytes always give the same text, no character is guessed from statistics, and bytes that are no text are refused.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from tocsin.errors import InputError

__all__ = ["decode", "decode_as"]

_MARKS = (  # the UTF-32 mark begins with the UTF-16 one, so it is tried first
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_SAMPLE_CHARS = 4000  # enough to tell text from noise
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_LATIN = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
_CODE_PAGE = re.compile(r"cp\d+$|iso8859|koi8|mac|gb|big5|euc|shift_jis|tis|kz1048|ptcp154|viscii")
_NOT_TEXT = "not a text in a known encoding; give a text (UTF-8), HTML, PDF, DOCX or e-mail file"


def decode(data: bytes, where: str | None = None) -> str:
    """The characters of a text file.

    Raises:
        InputError: the bytes are no text.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            return _unmarked(rest, where) if codec == "utf-8" else _strict(rest, codec, where)
    return _wide(data, where) if b"\0" in data else _unmarked(data, where)


def decode_as(data: bytes, charset: str | None, where: str | None = None) -> str:
    """The characters of bytes that name their own character set (HTML, e-mail).

    A name is taken only for a code page, and only where the bytes fit it and don't fit UTF-8: half the pages that call
    themselves Latin-1 are UTF-8. A false or unknown name is ignored.
    """
    codec = _code_page(charset)
    if codec is None or b"\0" in data or any(data.startswith(mark) for mark, _ in _MARKS):
        return decode(data, where)
    for candidate in ("utf-8", codec):
        try:
            return data.decode(candidate)
        except UnicodeError:
            continue
    return decode(data, where)


def _code_page(charset: str | None) -> str | None:
    """Python's name of a named code page; Latin-1 and ASCII stand for 1252 (WHATWG). Escape codes are none."""
    try:
        name = codecs.lookup((charset or "").strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    if name in {"iso8859-1", "ascii"}:
        return "cp1252"
    return name if _CODE_PAGE.match(name) else None


def _unmarked(data: bytes, where: str | None) -> str:
    if b"\0" in data:
        raise InputError(_NOT_TEXT, where)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged(data, where)


def _strict(data: bytes, codec: str, where: str | None) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise InputError(f"broken {codec[:-3].upper()} text: {error.reason}; save it again as UTF-8", where) from error


def _wide(data: bytes, where: str | None) -> str:
    """UTF-16 or UTF-32 without a mark: the reading that gives plain text."""
    for codec in _WIDE:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if _is_plain(text):
            return text
    raise InputError(_NOT_TEXT, where)


def _is_plain(text: str) -> bool:
    """No control or unassigned character, and spaces as often as words need them (at least one in forty)."""
    sample = text[:_SAMPLE_CHARS]
    if any(unicodedata.category(c) in {"Cc", "Cn", "Co"} and c not in "\t\n\r\f" for c in sample):
        return False
    spaces = sum(c in " \n" for c in sample)
    return spaces * 40 >= len(sample) - 40 and any(c.isascii() and c.isalnum() for c in sample)


def _damaged(data: bytes, where: str | None) -> str:
    """UTF-8 with a few broken bytes keeps its characters; anything else is read as code page 1252."""
    whole = sum(map(len, _MULTIBYTE.findall(data)))
    high = len(_HIGH.findall(data))
    if whole > 0.8 * high:
        return data.decode("utf-8", "replace")
    controls = sum(byte < 0x20 and byte not in b"\t\n\r\f\v\x1b" for byte in data[:_SAMPLE_CHARS])
    if controls * 50 > min(len(data), _SAMPLE_CHARS) or high > 0.5 * len(data):
        raise InputError(_NOT_TEXT, where)
    return data.decode("latin-1").translate(_LATIN)
