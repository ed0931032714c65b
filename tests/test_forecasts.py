"""Statements about what is to come: found, dated, placed, and told from those about the past."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.extract.claims import read_claims
from tocsin.extract.forecasts import find_forecasts
from tocsin.extract.horizons import horizon
from tocsin.knowledge.gazetteer import regions_in
from tocsin.knowledge.lexicon import lexicon
from tocsin.model import Forecast, Report
from tocsin.segment import segment

DAY = date(2024, 5, 15)


def forecasts(language: str, text: str, published: date | None = DAY) -> tuple[Forecast, ...]:
    report = Report("x", text, language, source="Test Wire", source_kind="media", published=published)
    sentences = segment(report)
    return find_forecasts(report, sentences, read_claims(report, sentences))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Further raids on the posts along the river are likely."),
        ("en", "Analysts expect the militants to return before the harvest."),
        ("en", "The rebels will try again."),
        ("fr", "Les habitants redoutent de nouvelles attaques."),
        ("fr", "Les rebelles chercheront à couper la route."),
        ("fr", "La ville risque d'être encerclée."),
        ("es", "La guerrilla atacará de nuevo los puestos."),
        ("es", "Los vecinos temen que la violencia se agrave."),
        ("es", "No se descartan nuevos ataques."),
        ("es", "Seguiremos golpeando los puestos del Ejército."),
        ("es", "En Tame esperamos otro ataque a la base."),
        ("fr", "Une nouvelle attaque du poste est jugée vraisemblable."),
        ("en", "My guess: the rebels attack the post again."),
    ],
)
def test_what_looks_ahead_is_found(language: str, text: str) -> None:
    (found,) = forecasts(language, text)
    assert found.span.text == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The militants attacked the post in May."),
        ("en", "Those who could not swim drowned when the rebels shot at the boat."),
        ("en", "Officials had expected an attack on the post."),
        ("fr", "Les rebelles ont attaqué le poste du Sahara."),
        ("fr", "L'attaque était prévue depuis longtemps."),
        ("es", "La guerrilla negó que atacara el puesto."),
        ("es", "El Gobierno había advertido de un ataque."),
        ("es", "A las cinco de la mañana la guerrilla atacó el puesto."),
        ("es", "Las cifras del ataque no se pueden contrastar."),
    ],
)
def test_what_tells_of_the_past_is_none(language: str, text: str) -> None:
    assert forecasts(language, text) == ()


@pytest.mark.parametrize(
    ("language", "text", "start", "end"),
    [
        ("en", "in the coming weeks and months", DAY, date(2024, 8, 15)),
        ("en", "before the end of the year", DAY, date(2024, 12, 31)),
        ("en", "next month", date(2024, 6, 1), date(2024, 6, 30)),
        ("en", "within days", DAY, date(2024, 5, 25)),
        ("en", "in June", date(2024, 6, 1), date(2024, 6, 30)),
        ("en", "in March", date(2025, 3, 1), date(2025, 3, 31)),
        ("en", "before July", DAY, date(2024, 6, 30)),
        ("en", "by July", DAY, date(2024, 7, 31)),
        ("fr", "d'ici la fin de l'année", DAY, date(2024, 12, 31)),
        ("fr", "avant juillet", DAY, date(2024, 6, 30)),
        ("fr", "le mois prochain", date(2024, 6, 1), date(2024, 6, 30)),
        ("es", "en los próximos días", DAY, date(2024, 5, 25)),
        ("es", "antes de fin de año", DAY, date(2024, 12, 31)),
        ("es", "en junio", date(2024, 6, 1), date(2024, 6, 30)),
    ],
)
def test_windows(language: str, text: str, start: date, end: date) -> None:
    window = horizon(text, DAY, lexicon(language))
    assert (window.start, window.end) == (start, end)


def test_the_area_is_the_region_named() -> None:
    (found,) = forecasts(
        "en", "In the coming weeks more attacks are likely across the Sahel, and Russia's Wagner will stay."
    )
    assert found.area == ("ML", "BF", "NE")


def test_the_area_is_the_country_named_else_that_of_the_report() -> None:
    told = "Rebels attacked a post in Chad on Monday. Further attacks are likely."
    assert [f.area for f in forecasts("en", told)] == [("TD",)]
    assert [f.area for f in forecasts("en", "Further attacks are likely in Niger.")] == [("NE",)]


def test_a_question_needs_a_day_and_a_country() -> None:
    asked, placeless = (
        forecasts("en", "Further attacks are likely in Niger.")[0],
        forecasts("en", "More raids are likely.")[0],
    )
    dateless = forecasts("en", "Further attacks are likely in Niger.", None)[0]
    assert asked.question and asked.why is None
    assert placeless.question is None and placeless.why
    assert dateless.question is None and dateless.window is None and dateless.why


@pytest.mark.parametrize(
    ("language", "text", "direction"),
    [
        ("en", "Fewer raids are likely.", "decrease"),
        ("en", "More raids are likely.", "increase"),
        ("fr", "Une recrudescence des attaques est à craindre.", "increase"),
        ("es", "Se espera una reducción de los ataques.", "decrease"),
    ],
)
def test_direction(language: str, text: str, direction: str) -> None:
    assert [f.direction for f in forecasts(language, text)] == [direction]


def test_the_speaker_is_the_voice_named_else_the_outlet() -> None:
    assert forecasts("en", "The rebels will try again, the army said.")[0].speaker == "army"
    assert forecasts("en", "Further raids are likely.")[0].speaker == "Test Wire"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("attacks across the Sahel", ("ML", "BF", "NE")),
        ("le bassin du lac Tchad", ("NG", "TD", "CM", "NE")),
        ("el Cuerno de África", ("SO", "ET", "ER", "DJ")),
        ("la région des Grands Lacs", ("CD", "RW", "UG", "BI")),
        ("Liptako-Gourma", ("ML", "BF", "NE")),
        ("la région du Sahel, au Burkina Faso", ()),
        ("the Great Lake of stories", ()),
    ],
)
def test_regions(text: str, codes: tuple[str, ...]) -> None:
    assert regions_in(text) == codes


def test_a_region_in_the_name_of_a_group_is_none() -> None:
    text = "Islamic State in the Sahel"
    assert regions_in(text, [(0, len(text))]) == ()
