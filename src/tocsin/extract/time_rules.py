"""Rules of dates: takes the YAML of ``knowledge/timex``, gives compiled rules with a cheap test for each.

A rule's pattern is written with ``{class}`` (any word of a class, kept as a group of that name) and ``{macro}``; a
name that ends in 2 fills the second half of a range. The layout is told at the top of ``timex/en.yaml``. Invariant: a
rule is compiled when a sentence first holds all the words that it needs, and reading never changes it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from tocsin.knowledge.files import load_yaml

__all__ = ["Hit", "Rule", "Words", "rules", "tokens"]

_NAME = re.compile(r"\{([a-z_]+)(2?)\}")
_GROUP = re.compile(r"\(\?P<([a-z_]+2?)>")
_TOKEN = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")
_PARTED = re.compile(r"\d[-/.]\d")
_WINDOW = 40  # characters before a match that its contexts may look at; the longest context is about 30

Fields = dict[str, int | str]


def tokens(folded: str) -> frozenset[str]:
    """The words of a folded sentence, "#" when it holds a digit, and "#/" when it holds digits parted by a sign."""
    found = set(_TOKEN.findall(folded))
    if _DIGIT.search(folded):
        found.add("#")
        if _PARTED.search(folded):
            found.add("#/")
    return frozenset(found)


def _value(key: str) -> int | str:
    return int(key) if key.lstrip("-").isdigit() else key


@dataclass(frozen=True)
class Words:
    """Word classes and macros of one language, shared ones included."""

    classes: dict[str, dict[str, int | str]]  # class -> word -> value
    macros: dict[str, str]

    def needed(self, need: str) -> frozenset[str]:
        """The tokens one of which a sentence must hold: of a word class, or the words themselves."""
        words = [word for name in need.split("|") for word in self.classes.get(name, (name,))]
        return frozenset(word if word.startswith("#") else _TOKEN.findall(word)[0] for word in words)

    def expand(self, pattern: str, suffix: str = "") -> str:
        """``pattern`` with classes and macros written out; ``suffix`` is 2 inside the second half of a range."""

        def put(found: re.Match[str]) -> str:
            name, second = found[1], suffix or found[2]
            if name in self.classes:
                choice = "|".join(map(re.escape, sorted(self.classes[name], key=len, reverse=True)))
                return f"(?P<{name}{second}>{choice})"
            return f"(?:{self.expand(self.macros[name], second)})"

        marked = _GROUP.sub(rf"(?P<\g<1>{suffix}>", pattern) if suffix else pattern
        return _NAME.sub(put, marked)

    def value(self, name: str, text: str) -> int | str:
        """What a captured word stands for: its class's value, a number, or itself."""
        known = self.classes.get(name, {}).get(text)
        return known if known is not None else _value(text)


@dataclass(frozen=True, slots=True)
class Hit:
    """A match: offsets into the sentence, and what its groups say; ``second`` is the other end of a range.

    ``cut`` is where the words of the first end stop and where those of the second begin.
    """

    start: int
    end: int
    rule: Rule
    first: Fields
    second: Fields
    cut: tuple[int, int] | None = None


@dataclass(frozen=True)
class Rule:
    """One pattern with its contexts; ``sets`` are the fields that it gives every mention."""

    name: str
    words: Words
    pattern: str
    needs: tuple[frozenset[str], ...]
    contexts: dict[str, str]
    sets: Fields = field(default_factory=dict)
    capital: str | None = None
    examples: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    def may_match(self, present: frozenset[str]) -> bool:
        """False when the sentence lacks a word that the rule needs."""
        return not any(need.isdisjoint(present) for need in self.needs)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern between word edges, with what must and must not follow."""
        after = f"(?={self._context('after')})" if "after" in self.contexts else ""
        never = f"(?!{self._context('not_after')})" if "not_after" in self.contexts else ""
        body = rf"(?<![a-z0-9])(?:{self.words.expand(self.pattern)})(?![a-z0-9]){after}{never}"
        return re.compile(_unique(body))

    @cached_property
    def _before(self) -> re.Pattern[str] | None:
        return re.compile(rf"(?:{self._context('before')})\Z") if "before" in self.contexts else None

    @cached_property
    def _not_before(self) -> re.Pattern[str] | None:
        return re.compile(rf"(?:{self._context('not_before')})\Z") if "not_before" in self.contexts else None

    def _context(self, key: str) -> str:
        return _GROUP.sub("(?:", self.words.expand(self.contexts[key]))

    def hits(self, text: str, folded: str) -> list[Hit]:
        """Every match in a sentence, ``folded`` being its folded form."""
        found = (self._hit(match, text, folded) for match in self.regex.finditer(folded))
        return [hit for hit in found if hit]

    def _hit(self, match: re.Match[str], text: str, folded: str) -> Hit | None:
        start, window = match.start(), max(0, match.start() - _WINDOW)
        if self._before and not self._before.search(folded, window, start):
            return None
        if self._not_before and self._not_before.search(folded, window, start):
            return None
        if self.capital and not _capital(match, self.capital, text):
            return None
        return Hit(start, match.end(), self, *self._fields(match), _cut(match))

    def _fields(self, match: re.Match[str]) -> tuple[Fields, Fields]:
        first: Fields = {}
        second: Fields = {}
        for group, text in match.groupdict().items():
            if text is None:
                continue
            name = group.split("__")[0]
            side = second if name.endswith("2") else first
            name = name.rstrip("2")
            side.setdefault(name, self.words.value(name, text))
        return first, second


def _cut(match: re.Match[str]) -> tuple[int, int] | None:
    """The end of the first half of a range and the start of the second; None where there is one half only."""
    spans = [(name.split("__")[0].endswith("2"), match.span(name)) for name, text in match.groupdict().items() if text]
    seconds = [start for second, (start, _) in spans if second]
    firsts = [end for second, (_, end) in spans if not second]
    return (max(firsts), min(seconds)) if firsts and seconds and max(firsts) < min(seconds) else None


def _capital(match: re.Match[str], group: str, text: str) -> bool:
    starts = (match.start(name) for name, value in match.groupdict().items() if value and name.startswith(group))
    return all(text[start].isupper() for start in starts)


def _unique(pattern: str) -> str:
    """The same pattern with repeated group names told apart (``day``, ``day__1``)."""
    seen: Counter[str] = Counter()

    def put(found: re.Match[str]) -> str:
        seen[found[1]] += 1
        count = seen[found[1]] - 1
        return f"(?P<{found[1]}__{count}>" if count else found[0]

    return _GROUP.sub(put, pattern)


_CONTEXTS = ("before", "after", "not_before", "not_after")
_OWN_KEYS = {*_CONTEXTS, "name", "re", "needs", "capital", "yes", "no"}


def _words(*files: dict[str, Any]) -> Words:
    classes: dict[str, dict[str, int | str]] = {}
    for name, entries in (pair for data in files for pair in data.get("words", {}).items()):
        classes[name] = {word.strip(): _value(str(key)) for key, text in entries.items() for word in text.split("|")}
    macros = {name: text for data in files for name, text in data.get("macros", {}).items()}
    return Words(classes, macros)


def _rule(entry: dict[str, Any], words: Words) -> Rule:
    needs = entry["needs"] if isinstance(entry["needs"], list) else [entry["needs"]]
    return Rule(
        name=entry["name"],
        words=words,
        pattern=entry["re"],
        needs=tuple(words.needed(need) for need in needs),
        contexts={key: entry[key] for key in _CONTEXTS if key in entry},
        sets={key: value for key, value in entry.items() if key not in _OWN_KEYS},
        capital=entry.get("capital"),
        examples=(tuple(entry.get("yes", ())), tuple(entry.get("no", ()))),
    )


@lru_cache(maxsize=8)
def rules(language: str) -> tuple[Rule, ...]:
    """The rules of a language, its own first, then those that every language shares.

    Raises:
        KnowledgeError: there is no file for the language.
    """
    own, shared = load_yaml(f"timex/{language}.yaml"), load_yaml("timex/shared.yaml")
    words = _words(shared, own)
    return tuple(_rule(entry, words) for entry in (*own["rules"], *shared["rules"]))


@lru_cache(maxsize=8)
def _by_word(language: str) -> dict[str, tuple[int, ...]]:
    """The places of the rules that need each word, by the first need of each."""
    found: dict[str, list[int]] = {}
    for place, rule in enumerate(rules(language)):
        for word in rule.needs[0]:
            found.setdefault(word, []).append(place)
    return {word: tuple(places) for word, places in found.items()}


def rules_for(present: frozenset[str], language: str) -> list[Rule]:
    """The rules whose words are all ``present`` in a sentence, in their order."""
    index, every = _by_word(language), rules(language)
    places = {place for word in present if word in index for place in index[word]}
    return [every[place] for place in sorted(places) if every[place].may_match(present)]
