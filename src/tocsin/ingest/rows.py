"""The record that every archive's reader hands on: takes nothing, gives ``Row``.

Invariant: ``data`` is what the report's id is made of, so the same row has the same id wherever its archive lies.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from tocsin.ingest.page import Page

__all__ = ["Row", "row_of"]


@dataclass(frozen=True, slots=True)
class Row:
    """One report of an archive: ``name`` its file and row; without a ``page`` the ``data`` are a file's bytes, unread.

    ``suffix`` says what such bytes are where they themselves don't.
    """

    name: str
    data: bytes
    page: Page | None = None
    language: str | None = None
    url: str | None = None
    suffix: str = ""


def row_of(name: str, page: Page, language: str | None = None, also: object = None) -> Row:
    """The row of a page; ``also`` is what else its id commits to."""
    day = page.published and page.published.isoformat()
    said = [page.text, page.title, page.source, day, page.url, language, *([also] if also else [])]
    return Row(name, json.dumps(said).encode(), page, language)
