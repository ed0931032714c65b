"""A brief as a Word file: takes a ``Brief``, gives DOCX bytes (python-docx), with its pictures as PNG.

Built-in styles, so that a reader's own template can restyle it. Invariant: the same brief gives the same bytes (the
zip's times are fixed); nothing in it is a live link.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from tocsin.errors import MissingExtraError
from tocsin.publish.brief import Brief
from tocsin.publish.brief_flow import Block, Run, blocks
from tocsin.publish.pictures import COLOURS
from tocsin.publish.rasters import png

__all__ = ["to_docx"]

_STYLES = {"title": "Title", "headline": "Subtitle", "h2": "Heading 1", "h3": "Heading 2", "item": "List Bullet"}
_MARGIN_CM, _WIDTH_CM = 2.5, 16.0
"""Of a page (A4), and the width that they leave for text and pictures."""
_STAMP = (1980, 1, 1, 0, 0, 0)
"""The time of every part of the file: the earliest that a zip can hold."""
_SOFT = "5c6470"


def to_docx(brief: Brief) -> bytes:
    """The file.

    Raises:
        MissingExtraError: the extra ``briefs`` isn't installed.
    """
    try:
        import docx
        from docx.shared import Cm, RGBColor
    except ImportError as error:
        raise MissingExtraError("a brief as DOCX", "briefs") from error
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = brief.title, "tocsin"
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(_MARGIN_CM)
    page.footer.paragraphs[0].text = brief.mark
    for block in blocks(brief):
        if block.picture:
            document.add_picture(io.BytesIO(png(block.picture)), width=Cm(_WIDTH_CM))
        style = "Caption" if block.picture else _STYLES.get(block.kind)
        paragraph = document.add_paragraph(f"[{block.number}] " if block.number else "", style=style)
        _write(paragraph, block, RGBColor.from_string)
    out = io.BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def _write(paragraph: Any, block: Block, colour: Any) -> None:
    """The runs of a block, each with its numbers behind it."""
    for number, run in enumerate(block.runs):
        between = " " if number and block.runs[number - 1].cites else ""
        made = paragraph.add_run(f"{between}{run.text}")
        made.bold = run.style == "bold" or run.style in COLOURS or None
        made.italic = run.style == "quote" or None
        if run.style in COLOURS:
            made.font.color.rgb = colour(COLOURS[run.style].lstrip("#"))
        if run.cites:
            _cite(paragraph, run, colour)


def _cite(paragraph: Any, run: Run, colour: Any) -> None:
    made = paragraph.add_run(f" [{', '.join(map(str, run.cites))}]")
    made.font.color.rgb = colour(_SOFT)


def _timeless(data: bytes) -> bytes:
    """The same zip with fixed times."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for part in given.infolist():
            made.writestr(zipfile.ZipInfo(part.filename, _STAMP), given.read(part), zipfile.ZIP_DEFLATED)
    return out.getvalue()
