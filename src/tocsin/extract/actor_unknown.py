"""Names of organisations that the register doesn't hold: takes a sentence and its parts, adds such names as parts.

A name is told by its form: capitals that end (English) or begin (French, Spanish) in a noun of armed groups, a name
beside "gang" or "militia", and what "calls itself" something. Each gets a guess at its kind and no id.
Invariant: a name of the register wins over a guess; nothing is added to the register here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from tocsin.extract.actor_match import Part, Words
from tocsin.knowledge.actors import Lexicon
from tocsin.knowledge.actors.demonyms import adjectives
from tocsin.knowledge.files import load_yaml
from tocsin.text import fold

__all__ = ["with_unknown"]

_QUOTES = frozenset('«"“')
_MIN_WORDS = 2  # a single capitalised word is as often a person or a town, but for a community's


def with_unknown(parts: Sequence[Part], words: Words, lexicon: Lexicon) -> list[Part]:
    """The parts with the names of unknown organisations among them, in text order."""
    known = [p for p in parts if p.sort in ("org", "leader")]
    found: list[Part] = []
    for part in _named(words, lexicon.language):
        if not any(_overlap(part, other) for other in (*known, *found)) and not _is_plain(part, parts, words, lexicon):
            found.append(part)
    kept = [p for p in parts if not any(_overlap(p, other) for other in found)]
    return sorted((*kept, *found), key=lambda part: part.first)


def _named(words: Words, language: str) -> list[Part]:
    """Every stretch that has the form of a name, the longest first."""
    found = []
    for kind, pattern in _patterns(language):
        for match in pattern.finditer(words.text):
            start, end = match.span("name")
            inside = [at for at, low in enumerate(words.starts) if start <= low < end]
            if inside:
                core = (inside[0], inside[-1])
                found.append(Part(*core, "org", plural=False, kind=kind, core=core))
    return sorted(found, key=lambda part: (part.first - part.last, part.first))


def _is_plain(part: Part, parts: Sequence[Part], words: Words, lexicon: Lexicon) -> bool:
    """True for words that the lists hold already ("National Army"); a name has one that they lack."""
    size = part.last - part.first + 1
    held = {at for p in parts if _overlap(p, part) for at in range(p.first, p.last + 1)}
    plain = (at in held or (words.tokens[at],) in lexicon.joins.modifiers for at in range(part.first, part.last + 1))
    written = words.text[words.starts[part.first] : words.ends[part.last]]
    if part.kind == "communal_militia" and fold(written.split()[0]) in adjectives(lexicon.language):
        return True  # "between Kenyan and Ethiopian herders"
    if size < _MIN_WORDS and _is_quoted(part, words):
        return False  # 'claimed in the name of "Resistenza"'
    return all(plain) or (size < _MIN_WORDS and not written.isupper() and part.kind != "communal_militia")


def _is_quoted(part: Part, words: Words) -> bool:
    """True right behind a quotation mark: who writes so takes it for a name."""
    return words.text[: words.starts[part.first]].rstrip()[-1:] in _QUOTES


def _overlap(left: Part, right: Part) -> bool:
    return left.first <= right.last and right.first <= left.last


@lru_cache(maxsize=4)
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows: list[dict[str, Any]] = load_yaml("actors/names.yaml")[language]
    shared: dict[str, str] = load_yaml("actors/names.yaml")["shared"]
    return tuple((row["kind"], re.compile(row["form"].format(**shared))) for row in rows)
