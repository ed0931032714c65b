"""The small notation of the word lists: takes a folded pattern, gives the phrases that it stands for.

``gunman/gunmen`` alternatives, first singular, then plural; ``soldier(s)`` an optional ending; ``armed? group`` an
optional word. Invariant: every phrase is a tuple of tokens, none empty; a phrase is singular only where its pattern
marks both numbers.
"""

from __future__ import annotations

import re
from itertools import product

__all__ = ["expand", "tokens_of"]

_TOKEN = re.compile(r"[^\W_]+")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|e|eme|er|re|o|a)")
_ENDING = re.compile(r"\(([^)]*)\)")


def normal_token(token: str) -> str:
    """Ordinal numbers become ``#`` so that "the 22nd brigade" is one pattern; every other token stays."""
    return "#" if token[0].isdigit() and _ORDINAL.fullmatch(token) else token


def tokens_of(phrase: str) -> tuple[str, ...]:
    """The tokens of a folded phrase: runs of letters and digits."""
    return tuple(phrase.split()) if "#" in phrase else tuple(_TOKEN.findall(phrase))


def _endings(word: str) -> list[tuple[str, bool | None]]:
    found = _ENDING.search(word)
    if not found:
        return [(word, None)]
    rest = _endings(word[: found.start()] + word[found.end() :]) + _endings(
        word[: found.start()] + found.group(1) + word[found.end() :]
    )
    return [(form, form.endswith(("s", "x"))) for form, _ in rest]


def _choices(word: str) -> list[tuple[str, bool | None]]:
    if word.endswith("?"):
        return [("", None), *((text, None) for text, _ in _choices(word[:-1]))]
    if "/" not in word:
        return _endings(word)
    parts = word.split("/")
    if "(" in word:  # "planante(s)/guidee(s)": each marks its own number
        return [form for part in parts for form in _endings(part)]
    return [(part, index > 0) for index, part in enumerate(parts)]


def expand(pattern: str) -> list[tuple[tuple[str, ...], bool]]:
    """Every phrase of ``pattern`` with True when it is plural."""
    phrases = []
    for choice in product(*(_choices(word) for word in pattern.split())):
        numbers = [number for _, number in choice if number is not None]
        words = tokens_of(" ".join(text for text, _ in choice if text))
        phrases.append((words, numbers[0] if numbers else True))
    return phrases
