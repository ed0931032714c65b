"""The site's own name in a report: takes its title and a text, gives the text without it.

Pages end their titles with the name of the site ("… - 3 News: Weather and Sports") and often repeat the whole title
above the text; such words make all texts of one site alike, whatever they tell of. Invariant: only words at the end of
the title go, after a dash or a bar, in which a word of ``knowledge/page.yaml`` or a domain stands and all other longer
words are capitalised.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tocsin.knowledge.files import load_yaml
from tocsin.text import fold

__all__ = ["without_site"]

_CUT = re.compile(r"\s[-|–—]\s")
_PLAIN_WORD = re.compile(r"[^\W\d_]{4,}")
_DOMAIN = re.compile(r"\w+\.(?:com|net|org|info)\b", re.IGNORECASE)


def without_site(text: str, title: str | None) -> str:
    """The text with every mention of the site's name, as the title ends with it, left out."""
    name = _site_name(title or "")
    return text.replace(name, " ") if name else text


def _site_name(title: str) -> str:
    ends = (title[cut.end() :].strip(" -|–—") for cut in _CUT.finditer(title))
    return next((end for end in ends if _names_a_site(end)), "")


def _names_a_site(words: str) -> bool:
    told, rest = _site_words(), _DOMAIN.sub("", words)
    plain = (word for word in _PLAIN_WORD.findall(rest) if word[0].islower())
    return bool(rest != words or told.search(fold(rest))) and all(told.fullmatch(fold(word)) for word in plain)


@lru_cache(maxsize=1)
def _site_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load_yaml('page.yaml')['sites'].values())})\b")
