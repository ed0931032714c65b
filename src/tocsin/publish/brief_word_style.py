"""How a brief looks in Word: takes an empty document, sets its page, its language, its styles and its foot.

Sizes are in points. Invariant: only built-in styles are set, none is added, and nothing is written above the foot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tocsin.publish.brief import Brief

__all__ = ["STYLES", "prepare"]

STYLES = {"title": "Title", "headline": "Subtitle", "h2": "Heading 1", "h3": "Heading 2", "item": "List Bullet",
          "picture": "Caption", "source": "Body Text"}  # fmt: skip
"""The built-in style of each kind of block; others are Normal."""
_FACE = "Arial"
"""A face that Word, Pages and LibreOffice have or stand in for with one of the same widths."""
_INK, _SOFT = "1b1e23", "5c6470"
_MARGIN_CM = 2.5


@dataclass(frozen=True, slots=True)
class _Look:
    size: float
    bold: bool = False
    above: float = 0
    below: float = 4
    ink: str = _INK
    with_next: bool = False


_LOOKS = {
    "Normal": _Look(10),
    "Title": _Look(20, True, with_next=True),
    "Subtitle": _Look(13, True, with_next=True),
    "Heading 1": _Look(14, True, 16, with_next=True),
    "Heading 2": _Look(11, True, 10, 2, with_next=True),
    "List Bullet": _Look(10, below=3),
    "Caption": _Look(9, above=10, ink=_SOFT, with_next=True),
    "Body Text": _Look(9, below=2, ink=_SOFT),
}


def prepare(document: Any, brief: Brief) -> None:
    """A4, in the brief's language, with the sharing mark and the page's number at the foot."""
    from docx.shared import Cm

    document.core_properties.title, document.core_properties.author = brief.title, "tocsin"
    document.core_properties.language = brief.say.language
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(_MARGIN_CM)
    for name, look in _LOOKS.items():
        _set(document.styles[name], look, brief.say.language)
    _foot(page.footer.paragraphs[0], brief.mark)


def _set(style: Any, look: _Look, language: str) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt, RGBColor

    font, paragraph, own = style.font, style.paragraph_format, style.element.get_or_add_rPr()
    font.name, font.size, font.bold, font.italic = _FACE, Pt(look.size), look.bold, False
    font.color.rgb = RGBColor.from_string(look.ink)
    paragraph.space_before, paragraph.space_after = Pt(look.above), Pt(look.below)
    paragraph.keep_with_next = look.with_next
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        own.rFonts.attrib.pop(qn(name), None)  # a theme's face would win over ours
    old = [*own.findall(qn("w:spacing")), *own.findall(qn("w:lang"))]
    for one in (*old, *style.element.iter(qn("w:pBdr")), *style.element.iter(qn("w:contextualSpacing"))):
        one.getparent().remove(one)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    own.append(spoken)


def _foot(paragraph: Any, mark: str) -> None:
    """The mark and a field that Word fills with the page's number."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(f"{mark}    ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
