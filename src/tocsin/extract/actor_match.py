"""First pass over a sentence: takes text and an actor lexicon, gives the words that can take part in naming an actor.

Invariant: parts do not overlap and come in text order; where two overlap the longer wins, then the earlier. A part is
not yet an actor: nationalities and connecting nouns wait for the second pass (actor_join).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tocsin.knowledge.actors import Lexicon, Phrase
from tocsin.knowledge.actors.patterns import normal_token
from tocsin.text import fold

__all__ = ["Part", "Words", "match_parts", "split_words"]

_TOKEN = re.compile(r"[^\W_]+")
_INSIDE = re.compile(r"\s+|\s?[-']\s?|[./]\s?|\s\(")  # what may stand between two words of one name
_QUOTES = re.compile(r"\s*[\"\u00ab\u00bb\u201c\u201d\u201e]\s*")  # "Legion \"Freedom of Russia\""
_FIGHTERS = frozenset((  # nouns of French and Spanish before a name
    "milicien", "miliciens", "milice", "milices", "combattants", "rebelles", "insurges",
    "miliciano", "milicianos", "milicia", "milicias", "combatientes", "rebeldes", "insurgentes",
))  # fmt: skip
_ACRONYM_MIN_TITLE = 4  # "Jnim", "Minusma": French papers write long acronyms with one capital; shorter ones are words


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence in tokens: ``text`` as written, ``folded``, token spans as offsets into both.

    ``shapes`` are the tokens with ordinal numbers as ``#``.
    """

    text: str
    folded: str
    tokens: tuple[str, ...]
    shapes: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def gap(self, left: int, right: int) -> str:
        """The folded characters between the end of token ``left`` and the start of token ``right``."""
        return self.folded[self.ends[left] : self.starts[right]]


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase found at tokens ``first`` to ``last`` inclusive, with what it has become by joining."""

    first: int
    last: int
    sort: str
    ids: tuple[str, ...] = ()
    country: str | None = None
    head: str | None = None
    plural: bool = True
    weak: bool = False
    noun: bool = False
    kind: str = ""  # of a name that the register doesn't hold, which stands at tokens ``core``
    core: tuple[int, int] | None = None


def split_words(text: str) -> Words:
    """Tokens of a sentence: runs of letters and digits of the folded text."""
    folded = fold(text)
    found = list(_TOKEN.finditer(folded))
    tokens = tuple(m.group() for m in found)
    shapes = tuple(map(normal_token, tokens))
    return Words(text, folded, tokens, shapes, tuple(m.start() for m in found), tuple(m.end() for m in found))


def _is_name_gap(words: Words, left: int) -> bool:
    gap = _QUOTES.sub(" ", words.gap(left, left + 1))
    if gap == " ":
        return True
    dotted = gap[:1] in "./"
    token = words.tokens[left]
    short = len(token) == 1 or token == token[0] * 2  # "U.N.", and the Spanish plural: "FF. AA."
    return _INSIDE.fullmatch(gap) is not None and (not dotted or short or gap == "/")


def _written_right(words: Words, phrase: Phrase, first: int, last: int) -> bool:
    if phrase.case == 0:
        return True
    if phrase.case == 1 and first and words.tokens[first - 1] in _FIGHTERS:
        return True  # "des miliciens fano", "milicianos fano"
    if phrase.case == 1:
        written = words.text[words.starts[last] : words.ends[last]]
        return written[0].isupper() or written[0].isdigit()
    whole = words.text[words.starts[first] : words.ends[last]]
    if phrase.case == 3:
        return whole[0].isupper()
    if whole.isupper():
        return not (phrase.weak and words.text.isupper())
    titled = whole[0].isupper() and not phrase.weak and len(whole) >= _ACRONYM_MIN_TITLE
    return titled or (len(whole) > _ACRONYM_MIN_TITLE - 2 and (whole[:-1].isupper() or whole[:3].isupper()))


def _matches_at(
    words: Words, phrases: Mapping[int, Mapping[tuple[str, ...], Phrase]], at: int, reach: int
) -> Part | None:
    for size, sized in phrases.items():  # longest first
        if size > reach:
            continue
        for tokens in (words.tokens[at : at + size], words.shapes[at : at + size]):
            p = sized.get(tokens)
            if p and _written_right(words, p, at, at + size - 1):
                return Part(at, at + size - 1, p.sort, p.ids, p.country, p.head, p.plural, p.weak, p.noun)
    return None


def _reaches(words: Words) -> list[int]:
    # for each token, how many tokens follow it (itself included) with nothing but name gaps between
    reach = [1] * len(words.tokens)
    for at in range(len(words.tokens) - 2, -1, -1):
        if _is_name_gap(words, at):
            reach[at] = reach[at + 1] + 1
    return reach


def match_parts(words: Words, lexicon: Lexicon) -> list[Part]:
    """Every part of the sentence, longest first where two overlap, in text order."""
    reach = _reaches(words)
    found = [
        part
        for at, token in enumerate(words.tokens)
        if (phrases := lexicon.by_first.get(token) or lexicon.by_first.get(words.shapes[at]))
        and (part := _matches_at(words, phrases, at, reach[at]))
    ]
    found.sort(key=lambda part: (part.first - part.last, part.sort != "org", part.first))  # "la [faction Bakura]"
    taken = bytearray(len(words.tokens))
    kept = []
    for part in found:
        if not any(taken[part.first : part.last + 1]):
            taken[part.first : part.last + 1] = b"\x01" * (part.last - part.first + 1)
            kept.append(part)
    return sorted(kept, key=lambda part: part.first)
