"""Verbs in forms that the lexicon doesn't list stand for those that it does, each where it ends."""

from __future__ import annotations

import pytest

from tocsin.extract.triggers import find_triggers
from tocsin.extract.verb_forms import finite_verbs, start_of_word
from tocsin.knowledge.lexicon import lexicon
from tocsin.text import fold


@pytest.mark.parametrize(
    ("language", "text", "verb"),
    [
        ("es", "han quemado una escuela", "quemaron"),
        ("es", "han muerto tres", "murieron"),
        ("es", "dicen haberlos quemado", "los quemaron"),
        ("es", "huyen tras herirlo", "lo hirieron"),
        ("es", "El grupo quema tres camiones", "quemo"),
        ("es", "se habían retirado", "se       retiraron"),
        ("fr", "auraient libéré", "ont libere"),
        ("fr", "après s'être emparés", "s'est empares"),
    ],
)
def test_a_form_stands_for_its_verb(language: str, text: str, verb: str) -> None:
    folded = fold(text)
    finite = finite_verbs(folded, lexicon(language))
    assert verb in finite
    assert len(finite) == len(folded)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "la quema de tres camiones"),
        ("es", "una captura a tiempo"),
        ("es", "se ha disparado el precio"),
        ("es", "ha sido quemado"),
        ("fr", "s'accusent d'avoir rompu la trêve"),
        ("en", "they had burned it"),
    ],
)
def test_nouns_passives_and_charges_stay_as_they_are(language: str, text: str) -> None:
    folded = fold(text)
    assert finite_verbs(folded, lexicon(language)) == folded


def test_a_trigger_is_the_word_that_the_text_has() -> None:
    text = "Han prendido fuego a un camión."
    assert [t.span.text for t in find_triggers(text, fold(text), 0, lexicon("es"))] == ["prendido fuego a"]


def test_a_word_begins_behind_what_the_verb_reached_into() -> None:
    assert start_of_word("han muerto", 2) == 4
    assert start_of_word("han muerto", 4) == 4
