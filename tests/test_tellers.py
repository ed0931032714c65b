"""Who says it or hears it has no part in the deed, wherever in the sentence that is told."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.ingest import Options
from tocsin.pipeline import code_bytes

_KILLED = "Bandits killed four farmers in Zurmi on Monday"
_TUE = "Des bandits ont tué quatre paysans à Zurmi lundi"
_MATARON = "Sicarios mataron a cuatro campesinos en Tibú el lunes"


def of_role(role: str, text: str, language: str) -> set[str]:
    options = Options(published=date(2024, 6, 20), language=language)
    (event,) = code_bytes(text.encode(), "report.txt", options).events
    return {actor.name.partition(" (")[0] for actor in event.actors if actor.role == role}


def targets(text: str, language: str) -> set[str]:
    return of_role("target", text, language)


@pytest.mark.parametrize(
    ("deed", "telling", "language"),
    [
        (_KILLED, ", police spokesman Yazid Abubakar told journalists.", "en"),
        (_KILLED, ", Yazid Abubakar, a police spokesman, said.", "en"),
        (_KILLED, ", said police spokesman Yazid Abubakar.", "en"),
        (_KILLED, ", two residents and a hospital worker told AFP.", "en"),
        (_KILLED, ", according to police, residents and aid workers.", "en"),
        (_KILLED, ", a local vigilante commander told Reuters by telephone.", "en"),
        (_KILLED, ", the army said on Tuesday, adding that troops had been deployed.", "en"),
        (_TUE, ", a indiqué à l'AFP un porte-parole de la police.", "fr"),
        (_TUE, ", a dit le maire aux journalistes.", "fr"),
        (_MATARON, ", dijo a la AFP un portavoz de la policía.", "es"),
        (_MATARON, ", según fuentes militares y un sacerdote.", "es"),
    ],
)
def test_who_tells_or_hears_is_no_target(deed: str, telling: str, language: str) -> None:
    assert targets(deed + telling, language) == {"Civilians"}


def test_the_press_is_struck_where_it_is_struck() -> None:
    assert targets("The mayor said gunmen shot dead two reporters in Goma on Friday.", "en") == {"Journalists"}
    assert targets("El alcalde informó que sicarios asesinaron a periodistas en Celaya.", "es") == {"Journalists"}


def test_a_list_of_the_struck_stays_whole_before_the_telling() -> None:
    told = "Gunmen killed soldiers, policemen and farmers in Zurmi on Monday, residents said."
    assert targets(told, "en") == {"Military Forces of Nigeria", "Police Forces of Nigeria", "Civilians"}


@pytest.mark.parametrize(
    ("told", "language"),
    [(f"{_KILLED}, a militia leader told AFP.", "en"), (f"{_TUE}, selon un commandant de la milice locale.", "fr")],
)
def test_a_party_without_a_name_that_tells_of_bandits_is_not_they(told: str, language: str) -> None:
    assert of_role("attacker", told, language) == {"Unidentified bandits"}


@pytest.mark.parametrize(
    "telling",
    [", residents told Reuters.", ", two doctors told the BBC on Wednesday.", ", residents said on Wednesday."],
)
def test_the_day_before_the_comma_is_the_deeds(telling: str) -> None:
    (event,) = code_bytes((_KILLED + telling).encode(), "report.txt", Options(published=date(2024, 6, 20))).events
    assert event.when.start == date(2024, 6, 17)


def test_they_who_say_so_are_not_those_of_whom_they_speak() -> None:
    text = "Boko Haram militants killed eight farmers in Konduga on Tuesday, residents said. "
    text += "The insurgents also abducted four women, they said."
    (event,) = code_bytes(text.encode(), "report.txt", Options(published=date(2024, 6, 20))).events
    assert event.attribution.claimant is None


@pytest.mark.parametrize(
    ("told", "language"),
    [
        (
            "A bomb killed a Rwandan peacekeeper near Bria on Tuesday, the UN mission said. The Secretary-General "
            "condemned the attack and called on the authorities to bring the perpetrators to justice.",
            "en",
        ),
        (
            "Une mine a tué mardi un casque bleu rwandais près de Bria, a annoncé la Minusca. Le secrétaire général a "
            "condamné cette attaque et appelé les autorités à traduire ses auteurs en justice.",
            "fr",
        ),
    ],
)
def test_those_called_upon_afterwards_were_not_struck(told: str, language: str) -> None:
    assert targets(told, language) == {"Peacekeepers"}


def test_words_that_say_what_a_party_is_are_no_second_party() -> None:
    told = "Un coche bomba mató a dos policías el martes en Jamundí. Las autoridades atribuyeron el atentado al frente "
    told += "Jaime Martínez, una disidencia de las FARC que no se acogió al acuerdo de paz."
    assert targets(told, "es") == {"Police Forces of Colombia"}


def test_a_day_may_stand_between_the_verb_and_who_speaks() -> None:
    text = "Siete personas fueron asesinadas el jueves por la banda Gran Grif en Pont-Sondé, dijo el viernes la ONU."
    (event,) = code_bytes(text.encode(), "report.txt", Options(published=date(2024, 10, 5), language="es")).events
    assert [source.name for source in event.attribution.sources] == ["ONU"]
    assert event.attribution.claimant is None


def test_congo_alone_is_the_one_at_war() -> None:
    texts = {
        "Gunmen killed nine villagers in Oicha in eastern Congo on Saturday.": "CD",
        "Gunmen killed nine villagers in Kinkala, Congo Republic, on Saturday.": "CG",
    }
    for text, country in texts.items():
        (event,) = code_bytes(text.encode(), "report.txt", Options(published=date(2024, 6, 20))).events
        assert event.place.country == country


@pytest.mark.parametrize("toll", ["Al menos 70 personas", "Al menos siete campesinos"])
def test_a_toll_of_at_least_so_many_needs_no_day_to_be_an_event(toll: str) -> None:
    gender = "asesinadas" if toll.endswith("personas") else "asesinados"
    assert of_role("attacker", f"{toll} fueron {gender} por el ELN en Tibú, dijo la ONU.", "es")


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ("Soldiers killed 23 villagers in Lin Ta Lu, residents said on Friday.", "en"),
        ("Des bandits ont tué quatre paysans à Zurmi, a indiqué vendredi la police.", "fr"),
        ("Sicarios mataron a cuatro campesinos en Tibú, informó el viernes la policía.", "es"),
    ],
)
def test_news_without_a_day_is_dated_by_its_telling_and_says_so(told: str, language: str) -> None:
    (event,) = code_bytes(told.encode(), "report.txt", Options(published=date(2024, 6, 20), language=language)).events
    assert (event.when.start, event.when.flags) == (date(2024, 6, 14), ("day_of_telling",))
