"""Windows: takes the sentences of a report, gives runs of them that the encoder reads at once.

Sentences are packed in order until the next would not fit; one that is too long alone is cut. Invariant: every token
but the two marks has its offsets into the report's text, and no token stands in two windows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tocsin.model import Sentence

if TYPE_CHECKING:
    from tokenizers import BertWordPieceTokenizer

__all__ = ["LONGEST", "Window", "windows"]

LONGEST = 384  # tokens with both marks: most of a report at once, so that a role is read in the light of the whole
_CLS, _SEP = 101, 102


@dataclass(slots=True)
class Window:
    """Token ids, and for each token its start and end in the text (both 0 for the marks)."""

    ids: list[int] = field(default_factory=lambda: [_CLS])
    ends: list[tuple[int, int]] = field(default_factory=lambda: [(0, 0)])

    def close(self) -> Window:
        """The window with its closing mark."""
        self.ids.append(_SEP)
        self.ends.append((0, 0))
        return self


def windows(sentences: Iterable[Sentence], tokenizer: BertWordPieceTokenizer) -> list[Window]:
    """The windows of a report."""
    found: list[Window] = []
    now = Window()
    for sentence in sentences:
        coded = tokenizer.encode(sentence.span.text, add_special_tokens=False)
        start = sentence.span.start
        ids, ends = coded.ids, [(start + a, start + b) for a, b in coded.offsets]
        while ids:
            room = LONGEST - 1 - len(now.ids)
            if len(ids) > room and len(now.ids) > 1:
                found.append(now.close())
                now = Window()
                continue
            now.ids += ids[:room]
            now.ends += ends[:room]
            ids, ends = ids[room:], ends[room:]
    return [*found, now.close()] if len(now.ids) > 1 else found
