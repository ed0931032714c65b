"""Tellings of one event become one record, tellings of two stay two; the texts are made up for the tests."""

from __future__ import annotations

from datetime import date

import pytest

from made_up import coded, occurred

ONE = [
    (
        "en",
        "Gunmen kill nine in Tillia\n\nGunmen on motorcycles attacked Tillia on Sunday and killed nine people, the"
        " mayor said on Tuesday.\n\nThe attack has not been claimed.\n\nTwo of the wounded died on Monday, bringing the"
        " toll to eleven.",
    ),
    (
        "fr",
        "Neuf morts à Tillia\n\nDes hommes armés ont attaqué Tillia dimanche et tué neuf personnes, a déclaré mardi le"
        " maire.\n\nL'attaque n'a pas été revendiquée.",
    ),
    (
        "es",
        "Nueve muertos en Tumaco\n\nHombres armados atacaron Tumaco el domingo y mataron a nueve personas, dijo el"
        " alcalde.\n\nNadie ha reivindicado el ataque.",
    ),
]


@pytest.mark.parametrize(("language", "text"), ONE)
def test_headline_lede_and_recap_are_one(language: str, text: str) -> None:
    events = occurred(text, language)
    assert len(events) == 1
    assert str(events[0].when.start) == "2024-06-16"


TWO = [
    (
        "en",
        "A mine laid on the road to Banki blew up under a bus on Saturday morning, killing six passengers. On the same"
        " evening the Nigerian air force bombed the village of Bula Kuriye, where 11 people died.",
        ["2024-06-15", "2024-06-15"],
    ),
    (
        "en",
        "Gunmen attacked Tillia on Sunday and killed nine people. The next day, a patrol hit a mine near Ansongo; two"
        " soldiers were killed.",
        ["2024-06-16", "2024-06-17"],
    ),
    (
        "fr",
        "Des hommes armés ont attaqué Tillia dimanche et tué neuf personnes. Le lendemain, une patrouille a sauté sur"
        " une mine près d'Ansongo : deux militaires ont péri.",
        ["2024-06-16", "2024-06-17"],
    ),
    (
        "es",
        "Hombres armados atacaron Tumaco el domingo y mataron a nueve personas. Al día siguiente, una patrulla pisó una"
        " mina cerca de Corinto; dos soldados murieron.",
        ["2024-06-16", "2024-06-17"],
    ),
]


@pytest.mark.parametrize(("language", "text", "days"), TWO)
def test_another_day_or_other_means_make_another_event(language: str, text: str, days: list[str]) -> None:
    assert [str(event.when.start) for event in occurred(text, language)] == days


def test_bullets_with_places_are_separate_events() -> None:
    text = "Weekly note\n\n- 15 June: gunmen killed two herders in Gao.\n- 15 June: gunmen killed two traders in Kidal."
    assert [event.place.name for event in occurred(text)] == ["Gao", "Kidal"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Each attack drives more people away."),
        ("en", "More raids on the road are likely."),
        ("en", "The army denied reports of an attack on Gao."),
        ("fr", "Chaque attaque chasse des familles. De nouvelles attaques sont à craindre."),
        ("es", "Cada ataque expulsa a más familias. Son de esperar nuevos ataques."),
        ("en", "More than 900 people have been killed in the province since January."),
    ],
)
def test_generic_and_summed_mentions_are_none(language: str, text: str) -> None:
    assert occurred(text, language) == []


def test_a_toll_elsewhere_joins_and_a_hospital_town_is_no_place() -> None:
    text = (
        "Gunmen attacked the village of Tillia on Sunday, killing nine people.\n\nSeven wounded villagers were taken to"
        " the hospital in Niamey."
    )
    events = occurred(text)
    assert [event.place.name for event in events] == ["Tillia"]
    assert {row.kind for row in events[0].casualties} == {"killed", "wounded"}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("A demonstration is planned in Gao on Friday.", "planned"),
        ("Police foiled a suicide attack on the market in Gao on Monday.", None),
        ("Residents fear an attack on Gao by JNIM on Friday.", "hypothetical"),
    ],
)
def test_what_did_not_occur_is_marked(text: str, modality: str | None) -> None:
    found = coded(text)
    assert all(event.modality != "occurred" or event.sub_event_type == "Disrupted weapons use" for event in found)
    assert modality is None or [event.modality for event in found] == [modality]


def test_old_events_are_background() -> None:
    text = "News\n\nGunmen killed nine people in Gao on Sunday.\n\nOn 3 May 2021 a bomb killed six people in Kidal."
    assert [(event.place.name, event.background) for event in occurred(text)] == [("Gao", False), ("Kidal", True)]


def test_a_deed_that_a_party_claims_with_its_day_and_place_is_an_event() -> None:
    text = (
        "Violencia en el suroccidente\n\n"
        "Dos policías murieron el lunes en un ataque en Suárez, en el departamento del Cauca.\n\n"
        "En Tumaco, entretanto, la Segunda Marquetalia hizo suyo el secuestro de un ganadero, ocurrido el jueves.\n"
    )
    first, second = occurred(text, "es")
    assert (first.place.name, second.place.name) == ("Suárez", "Tumaco")
    assert (second.attribution.claimant, second.when.start) == ("segunda marquetalia", date(2024, 6, 13))


def test_a_region_holds_no_town_together() -> None:
    text = (
        "Violencia en el suroccidente\n\n"
        "Dos policías murieron el lunes en ataques en el Cauca. Los ataques fueron en Morales y Suárez.\n\n"
        "En Jamundí, una motocicleta cargada con explosivos estalló frente a un banco.\n"
    )
    assert [event.place.name for event in occurred(text, "es")][-1] == "Jamundí"


def test_labels_of_places_part_events_and_those_of_a_form_do_not() -> None:
    by_place = (
        "What our correspondents saw on Tuesday.\n\nGAO: Gunmen killed two herders in Gao at 11:40.\n\n"
        "KIDAL: Warplanes bombed the market of Kidal at 15:20, and nine traders died."
    )
    assert [event.place.name for event in occurred(by_place)] == ["Gao", "Kidal"]
    form = "ALERT\n\nWHAT: Raid on Bosso on Monday.\n\nWHO: Presumed JAS fighters.\n\nTOLL: Twelve villagers killed."
    (event,) = occurred(form)
    assert (event.place.name, event.casualties[0].low) == ("Bosso", 12)


HOURS = [
    (
        "en",
        "Gunmen attacked a post near Djibo at dawn on Tuesday and killed six soldiers. In the afternoon jets bombed the"
        " fighters' camp.",
        2,
    ),
    (
        "en",
        "Gunmen attacked a post near Djibo on Tuesday at 5 a.m. and killed six soldiers. The militants opened fire at"
        " dawn, the mayor said. By 3 p.m. they had burned the post.",
        1,
    ),
    (
        "fr",
        "Des hommes armés ont attaqué mardi à l'aube le poste de Djibo et tué six soldats. Dans l'après-midi, un drone"
        " a frappé une base des assaillants.",
        2,
    ),
    (
        "fr",
        "Des hommes armés ont attaqué mardi vers 5 heures le poste de Djibo et tué six soldats. Les assaillants ont"
        " ouvert le feu vers 4 heures et tiré jusqu'à midi.",
        1,
    ),
    (
        "es",
        "Hombres armados atacaron el martes de madrugada un puesto de policía en Corinto y mataron a dos agentes. Por"
        " la tarde, sicarios asesinaron a un comerciante en una tienda.",
        2,
    ),
    (
        "es",
        "Hombres armados atacaron el martes a las 5 de la mañana un puesto de policía en Corinto y mataron a dos"
        " agentes. Los agresores dispararon de madrugada contra el puesto.",
        1,
    ),
]


@pytest.mark.parametrize(("language", "text", "events"), HOURS)
def test_another_hour_makes_another_event(language: str, text: str, events: int) -> None:
    assert len(occurred(text, language)) == events


KNOWN = [
    (
        "en",
        "Week in brief\n\nGunmen attacked Tillia on Sunday and killed nine people.\n\nIn Nigeria, nobody has answered"
        " for the bomb that tore open the pipeline near Yenagoa on Tuesday.",
        2,
    ),
    ("en", "Gunmen attacked Tillia on Sunday and killed nine. The mayor condemned the attack on Tillia on Sunday.", 1),
    (
        "fr",
        "La semaine en bref\n\nDes hommes armés ont attaqué Tillia dimanche et tué neuf personnes.\n\nAu Mali, les"
        " combats ont repris mercredi à l'aube autour de Kidal.",
        2,
    ),
    (
        "fr",
        "Des hommes armés ont attaqué Tillia dimanche et tué neuf personnes. Le maire a condamné l'attaque de dimanche"
        " à Tillia.",
        1,
    ),
    (
        "es",
        "La semana\n\nHombres armados atacaron Corinto el domingo y mataron a nueve personas.\n\nNadie ha respondido"
        " por el asesinato de un comerciante el martes en Saravena.",
        2,
    ),
    (
        "es",
        "Hombres armados atacaron Corinto el domingo y mataron a nueve personas. El alcalde condenó el ataque del"
        " domingo en Corinto.",
        1,
    ),
]


@pytest.mark.parametrize(("language", "text", "events"), KNOWN)
def test_a_deed_named_as_known_is_an_event_where_none_told_before_is_it(language: str, text: str, events: int) -> None:
    assert len(occurred(text, language)) == events
