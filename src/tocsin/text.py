"""Folding of text for matching: takes a string, gives one of the same length.

Invariant: ``len(fold(s)) == len(s)``, so an offset into the folded text is an offset into the original. Accents go,
case goes, typographic quotes, apostrophes, hyphens and spaces become their plain forms. All lexicon patterns are
written in folded form.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "fold_key", "folded_words"]

_WORD = re.compile(r"[^\W_]+")

_PLAIN = {
    **dict.fromkeys("‘’‚‛ʼʻ`´′", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("\u00a0\u2007\u2009\u202f\u200a\u2002\u2003", " "),
    "ß": "s", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "æ": "a", "Æ": "a",
    "œ": "o", "Œ": "o",
}  # fmt: skip


class _Table(dict[int, str]):
    """Characters and their folded form, filled as they come up; every value is one character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = _PLAIN.get(char) or unicodedata.normalize("NFKD", char)[0]
        lowered = base.lower()
        self[code] = lowered if len(lowered) == 1 else base
        return self[code]


_TABLE = _Table()


def fold(text: str) -> str:
    """Lower case, no accents, plain punctuation; the same number of characters as ``text``."""
    return text.lower() if text.isascii() else text.translate(_TABLE)


@lru_cache(maxsize=16_384)  # the same names come up again and again
def fold_key(text: str) -> str:
    """A key for names: folded, with hyphens, apostrophes and runs of space all turned to one space."""
    return " ".join(folded_words(text))


def folded_words(text: str) -> list[str]:
    """The runs of letters and figures of a folded text, apostrophes left out."""
    return _WORD.findall(fold(text).replace("'", ""))
