"""What is read: a report, and its sentences with their place in the page.

Invariant: every ``Span`` counts Unicode code points of ``Report.text`` and repeats the words it covers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["Quote", "Report", "Sentence", "Span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of ``Report.text``: ``text[start:end] == self.text``; offsets in code points, end exclusive."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}:{self.end} does not fit its {len(self.text)} characters")

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Report:
    """One document, decoded and cleaned; ``id`` hashes the source name and the raw bytes."""

    id: str
    text: str
    language: str
    source: str | None = None
    source_kind: str = "unknown"
    url: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    published: date | None = None
    published_from: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation inside a sentence: the words between the marks, how deep it is nested, and who speaks."""

    start: int
    end: int
    depth: int = 1
    speaker: Span | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its place in the page. Only ``headline``, ``body`` and ``bullet`` blocks may yield claims."""

    span: Span
    block: str
    paragraph: int
    index: int
    quotes: tuple[Quote, ...] = ()
    section: Span | None = None  # the heading that stands over it ("BORNO (NIGERIA)", "21/01 MUCOJO")
    above: Span | None = None  # the heading over the label of its own paragraph ("NIGERIA" over "Gwoza. Fighters ...")
