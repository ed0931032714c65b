"""Who owns a deed by what the words say together: the model, its passages, and where it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.extract.owning import ENOUGH, PARTY, facts, points, words_about
from tocsin.text import fold

_PASSAGES = sorted((Path(__file__).parents[1] / "training" / "owning").glob("*.tsv"))
_LEAST_RIGHT = 0.7  # of the passages that own, at the price of a tenth that doesn't: the weights were fitted on them


def _points(text: str, party: str, language: str) -> float:
    folded = fold(text)
    start = folded.index(fold(party))
    return points(folded, (start, start + len(fold(party))), language)


@pytest.mark.parametrize(
    ("language", "party", "owns", "not_"),
    [
        ("fr", "GIA", "« C'est nous », se vante le GIA dans un fax.", "Alger impute le coup au GIA, qui se tait."),
        ("es", "ELN", "El ELN se apuntó la voladura en un audio.", "El ejército culpa al ELN, que lo niega."),
        ("en", "BLA", "On its channel the BLA boasted of the blast.", "Police blamed the BLA, which has said nothing."),
    ],
)  # fmt: skip
def test_a_boast_weighs_more_than_an_accusation(language: str, party: str, owns: str, not_: str) -> None:
    assert _points(owns, party, language) > _points(not_, party, language)


@pytest.mark.parametrize("path", _PASSAGES, ids=[path.stem for path in _PASSAGES])
def test_passages_are_told_apart(path: Path) -> None:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    assert all(len(row) == 3 and row[0] in ("owns", "not") for row in rows)
    rows = [(label, party, text) for label, party, text in rows if fold(party) in fold(text)]
    said = [(label, _points(text, party, path.stem) >= ENOUGH) for label, party, text in rows]
    owned = [own for label, own in said if label == "owns"]
    assert sum(owned) >= _LEAST_RIGHT * len(owned)
    assert sum(own for label, own in said if label == "not") <= 0.1 * len(said)


def test_every_naming_of_the_party_is_masked_and_numbers_are_alike() -> None:
    assert words_about("the eln says the eln killed 12", (4, 7)) == ["the", PARTY, "says", "the", PARTY, "killed", "0"]


@given(st.text("abc ,.'12", max_size=40), st.text("abc ,.'12", max_size=40))
def test_words_are_weighed_wherever_the_party_stands(before: str, after: str) -> None:
    folded = f"{before} eln {after}"
    told = words_about(folded, (len(before) + 1, len(before) + 4))
    assert PARTY in told
    assert all(told_fact for told_fact in facts(told))
