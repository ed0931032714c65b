"""DOCX -> Page: takes the bytes of a Word file, gives its paragraphs and tables in the order of the page.

Reads with python-docx (ECMA-376), whose XML parser expands no entities. The zip is looked at before it is opened, so
that a small file can't unpack to a huge one. The file's own dates say when it was made, not when the report came out,
and are left alone. Invariant: one block a paragraph; a table row is one line, its cells parted by bars.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tocsin.errors import InputError, MissingExtraError
from tocsin.ingest.page import Page

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

__all__ = ["read_docx"]

_MAX_UNPACKED_BYTES = 200_000_000  # ten times the largest file that is read
_MAX_XML_BYTES = 20_000_000  # one part that is parsed into a tree of some twenty times; a thousand pages are some 5 MB
_MAX_BLOCKS = 100_000  # paragraphs and cells; a thousand pages hold some 30,000
_MAX_COLUMNS = 1_000  # that one cell may say that it spans; Word itself stops at 63
_TOO_MUCH = f"count(.//w:p | .//w:tc) > {_MAX_BLOCKS} or .//w:gridSpan[number(@w:val) > {_MAX_COLUMNS}]"
_MAX_PARTS = 5_000
# What zipfile and python-docx let through on damaged files besides their own errors.
_DAMAGE = (
    ValueError, LookupError, TypeError, AttributeError, RecursionError, NotImplementedError, EOFError, OSError,
    zlib.error, zipfile.BadZipFile,
)  # fmt: skip
_OTHER = {
    "xl/workbook.xml": "an Excel workbook; save the sheet as text or PDF",
    "ppt/presentation.xml": "a PowerPoint file; save it as PDF",
    "content.xml": "an OpenDocument file; save it as DOCX",
    "META-INF/container.xml": "an EPUB book; save the chapter as HTML or text",
}
_HUGE = "the DOCX unpacks to far more than a report holds; save its text alone"
_ARCHIVE = "a zip archive; unpack it and give its files"
_TITLE_STYLES = frozenset({"Title", "Titre", "Título"})


def read_docx(data: bytes, where: str) -> Page:
    """The text of a Word file.

    Raises:
        InputError: it is broken, needs a password, is no Word file, or unpacks to too much.
        MissingExtraError: python-docx isn't installed.
    """
    _check_zip(data, where)
    try:
        import docx
        import docx.opc.exceptions
        import docx.oxml.exceptions
        import lxml.etree  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError("reading DOCX", "documents") from error
    try:
        document = docx.Document(io.BytesIO(data))
        if document.element.body.xpath(_TOO_MUCH):
            raise InputError(_HUGE, where)
        return Page("\n\n".join(_blocks(document)), _title(document))
    except (docx.opc.exceptions.OpcError, docx.oxml.exceptions.XmlchemyError, lxml.etree.LxmlError, *_DAMAGE) as error:
        raise InputError(f"the DOCX is broken ({type(error).__name__}); open it and save it again", where) from error


def _check_zip(data: bytes, where: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except _DAMAGE as error:
        raise InputError("a broken zip or DOCX file; save it again", where) from error
    names = {part.filename for part in parts}
    if not any(name.startswith("word/document") for name in names):
        raise InputError(next((what for name, what in _OTHER.items() if name in names), _ARCHIVE), where)
    if any(part.flag_bits & 1 for part in parts):
        raise InputError("the DOCX needs a password; save a copy without one", where)
    xml = max((p.file_size for p in parts if p.filename.endswith((".xml", ".rels"))), default=0)
    if sum(p.file_size for p in parts) > _MAX_UNPACKED_BYTES or xml > _MAX_XML_BYTES or len(parts) > _MAX_PARTS:
        raise InputError(_HUGE, where)


def _title(document: Document) -> str | None:
    """The first paragraph that is styled as the title of the whole."""
    styled = (p.text.strip() for p in document.paragraphs[:5] if p.style is not None and p.style.name in _TITLE_STYLES)
    return next((words for words in styled if words), None)


def _blocks(container: Document | _Cell) -> Iterator[str]:
    from docx.text.paragraph import Paragraph

    for item in container.iter_inner_content():
        text = _paragraph(item) if isinstance(item, Paragraph) else _rows(item)
        if text.strip():
            yield text


def _paragraph(paragraph: Paragraph) -> str:
    properties = paragraph._p.pPr
    numbered = properties is not None and properties.numPr is not None
    named = paragraph.style is not None and (paragraph.style.name or "").startswith("List")
    return f"- {paragraph.text}" if (numbered or named) and paragraph.text.strip() else paragraph.text


def _rows(table: Table) -> str:
    """The table's rows as lines; a table of one column is a frame around paragraphs."""
    if len(table.columns) == 1:
        return "\n\n".join(text for row in table.rows for cell in row.cells for text in _blocks(cell))
    return "\n".join(line for row in table.rows if (line := _row(row)))


def _row(row: _Row) -> str:
    cells = {id(cell._tc): " ".join(cell.text.split()) for cell in row.cells}  # a merged cell comes once a column
    return " | ".join(text for text in cells.values() if text)
