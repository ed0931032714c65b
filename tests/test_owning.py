"""Who owns a deed by what the words say together: the model, its passages, and where it is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.extract import marks
from tocsin.extract.owning import ENOUGH, PARTY, points, words_about
from tocsin.ingest import Options
from tocsin.pipeline import code_bytes
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
def test_the_party_is_masked_wherever_it_stands(before: str, after: str) -> None:
    told = words_about(f"{before} eln {after}", (len(before) + 1, len(before) + 4))
    assert PARTY in told
    assert "eln" not in told


def _claimants(text: str, language: str) -> list[str | None]:
    coded = code_bytes(text.encode(), "report.txt", Options(published=date(2024, 6, 20), language=language))
    return [event.attribution.claimant for event in coded.events]


_DEED = {
    "en": "Gunmen killed five soldiers in Buleda in Pakistan on Sunday. ",
    "fr": "Une bombe a tué deux soldats à Bunia, en RD Congo, dimanche. ",
}


@pytest.mark.parametrize(
    ("language", "text", "claimant"),
    [
        ("en", "By noon the BLA had the burned lorry on its channel, and called it its gift to the army.", "bla"),
        ("fr", "Les ADF s'en amusent sur leur canal : la charge venait de chez elles.", "adf"),
    ],
)
def test_a_claim_in_unlisted_words_is_the_models(
    language: str, text: str, claimant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _claimants(_DEED[language] + text, language) == [claimant]
    monkeypatch.setattr(marks, "points", lambda *_: -99.0)
    assert _claimants(_DEED[language] + text, language) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "On its channel the BLA denied it.",
        "Police blamed the BLA in a statement.",
        "The BLA said in a statement that two of its fighters were killed on Friday.",
        "BLA fighters left on motorcycles.",
    ],
)
def test_it_is_not_asked_where_a_clause_is_settled_or_nobody_speaks(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "points", lambda *_: 99.0)
    assert _claimants(_DEED["en"] + text, "en") in ([None], [None, None])
