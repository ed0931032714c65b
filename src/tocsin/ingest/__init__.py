"""Bytes -> Report: the first room takes text, HTML, PDF, Word and mail, and gives clean text with what is known of it.

``find_files`` lists what to read, ``read_report`` and ``report_from_bytes`` read one, ``detect_language`` tells en, fr
and es apart. Invariant: an input gives a ``Report`` or an ``InputError`` that says what to do. Heavy readers load on
use.
"""

from __future__ import annotations

from tocsin.ingest.archive import columns_of, is_archive, rows_in, rows_of
from tocsin.ingest.files import find_files
from tocsin.ingest.language import LANGUAGES, detect_language
from tocsin.ingest.options import Options
from tocsin.ingest.report import read_report, report_from_bytes, report_from_row, report_id
from tocsin.ingest.rows import Row

__all__ = [
    "LANGUAGES",
    "Options",
    "Row",
    "columns_of",
    "detect_language",
    "find_files",
    "is_archive",
    "read_report",
    "report_from_bytes",
    "report_from_row",
    "report_id",
    "rows_in",
    "rows_of",
]
