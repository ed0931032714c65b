"""The gate opens for conflict in three languages, stays shut for other news, and is cheap."""

from __future__ import annotations

import time

import pytest

from tocsin.errors import KnowledgeError
from tocsin.extract.relevance import ENOUGH, is_relevant, judge_relevance
from tocsin.knowledge.files import load_yaml
from tocsin.knowledge.lexicon import LANGUAGES
from tocsin.model import Report
from tocsin.text import fold

EVENTS = [
    ("en", "Gunmen killed nine villagers near the river on Monday."),
    ("en", "A roadside bomb hit a bus; four passengers died."),
    ("en", "Two soldiers were wounded when shells fell on their barracks."),
    ("en", "The rebels and the government signed a peace agreement in the capital."),
    ("en", "Police fired tear gas at protesters outside parliament."),
    ("en", "The army withdrew from the town and the insurgents moved in."),
    ("en", "Herders abducted three traders on the road to the market."),
    ("en", "A man was shot in the leg, police said."),
    ("fr", "Des hommes armés ont tué neuf villageois lundi."),
    ("fr", "L’explosion d’une mine a fait quatre morts dans un bus."),
    ("fr", "Attaque contre le poste de gendarmerie : une dizaine de morts."),
    ("fr", "Les rebelles ont signé un accord de cessez-le-feu avec le gouvernement."),
    ("fr", "La police a dispersé les manifestants avec des gaz lacrymogènes."),
    ("fr", "Trois commerçants enlevés sur la route du marché."),
    ("fr", "L’armée s’est retirée de la ville, aussitôt occupée par les insurgés."),
    ("es", "Hombres armados mataron a nueve campesinos el lunes."),
    ("es", "Una mina estalló al paso de un bus y dejó cuatro muertos."),
    ("es", "Ataque al puesto de policía: una decena de muertos."),
    ("es", "La guerrilla y el Gobierno firmaron una tregua."),
    ("es", "La policía dispersó a los manifestantes con gases lacrimógenos."),
    ("es", "Secuestraron a tres comerciantes en la carretera."),
    ("es", "Se registraron enfrentamientos entre el ejército y los disidentes."),
    ("en", "Nine traders were killed near the border."),
    ("en", "Hundreds of teachers staged a sit-in outside the ministry."),
    ("fr", "Deux chauffeurs kidnappés sur la piste."),
    ("fr", "Un pont a été dynamité dans la nuit."),
    ("es", "Plagiaron a un ganadero en la sierra."),
    ("es", "Volaron un puente en la vía al puerto."),
    ("es", "Se alzaron el lunes con cuarenta cabras en Zurmi."),
]
OTHER_NEWS = [
    ("en", "The company's shares rose after it beat analysts' forecasts for the third quarter."),
    ("en", "Doctors asked for vaccines as the flu outbreak spread; two patients died."),
    ("en", "The striker scored twice and the coach praised his team's attack."),
    ("en", "The president released his memoirs and will march into retirement in the summer."),
    ("en", "The ministry will open a new hospital and hire forty nurses."),
    ("en", "A storm killed two people and cut power to the coast; more rains are expected."),
    ("en", "Senators will fight over the budget before the primary, polls suggest."),
    ("fr", "Le groupe annonce un bénéfice en hausse et s'attaque à ses coûts fixes."),
    ("fr", "L'épidémie de grippe a causé huit morts ; les médecins appellent à la vaccination."),
    ("fr", "L'attaquant a marqué deux buts et son équipe remporte le match."),
    ("fr", "Le festival réunit vingt artistes sur la place du marché."),
    ("fr", "Le maire présente sa liste pour le scrutin de mars."),
    ("fr", "Trois morts dans un accident de car : le chauffeur roulait trop vite."),
    ("es", "La empresa elevó sus ventas y ganó la batalla de los precios."),
    ("es", "El dengue deja dos muertos y los hospitales piden vacunas."),
    ("es", "El delantero marcó dos goles y su equipo ganó el partido."),
    ("es", "El Gobierno presentará el presupuesto al Congreso en octubre."),
    ("es", "La película sobre un soldado ganó tres premios en el festival."),
]


def report(text: str, language: str, title: str | None = None) -> Report:
    return Report("sha256:a", text, language, title=title)


@pytest.mark.parametrize(("language", "text"), EVENTS)
def test_it_opens_for_what_may_be_an_event(language: str, text: str) -> None:
    assert is_relevant(report(text, language))


@pytest.mark.parametrize(("language", "text"), OTHER_NEWS)
def test_it_stays_shut_for_other_news(language: str, text: str) -> None:
    assert not is_relevant(report(text, language))


def test_one_event_in_long_other_news_is_enough() -> None:
    other = "The council opened a library and planted forty trees. " * 60
    assert is_relevant(report(f"{other}Gunmen killed two guards. {other}", "en"))
    assert not is_relevant(report(other, "en"))


def test_words_far_apart_do_not_add_up() -> None:
    far = " ".join(["trees"] * 60)
    assert not is_relevant(report(f"soldiers {far} wounded {far} police", "en"))  # too long for a dispatch
    assert is_relevant(report("soldiers wounded police", "en"))


def test_a_word_said_often_counts_once() -> None:
    assert not is_relevant(report("war " * 200, "en"))


def test_a_dispatch_needs_less_than_a_long_report() -> None:
    told = "The army entered the town. "
    assert is_relevant(report(told, "en"))
    assert not is_relevant(report(told + "The council planted trees. " * 40, "en"))


def test_a_dispatch_of_other_news_stays_shut() -> None:
    assert not is_relevant(report("Investors sold shares as the war of prices hit earnings.", "en"))


def test_the_title_counts_too() -> None:
    assert is_relevant(report("More details will follow.", "en", title="Gunmen storm a hotel"))


def test_it_says_why() -> None:
    shut = judge_relevance(report("The war of prices goes on. " * 30, "en"))
    open_ = judge_relevance(report("Rebels shelled the town.", "en"))
    assert not shut.relevant and shut.words == ("war",) and 0 < shut.points < ENOUGH
    assert open_.relevant and open_.points > 0 and "rebels" in open_.words


def test_a_language_without_words_is_an_error() -> None:
    with pytest.raises(KnowledgeError):
        is_relevant(report("Texto", "pt"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_folded_and_in_one_group(language: str) -> None:
    groups = load_yaml(f"lexicon/{language}/relevance.yaml")
    words = [word for group in groups.values() for word in group.split()]
    assert [word for word in words if word != fold(word)] == []
    assert sorted({word for word in words if words.count(word) > 1}) == []


@pytest.mark.slow
def test_a_page_takes_less_than_a_millisecond() -> None:
    page = report("The council opened a library and planted forty trees — at last. " * 47, "en")
    is_relevant(page)
    started = time.process_time()
    for _ in range(200):
        is_relevant(page)
    assert (time.process_time() - started) / 200 < 0.001
