"""Bytes -> Report: takes a file or its bytes and what the caller knows of them, gives the report that every room reads.

    bytes -> format -> Page -> clean text -> title, byline, source, day -> Report

Invariant: any bytes give a ``Report`` or an ``InputError`` (or ``MissingExtraError``), nothing else; the same bytes and
options give the same report. ``id`` hashes the source that the caller names and the raw bytes, so better reading of
outlets never changes it.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from tocsin.errors import InputError
from tocsin.ingest.byline import byline_of
from tocsin.ingest.clean import clean
from tocsin.ingest.dateline import day_in
from tocsin.ingest.decode import decode
from tocsin.ingest.files import read_bytes, too_large
from tocsin.ingest.front import day_in_address, title_of, url_of
from tocsin.ingest.language import check_language, detect_language
from tocsin.ingest.options import Options
from tocsin.ingest.outlets import Outlet, kind_of, outlet_at, outlet_named
from tocsin.ingest.page import Page
from tocsin.ingest.rows import Row
from tocsin.ingest.sniff import sniff
from tocsin.ingest.source import outlet_in
from tocsin.model import Report
from tocsin.text import fold_key

__all__ = ["read_report", "report_from_bytes", "report_from_row", "report_id"]

_HEAD_CHARS = 600  # where a page repeats its own title


def read_report(path: Path, options: Options) -> Report:
    """The report in a file.

    Raises:
        InputError: the file can't be read, or holds no report.
        MissingExtraError: its format needs a part that isn't installed.
    """
    return report_from_bytes(read_bytes(path, options.max_bytes), str(path), options)


def report_from_bytes(data: bytes, name: str, options: Options) -> Report:
    """The report in ``data``; ``name`` gives the suffix and stands in errors.

    Raises:
        InputError: the bytes hold no report.
        MissingExtraError: the format needs a part that isn't installed.
    """
    if len(data) > options.max_bytes:
        raise InputError(too_large(options.max_bytes), name)
    if not data.strip():
        raise InputError("the file is empty", name)
    return _checked(_page(data, name, options), data, name, options)


def report_from_row(row: Row, options: Options) -> Report:
    """The report in one row of an archive; its own language outranks what its text says, the options outrank both.

    Raises:
        InputError: the row holds no report.
    """
    given = replace(options, language=options.language or row.language, url=options.url or row.url)
    if row.page is None:
        return report_from_bytes(row.data, row.name + row.suffix, given)
    return _checked(_headed(row.page), row.data, row.name, given)


def _checked(read: Page, data: bytes, name: str, options: Options) -> Report:
    page = _tidy(read)
    if not any(map(str.isalnum, page.text)):
        raise InputError("holds no words", name)
    if len(page.text) > options.max_chars:
        raise InputError(f"longer than {options.max_chars:,} characters; split it into reports", name)
    return _report(page, data, name, options)


def report_id(data: bytes, options: Options) -> str:
    """The id of the report in ``data``: known before it is read."""
    return "sha256:" + hashlib.sha256((options.source or "").encode("utf-8", "replace") + b"\0" + data).hexdigest()


def _page(data: bytes, name: str, options: Options) -> Page:
    """The page as its format's reader gives it; a reader is loaded when its format comes up."""
    match sniff(data, name):
        case "html":
            from tocsin.ingest.webpage import read_html

            return _headed(read_html(data, name))
        case "pdf":
            from tocsin.ingest.pdf import read_pdf

            return read_pdf(data, name, options.max_chars)
        case "docx":
            from tocsin.ingest.word import read_docx

            return read_docx(data, name)
        case "mail":
            from tocsin.ingest.mail import read_mail

            return _headed(read_mail(data, name))
        case "markdown":
            from tocsin.ingest.markdown import read_markdown

            return _headed(read_markdown(decode(data, name)))
        case _:
            return Page(decode(data, name))


def _headed(page: Page) -> Page:
    """The page with its title above the text, where the text doesn't open with it: headlines tell events too."""
    title = fold_key(page.title or "")
    if not title or title in fold_key(page.text[: _HEAD_CHARS + len(title)]):
        return page
    return replace(page, text=f"{page.title}\n\n{page.text.lstrip()}")


def _tidy(page: Page) -> Page:
    return replace(
        page,
        text=clean(page.text),
        title=_one_line(page.title),
        source=_one_line(page.source),
        byline=tuple(name for given in page.byline if (name := _one_line(given))),
    )


def _one_line(words: str | None) -> str | None:
    return " ".join(clean(words or "").split()) or None


def _report(page: Page, data: bytes, name: str, options: Options) -> Report:
    text = page.text
    url = options.url or page.url or url_of(text)
    outlet = _outlet(page, url, options)
    language = _language(text, name, options)
    published, published_from = _day(page, url, language, options)
    return Report(
        id=report_id(data, options),
        text=text,
        language=language,
        source=outlet.name or None,
        source_kind=outlet.kind,
        url=url,
        title=page.title or title_of(text),
        byline=page.byline or byline_of(text),
        published=published,
        published_from=published_from,
    )


def _language(text: str, name: str, options: Options) -> str:
    try:
        return check_language(options.language) if options.language else detect_language(text)
    except InputError as error:
        raise InputError(error.what, name) from error


def _outlet(page: Page, url: str | None, options: Options) -> Outlet:
    """Whom the caller names, else the page's own site name, else its address, else what its lines say."""
    given = options.source or page.source
    if given:
        known = None if options.source else outlet_named(given) or (outlet_at(given) if "@" in given else None)
        return known or Outlet(given, kind_of(given, url))
    found = (outlet_at(url) if url else None) or outlet_in(page.text)
    return found or Outlet("", kind_of(None, url))


def _day(page: Page, url: str | None, language: str, options: Options) -> tuple[date | None, str | None]:
    """The day of publication and what gave it; the surest first, so that a page's words outrank its address."""
    if options.published:
        return options.published, "option"
    if page.published:
        return page.published, "metadata"
    found = ((day_in(page.text, language), "dateline"), (day_in_address(url), "url"))
    return next(((day, origin) for day, origin in found if day), (None, None))
