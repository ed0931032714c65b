"""Named victims for MUC-4: takes a sentence in mixed case, gives the persons to whom something is done in it.

A name is two or more capitalised words (joined by "de", "la" ...), or one that stands for such a name; it is a victim
after a violent deed ("the murder of", "kidnapped") or before one in the passive. Invariant: names are given as the text
has them, titles left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.muc4_phrases import words
from tocsin.extract.count_words import grammar
from tocsin.knowledge.actors.demonyms import adjectives
from tocsin.knowledge.gazetteer import gazetteer
from tocsin.model import Span

__all__ = ["full_name", "names_in", "people", "persons", "victims"]

_CAPITAL = r"[A-Z][a-z'A-Z]*(?:-[A-Z][a-z]+)*"
_JOIN = r"(?:de|la|del|los|y|von|van)"
_NAME = re.compile(rf"\b{_CAPITAL}(?:\s+(?:{_JOIN}\s+){{0,2}}{_CAPITAL}|\s+[A-Z]\.){{0,4}}")
_DONE = (
    r"(?:killed|murdered|assassinated|kidnapped|abducted|wounded|injured|shot|gunned\s+down|executed|machinegunned|"
    r"attacked|slain|tortured|ambushed|stabbed|riddled|taken\s+hostage|found\s+dead|held\s+hostage)"
)
_DEED = re.compile(
    rf"\b(?:murders?|killings?|assassinations?|deaths?|kidnappings?|abductions?|executions?|slayings?|disappearance"
    rf"|(?:attack|attempt|crime|attempts)\s+(?:against|on|to\s+\w+)|assassinate|kill|murder|kidnap|abduct"
    rf"|murdering|{_DONE})\b"
)
_PASSIVE = re.compile(rf"\b(?:was|were|is|are|been|being|be)\s+(?:\w+\s+){{0,2}}?{_DONE}\b")
_ENDS = re.compile(r"[.;:]\s|\bby\b|\bwhen\b|\bwhile\b|\bwho\b|\bsaid\b|\bin\s+the\b")
_LIST = re.compile(r"\s*(?:,|;|\band\b|,\s*and\b)(?:\s+(?:and|of|the|his|her|[a-z]+)){0,5}\s+$")
_SHORTEST = 3  # letters of a name
_REACH = 110  # characters between a deed and the name of its victim


def victims(sentence: str, known: frozenset[str]) -> Iterator[str]:
    """The names of victims in a sentence; ``known`` are lower-case names of places and organisations."""
    for match in _PASSIVE.finditer(sentence):
        clause = max((m.end() for m in re.finditer(r"[.;:]\s|\bthat\b", sentence[: match.start()])), default=0)
        yield from _first_list(sentence, max(clause, match.start() - _REACH), match.start(), known)
    for match in _DEED.finditer(sentence):
        stop = _ENDS.search(sentence, match.end())
        end = min(stop.start() if stop else len(sentence), match.end() + _REACH)
        yield from _first_list(sentence, match.end(), end, known)


def _first_list(sentence: str, start: int, end: int, known: frozenset[str]) -> Iterator[str]:
    """The first name of a stretch, and those that go on its list."""
    last = None
    for match in _NAME.finditer(sentence, start, end):
        name = _person(match.group(), known)
        if name is None:
            continue
        if last is not None and not _LIST.match(sentence[last : match.start()]):
            return
        yield name
        last = match.end()


def _person(written: str, known: frozenset[str]) -> str | None:
    """The name without titles, occupations and nationality, or None where it is no person's."""
    tokens = written.split()
    while tokens and _describes(tokens[0].lower().strip(".")):
        tokens = tokens[1:]
    name = " ".join(tokens).removesuffix("'s")
    if len(name) < _SHORTEST or name.lower() in known or any(t.isupper() and len(t) > 2 for t in tokens):
        return None
    if gazetteer().knows(name):
        return None
    return None if any(token.lower() in words("no_person") for token in tokens) else name


def _describes(word: str) -> bool:
    """True for "colonel", "cattleman" and "Honduran" before a name."""
    nationality = word.removesuffix("s") in adjectives("en")
    return word in words("titles") or nationality or bool(grammar("en").pattern("single").fullmatch(word))


def people(text: str) -> Iterator[tuple[int, int]]:
    """Where a text has what may be a person's name, titles left out."""
    for match in _NAME.finditer(text):
        name = _person(match.group(), frozenset())
        if name:
            start = match.start() + match.group().find(name)
            yield start, start + len(name)


def names_in(text: str, known: frozenset[str]) -> list[str]:
    """All names of persons in a text that have two words or more."""
    found = (_person(match.group(), known) for match in _NAME.finditer(text))
    return [name for name in found if name and " " in name]


def persons(text: str) -> Iterator[Span]:
    """Names that follow a title, with it ("Foreign Secretary A. B."), in text that has its case."""
    for match in _NAME.finditer(text):
        tokens = match.group().split()
        titled = any(token.lower().strip(".") in words("titles") for token in tokens[:-1])
        if titled and not any(token.lower() in words("no_person") for token in tokens):
            yield Span(match.start(), match.end(), match.group())


def full_name(name: str, names: list[str]) -> str:
    """The longest of ``names`` that holds all words of ``name``; nothing for a lone word that none of them holds."""
    parts = set(name.split())
    longer = [other for other in names if parts <= set(other.split())]
    return max(longer, key=lambda other: len(other.split()), default=name if len(parts) > 1 else "")
