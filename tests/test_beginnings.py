"""Which words a pattern can begin with, and that patterns sorted by them find what one alternation finds."""

from __future__ import annotations

import re
from pathlib import Path
from re import _parser as parser  # type: ignore[attr-defined]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.knowledge.lexicon.alternation import Alternation
from tocsin.knowledge.lexicon.beginnings import cut, first_words

PATTERNS = [
    "kill(?:ed|s)?",
    "(?:the )?raid",
    "de la",
    "[dl]es?",
    "\\d+ dead",
    "w[aeo]\\w*",
    "(?:a |an )?ambush\\w*",
    "m23",
]

WORDS = "killed kills kill raid the de la des le 12 dead wax was an a ambushes m23 - '"


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("kill(?:ed|s)?", {"kill"}),
        (r"(?:the\s+)?raid(?!\w)", {"the ", "raid"}),
        (r"[dl]es?\s", {"de ", "des ", "le ", "les "}),
        (r"\d+\s", {"0"}),
        (r"killing|\w+\s", None),
        (r"ki\w+", None),
        (r"'tis", None),
        ("", None),
    ],
)
def test_the_words_that_a_pattern_begins_with(pattern: str, words: set[str] | None) -> None:
    assert first_words(list(parser.parse(pattern)), 4) == words


@given(
    st.lists(st.sampled_from(PATTERNS), min_size=1, unique=True),
    st.lists(st.sampled_from(WORDS.split(" "))),
)
def test_sorted_patterns_find_what_one_alternation_finds(patterns: list[str], words: list[str]) -> None:
    text = " ".join(words)
    sorted_ = Alternation([(f"g{n}", [pattern]) for n, pattern in enumerate(patterns)])
    joined = "|".join(f"(?P<g{n}>{pattern})" for n, pattern in enumerate(patterns))
    plain = re.compile(rf"(?<!\w)(?:{joined})(?!\w)")
    assert [(m.span(), m.lastgroup) for m in sorted_.finditer(text)] == [
        (m.span(), m.lastgroup) for m in plain.finditer(text)
    ]


def test_beginnings_once_kept_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_CACHE", str(tmp_path))
    found = [[m.span() for m in Alternation([("g0", PATTERNS)]).finditer("12 dead in the raid")] for _ in range(2)]
    assert found[0] == found[1] == [(0, 7), (11, 19)]
    assert len(list((tmp_path / "beginnings").iterdir())) == 1


def test_a_cut_word_tells_where_it_ends() -> None:
    assert [cut(word, 4) for word in ("de", "des", "desde", "4x4")] == ["de ", "des ", "desd", "0"]
