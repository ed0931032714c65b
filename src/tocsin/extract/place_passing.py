"""Places named in passing: takes a sentence, gives those inside the names of bodies, and countries of nationalities.

"The Lamar County sheriff", "Georgia Bureau of Investigation", "U.S. House", "Sudanese troops" are no scene of an event,
so ``find_places`` leaves most of them out; a geoparser is asked for them too. Invariant: mentions don't overlap
``found`` or ``taken``; all have the relation ``none``, and none is ever the place of an event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tocsin.extract.place_names import Token, capital_runs, is_main, knowledge_of, tokens_of
from tocsin.extract.place_words import vocabulary
from tocsin.knowledge.actors.demonyms import adjectives, country_name, nouns
from tocsin.model import PlaceMention, Span
from tocsin.text import fold

__all__ = ["find_passing"]

_GOES_ON = re.compile(r"(?: (?:of |& )?[A-Z][\w-]+){1,3}")  # the rest of the name of a body
_LONGEST = 4  # words of a name
_SHORTEST = 4  # characters of a name
_KINDS = frozenset(["county", "township", "parish", "oblast", "province", "governorate", "municipality"])


def find_passing(
    text: str, offset: int, language: str, found: Sequence[Span], taken: Sequence[Span] = ()
) -> tuple[PlaceMention, ...]:
    """The places that ``text`` names in passing; ``found`` are those that ``find_places`` gave, ``offset`` as there."""
    held = [*found, *taken]
    kept: list[PlaceMention] = []
    for start, end, name, feature in (*_institutions(text), *_nations(text, language)):
        span = Span(offset + start, offset + end, text[start:end])
        if all(span.end <= other.start or other.end <= span.start for other in held):
            held.append(span)
            kept.append(PlaceMention(span, name, "none", feature))
    return tuple(sorted(kept, key=lambda mention: mention.span.start))


Found = tuple[int, int, str, str | None]
"""Offsets within the sentence, the name, the kind."""


def _institutions(text: str) -> Iterator[Found]:
    """The place in "Paris Police Department", "Lamar County sales tax", "Bank of Ireland"."""
    for run in capital_runs(text, tokens_of(text)):
        part = _part(text, run)
        if part:
            yield part[0].start, part[-1].end, text[part[0].start : part[-1].end], None


def _part(text: str, run: list[Token]) -> list[Token] | None:
    passed = vocabulary().passed
    while run and run[0].folded in passed:
        run = run[1:]
    for i in range(len(run)):
        for j in range(min(len(run), i + _LONGEST), i, -1):
            if _is_named(text, run, i, j):
                return run[i:j]
    return None


def _is_named(text: str, run: list[Token], i: int, j: int) -> bool:
    part = run[i:j]
    if not part[0].capital or not part[-1].capital:
        return False
    name = text[part[0].start : part[-1].end]
    level = knowledge_of(name)
    if part[-1].folded in _KINDS:
        return len(part) > 1 and level != "unknown"
    named = _GOES_ON.match(text, part[-1].end)
    body = named is not None and any(fold(word) in vocabulary().bodies for word in named[0].split())
    of = i > 0 and run[i - 1].folded == "of" and j == len(run)
    plain = len(name) >= _SHORTEST and part[0].folded not in vocabulary().weak and is_main(name)
    return level in ("country", "strong") and plain and ((i == 0 and body) or of)


@lru_cache(maxsize=4)
def _peoples(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    known = {**adjectives(language), **(nouns() if language == "en" else {})}
    longest = sorted(known, key=len, reverse=True)
    return re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)"), known


def _nations(text: str, language: str) -> Iterator[Found]:
    """The country of "Sudanese", "the Russians", "U.S."; in English and for short forms the capital decides."""
    pattern, known = _peoples(language)
    folded = fold(text)
    for match in pattern.finditer(folded):
        written = text[match.start() : match.end()]
        if written[0].isupper() and (len(written) > 2 or written.isupper()):
            yield match.start(), match.end(), country_name(known[match.group()]), "country"
