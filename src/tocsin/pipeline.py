"""The corridor, readable top to bottom: bytes in, a coded report out.

    bytes -> Report -> Sentence -> Claim -> ResolvedClaim -> EventRecord

Everything here is a pure function of one report, its options and the knowledge base: the same input gives the same
bytes, so reports can be coded in parallel, cached and replayed.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from tocsin import __version__
from tocsin.assemble import assemble
from tocsin.extract.claims import read_claims
from tocsin.extract.forecasts import find_forecasts
from tocsin.extract.relevance import is_relevant
from tocsin.ingest import Options, read_report, report_from_bytes
from tocsin.knowledge.files import knowledge_hash
from tocsin.model import CodedReport, Report
from tocsin.resolve.claims import resolve_claims
from tocsin.segment import segment

__all__ = ["code_bytes", "code_path", "code_report"]


def code_path(path: Path, options: Options) -> CodedReport:
    """Code the report in a file.

    Raises:
        InputError: the file can't be read, or holds no report.
    """
    return code_report(read_report(path, options))


def code_bytes(data: bytes, name: str, options: Options) -> CodedReport:
    """Code the report in ``data``; ``name`` gives the suffix and stands in errors.

    Raises:
        InputError: the bytes hold no report.
    """
    return code_report(report_from_bytes(data, name, options))


def code_report(report: Report) -> CodedReport:
    """Code one report; one that speaks of no violence is only skimmed."""
    if not is_relevant(report):
        return CodedReport(report, ())
    sentences = segment(report)
    claims = read_claims(report, sentences)
    resolved, issues = resolve_claims(report, claims)
    events = assemble(report, resolved, _coder())
    forecasts = find_forecasts(report, sentences, claims)
    return CodedReport(report, events, forecasts, issues)


@lru_cache(maxsize=1)
def _coder() -> str:
    """Version and knowledge: what a record was made by."""
    return f"tocsin {__version__} rules {knowledge_hash()}"
