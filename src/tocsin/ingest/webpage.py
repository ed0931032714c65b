"""HTML -> Page: takes the bytes of a saved web page, gives its article and what its metadata says.

trafilatura finds the article and the metadata; where it finds no article, all visible text is taken. The date is one
that the page states (meta elements, JSON-LD, time elements, its address), never one guessed from the words. Invariant:
nothing is fetched and no entity outside the page is read; blocks are parted by blank lines, table cells by bars.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from tocsin.errors import InputError, MissingExtraError
from tocsin.ingest.decode import decode_as
from tocsin.ingest.front import day_in_address
from tocsin.ingest.page import Page

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]
    from trafilatura.settings import Document

__all__ = ["read_html"]

_CHARSET = re.compile(
    rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]+encoding\s*=\s*["']([\w.-]+)""", re.I
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HEAD_BYTES = 4096  # browsers look for the character set in the first 1024, our copies may carry a banner
_HIDDEN = frozenset(
    ["script", "style", "noscript", "template", "head", "nav", "svg", "iframe", "select", "button", "form"]
)
_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section",
    "table", "tr", "ul",
])  # fmt: skip
_DAY_MARKS = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "dc.date.issued",
    "dcterms.issued", "dcterms.date", "dc.date", "citation_publication_date", "publish-date", "pubdate", "date",
)  # fmt: skip
_JSON_DAY = re.compile(r'"datePublished"\s*:\s*"(\d{4}-\d\d-\d\d)')
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"(?<!\s)\s*\n\s*")


def read_html(data: bytes, where: str) -> Page:
    """The article of a web page.

    Raises:
        InputError: the page can't be parsed or holds no text.
        MissingExtraError: trafilatura isn't installed.
    """
    match = _CHARSET.search(data[:_HEAD_BYTES])
    charset = (match.group(1) or match.group(2)).decode("ascii", "replace") if match else None
    source = _DECLARATION.sub("", decode_as(data, charset, where), count=1)
    tree = _parse(source, where)
    visible, stated = _visible(tree), _stated_day(tree)  # before trafilatura prunes the tree
    found = _article(tree)
    text = "\n\n".join(_blocks(found.body)) if found is not None and found.body is not None else ""
    return _page(found, text if text.strip() else visible, stated)


def _parse(source: str, where: str) -> _Element:
    try:
        import lxml.etree  # type: ignore[import-untyped]
        import lxml.html  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError("reading HTML", "documents") from error
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(source.replace("\0", ""), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError("the web page holds no text", where) from error


def _article(tree: _Element) -> Document | None:
    """Trafilatura's document, or None where it finds no article."""
    try:
        import trafilatura
        import trafilatura.settings
    except ImportError as error:
        raise MissingExtraError("reading HTML", "documents") from error
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # its warnings are about markup
    dates = {"original_date": True, "extensive_search": False}
    found = trafilatura.bare_extraction(tree, with_metadata=True, include_comments=False, date_extraction_params=dates)
    return found if isinstance(found, trafilatura.settings.Document) else None


def _page(found: Document | None, text: str, stated: date | None) -> Page:
    if found is None:
        return Page(text, published=stated)
    names = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    guessed = date.fromisoformat(found.date) if found.date else None
    day = stated or (None if guessed == day_in_address(found.url) else guessed)  # an address is no metadata
    return Page(text, found.title or None, names, found.sitename or None, day, found.url or None)


def _stated_day(tree: _Element) -> date | None:
    """The day of publication that the page's own metadata state; trafilatura trusts the address before them."""
    marks = {str(node.get(key)).lower(): node.get("content") for node in tree.iter("meta")
             for key in ("property", "name", "itemprop") if node.get(key)}  # fmt: skip
    given = [marks[name] for name in _DAY_MARKS if marks.get(name)]
    given += [match.group(1) for node in tree.iter("script") if (match := _JSON_DAY.search(node.text or ""))]
    return next((day for words in given if (day := _day(words))), None)


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words.strip()[:10])
    except ValueError:
        return None


def _blocks(body: _Element) -> Iterator[str]:
    """One string a block of trafilatura's tree (TEI-like: head, p, list, quote, table, code)."""
    for block in body:
        if block.tag == "table":
            lines = [_row(row) for row in block.iter("row")]
        elif block.tag == "list":
            lines = [f"- {_words(item)}" for item in block.iter("item")]
        else:
            lines = [_words(block)]
        shown = "\n".join(line for line in lines if line.strip(" -|"))
        if shown:
            yield shown


def _row(row: _Element) -> str:
    return " | ".join(words for cell in row.iter("cell") if (words := _words(cell)))


def _words(element: _Element) -> str:
    """All words inside an element, with a line break where the page has one."""
    import lxml.etree

    parts: list[str] = []
    for event, node in lxml.etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            parts.append("\n" if node.tag in {"lb", "p", "item"} else "")
            parts.append(_flat(node.text))
        elif node is not element:
            parts.append(_flat(node.tail))
    return _BLANK_LINES.sub("\n", "".join(parts)).strip()


def _flat(words: str | None) -> str:
    return _SPACES.sub(" ", (words or "").replace("\n", " "))


def _visible(tree: _Element) -> str:
    """All text that a browser would show, one paragraph a block element."""
    import lxml.etree

    parts: list[str] = []
    hidden = 0
    for event, node in lxml.etree.iterwalk(tree, events=("start", "end")):
        secret = node.tag in _HIDDEN
        hidden += secret if event == "start" else -secret
        if node.tag in _BLOCKS:
            parts.append("\n\n")
        if not hidden:
            parts.append(_flat(node.text if event == "start" else node.tail))
    return _BLANK_LINES.sub("\n\n", "".join(parts)).strip()
