"""Noun phrases for MUC-4's string slots: takes the text and a head's offsets, gives the phrase that the slot wants.

A phrase runs left from its head over adjectives, numbers and names to the first word that bounds it; "group of armed
men" counts as "armed men". Invariant: a phrase is a stretch of the text that ends with its head.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

__all__ = ["complement", "heads", "phrase", "words"]

_TOKEN = re.compile(r"[\w'$.-]*\w['\w]*")
_PARTICIPLES = re.compile(
    r"(?:armed|unidentified|hooded|masked|uniformed|alleged|presumed|suspected|heavily|unknown|red|loaded|packed|guided|"
    r"high-powered|united|disguised|remote-controlled|handmade)$"
)
_VERBAL = re.compile(r".{3,}(?:ed|ing|ly)$")
_OF = re.compile(r"\s+of\s+(?P<first>[\w'.-]*[\w'])(?P<rest>(?:\s+[\w'.-]*[\w']){0,6})")
_LONGEST = 6  # words of a phrase


@lru_cache(maxsize=32)
def words(name: str) -> frozenset[str]:
    """A list of ``muc4_words.yaml``."""
    lists = yaml.safe_load(Path(__file__).with_name("muc4_words.yaml").read_text(encoding="utf-8"))
    return frozenset(word.replace("_", " ") for word in lists[name].split())


@lru_cache(maxsize=8)
def heads(name: str) -> re.Pattern[str]:
    """Any word of a list, longest first."""
    ordered = sorted(words(name), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(w.replace(" ", r"\s+") for w in ordered) + r")(?![\w-])")


def phrase(text: str, start: int, end: int) -> str:
    """The noun phrase whose head stands at ``start`` to ``end``, on one line."""
    floor = max(0, start - 120)
    before = list(_TOKEN.finditer(text, floor, start))
    first, near = start, start
    for token in reversed(before[-_LONGEST:]):
        gap = text[token.end() : near]
        if gap.strip(' "') or not _modifies(token.group()):
            break
        first = near = token.start()
    return " ".join(text[first:end].split()).strip('"')


def complement(text: str, end: int) -> str:
    """The words from "of" on that say whose the thing before them is: "(headquarters) of the workers' union"."""
    match = _OF.match(text, end)
    if match is None:
        return ""
    kept = [match.group("first")]
    for token in match.group("rest").split():
        if token.lower() in words("bounds") - {"of", "the", "and"}:
            break
        kept.append(token)
    return " of " + " ".join(kept) if len(kept) > 1 or kept[0] != "the" else ""


def _modifies(token: str) -> bool:
    lower = token.lower()
    if lower in words("bounds"):
        return False
    return bool(_PARTICIPLES.match(lower)) or token[0].isupper() or not _VERBAL.match(lower)
