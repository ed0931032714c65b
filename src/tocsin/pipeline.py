"""The corridor, readable top to bottom: bytes in, a coded report out.

    bytes -> Report -> Sentence -> Claim -> ResolvedClaim -> EventRecord

Everything here is a pure function of one report, its options and the knowledge base: the same input gives the same
bytes, so reports can be coded in parallel, cached and replayed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin import __version__
from tocsin.assemble import assemble, without_doubtful
from tocsin.extract.claims import read_claims
from tocsin.extract.forecasts import find_forecasts
from tocsin.extract.relevance import is_relevant
from tocsin.ingest import Options, Row, read_report, report_from_bytes, report_from_row
from tocsin.knowledge.files import knowledge_hash
from tocsin.model import Claim, CodedReport, Issue, Report, Sentence
from tocsin.resolve.claims import resolve_claims
from tocsin.segment import segment

if TYPE_CHECKING:
    from tocsin.extract.llm import LlmClient

__all__ = ["code_bytes", "code_path", "code_report", "code_row"]


def code_path(path: Path, options: Options) -> CodedReport:
    """Code the report in a file.

    Raises:
        InputError: the file can't be read, or holds no report.
    """
    return code_report(read_report(path, options), options.coder)


def code_bytes(data: bytes, name: str, options: Options) -> CodedReport:
    """Code the report in ``data``; ``name`` gives the suffix and stands in errors.

    Raises:
        InputError: the bytes hold no report.
    """
    return code_report(report_from_bytes(data, name, options), options.coder)


def code_row(row: Row, options: Options) -> CodedReport:
    """Code the report in one row of an archive.

    Raises:
        InputError: the row holds no report.
    """
    return code_report(report_from_row(row, options), options.coder)


def code_report(report: Report, coder: str = "rules") -> CodedReport:
    """Code one report by the rules, or by a language model (``llm``); one that speaks of no violence is only skimmed.

    Raises:
        SettingsError: no language model is set.
    """
    if not is_relevant(report):
        return CodedReport(report, ())
    sentences = segment(report)
    claims, failures = _asked(report, sentences) if coder == "llm" else (read_claims(report, sentences), ())
    resolved, issues = resolve_claims(report, claims)
    events, doubts = without_doubtful(assemble(report, resolved, _made_by(coder)))
    forecasts = find_forecasts(report, sentences, claims)
    return CodedReport(report, events, forecasts, (*issues, *doubts, *failures))


def _asked(report: Report, sentences: Sequence[Sentence]) -> tuple[tuple[Claim, ...], tuple[Issue, ...]]:
    """The claims that a language model quotes, the rules' own where it fails."""
    from tocsin.extract.llm import claims_or_rules

    claims, _, issues = claims_or_rules(report, sentences, _client())
    return claims, issues


@lru_cache(maxsize=1)
def _client() -> LlmClient:
    from tocsin.extract.llm import LlmClient, llm_settings

    return LlmClient(llm_settings())


@lru_cache(maxsize=2)
def _made_by(coder: str) -> str:
    """Version, reader and knowledge: what a record was made by."""
    reader = f"llm {_client().settings.model}" if coder == "llm" else "rules"
    return f"tocsin {__version__} {reader} {knowledge_hash()}"
