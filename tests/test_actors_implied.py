"""Doers that no clause names, accusations and claims of their own, and names of groups; the texts are made up."""

from __future__ import annotations

import pytest

from made_up import occurred
from tocsin.extract.actors import find_actors
from tocsin.knowledge.actors import get
from tocsin.model import EventRecord

HARMED = ("target", "victim")


def doers(event: EventRecord) -> list[str]:
    return [a.id or a.name.split(" (")[0] for a in event.actors if a.role == "attacker"]


def harmed(event: EventRecord) -> list[str]:
    return [a.id or a.name for a in event.actors if a.role in HARMED]


SAME_AGAIN = [
    (
        "en",
        "Ethiopian soldiers shot dead twelve men in Merawi on Friday. On Sunday, the same troops executed nine farmers"
        " in Dembecha.",
        "et:military",
    ),
    (
        "fr",
        "Le M23 a pris Rubaya mardi. Jeudi, les mêmes hommes ont abattu quatre villageois à Kirotshe.",
        "m23",
    ),
    (
        "es",
        "El Ejército etíope mató a doce hombres en Merawi el viernes. El domingo, esas mismas tropas ejecutaron a"
        " nueve campesinos en Dembecha.",
        "et:military",
    ),
]


@pytest.mark.parametrize(("language", "text", "party"), SAME_AGAIN)
def test_the_same_ones_are_those_of_whom_a_deed_was_told_last(language: str, text: str, party: str) -> None:
    assert [doers(event) for event in occurred(text, language)] == [[party], [party]]


def test_a_commander_alone_is_nobody_and_his_men_are_his_group() -> None:
    named = find_actors("Hemedti met the men of General Hemedti and Kony in Khartoum.", 0, "en")
    assert [(a.span.text, a.ids) for a in named] == [("men of General Hemedti", ("rsf",))]


ACCUSED = [
    (
        "en",
        "Gunmen attacked Tillia on Sunday and killed nine people.\n\nPolice point at JNIM.",
        "jnim",
    ),
    (
        "fr",
        "Neuf personnes ont été tuées dimanche à Tillia par balles.\n\nUn officier en poste à Niamey met en cause le"
        " GSIM.",
        "jnim",
    ),
    (
        "es",
        "Nueve personas fueron asesinadas el domingo en Tumaco.\n\nLas autoridades señalan al ELN.",
        "eln",
    ),
]


@pytest.mark.parametrize(("language", "text", "party"), ACCUSED)
def test_an_accusation_of_its_own_joins_the_deed(language: str, text: str, party: str) -> None:
    """Where and when the accuser speaks says nothing of the deed."""
    events = occurred(text, language)
    assert len(events) == 1
    assert party in doers(events[0])


SIGNED = [
    (
        "en",
        "Boko Haram fighters attacked Tillia on Sunday, killing nine soldiers. The group announced it on its channel.",
    ),
    ("fr", "Des combattants de Boko Haram ont attaqué Tillia dimanche, tuant neuf soldats. Le groupe l'a revendiqué."),
    ("es", "Combatientes de Boko Haram atacaron Tillia el domingo y mataron a nueve soldados. El grupo lo admitió."),
]


@pytest.mark.parametrize(("language", "text"), SIGNED)
def test_a_party_that_puts_its_name_to_a_deed_claims_it(language: str, text: str) -> None:
    assert [e.attribution.claimant for e in occurred(text, language)] == ["boko haram"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen attacked Tillia on Sunday, killing nine soldiers. The government announced it on Monday."),
        ("fr", "Une mine a tué neuf soldats dimanche à Tillia. Personne ne l'a revendiqué."),
    ],
)
def test_nobody_claims_what_others_announce(language: str, text: str) -> None:
    assert [e.attribution.claimant for e in occurred(text, language)] == [None]


def test_who_claims_a_deed_claims_its_own() -> None:
    """Not the enemy's, though the clause names that one."""
    text = (
        "Israel struck Tyre on Monday and killed nine people. Hezbollah fired rockets at Haifa on Monday, injuring"
        " three people. The group claimed the attack as an answer to the massacre."
    )
    claims = {e.place.name: e.attribution.claimant for e in occurred(text)}
    assert claims == {"Tyre": None, "Haifa": "hezbollah"}


OPENERS = [
    (
        "en",
        "An army patrol met an ADF column near Oicha on Monday. Two ADF were shot dead.",
        "cd:military",
    ),
    (
        "en",
        "Armed men stopped three trucks near Gao on Monday. Two traders were led away.",
        "Unidentified armed group",
    ),
    (
        "fr",
        "Trois bandits ont été tués lundi à Delmas, dit la police haïtienne.",
        "ht:police",
    ),
]


@pytest.mark.parametrize(("language", "text", "doer"), OPENERS)
def test_who_opens_the_scene_or_tells_of_dead_fighters_did_it(language: str, text: str, doer: str) -> None:
    events = occurred(text, language)
    assert any(doer in doers(e) for e in events)


def test_who_is_told_of_after_a_preposition_opens_nothing() -> None:
    text = "Mortar rounds flew towards the base of Ugandan troops in Qoryoley on Monday. Two children were killed."
    assert all("ug:military" not in doers(e) for e in occurred(text))


def test_it_was_the_first_stands_for_nobody() -> None:
    text = "Police went to Shopian on Monday. It was the first killing of a labourer since June."
    assert all("in:police" not in doers(e) for e in occurred(text))


def test_the_party_of_a_whole_report_is_the_doer_left_open() -> None:
    """Only where a state's forces suffer and the report speaks of no other party."""
    history = "JNIM was formed in 2017. JNIM grew fast. JNIM holds the north. JNIM has many men."
    text = f"{history}\n\nAt Djibo, an ambush killed four soldiers on Sunday."
    assert [doers(e) for e in occurred(text)] == [["jnim"]]
    other = text.replace("JNIM grew fast. JNIM holds", "ISWAP grew fast. ISWAP holds")
    assert [doers(e) for e in occurred(other)] == [[]]


def test_planes_of_nobody_are_unidentified() -> None:
    events = occurred("A bulldozer driver was hurt in Hermel on Monday when a drone fired at him.")
    assert [doers(e) for e in events] == [["Unidentified drone"]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Thirteen people were feared trapped. ADF fighters attacked Oicha on Monday: 13 dead."),
        ("fr", "Les ADF ont attaqué Oicha lundi : treize morts."),
        ("es", "Las ADF atacaron Oicha el lunes: trece muertos."),
    ],
)
def test_a_toll_without_words_for_the_dead_has_persons_as_target(language: str, text: str) -> None:
    events = [e for e in occurred(text, language) if e.casualties]
    assert events
    assert all(harmed(e) for e in events)


OBJECTS = [
    ("en", "On Friday the 400 Mawozo gang let go the six workers whom they had abducted in Croix-des-Bouquets."),
    ("fr", "Le gang 400 Mawozo a relâché six employés qu'il avait enlevés lundi à Croix-des-Bouquets."),
]


@pytest.mark.parametrize(("language", "text"), OBJECTS)
def test_a_relative_clause_makes_its_noun_the_object(language: str, text: str) -> None:
    events = occurred(text, language)
    assert [doers(e) for e in events] == [["mawozo"]]
    assert any("workers" in name for e in events for name in harmed(e))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El lunes en Tame tropas del Ejército retuvieron a dos hermanos, campesinos, y los asesinaron."),
        ("fr", "Lundi à Ber, une patrouille de l'armée a arrêté trois éleveurs, tous frères, et les a exécutés."),
    ],
)
def test_an_apposition_kills_nobody(language: str, text: str) -> None:
    assert all("military" in key for e in occurred(text, language) for key in doers(e))


def test_who_stands_before_a_colon_does_not_do_what_follows() -> None:
    text = "A bomb exploded in Baghdad on Monday. Iraq's health ministry: 32 dead, 110 injured."
    assert all("iq:government" not in doers(e) for e in occurred(text))


def test_a_unit_that_hits_the_partys_foes_is_its_own() -> None:
    text = (
        "Statement of the Islamic State in Syria\n\nBy the grace of Allah, a detachment captured two spies of the"
        " apostates in Busayrah on Monday and killed them."
    )
    assert all("sy:military" not in doers(e) for e in occurred(text))


def test_the_day_of_a_toll_is_not_that_of_the_deed() -> None:
    text = (
        "In Kostiantynivka two of the wounded died this morning, so it is 17 killed now. A Russian missile hit the"
        " market yesterday."
    )
    events = occurred(text)
    assert [str(e.when.start) for e in events] == ["2024-06-18"]


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("es", "Combatientes del Frente Domingo Laín atacaron la base.", "eln"),
        ("es", "Los Ardillos mataron a dos hombres.", "ardillos"),
        ("es", "Comandos de las FAES entraron en la casa.", "ve:police"),
        ("en", "Pyu Saw Htee militiamen burned the village.", "pyu saw htee"),
        ("en", "Fighters of the Russian Volunteer Corps crossed the border.", "rdk"),
        ("fr", "Des combattants du PARECO ont attaqué le poste.", "pareco"),
        ("en", "Cadres of the CPI (Maoist) were shot.", "cpi maoist"),
    ],
)
def test_groups_are_known_by_name(language: str, text: str, key: str) -> None:
    found = [m.ids[0] for m in find_actors(text, 0, language) if m.ids]
    assert key in found
    assert get(key) is not None


def test_rivals_are_not_one_cartel() -> None:
    assert get("ardillos") != get("tlacos")
