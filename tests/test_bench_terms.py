"""The benchmarks' own terms: restored case, TIMEX3 values, noun phrases and victims."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # bench stands beside the package, not in it

from bench.muc4_persons import full_name, victims
from bench.muc4_phrases import phrase
from bench.timex import timex_of
from bench.truecase import truecase

from tocsin.extract.times import find_times
from tocsin.resolve.time import TimeAnchor, resolve_time

PUBLISHED = date(2024, 6, 19)


def test_case_is_restored_without_moving_anything() -> None:
    text = "BAMAKO, 5 JUN 90 -- [TEXT] UNIDENTIFIED MEN KILLED THE MAYOR OF NIONO.  THE ARMY SAID SO ON MONDAY."
    mended = truecase(text)
    assert len(mended) == len(text)
    assert "Unidentified men killed the mayor of Niono.  The army said so on Monday." in mended


def test_text_in_mixed_case_is_left_alone() -> None:
    assert truecase("The Army said so.") == "The Army said so."


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("on 11 June", "DATE", "2024-06-11"),
        ("last week", "DATE", "2024-W24"),
        ("in May 2023", "DATE", "2023-05"),
        ("in 2021", "DATE", "2021"),
        ("for three months", "DURATION", "P3M"),
        ("last year", "DATE", "2023"),
    ],
)
def test_times_have_the_unit_that_the_words_name(words: str, kind: str, value: str) -> None:
    (mention,) = find_times(f"It happened {words}.", 0, "en")
    when, _ = resolve_time(mention, TimeAnchor(PUBLISHED), "en")
    assert timex_of(mention, when, PUBLISHED) == (kind, value)


@pytest.mark.parametrize(
    ("text", "head", "wanted"),
    [
        ("they were taken by a group of heavily armed men yesterday", "men", "heavily armed men"),
        ("a car bomb destroyed the Finance Ministry building", "building", "Finance Ministry building"),
        ("who killed three soldiers", "soldiers", "three soldiers"),
    ],
)
def test_phrases_end_with_their_head(text: str, head: str, wanted: str) -> None:
    start = text.index(head)
    assert phrase(text, start, start + len(head)) == wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The murder of trade unionist John Quincy Doe shocked the town.", ["John Quincy Doe"]),
        ("John Doe and Jane Roe, a teacher, were kidnapped on Monday.", ["John Doe", "Jane Roe"]),
        ("Mayor John Doe said that the army was ready.", []),
    ],
)
def test_victims_are_named_beside_a_deed(sentence: str, wanted: list[str]) -> None:
    assert list(victims(sentence, frozenset())) == wanted


def test_a_lone_surname_stands_for_the_full_name() -> None:
    assert full_name("Doe", ["John Quincy Doe", "Jane Roe"]) == "John Quincy Doe"
    assert full_name("Nobody", ["John Quincy Doe"]) == ""
