"""Every word that can name an actor, as one table a language: takes the knowledge files, gives ``Lexicon``.

A phrase is a tuple of folded tokens with what it names: an organisation, a nationality, a country, a people or a noun
(head). Phrases are grouped by their first token, longest first, so that a reader needs one look-up a word. Invariant:
a token sequence stands in a lexicon once; where files disagree the organisation wins and rivals become further
candidates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from tocsin.errors import KnowledgeError
from tocsin.knowledge.actors.demonyms import adjectives, country_names, nouns, peoples, seats
from tocsin.knowledge.actors.leaders import leader_names
from tocsin.knowledge.actors.patterns import expand, tokens_of
from tocsin.knowledge.actors.registry import Organisation, organisations
from tocsin.knowledge.files import load_yaml
from tocsin.text import fold

__all__ = ["Head", "Joins", "Lexicon", "Phrase", "head", "lexicon"]

ANY, CAPITAL, ACRONYM, FIRST = (
    0,
    1,
    2,
    3,
)  # how the letters stand: any case, last word capital, acronym, first word capital


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a token sequence names. ``sort``: org, nation, country, seat, people, head, leader."""

    tokens: tuple[str, ...]
    sort: str
    ids: tuple[str, ...] = ()
    country: str | None = None
    head: str | None = None
    plural: bool = True
    case: int = ANY
    noun: bool = False  # a nationality that names persons ("Russians")
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """How a noun behaves: kind, English name shown, joining flags and candidate organisations (heads.yaml)."""

    key: str
    kind: str
    name: str
    joins: bool = False
    needs: bool = False
    bare: bool = False
    part: bool = False
    anaphor: str | None = None
    role: str | None = None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Joins:
    """Folded connecting words of a language: between nationality and noun, noun and name, around an agent or a kin."""

    modifiers: frozenset[tuple[str, ...]]
    of: frozenset[str]
    agents: frozenset[str]
    not_verbs: frozenset[str]
    conjunctions: frozenset[str]
    determiners: frozenset[str]
    branches: frozenset[str]  # of these, words for a branch that acts under the name: "the branch of Islamic State"
    tied: frozenset[str]  # words that make a name only the kin of another: "Al-Qaeda-linked", "linked to al-Qaeda"
    led: frozenset[tuple[str, ...]]  # between armed men and their commander: "loyal to", "led by"
    titles: frozenset[tuple[str, ...]]  # before a commander's name: "General", "the warlord"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of a language by first token, then by how many tokens they have, longest first; its joining words."""

    language: str
    by_first: Mapping[str, Mapping[int, Mapping[tuple[str, ...], Phrase]]]
    joins: Joins


_ARTICLES = frozenset(("el", "la", "los", "las"))


@lru_cache(maxsize=1)
def _heads() -> Mapping[str, Head]:
    rows = load_yaml("actors/heads.yaml")
    return {key: Head(key=key, **{**row, "ids": tuple(row.get("ids", ()))}) for key, row in rows.items()}


def head(key: str) -> Head:
    """The behaviour of a noun.

    Raises:
        KnowledgeError: no such head.
    """
    found = _heads().get(key)
    if found is None:
        raise KnowledgeError(f"unknown head {key!r}", "actors/heads.yaml")
    return found


def _case(name: str, weak: bool) -> int:
    words = tokens_of(fold(name))
    if len(words) == 1 and name.isupper() and len(name) <= 6:
        return ACRONYM
    if name == name.lower():  # names that are written small in running text: "senderistas", "hutíes"
        return ANY
    noun = (
        len(words) == 2 and words[0] in _ARTICLES
    )  # "la línea", "los lobos": an everyday noun where it is written small
    if not (weak or noun or len(words) == 1):
        return ANY
    return FIRST if name.split()[-1][0].islower() else CAPITAL


def _organisation(one: Organisation) -> Iterator[Phrase]:
    rows = (("strong", one.names.strong, False), ("weak", one.names.weak, True), ("own", one.names.own, True))
    for sort, names, weak in rows:
        for name in names:
            case = ANY if sort == "own" else _case(name, weak)
            yield Phrase(tokens_of(fold(name)), "org", (one.id,), case=case, weak=weak)
    for names, weak in ((one.names.acronyms, False), (one.names.ambiguous, True)):
        for name in names:
            yield Phrase(tokens_of(fold(name)), "org", (one.id,), case=ACRONYM, weak=weak)


def _canonical(one: Organisation) -> Iterator[Phrase]:
    words = tokens_of(fold(one.name.split(" (")[0]))
    if one.kind != "state" and len(words) > 1:
        yield Phrase(words, "org", (one.id,))


def _nations(language: str) -> Iterator[Phrase]:
    case = CAPITAL if language == "en" else ANY
    for word, country in adjectives(language).items():
        yield Phrase(tokens_of(word), "nation", country=country, case=ACRONYM if word == "us" else case)
    for word, country in nouns().items() if language == "en" else ():
        yield Phrase(tokens_of(word), "nation", country=country, case=CAPITAL, noun=True)
    for word, country in seats().items():
        yield Phrase(tokens_of(word), "seat", country=country, case=CAPITAL)
    for word in peoples(language):
        yield Phrase(tokens_of(word), "people", case=case)


def _nation_states() -> Iterator[Phrase]:
    for name, country in country_names().items():
        case = ACRONYM if name in ("usa", "uk", "us", "u.s.", "drc", "rdc", "car", "rca", "uae") else CAPITAL
        yield Phrase(tokens_of(name), "country", country=country, case=case)


def _nouns(language: str) -> Iterator[Phrase]:
    for key, patterns in load_yaml(f"actors/generic.{language}.yaml")["heads"].items():
        ids = head(key).ids
        for pattern in patterns:
            for tokens, plural in expand(pattern):
                yield Phrase(tokens, "head", ids, head=key, plural=plural)


def _leaders() -> Iterator[Phrase]:
    for name, groups in leader_names().items():
        yield Phrase(tokens_of(fold(name)), "leader", groups, case=CAPITAL)


def _phrases(language: str) -> Iterator[Phrase]:
    # the order is the rank: the first to claim a token sequence names it, later ones add candidates
    for one in organisations().values():
        yield from _organisation(one)
    for one in organisations().values():
        yield from _canonical(one)
    yield from _nations(language)
    yield from _nouns(language)
    yield from _nation_states()
    yield from _leaders()


def _merged(first: Phrase, second: Phrase) -> Phrase:
    ids = first.ids + tuple(key for key in second.ids if key not in first.ids)
    if first.sort == "org" and second.sort == "head" and first.weak:
        return replace(second, ids=ids)  # a self-name that is an everyday noun: "mujahideen"
    if first.sort == second.sort == "org":
        strong = first if second.weak else second if first.weak else first
        return replace(strong, ids=strong.ids if first.weak != second.weak else ids, case=min(first.case, second.case))
    return first


def _joins(language: str) -> Joins:
    row: dict[str, Any] = load_yaml(f"actors/generic.{language}.yaml")["joins"]
    return Joins(
        modifiers=frozenset(tokens_of(word) for word in row["modifiers"]),
        of=frozenset(row["of"]),
        agents=frozenset(row["agents"]),
        not_verbs=frozenset(row["not_verbs"]),
        conjunctions=frozenset(row["and"]),
        determiners=frozenset(row["determiners"]),
        branches=frozenset(row["branches"]),
        tied=frozenset(row["tied"]),
        led=_expanded(row["led"]),
        titles=_expanded(row["titles"]),
    )


def _expanded(patterns: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tokens for pattern in patterns for tokens, _ in expand(pattern))


@lru_cache(maxsize=4)
def lexicon(language: str) -> Lexicon:
    """The actor words of ``language`` (en, fr, es); English for any other.

    Raises:
        KnowledgeError: a file of the knowledge base is wrong.
    """
    language = language if language in ("en", "fr", "es") else "en"
    unique: dict[tuple[str, ...], Phrase] = {}
    for phrase in _phrases(language):
        held = unique.get(phrase.tokens)
        unique[phrase.tokens] = _merged(held, phrase) if held else phrase
    groups: dict[str, dict[int, dict[tuple[str, ...], Phrase]]] = {}
    for phrase in sorted(unique.values(), key=lambda p: -len(p.tokens)):
        groups.setdefault(phrase.tokens[0], {}).setdefault(len(phrase.tokens), {})[phrase.tokens] = phrase
    return Lexicon(language, groups, _joins(language))
