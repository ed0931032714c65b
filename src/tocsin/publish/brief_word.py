"""A brief as a Word file: takes a ``Brief``, gives DOCX bytes (python-docx), with its pictures as PNG.

Built-in styles, so that a reader's own template can restyle it, set plainly: one sans-serif face, dark ink, room
between paragraphs. Invariant: the same brief gives the same bytes (the zip's times are fixed); no link is live.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from tocsin.errors import MissingExtraError
from tocsin.publish.brief import Brief
from tocsin.publish.brief_flow import Block, Run, blocks
from tocsin.publish.brief_word_style import STYLES, prepare
from tocsin.publish.picture_parts import COLOURS, SOFT, Picture
from tocsin.publish.rasters import png

__all__ = ["to_docx"]

_WIDTH_CM = 16.0
"""Of a picture: what the margins leave."""
_STAMP = (1980, 1, 1, 0, 0, 0)
"""The time of every part of the file: the earliest that a zip can hold."""


def to_docx(brief: Brief) -> bytes:
    """The file.

    Raises:
        MissingExtraError: the extra ``briefs`` isn't installed.
    """
    try:
        import docx
        from docx.shared import RGBColor
    except ImportError as error:
        raise MissingExtraError("a brief as DOCX", "briefs") from error
    document = docx.Document()
    prepare(document, brief)
    for block in blocks(brief):
        paragraph = document.add_paragraph(f"[{block.number}] " if block.number else "", style=STYLES.get(block.kind))
        _write(paragraph, block, RGBColor.from_string)
        if block.picture:
            _draw(document, block.picture)
    out = io.BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def _draw(document: Any, picture: Picture) -> None:
    """The picture, told in words for whoever can't see it."""
    from docx.shared import Cm

    drawn = document.add_picture(io.BytesIO(png(picture)), width=Cm(_WIDTH_CM))
    drawn._inline.docPr.set("descr", picture.told)


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
    made.font.color.rgb = colour(SOFT.lstrip("#"))


def _timeless(data: bytes) -> bytes:
    """The same zip with fixed times."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for part in given.infolist():
            made.writestr(zipfile.ZipInfo(part.filename, _STAMP), given.read(part), zipfile.ZIP_DEFLATED)
    return out.getvalue()
