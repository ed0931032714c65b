"""One clause of a sentence: takes its reading and two offsets, gives what of it stands between them.

Invariant: what begins in a stretch belongs to it, so stretches that cover a sentence share it out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from tocsin.extract.reading import Reading
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import Span

__all__ = ["Stretch"]


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


_Found = TypeVar("_Found", bound=_Spanned)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One clause of a reading: what of it stands between two offsets of the report."""

    reading: Reading
    start: int
    end: int
    words: Lexicon

    @property
    def folded(self) -> str:
        """Its folded words."""
        return self.reading.words(self.start, self.end)

    @property
    def span(self) -> Span:
        """Its words as written."""
        offset = self.reading.offset
        return Span(self.start, self.end, self.reading.sentence.span.text[self.start - offset : self.end - offset])

    def holds(self, span: Span) -> bool:
        """True for what begins in it."""
        return self.start <= span.start < self.end

    def own(self, found: Iterable[_Found]) -> list[_Found]:
        """What of these begins in it."""
        return [one for one in found if self.holds(one.span)]
