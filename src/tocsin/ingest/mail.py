"""E-mail -> Page: takes the bytes of a message (RFC 5322, MIME), gives its subject, sender, date and body.

The plain part is preferred to the HTML part; attachments are left alone. Soft line breaks (RFC 3676) are undone, the
signature below ``--`` goes. Invariant: a message without a readable body is refused.
"""

from __future__ import annotations

import email.errors
import re
from datetime import date
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from itertools import islice

from tocsin.errors import InputError
from tocsin.ingest.decode import decode_as
from tocsin.ingest.page import Page
from tocsin.ingest.webpage import read_html

__all__ = ["read_mail"]

_MAX_PARTS = 50  # of one kind that are tried for words; a message has two or three
_MAX_FIELD_CHARS = 2_000  # of a header field that are decoded; RFC 5322 has lines of 998
_PREFIX = re.compile(r"^(?:(?:re|fwd?|tr|rv|aw|wg)\s*:\s*|\[[^\]]{1,40}\]\s*)+", re.I)
_SIGNATURE = re.compile(r"\n-- \n.*", re.S)
_SOFT_BREAK = re.compile(r"(?m)(?<=\S) \n(?=[^\s>])")


def read_mail(data: bytes, where: str) -> Page:
    """The text of a message.

    Raises:
        InputError: the message is broken or has no text of its own.
        MissingExtraError: only an HTML part, and trafilatura isn't installed.
    """
    try:
        message = BytesParser().parsebytes(data)
        parts = [p for p in message.walk() if not p.is_multipart() and p.get_content_disposition() != "attachment"]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, email.errors.MessageError) as error:
        raise InputError(f"a broken e-mail ({type(error).__name__}); save its text alone", where) from error
    body = _body(parts, where)
    name, address = _sender(message)
    subject = _PREFIX.sub("", _header(message, "Subject")).strip()
    source = name or address or body.source
    return Page(body.text, subject or body.title, body.byline, source, _sent(message) or body.published)


def _body(parts: list[Message], where: str) -> Page:
    for kind in ("text/plain", "text/html"):
        for part in islice((p for p in parts if p.get_content_type() == kind), _MAX_PARTS):
            page = _part(part, kind, where)
            if page.text.strip():
                return page
    raise InputError("the e-mail has no text of its own; save its attachment and give that", where)


def _part(part: Message, kind: str, where: str) -> Page:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = _parameter(part, "charset")
    if kind == "text/html":
        return (
            read_html(decode_as(data, charset, where).encode("utf-8", "replace"), where) if data.strip() else Page("")
        )
    text = decode_as(data, charset, where).replace("\r\n", "\n")
    if _parameter(part, "format").lower() == "flowed":
        text = _SOFT_BREAK.sub(" ", text)
    return Page(_SIGNATURE.sub("", text))


def _parameter(part: Message, name: str) -> str:
    try:
        value = part.get_param(name)
    except (ValueError, LookupError, TypeError, AttributeError):  # stdlib, on malformed Content-Type fields
        return ""
    return value[2] if isinstance(value, tuple) else str(value or "")


def _header(message: Message, name: str) -> str:
    """A header field in plain characters; one with broken encoded words (RFC 2047) as it stands."""
    raw = str(message.get(name) or "")[:_MAX_FIELD_CHARS]
    try:
        text = str(make_header(decode_header(raw)))
    except (ValueError, LookupError, email.errors.MessageError):
        text = raw
    return " ".join(text.split())


def _sender(message: Message) -> tuple[str, str]:
    """Name and address; both empty where comments nest too deep for the parser."""
    try:
        return parseaddr(_header(message, "From"))
    except RecursionError:
        return "", ""


def _sent(message: Message) -> date | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date()
    except (ValueError, TypeError, IndexError, OverflowError, RecursionError):
        return None
