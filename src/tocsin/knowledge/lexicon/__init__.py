"""The lexicons, one folder a language: takes ``en``, ``fr`` or ``es``, gives compiled patterns over folded text.

``words.yaml`` holds closed classes, ``events.yaml`` the event triggers; ``counts.yaml`` and ``relevance.yaml`` have
readers of their own (``extract.count_words``, ``extract.relevance``). In a pattern a space stands for any white space
and word boundaries are added at both ends. Invariant: patterns are compiled once, on first use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from tocsin.knowledge.files import load_yaml
from tocsin.knowledge.lexicon.alternation import Alternation

__all__ = ["LANGUAGES", "Lexicon", "TriggerKind", "compile_words", "in_any_language", "lexicon"]

LANGUAGES = ("en", "fr", "es")


def compile_words(*patterns: str) -> re.Pattern[str]:
    """One alternation with word boundaries; spaces match any white space."""
    return re.compile(bounded("|".join(patterns)))


def bounded(pattern: str) -> str:
    """The pattern in a group with word boundaries; usable inside a larger one."""
    return r"(?<!\w)(?:" + pattern.replace(" ", r"\s+") + r")(?!\w)"


@dataclass(frozen=True, slots=True)
class TriggerKind:
    """What a trigger pattern stands for: its code, how explicit it is (1 weak to 3), and its grammar."""

    code: str
    strength: int
    grammar: str  # verbs, passive, nouns


class Lexicon:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.words: dict[str, Any] = load_yaml(f"lexicon/{language}/words.yaml")
        self._compiled: dict[str, re.Pattern[str]] = {}

    def pattern(self, path: str) -> re.Pattern[str]:
        """The compiled class at a dotted path, such as ``modality.planned``.

        Raises:
            KeyError: the lexicon has no such class.
        """
        if path not in self._compiled:
            self._compiled[path] = compile_words(*_strings(self.at(path)))
        return self._compiled[path]

    def at(self, path: str) -> Any:
        """The plain data at a dotted path."""
        node: Any = self.words
        for key in path.split("."):
            node = node[key]
        return node

    @cached_property
    def triggers(self) -> tuple[Alternation, tuple[TriggerKind, ...]]:
        """All event triggers, most explicit first, and what each group of the alternation stands for."""
        entries = load_yaml(f"lexicon/{self.language}/events.yaml")
        kinds: list[TriggerKind] = []
        groups: list[tuple[str, list[str]]] = []
        for strength in (3, 2, 1):
            for grammar in ("passive", "verbs", "nouns"):
                for entry in entries:
                    if entry["strength"] == strength and entry.get(grammar):
                        groups.append((f"t{len(kinds)}", self.trigger_patterns(entry, grammar)))
                        kinds.append(TriggerKind(entry["code"], strength, grammar))
        return Alternation(groups), tuple(kinds)

    def trigger_patterns(self, entry: Mapping[str, Any], grammar: str) -> list[str]:
        """The patterns of an entry of one grammar; among its verbs those that hold right behind the armed alone."""
        behind = entry.get("armed_verbs", ()) if grammar == "verbs" else ()
        return [*entry[grammar], *(rf"(?:{self.at('armed_plurals')}) (?:\w+ly )?{verb}" for verb in behind)]


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    else:
        for child in node.values() if isinstance(node, dict) else node:
            yield from _strings(child)


@lru_cache(maxsize=len(LANGUAGES))
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language.

    Raises:
        KnowledgeError: there is none for it.
    """
    return Lexicon(language)


@cache
def in_any_language(path: str) -> re.Pattern[str]:
    """The class at a dotted path in all languages, as one pattern: for claims, which don't say their language.

    Raises:
        KeyError: the lexicons have no such class.
    """
    return compile_words(*(pattern for language in LANGUAGES for pattern in _strings(lexicon(language).at(path))))
