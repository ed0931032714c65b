"""Everyday newsroom sentences of three languages give their kind: headline, nominal, passive, with a day in between."""

from __future__ import annotations

import pytest

from made_up import occurred
from tocsin.extract.triggers import find_triggers, without_days
from tocsin.knowledge.lexicon import lexicon
from tocsin.text import fold

CLASH, ATTACK, PLANTED = "Armed clash", "Attack", "Remote explosive/landmine/IED"
AIR, SHELLING, ABDUCTION = "Air/drone strike", "Shelling/artillery/missile attack", "Abduction/forced disappearance"
ARRESTS, LOOTING, ARMS = "Arrests", "Looting/property destruction", "Disrupted weapons use"
TAKEN, REGAINED = "Non-state actor overtakes territory", "Government regains territory"

NEWS = [
    ("en", "Rival militias battled for hours in Gao on Monday.", CLASH),
    ("en", "Soldiers put gunmen to flight near Gao on Monday, leaving four soldiers dead.", CLASH),
    ("en", "Eleven villagers were led to a ditch and shot in Gao on Monday.", ATTACK),
    ("en", "A nurse was shot in the arm in Gao on Monday.", ATTACK),
    ("en", "A device tore apart a lorry near Gao on Monday, killing three.", PLANTED),
    ("en", "A camp near Gao was hit from the air on Monday and three herders died.", AIR),
    ("en", "The barracks in Gao were fired upon with a cannon on Monday.", SHELLING),
    ("en", "Gunmen marched 40 pupils out of a school in Gao on Monday.", ABDUCTION),
    ("en", "Police nab two suspects in Gao on Monday.", ARRESTS),
    ("en", "Armed youths held up three trucks near Gao on Monday and made off with the food.", LOOTING),
    ("en", "Sappers made safe a bomb in Gao on Monday.", ARMS),
    ("en", "Rebels entered Gao on Monday.", TAKEN),
    ("en", "Government troops freed the town of Gao on Monday.", REGAINED),
    ("fr", "Deux soldats sont tombés lundi au combat près de Gao.", CLASH),
    ("fr", "Mort de trois soldats lundi dans une embuscade à Gao.", CLASH),
    ("fr", "Une dizaine d'habitants ont été passés par les armes lundi à Gao.", ATTACK),
    ("fr", "Deux morts dans l'attaque d'un bus lundi à Gao.", ATTACK),
    ("fr", "Un convoi est tombé lundi sur des engins explosifs à Gao.", PLANTED),
    ("fr", "Des bombes larguées lundi par un drone ont tué quatre personnes à Gao.", AIR),
    ("fr", "Le camp a essuyé lundi des tirs de mortier à Gao.", SHELLING),
    ("fr", "Jet de grenade lundi dans un bar de Gao : deux morts.", "Grenade"),
    ("fr", "Des hommes armés ont emmené lundi quatre chauffeurs à Gao.", ABDUCTION),
    ("fr", "La police a arrêté lundi trois suspects à Gao.", ARRESTS),
    ("fr", "Des terroristes ont emporté lundi deux cents têtes de bétail à Gao.", LOOTING),
    ("fr", "L'armée a saisi lundi douze drones à Gao.", ARMS),
    ("fr", "Les rebelles se sont emparés lundi de Bria.", TAKEN),
    ("fr", "Les forces gouvernementales ont reconquis lundi Bria.", REGAINED),
    ("es", "Dos soldados cayeron en combate el lunes en Corinto.", CLASH),
    ("es", "Murieron cuatro policías al caer en una emboscada el lunes en Corinto.", CLASH),
    ("es", "Quitaron la vida a cuatro jóvenes el lunes en Corinto.", ATTACK),
    ("es", "Tres campesinos fueron hallados sin vida el lunes en Corinto.", ATTACK),
    ("es", "Un camión voló por los aires el lunes en Corinto por una mina.", PLANTED),
    ("es", "Dejaron caer bombas desde drones el lunes en Corinto.", AIR),
    ("es", "Atacaron con morteros el lunes el aeropuerto de Corinto.", SHELLING),
    ("es", "Hombres armados se llevaron el lunes a tres menores en Corinto.", ABDUCTION),
    ("es", "La Policía capturó el lunes a tres hombres en Corinto.", ARRESTS),
    ("es", "Hombres armados incineraron el lunes dos camiones en Corinto.", LOOTING),
    ("es", "Hallan 20 minas en un campo de Corinto el lunes.", ARMS),
    ("es", "Los rebeldes entraron el lunes en Corinto.", TAKEN),
]


@pytest.mark.parametrize(("language", "text", "kind"), NEWS)
def test_everyday_news_has_its_kind(language: str, text: str, kind: str) -> None:
    assert [event.sub_event_type for event in occurred(text, language)] == [kind]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "police arrested on Monday night three men"),
        ("fr", "la police a arrete lundi 3 juin trois hommes"),
        ("es", "la policia capturo el lunes por la noche a tres hombres"),
    ],
)
def test_days_are_read_over_and_nothing_moves(language: str, text: str) -> None:
    plain = without_days(fold(text), lexicon(language))
    assert len(plain) == len(text)
    assert not {"monday", "lundi", "lunes"} & set(plain.split()) and plain.split()[-1] in ("men", "hommes", "hombres")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The post was not attacked."),
        ("fr", "Les assaillants n'ont pas tué de civils."),
        ("es", "Los rebeldes no han nunca secuestrado a un maestro."),
    ],
)
def test_a_no_inside_a_trigger_denies_it(language: str, text: str) -> None:
    found = find_triggers(text, fold(text), 0, lexicon(language))
    assert found and {trigger.modality for trigger in found} == {"denied"}


def test_a_trigger_that_says_no_itself_is_no_denial() -> None:
    text = "The bomb did not explode."
    found = find_triggers(text, fold(text), 0, lexicon("en"))
    assert "occurred" in [t.modality for t in found if t.code == "Disrupted weapons use"]


@pytest.mark.parametrize(
    ("language", "text", "falls"),
    [
        ("en", "Kunduz fell on Monday.", True),
        ("en", "Kunduz, in the north, fell on Monday.", True),
        ("en", "Rain in Kunduz fell on Monday.", False),
        ("fr", "Bria est tombée lundi.", True),
        ("fr", "La pluie à Bria est tombée lundi.", False),
        ("es", "Corinto cayó el lunes.", True),
        ("es", "La lluvia en Corinto cayó el lunes.", False),
    ],
)
def test_a_place_that_falls_is_taken(language: str, text: str, falls: bool) -> None:
    kinds = [event.sub_event_type for event in occurred(text, language)]
    assert bool({TAKEN, REGAINED} & set(kinds)) is falls
