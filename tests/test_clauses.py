"""Sentences are cut where two events meet, and nowhere else; the sentences are made up for the tests."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tocsin.extract.charges import charged_deeds
from tocsin.extract.clauses import clauses
from tocsin.extract.reading import read_sentence
from tocsin.knowledge.lexicon import lexicon
from tocsin.model import Sentence, Span

CUTS = [
    ("en", "Gunmen killed two men in Gao on Sunday, and a bomb wounded three soldiers in Kidal on Monday.", 2),
    ("en", "Five rebels, two of them women, were shot dead on Sunday in Gao.", 1),
    ("en", "A mob looted the office in Gao and torched two cars; the mayor was in Bamako.", 1),
    ("en", "Gunmen attacked a market and a clinic in Gao, killing at least 32.", 1),
    ("fr", "Deux hommes ont été tués à Gao dimanche, et une bombe a blessé trois soldats à Kidal lundi.", 2),
    ("fr", "Les soldats et leurs alliés sont entrés à Gao dimanche.", 1),
    (
        "es",
        "Dos hombres fueron asesinados en Cali el domingo, y una bomba hirió a tres soldados en Tumaco el lunes.",
        2,
    ),
    # a figure that goes on, one that only revises, and a pair stay with their verb
    ("en", "Ten persons lost their lives in Gao on Sunday, and nineteen others sustained injuries on Monday.", 1),
    ("en", "Ten people died in Gao on Sunday, and on Monday the mayor put the figure at fifteen.", 1),
    ("en", "Clashes between herders in Gao and farmers in Kidal left ten dead.", 1),
    ("en", "Ten people died in Gao on Sunday, and on Monday gunmen killed fifteen in Kidal.", 2),
    ("fr", "Dix personnes ont péri dimanche à Gao, et mardi le maire a porté le bilan à quinze.", 1),
    ("fr", "Des combats entre éleveurs à Gao et cultivateurs à Kidal ont fait dix morts.", 1),
    ("es", "Diez personas murieron el domingo en Cali, y el lunes el alcalde elevó la cifra a quince.", 1),
    ("es", "Los combates entre rebeldes en Cali y soldados en Tumaco dejaron diez muertos.", 1),
    ("es", "Atacaron un mercado y una clínica en Corinto, matando a doce personas.", 1),
]


@pytest.mark.parametrize(("language", "text", "parts"), CUTS)
def test_clauses(language: str, text: str, parts: int) -> None:
    words = lexicon(language)
    reading = read_sentence(Sentence(Span(0, len(text), text), "body", 0, 0), words)
    found = clauses(reading, words, sorted(charged_deeds(reading, words)))
    assert len(found) == parts
    assert found[0][0] == 0 and found[-1][1] == len(text)
    assert all(left[1] == right[0] for left, right in pairwise(found))
