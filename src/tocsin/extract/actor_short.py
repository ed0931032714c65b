"""Short forms that a report itself explains: takes its text, gives each with the actor for which it stands.

Papers open with a key ("AOG = armed opposition groups", "VA : coalition Viv Ansanm") or put the short form behind the
name at its first mention ("the Gumuz People's Front (GPF)"). Invariant: only capitals that the register doesn't know
by themselves; a short form that is explained twice keeps its first meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from tocsin.extract.actor_join import join_parts
from tocsin.extract.actor_match import Part, Words, match_parts, split_words
from tocsin.extract.actor_settle import ARTICLES
from tocsin.extract.actor_unknown import with_unknown
from tocsin.knowledge.actors import lexicon

__all__ = ["Shorts", "short_forms", "with_shorts"]

Shorts = Mapping[str, Part]

_SHORT = r"[A-Z][A-Z0-9]{1,7}(?:-[A-Z0-9]{1,3})?"
_THE = r"(?:the |les? |la |l'|los |las |el )?"
_KEY = re.compile(rf"(?<![\w-])(?P<short>{_SHORT})\s?=\s?{_THE}(?P<long>[^=;.\n]{{4,70}})")
_LINE = re.compile(rf"(?m)^[^\w\n]*(?P<short>{_SHORT})\s?[:–—-]\s{_THE}(?P<long>[^=;.\n]{{4,70}}?)[ ;.]*$")
_LIST = re.compile(
    r"(?m)^[^\w\n]*(?:abbreviations?|acronyms?|glossary|key|legend|abr[eé]viations?|sigles|l[eé]gende|glossaire"
    r"|abreviaturas|siglas|acr[oó]nimos|leyenda|glosario|claves?)(?: used| utilis[eé]e?s| usadas| empleadas)?\s?:(.+)$",
    re.IGNORECASE,
)
_ENTRY = re.compile(rf"(?:^|;)\s?(?P<short>{_SHORT})\s?[,:=–—-]\s?{_THE}(?P<long>[^;]{{4,70}}?)[ .]*(?=;|$)")
_BEHIND = re.compile(rf" \((?:the |la |les? |el )?(?P<short>{_SHORT})\)")
_NAME = re.compile(r"[^\n.;:()]{4,80}$")
_LONGEST = 80  # characters of a name
_LEAD = 2  # words of its kind before a name
_SMALL = frozenset(("of", "the", "and", "de", "du", "des", "la", "le", "les", "l", "d", "et", "del", "los", "las", "y"))


def short_forms(text: str, language: str) -> Shorts:
    """The short forms that a report explains and the register lacks."""
    found: dict[str, Part] = {}
    for short, part in (*_keyed(text, language), *_bracketed(text, language)):
        found.setdefault(short, part)
    return found


@lru_cache(maxsize=4096)
def _is_known(short: str, language: str) -> bool:
    """True for a short form of the register's own; weak names are none without words beside them."""
    return bool(_parts(f"x {short}", language)[1])


def _keyed(text: str, language: str) -> Iterator[tuple[str, Part]]:
    """The entries of a key: "ALP = Afghan Local Police", "Abréviations : VA, coalition Viv Ansanm ; RN, route"."""
    listed = (entry for line in _LIST.finditer(text) for entry in _ENTRY.finditer(line.group(1)))
    for entry in (*_KEY.finditer(text), *listed, *_LINE.finditer(text)):
        if _is_known(entry["short"], language):
            continue
        words, parts = _parts(entry["long"], language)
        lead = _LEAD if parts and parts[0].last == len(words.tokens) - 1 else 0  # "coalition of gangs [Viv Ansanm]"
        if parts and parts[0].first <= lead and (lead or entry.re is not _LINE):
            yield entry["short"], parts[0]


def _bracketed(text: str, language: str) -> Iterator[tuple[str, Part]]:
    """Names with their short form behind them, whose letters it has: "the Gumuz People's Front (GPF)"."""
    for entry in _BEHIND.finditer(text):
        name = _NAME.search(text, max(0, entry.start() - _LONGEST), entry.start())
        if name is None or _is_known(entry["short"], language):
            continue
        words, parts = _parts(name.group(), language)
        last = parts[-1] if parts else None
        if last and last.last == len(words.tokens) - 1:
            named = [t for t in words.tokens[last.first :] if t not in _SMALL and len(t) > 1]  # no "s" of "People's"
            short = entry["short"].replace("-", "").lower()
            if any(_spells(short, named[at:]) for at in range(max(1, len(named) - 1))):  # "a patrol of [the Army of X]"
                yield entry["short"], last


def _spells(short: str, named: Sequence[str]) -> bool:
    """True for letters of a name, in their order, that pass over none of its words: "Arakan Army (ArA)", not "(AK)"."""
    return _in_order("".join(t[0] for t in named), short) and _in_order(short, "".join(named))


def _in_order(few: str, many: str) -> bool:
    """True where all of ``few`` stand in ``many``, in their order."""
    rest = iter(many)
    return all(letter in rest for letter in few)


def _parts(text: str, language: str) -> tuple[Words, list[Part]]:
    words, known = split_words(text), lexicon(language)
    return words, join_parts(with_unknown(match_parts(words, known), words, known), words, known)


def with_shorts(parts: Sequence[Part], words: Words, shorts: Shorts) -> list[Part]:
    """The parts of a sentence, and its short forms where no other part stands."""
    held = {at for part in parts for at in range(part.first, part.last + 1)}
    found = [
        replace(shorts[written], first=at, last=at, core=(at, at) if shorts[written].core else None)
        for at, (low, high) in enumerate(zip(words.starts, words.ends, strict=True))
        if at not in held and (written := words.text[low:high]) in shorts and not _ends_a_name(at, words)
    ]
    return sorted((*parts, *found), key=lambda part: part.first) if found else list(parts)


def _ends_a_name(at: int, words: Words) -> bool:
    """As in "Washington DC": right behind another name."""
    if at == 0 or words.text[words.ends[at - 1] : words.starts[at]] != " ":
        return False
    before = words.text[words.starts[at - 1] : words.ends[at - 1]]
    return before[0].isupper() and not before.isupper() and words.tokens[at - 1] not in ARTICLES
