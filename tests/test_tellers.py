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
    assert len(targets(told, "en")) > 1


@pytest.mark.parametrize(
    ("told", "language"),
    [(f"{_KILLED}, a militia leader told AFP.", "en"), (f"{_TUE}, selon un commandant de la milice locale.", "fr")],
)
def test_a_party_without_a_name_that_tells_of_bandits_is_not_they(told: str, language: str) -> None:
    assert of_role("attacker", told, language) == {"Unidentified bandits"}
