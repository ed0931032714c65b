"""Who is likely to have done it where no clause says so: what is concluded, what isn't, and that it is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tocsin.ingest import Options
from tocsin.model import Actor
from tocsin.pipeline import code_bytes

_PASSAGES = sorted((Path(__file__).parents[1] / "training" / "doing").glob("*.tsv"))
_DID = (
    ("en", "The shells came from the heights where the South Lebanon Army is entrenched.", "south lebanon army"),
    ("en", "The men, who wore turbans, were Seleka fighters, a nurse said.", "seleka"),
    ("fr", "Les habitants ont reconnu les hommes de Boko Haram à leurs drapeaux.", "boko haram"),
    ("fr", "La barrière est tenue par les anti-balaka.", "anti balaka"),
    ("es", "El fuego venía de lomas que ocupa el ELN.", "eln"),
)
_DID_NOT = (
    ("en", "The Anti-balaka deplored their death."),
    ("en", "The Taliban cordoned off the street."),
    ("en", "The army arrived two hours later."),
    ("en", "One of the dead had tried members of Lashkar-e-Jhangvi."),
    ("en", "JNIM has not claimed it."),
    ("fr", "Les anti-balaka ont déploré leur mort."),
    ("fr", "L'armée est arrivée deux heures plus tard."),
    ("es", "El Ejército llegó dos horas después."),
    ("es", "El ELN pidió una investigación."),
)
_DEED = {
    "en": "Six traders were killed on Tuesday near Nabatiyeh. ",
    "fr": "Six commerçants ont été tués mardi près de Bossembélé. ",
    "es": "Seis campesinos fueron asesinados el martes cerca de Tibú. ",
}


def _attackers(language: str, words: str) -> list[Actor]:
    options = Options(published=date(2024, 6, 19), language=language)
    coded = code_bytes((_DEED[language] + words).encode(), "report.txt", options)
    assert len(coded.events) == 1
    return [a for a in coded.events[0].actors if a.role == "attacker"]


@pytest.mark.parametrize(("language", "words", "doer"), _DID)
def test_who_a_reader_concludes_did_it(language: str, words: str, doer: str) -> None:
    assert [actor.id for actor in _attackers(language, words)] == [doer]


@pytest.mark.parametrize(("language", "words"), _DID_NOT)
def test_who_only_stands_near(language: str, words: str) -> None:
    assert [actor.id for actor in _attackers(language, words) if actor.id] == []


def test_the_record_says_that_it_is_a_conclusion() -> None:
    assert "likely" in _attackers("fr", "La barrière est tenue par les anti-balaka.")[0].why


@pytest.mark.parametrize("path", _PASSAGES, ids=[path.stem for path in _PASSAGES])
def test_passages_are_well_formed(path: Path) -> None:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    assert all(len(row) == 3 and row[0] in ("doer", "not") for row in rows)
    assert all(one in text for label, words, text in rows if label == "doer" for one in words.split("|"))
