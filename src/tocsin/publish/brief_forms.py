"""The forms of a brief by name: what each is called in a file's name and on the web, and how it is written.

Takes a name, gives a ``BriefForm`` whose ``write`` takes a ``Brief`` and gives bytes. Word and PDF load their libraries
on use. Invariant: every form says the same, from the same ``Brief``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tocsin.publish.brief import Brief
from tocsin.publish.brief_pages import to_html, to_markdown

__all__ = ["BRIEF_FORMS", "BriefForm"]


@dataclass(frozen=True, slots=True)
class BriefForm:
    """``write`` raises MissingExtraError while the extra ``briefs`` isn't installed (Word and PDF)."""

    name: str
    media_type: str
    write: Callable[[Brief], bytes]


def _docx(brief: Brief) -> bytes:
    from tocsin.publish.brief_word import to_docx

    return to_docx(brief)


def _pdf(brief: Brief) -> bytes:
    from tocsin.publish.brief_pdf import to_pdf

    return to_pdf(brief)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ALL = (
    BriefForm("md", "text/markdown; charset=utf-8", lambda brief: to_markdown(brief).encode()),
    BriefForm("html", "text/html; charset=utf-8", lambda brief: to_html(brief).encode()),
    BriefForm("docx", _WORD, _docx),
    BriefForm("pdf", "application/pdf", _pdf),
)
BRIEF_FORMS = {form.name: form for form in _ALL}
"""Every form by its name, which is the ending of its files too."""
