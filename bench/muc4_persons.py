"""Named victims for MUC-4: takes a sentence in mixed case, gives the persons to whom something is done in it.

A name is two or more capitalised words (joined by "de", "la" ...), or one after a title; it is a victim where it is the
object of a violent verb, its subject in the passive, or follows "the murder of". Invariant: names are given as the text
has them, titles left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.muc4_phrases import words

__all__ = ["full_name", "names_in", "victims"]

_CAPITAL = r"[A-Z][a-z'A-Z]*(?:-[A-Z][a-z]+)*"
_NAME = rf"{_CAPITAL}(?:\s+(?:(?:de|la|del|los|y|von|van)\s+){{0,2}}{_CAPITAL}|\s+[A-Z]\.){{0,4}}"
_DONE = (
    r"(?:killed|murdered|assassinated|kidnapped|abducted|wounded|injured|shot|gunned\s+down|executed|machinegunned|"
    r"attacked|slain|tortured|ambushed|stabbed|riddled|captured|held|taken\s+hostage|found\s+dead|seized|victim)"
)
_DEED = (
    r"(?:murders?|killings?|assassinations?|deaths?|kidnappings?|abductions?|executions?|slayings?|disappearance|attacks?|attempts?|"
    r"attempt\s+on\s+the\s+life|crime|shooting|assassinate|kill|murder|kidnap|abduct|killing|murdering|kidnapping|killed|murdered|"
    r"assassinated|kidnapped|abducted|wounded|injured|shot|executed)"
)
_BETWEEN = r"(?:\s+(?!was\b|were\b|has\b|had\b|by\b|when\b)[\w',-]+){0,7}?"
_OBJECT = re.compile(rf"\b{_DEED}(?:\s+(?:of|against|on|at))?{_BETWEEN}\s+(?P<name>{_NAME})")
_PASSIVE = re.compile(
    rf"(?P<name>{_NAME})(?:\s*[,(][^,;.()]{{2,90}}[,)])?(?:\s+(?:and|who|which|also|both|his\s+\w+)){{0,3}}"
    rf"\s+(?:was|were|is|has\s+been|had\s+been|have\s+been|be|being|are)\s+(?:\w+\s+){{0,2}}?{_DONE}"
)
_ALSO = re.compile(rf"\s*(?:,|;|\band\b|,\s*and\b)\s+(?:(?:\w+\s+){{0,4}}?)(?P<name>{_CAPITAL}\s+{_NAME})")


def victims(sentence: str, known: frozenset[str]) -> Iterator[str]:
    """The names of victims in a sentence; ``known`` are folded names that belong to places and organisations."""
    for pattern in (_OBJECT, _PASSIVE):
        for match in pattern.finditer(sentence):
            name = _person(match["name"], known)
            if name:
                yield name
                yield from _listed(sentence, match.end("name"), known)


def _listed(sentence: str, at: int, known: frozenset[str]) -> Iterator[str]:
    """Further names of the same list."""
    match = _ALSO.match(sentence, at)
    while match:
        name = _person(match["name"], known)
        if name is None:
            return
        yield name
        match = _ALSO.match(sentence, match.end())


def _person(written: str, known: frozenset[str]) -> str | None:
    """The name without titles, or None where it is no person's."""
    tokens = written.split()
    while tokens and tokens[0].lower().strip(".") in words("titles"):
        tokens = tokens[1:]
    name = " ".join(tokens)
    if not tokens or name.lower() in known or name.isupper():
        return None
    return None if any(token.lower() in words("no_person") for token in tokens) else name


def names_in(text: str, known: frozenset[str]) -> list[str]:
    """All names of persons in a text."""
    found = (_person(m.group(), known) for m in re.finditer(_NAME, text))
    return [name for name in found if name and " " in name]


def full_name(name: str, names: list[str]) -> str:
    """The longest of ``names`` that holds all words of ``name``; nothing for a lone word that none of them holds."""
    parts = set(name.split())
    longer = [other for other in names if parts <= set(other.split())]
    return max(longer, key=lambda other: len(other.split()), default=name if len(parts) > 1 else "")
