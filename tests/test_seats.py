"""Towns of voices, radios and hospitals, capitals that speak: none is where the deed was done."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.ingest import Options
from tocsin.pipeline import code_bytes


def _told(text: str) -> list[tuple[str | None, int | None]]:
    """Place and lowest toll of each event that a report tells."""
    coded = code_bytes(text.encode(), "r.txt", Options(published=date(2024, 7, 29)))
    return [(e.place.name, e.casualties[0].low if e.casualties else None) for e in coded.events]


@pytest.mark.parametrize(
    ("text", "place", "toll"),
    [
        ("Gang members overran Lascahobas on Monday. Nine people died, the mayor told a Mirebalais radio.",
         "Lascahobas", 9),
        ("Rebels ambushed a convoy at Tinzaouatene on Thursday. Bamako only admits to ten dead.", "Tinzaouatène", 10),
        ("Jihadists attacked the camp at Toumour on Thursday. In Niamey, the defence ministry admitted the loss of two "
         "soldiers.", "Toumour", 2),
        ("Gunmen shot a farmers' leader in Sabá on Saturday. He died on the way to Tocoa.", "Sabá", 1),
        ("Las fuerzas paquistaníes y afganas se tirotearon el lunes en Torkham. Un guardia talibán murió, según "
         "Kabul.", "Torkham", 1),
        ("Yihadistas atacaron el jueves el cuartel de Toumour. En Niamey, el Ministerio de Defensa admitió la muerte "
         "de dos militares.", "Toumour", 2),
        ("Pistoleros dispararon el sábado contra un dirigente campesino en Sabá. Murió camino a Tocoa.", "Sabá", 1),
        ("Des djihadistes ont attaqué jeudi le camp de Toumour. À Niamey, le ministère de la Défense admet la mort de "
         "deux militaires.", "Toumour", 2),
        ("Une attaque a visé jeudi le camp de Djibo. Selon Ouagadougou, neuf soldats ont été tués.", "Djibo", 9),
        ("Des hommes armés ont tiré samedi sur un chef paysan à Sabá. Il est mort en route vers Tocoa.", "Sabá", 1),
    ],
)  # fmt: skip
def test_a_seat_is_no_scene(text: str, place: str, toll: int):
    assert _told(text) == [(place, toll)]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed four farmers in Zurmi on Thursday. The same day in Kabul, a bomber killed six policemen.",
        "Sicarios mataron el jueves a cuatro campesinos en Tibú. En Bogotá, una bomba mató a seis agentes.",
        "Une attaque a tué quatre paysans jeudi à Djibo. À Bamako, une bombe a tué six policiers.",
    ],
)
def test_a_capital_where_something_happens_is_its_scene(text: str):
    assert [toll for _, toll in _told(text)] == [4, 6]
