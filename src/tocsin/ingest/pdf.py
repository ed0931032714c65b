"""PDF -> Page: takes the bytes of a PDF file, gives the text of its pages in order.

Reads with pypdf (ISO 32000). Running heads and page numbers go, words hyphenated at a line end are joined. The dates in
a PDF's own metadata say when the file was made, not when the report came out, so they are left alone. Invariant: a page
that ends inside a sentence runs on into the next.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections import Counter
from typing import TYPE_CHECKING

from tocsin.errors import InputError, MissingExtraError
from tocsin.ingest.page import Page

if TYPE_CHECKING:
    import pypdf

__all__ = ["read_pdf"]

# What pypdf lets through on damaged files besides its own errors: its parsers index, convert and unpack as they go.
_DAMAGE = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, RecursionError,
    NotImplementedError, EOFError, OSError, struct.error, zlib.error,
)  # fmt: skip
_PAGE_NUMBER = re.compile(r"(?:page |p\. ?)?[-–—| ]*\d{1,4}[-–—| ]*(?:(?:/|of|sur|de) ?\d{1,4})?", re.I)
_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-‐\u00ad]\n(?=[^\W\d_])")
_MIN_RUNNING_PAGES = 3  # a line at the same edge of three pages and of half of all is a running head


def read_pdf(data: bytes, where: str, max_chars: int) -> Page:
    """The text of a PDF.

    Raises:
        InputError: it is broken, needs a password, or holds images of text only.
        MissingExtraError: pypdf isn't installed.
    """
    pages = _without_running_heads([page.strip().splitlines() for page in _pages(data, where, max_chars)])
    text = ""
    for lines in pages:
        page = "\n".join(lines).strip()
        text += ("\n\n" if not text or text[-1] in '.!?»”":' else "\n") + page if page else ""
    if not text.strip():
        raise InputError("the PDF holds no text (a scan?); run text recognition (OCR) on it first", where)
    return Page(_HYPHENATED.sub(_joined, text.lstrip("\n")))


def _joined(match: re.Match[str]) -> str:
    """A word broken at a line end is joined; a name such as Al-Qaida keeps its hyphen."""
    return "" if match.string[match.end()].islower() else "-"


def _pages(data: bytes, where: str, max_chars: int) -> list[str]:
    try:
        import pypdf
        import pypdf.errors
    except ImportError as error:
        raise MissingExtraError("reading PDF", "documents") from error
    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # its warnings are about markup, not for our user
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("the PDF needs a password; save a copy without one", where)
        return _texts(reader, where, max_chars)
    except pypdf.errors.DependencyError as error:
        raise InputError("the PDF is encrypted; save a copy without a password", where) from error
    except (pypdf.errors.PyPdfError, *_DAMAGE) as error:
        raise InputError(f"the PDF is broken ({type(error).__name__}); open it and save it again", where) from error


def _texts(reader: pypdf.PdfReader, where: str, max_chars: int) -> list[str]:
    texts: list[str] = []
    room = max_chars
    for page in reader.pages:
        texts.append(page.extract_text())
        room -= len(texts[-1])
        if room < 0:
            raise InputError(f"longer than {max_chars:,} characters; split it into reports", where)
    return texts


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """Pages without page numbers, and without lines that stand at the top or foot of most of them."""
    edges = Counter(_key(lines[at]) for lines in pages if len(lines) > 1 for at in (0, -1))
    least = max(_MIN_RUNNING_PAGES, (len(pages) + 1) // 2)
    for lines in pages:
        for at in (0, -1):
            while lines and (edges[_key(lines[at])] >= least or _PAGE_NUMBER.fullmatch(lines[at].strip())):
                del lines[at]
    return pages


def _key(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip())
