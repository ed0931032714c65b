"""Nationalities as words: takes the demonym and country files, gives folded forms with the country they stand for.

Feminine and plural forms are made by the regular rules of French and Spanish adjectives; the few irregular ones stand
in the file as alternatives. Invariant: every form is folded and maps to one ISO 3166-1 alpha-2 code. Source: Unicode
CLDR.
"""

from __future__ import annotations

from functools import lru_cache

from tocsin.knowledge.files import load_yaml
from tocsin.text import fold

__all__ = ["adjectives", "country_name", "country_names", "nouns", "peoples", "seats"]

_FILE = "actors/demonyms.yaml"
_COLUMN = {"en": 0, "fr": 1, "es": 2}
_FRENCH_FEMININE = (("ien", "ienne"), ("een", "eenne"), ("on", "onne"), ("if", "ive"), ("e", "e"), ("i", "ie"))
_FRENCH_INVARIABLE = ("burkinabe", "qatari", "emirati", "swazi", "azeri", "kirghiz", "hema", "lendu", "nande", "bira")
_UNCHANGED_ENGLISH = (
    "ese",
    "ish",
    "ch",
    "ss",
    "ian islands",
    "myanmar",
    "us",
    "u.s.",
    "fulani",
    "kyrgyz",
    "ois",
    "philippine",
    "nasa",
)


def _french(word: str) -> set[str]:
    feminine = next((word[: -len(old)] + new for old, new in _FRENCH_FEMININE if word.endswith(old)), word + "e")
    plural = word if word.endswith(("s", "x", "z")) else word + "s"
    forms = {word, plural, feminine, feminine + "s"}
    return forms | {word + "es"} if word in _FRENCH_INVARIABLE else forms


def _spanish(word: str) -> set[str]:
    if word.endswith("o"):
        return {word, word[:-1] + "a", word + "s", word[:-1] + "as"}
    if word.endswith("i"):
        return {word, word + "s", word + "es"}
    if word.endswith(("a", "e", "u")):
        return {word, word + "s"}
    return {word, word + "a", word + "es", word + "as"}


def _english(word: str) -> set[str]:
    return {word}


def seats() -> dict[str, str]:
    """Seats of government, folded, with the country for whose state they stand: "the Bamako junta"."""
    return {fold(name): country for name, country in load_yaml(_FILE)["seats"].items()}


_RULES = {"en": _english, "fr": _french, "es": _spanish}


@lru_cache(maxsize=4)
def adjectives(language: str) -> dict[str, str]:
    """Folded adjective forms of ``language`` with their country."""
    forms: dict[str, str] = {}
    for country, row in load_yaml(_FILE)["nationalities"].items():
        for word in row[_COLUMN[language]].split("/"):
            forms.update(dict.fromkeys(_RULES[language](word), country))
    return forms


@lru_cache(maxsize=1)
def nouns() -> dict[str, str]:
    """English plurals that name people of a country ("Russians"); French and Spanish use the adjective itself."""
    rows = load_yaml(_FILE)["nationalities"].items()
    words = ((word, country) for country, row in rows for word in row[0].split("/"))
    return {word + "s": country for word, country in words if not word.endswith(_UNCHANGED_ENGLISH)}


@lru_cache(maxsize=4)
def peoples(language: str) -> frozenset[str]:
    """Folded names of peoples and faiths that widen a noun without naming a state."""
    words = load_yaml(_FILE)["peoples"][language]
    return frozenset(form for word in words for form in _RULES[language](word))


@lru_cache(maxsize=1)
def _countries() -> dict[str, list[str]]:
    return {code: row["names"] for code, row in load_yaml("gazetteer/countries.yaml").items()}


def country_name(code: str) -> str:
    """The English name of a country by its ISO 3166-1 alpha-2 code; the code itself when unknown."""
    return _countries().get(code, [code])[0]


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """Folded country names of the three languages that may stand for a state, with their code."""
    barred = set(load_yaml(_FILE)["not_as_actor"])
    states = load_yaml(_FILE)["nationalities"]
    pairs = ((fold(name), code) for code, names in _countries().items() if code in states for name in names)
    return {name: code for name, code in pairs if name not in barred}
