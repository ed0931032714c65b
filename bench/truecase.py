"""Case for texts in capitals: takes a text, gives one of the same length in which names alone keep capitals.

A word is plain when the list (or an inflection of a word in it, or an English ending) says so; the first word of a
sentence takes a capital, a word without vowels or a known acronym keeps all of them. Texts that aren't in capitals are
left alone. Invariant: offsets stay.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from bench.muc4_phrases import words
from tocsin.knowledge.actors.registry import organisations

__all__ = ["is_plain", "truecase"]

_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?")
_ENDING = re.compile(
    r".{3,}(?:ing|ings|ed|ly|tions?|ments?|ness|ity|ities|ives?|ous|able|ible|ism|ists?|ances?|ences?|ful|less|wards?|ies"
    r"|sions?|hood|ship|ers|fully|ally|ency|ancy|ually)$"
)
_INFLECTED = (
    ("'s", ""),
    ("s'", "s"),
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
)
_STOP = re.compile(r"(?:(?<![ .]\w)\.|[!?]|\[text\]|\n[ \t]*\n)[\"'\s\[(]*$", re.IGNORECASE)
_BEFORE = 24  # characters that show whether a sentence starts
_CAPITALS = 0.7  # share of letters in capitals from which a text needs mending
_SHORT = 5  # letters of an acronym that nobody can read as a word


@lru_cache(maxsize=1)
def _plain_words() -> frozenset[str]:
    lines = Path(__file__).with_name("plain_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def _acronyms() -> frozenset[str]:
    names = (name for one in organisations().values() for name in (*one.names.acronyms, *one.names.strong))
    return frozenset(name.lower() for name in names if name.isupper())


@lru_cache(maxsize=65536)
def is_plain(word: str) -> bool:
    """True for a lower-case word that is no name."""
    if word in _plain_words() or _ENDING.match(word):
        return True
    return any(word.endswith(old) and word[: -len(old)] + new in _plain_words() for old, new in _INFLECTED)


def truecase(text: str) -> str:
    """``text`` with lower case restored."""
    letters = [c for c in text if c.isalpha()]
    if sum(c.isupper() for c in letters) < _CAPITALS * max(1, len(letters)):
        return text
    return _WORD.sub(lambda m: _cased(m.group().lower(), _opens(text, m.start())), text)


def _opens(text: str, at: int) -> bool:
    """True at the start of a sentence."""
    before = text[max(0, at - _BEFORE) : at]
    return at == 0 or not before.strip() or bool(_STOP.search(before))


@lru_cache(maxsize=65536)
def _cased(word: str, first: bool) -> str:
    if word in _acronyms() or (len(word) <= _SHORT and not is_plain(word) and not re.search("[aeiouy]", word)):
        return word.upper()
    if is_plain(word) and word not in words("days"):
        return word.capitalize() if first or word == "i" else word
    return "-".join(part.capitalize() for part in word.split("-"))
