"""Bytes -> Report: the first room takes text, HTML, PDF, Word and mail, and gives clean text with what is known of it.

``find_files`` lists what to read, ``read_report`` and ``report_from_bytes`` read one, ``detect_language`` tells en, fr
and es apart. Invariant: an input gives a ``Report`` or an ``InputError`` that says what to do. Heavy readers load on
use.
"""

from __future__ import annotations

from tocsin.ingest.files import find_files
from tocsin.ingest.language import LANGUAGES, detect_language
from tocsin.ingest.options import Options
from tocsin.ingest.report import read_report, report_from_bytes

__all__ = ["LANGUAGES", "Options", "detect_language", "find_files", "read_report", "report_from_bytes"]
