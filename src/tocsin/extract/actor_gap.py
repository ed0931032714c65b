"""What stands between two parts of a sentence: takes words and parts, gives the tokens that may join the parts.

Which words may is the lexicon's to say (modifiers, "of", "and"). Invariant: nothing outside the gap is looked at.
"""

from __future__ import annotations

import re

from tocsin.extract.actor_match import Part, Words
from tocsin.extract.actor_settle import ARTICLES
from tocsin.knowledge.actors import Lexicon

__all__ = ["between", "between_hyphens", "is_conjunction", "of_words", "only_modifiers"]

_PLAIN = re.compile(r"[\w' -]*")
_MODEL = 1  # letters of a machine's type before its number
_MAX_MODIFIERS = 3


def between(words: Words, left: Part, right: Part) -> tuple[str, ...] | None:
    """The tokens between two parts, None when more than words and spaces stands there."""
    dotted = words.folded[words.ends[left.last]] == "." and len(words.tokens[left.last]) == 1  # "U.S. forces"
    if not _PLAIN.fullmatch(words.folded, words.ends[left.last] + dotted, words.starts[right.first]):
        return None
    return words.tokens[left.last + 1 : right.first]


def between_hyphens(words: Words, left: Part, right: Part) -> tuple[str, ...]:
    """The tokens between two parts where only words, spaces and hyphens stand there ("Iran-backed"), else none."""
    gap = words.folded[words.ends[left.last] : words.starts[right.first]]
    return words.tokens[left.last + 1 : right.first] if _PLAIN.fullmatch(gap.replace("-", " ")) else ()


def only_modifiers(tokens: tuple[str, ...], lexicon: Lexicon) -> bool:
    """True where the tokens are a few modifiers of the lexicon, numbers and single letters aside."""
    tokens = tuple(t for t in tokens if not (t.isdigit() or len(t) <= _MODEL))  # "B-52", "MiG-29"
    at = 0
    while at < len(tokens):
        size = next((n for n in (2, 1) if tokens[at : at + n] in lexicon.joins.modifiers and at + n <= len(tokens)), 0)
        if not size:
            return False
        at += size
    return len(tokens) <= _MAX_MODIFIERS


def of_words(words: Words, left: Part, right: Part, lexicon: Lexicon) -> str | None:
    """The words that tie the left part to the right one as "of" does, None where others stand between them."""
    tokens = between(words, left, right)
    if not tokens:
        return None
    if lexicon.language != "en" and (tokens[0],) in lexicon.joins.modifiers and tokens[0] not in ("de", "y"):
        tokens = tokens[1:]  # "combattants [présumés] des ADF"
    while lexicon.language == "en" and len(tokens) > 1 and tokens[-1:] in lexicon.joins.modifiers:
        tokens = tokens[:-1]  # "gunmen from the [powerful] Viv Ansanm"
    short = (
        tokens[:-1]
        if len(tokens) > 1 and tokens[-1] in ARTICLES and " ".join(tokens) not in lexicon.joins.of
        else tokens
    )
    return " ".join(short) if " ".join(short) in lexicon.joins.of else None


def is_conjunction(words: Words, left: Part, right: Part, lexicon: Lexicon) -> bool:
    """True where an "and" of the lexicon, with determiners and numbers after it, stands between two parts."""
    gap = words.gap(left.last, right.first).strip()
    tokens = gap.split()
    while tokens and (tokens[-1] in lexicon.joins.determiners or tokens[-1].isdigit()):
        tokens.pop()
    return " ".join(tokens) in lexicon.joins.conjunctions
