"""The day on which somebody spoke, wrote or counted is none of the deed that he tells."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.ingest import Options
from tocsin.pipeline import code_bytes


def _days(text: str) -> list[date | None]:
    coded = code_bytes(text.encode(), "r.txt", Options(published=date(2023, 4, 2)))
    return [e.when.start for e in coded.events]


@pytest.mark.parametrize(
    "text",
    [
        "Six soldiers were killed in Wadi Omran on Tuesday. In an audio passed round on Friday, the group owned up to "
        "the bomb that killed them.",
        "Gang members killed dozens in Pont-Sondé on Tuesday. On Friday the mayor put the figure at 115.",
        "Six soldats ont été tués mardi à Djibo. Dans une vidéo mise en ligne vendredi, le groupe dit avoir tué "
        "quatorze soldats.",
        "Six soldats ont été tués mardi à Djibo. Questionné par nos soins vendredi, le gouvernement a répondu qu'ils "
        "« ont été assassinés par des terroristes ».",
        "Cinco leñadores fueron decapitados el martes en Naquitengue. El grupo lo publica el viernes y se jacta "
        'de "siete cruzados degollados".',
        "Seis soldados murieron el martes en Tibú. En un audio que circuló el viernes, el grupo admitió la bomba que "
        "los mató.",
    ],
)  # fmt: skip
def test_a_later_telling_is_no_second_deed(text: str):
    assert _days(text) == [date(2023, 3, 28)]


def test_the_day_inside_a_figure_is_that_of_the_deed():
    assert _days("The ELN clashed with a rival front in Tibú. The ombudsman puts Tuesday's dead at five.") == [
        date(2023, 3, 28)
    ]


def test_what_a_voice_adds_under_another_day_dates_no_deed():
    text = (
        "Une attaque contre Godet a fait cinquante morts, le 27 mars, selon l'ONU.\n\nVendredi, la police a tenté de "
        "déloger les gangs. Le porte-parole affirme que l'antenne a été « reprise ».\n\nÀ Pétion-Ville, une brigade de "
        "vigilance a lynché vendredi deux inconnus."
    )
    assert _days(text) == [date(2023, 3, 27), date(2023, 3, 31)]
