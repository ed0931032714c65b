"""A brief as a PDF: takes a ``Brief``, gives bytes (fpdf2, pure Python), in Noto Sans, with its pictures.

Every page bears the sharing mark and its number; the number of a report leads to the list. Invariant: the same brief
gives the same bytes (the date of making is fixed); nothing in it is a link to outside.
"""

from __future__ import annotations

import io
import logging
from datetime import UTC, datetime
from typing import Any

from tocsin.errors import MissingExtraError
from tocsin.publish.brief import Brief
from tocsin.publish.brief_flow import Block, blocks
from tocsin.publish.picture_parts import COLOURS
from tocsin.publish.rasters import fonts, png

__all__ = ["to_pdf"]

_MARGIN_MM = 20
_SIZES = {"title": 20, "headline": 13, "h2": 14, "h3": 11, "text": 10, "item": 10, "source": 9, "picture": 9}
"""Points of each kind of block."""
_ABOVE_MM = {"h2": 5, "h3": 3, "headline": 2, "picture": 4}
_LEADING = 0.5
"""Millimetres of a line for a point of type: 1.4 times the type's height."""
_INK, _SOFT = (27, 30, 35), (92, 100, 112)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_pdf(brief: Brief) -> bytes:
    """The file, A4.

    Raises:
        MissingExtraError: the extra ``briefs`` isn't installed.
    """
    try:
        from fpdf import FPDF
    except ImportError as error:
        raise MissingExtraError("a brief as PDF", "briefs") from error

    class _Page(FPDF):
        """A page with its foot."""

        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("noto", "", 8)
            self.set_text_color(*_SOFT)
            self.cell(0, 8, f"{brief.mark}    {self.page_no()}", align="C")

    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)  # it tells of a table that no reader misses
    with fonts() as files:
        pdf = _Page(format="A4")
        for style, path in files.items():
            pdf.add_font("noto", style, str(path))
        _prepare(pdf, brief)
        links = {number: pdf.add_link() for number in range(1, len(brief.reports) + 1)}
        for block in blocks(brief):
            _write(pdf, block, links)
        return bytes(pdf.output())


def _prepare(pdf: Any, brief: Brief) -> None:
    pdf.set_margin(_MARGIN_MM)
    pdf.set_auto_page_break(True, _MARGIN_MM)
    pdf.set_title(brief.title)
    pdf.set_lang(brief.say.language)
    pdf.set_creation_date(_EPOCH)
    pdf.set_creator("tocsin")
    pdf.add_page()


def _write(pdf: Any, block: Block, links: dict[int, int]) -> None:
    size = _SIZES[block.kind]
    high = size * _LEADING
    pdf.ln(_ABOVE_MM.get(block.kind, 1))
    if block.kind in ("h2", "h3") and pdf.will_page_break(4 * high):
        pdf.add_page()  # a heading never stands alone at the foot
    if block.picture and pdf.will_page_break(high + pdf.epw * block.picture.flatness):
        pdf.add_page()  # a picture stays with its title
    if block.number:
        pdf.set_link(links[block.number], y=pdf.get_y(), page=pdf.page_no())
    _indent(pdf, block, high)
    for number, run in enumerate(block.runs):
        between = " " if number and block.runs[number - 1].cites else ""
        _style(pdf, run.style, size, block.kind)
        pdf.write(high, f"{between}{run.text}")
        _cite(pdf, run.cites, size, links)
    pdf.set_left_margin(_MARGIN_MM)
    pdf.ln(high)
    if block.picture:
        pdf.image(io.BytesIO(png(block.picture)), x=_MARGIN_MM + pdf.c_margin, w=pdf.epw - 2 * pdf.c_margin)


def _indent(pdf: Any, block: Block, high: float) -> None:
    """The dot of an item or the number of a report, and the margin behind it."""
    mark = "•" if block.kind == "item" else f"{block.number}." if block.number else ""
    if mark:
        _style(pdf, "plain", _SIZES[block.kind], block.kind)
        pdf.cell(7, high, mark)
        pdf.set_left_margin(_MARGIN_MM + 7)


def _style(pdf: Any, style: str, size: float, kind: str) -> None:
    heavy = style == "bold" or style in COLOURS or kind in ("title", "h2", "headline")
    pdf.set_font("noto", "B" if heavy else "I" if style == "quote" else "", size)
    colour = COLOURS.get(style)
    pdf.set_text_color(
        *(tuple(bytes.fromhex(colour[1:])) if colour else _SOFT if kind in ("source", "picture") else _INK)
    )


def _cite(pdf: Any, cites: tuple[int, ...], size: float, links: dict[int, int]) -> None:
    pdf.set_font("noto", "", size - 1)
    pdf.set_text_color(*_SOFT)
    for number in cites:
        pdf.write(size * _LEADING, f" [{number}]", links[number])
