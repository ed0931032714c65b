"""The lexicons keep their promises: folded patterns that compile, examples that hold, one shape for every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tocsin
from tocsin.knowledge.files import load_yaml
from tocsin.knowledge.lexicon import LANGUAGES, bounded, compile_words, lexicon
from tocsin.text import fold

GRAMMARS = ("verbs", "passive", "nouns")
CLASSES = r"\\[A-Za-z]"  # \w, \S and the like keep their case


def events(language: str) -> list[dict[str, Any]]:
    """The entries of a language's events.yaml."""
    entries: list[dict[str, Any]] = load_yaml(f"lexicon/{language}/events.yaml")
    return entries


def patterns(entry: dict[str, Any]) -> list[str]:
    """Every pattern of an entry, whatever its grammar."""
    return [pattern for grammar in GRAMMARS for pattern in entry.get(grammar, ())]


def strings(node: Any) -> Iterator[str]:
    """Every string of a tree of lists and mappings, keys left out."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from strings(child)


def shape(node: Any) -> Any:
    """The keys of a tree of mappings, without what the leaves hold."""
    return {key: shape(child) for key, child in node.items()} if isinstance(node, dict) else None


def counts(language: str) -> dict[str, Any]:
    """The grammar of casualty figures of a language."""
    grammar: dict[str, Any] = load_yaml(f"lexicon/{language}/counts.yaml")
    return grammar


def counts_shape(language: str) -> Any:
    """The keys of counts.yaml; number words differ by language and are left out."""
    words = counts(language)
    return shape({**words, "numbers": dict.fromkeys(words["numbers"])})


CODE = "\n".join(path.read_text(encoding="utf-8") for path in Path(tocsin.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("key", [*lexicon("en").words, *counts("en")])
def test_every_class_of_words_is_read_somewhere(key: str) -> None:
    assert re.search(rf"[\"']{key}[\"'.]", CODE), "no code names this class: remove it from every language"


ENTRIES = [
    pytest.param(entry, id=f"{language}-{entry['code']}") for language in LANGUAGES for entry in events(language)
]
SENTENCES = {
    kind: [
        pytest.param(entry, sentence, id=f"{language}-{entry['code']}-{number}")
        for language in LANGUAGES
        for entry in events(language)
        for number, sentence in enumerate(entry[kind])
    ]
    for kind in ("yes", "no")
}


@pytest.mark.parametrize("entry", ENTRIES)
def test_patterns_of_events_are_folded_and_compile(entry: dict[str, Any]) -> None:
    for pattern in patterns(entry):
        plain = re.sub(CLASSES, "", pattern)
        assert fold(plain) == plain, pattern
        assert not compile_words(pattern).match(""), f"matches nothing at all: {pattern}"


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_says_what_it_is(entry: dict[str, Any]) -> None:
    assert set(entry) <= {"code", "strength", "yes", "no", "armed_verbs", *GRAMMARS}
    assert entry["strength"] in (1, 2, 3)
    assert patterns(entry) and entry["yes"]


@pytest.mark.parametrize(("entry", "sentence"), SENTENCES["yes"])
def test_yes_sentences_match(entry: dict[str, Any], sentence: str) -> None:
    assert compile_words(*patterns(entry)).search(fold(sentence)), sentence


@pytest.mark.parametrize(("entry", "sentence"), SENTENCES["no"])
def test_no_sentences_do_not_match(entry: dict[str, Any], sentence: str) -> None:
    match = compile_words(*patterns(entry)).search(fold(sentence))
    assert match is None, f"{match.group()!r} in {sentence!r}" if match else ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_folded_and_compile(language: str) -> None:
    for pattern in strings(lexicon(language).words):
        plain = re.sub(CLASSES, "", pattern)
        assert fold(plain) == plain, pattern
        assert re.compile(bounded(pattern))


def alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern outside any group or class."""
    plain = re.sub(r"\\.|\[[^\]]*\]", lambda match: "_" * len(match.group()), pattern)
    depth, cuts = 0, [-1]
    for at, char in enumerate(plain):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            cuts.append(at)
    return [pattern[low + 1 : high] for low, high in zip(cuts, [*cuts[1:], len(pattern)], strict=True)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_spaces_mean_what_they_seem_to(language: str) -> None:
    """A space becomes ``\\s+``: " ?" would be lazy, not optional, and one at the end would forbid the word boundary."""
    for pattern in (*strings(lexicon(language).words), *(p for entry in events(language) for p in patterns(entry))):
        assert not re.search(r" [?*+]", pattern), f"write \\s? for an optional space: {pattern}"
        for part in alternatives(pattern):
            assert not part.endswith(" "), f"ends in a space: {part}"


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "en"])
def test_every_language_has_the_keys_and_codes_of_english(language: str) -> None:
    assert shape(lexicon(language).words) == shape(lexicon("en").words)
    assert counts_shape(language) == counts_shape("en")
    assert {e["code"] for e in events(language)} == {e["code"] for e in events("en")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_vague_numbers_are_intervals(language: str) -> None:
    for pattern, low, high in counts(language)["numbers"]["vague"]:
        assert re.compile(bounded(pattern))
        assert low > 0 and (high is None or low <= high)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_figures_are_folded(language: str) -> None:
    for pattern in (text for text in strings(counts(language)) if "?P<" not in text):
        plain = re.sub(CLASSES, "", pattern)
        assert fold(plain) == plain, pattern
        assert re.compile(bounded(pattern))


@pytest.mark.parametrize("entry", ENTRIES)
def test_no_pattern_captures_a_group(entry: dict[str, Any]) -> None:
    assert all(re.compile(pattern).groups == 0 for pattern in patterns(entry)), "write (?:...)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_sorting_by_letter_finds_what_one_alternation_finds(language: str) -> None:
    found, kinds = lexicon(language).triggers
    ordered = [
        lexicon(language).trigger_patterns(entry, grammar)
        for strength in (3, 2, 1)
        for grammar in ("passive", "verbs", "nouns")
        for entry in events(language)
        if entry["strength"] == strength and entry.get(grammar)
    ]
    plain = re.compile(bounded("|".join(f"(?P<t{n}>{'|'.join(group)})" for n, group in enumerate(ordered))))
    assert len(kinds) == len(ordered)
    for text in (fold(sentence) for entry in events(language) for sentence in (*entry["yes"], *entry["no"])):
        by_letter = [(match.span(), match.lastgroup) for match in found.finditer(text)]
        assert by_letter == [(match.span(), match.lastgroup) for match in plain.finditer(text)]


@pytest.mark.parametrize(
    ("language", "sentence", "code"),
    [
        ("fr", "Un car a sauté sur une mine près de Boni.", "Remote explosive/landmine/IED"),
        ("fr", "Les rebelles se sont emparés de la ville de Bria.", "seizure"),
        ("fr", "Le convoi est tombé dans une embuscade.", "ambush"),
        ("es", "Hombres armados secuestraron a tres campesinos.", "Abduction/forced disappearance"),
        ("es", "La guerrilla se tomó el municipio de Mitú.", "seizure"),
        ("es", "Detonaron un carro bomba frente al batallón.", "Remote explosive/landmine/IED"),
        ("en", "Gunmen ambushed a patrol near Kumba.", "ambush"),
    ],
)
def test_the_most_explicit_reading_wins(language: str, sentence: str, code: str) -> None:
    pattern, kinds = lexicon(language).triggers
    found = [kinds[int((match.lastgroup or "t0")[1:])].code for match in pattern.finditer(fold(sentence))]
    assert found[:1] == [code]
