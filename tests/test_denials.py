"""How far a denial reaches, and sums over a stretch of time: neither tells of an event that occurred."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.ingest import Options
from tocsin.pipeline import code_bytes


def _occurred(text: str) -> list[str]:
    coded = code_bytes(text.encode(), "r.txt", Options(published=date(2025, 2, 20)))
    return [e.sub_event_type for e in coded.events if e.modality == "occurred"]


@pytest.mark.parametrize(
    "text",
    [
        "L'armée affirme que la ville de Djibo n'a jamais été prise jeudi par le JNIM.",
        "Le chef a juré que ses soldats n'ont tué aucun paysan à Godet dimanche.",
        "The spokesman said that his men killed no farmers in Godet on Sunday.",
        "The General Staff denies the rumour of an attack on the camp of Ber and of the capture of twelve soldiers.",
        "L'état-major dément la rumeur d'une attaque contre le camp de Ber et de la capture de douze soldats.",
        "El Estado Mayor desmiente el rumor de un ataque contra el cuartel de Ber y de la captura de doce soldados.",
        "It also denied, for the third time, a report that a drone had hit a fuel depot in Tartu on Monday.",
        "Elle a aussi démenti une information selon laquelle un drone avait touché un dépôt à Gao lundi.",
        "También desmintió, por tercera vez, una información según la cual un dron había alcanzado un almacén en Gao.",
        "Last week's claim on a channel that the commander had been captured in Bijapur turned out to be false.",
        "La afirmación de un canal de que el comandante fue capturado el lunes en Tibú resultó ser falsa.",
        "La nouvelle que le commandant a été tué lundi à Gao s'est révélée fausse.",
    ],
)  # fmt: skip
def test_what_is_denied_has_not_occurred(text: str):
    assert _occurred(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A drone hit a fuel depot in Tartu on Monday, the army said in a report that nobody denied.",
        "The army denied the attack on Ber and announced the capture of Gao on Monday.",
        "Gunmen killed no fewer than forty farmers in Zurmi on Monday.",
        "Des hommes armés ont tué quarante paysans à Djibo lundi ; aucun n'a survécu.",
        "Unos sicarios mataron a cuatro campesinos en Tibú el lunes; nadie ha sido detenido.",
    ],
)
def test_what_stands_beside_a_denial_has(text: str):
    assert len(_occurred(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "31 civilians were killed and 152 injured in the reporting period, a rise of 12 per cent.",
        "From 20 January up to now the enemy has lost 210 men on the Taungup front alone.",
        "The war, which broke out on April 15, 2023, has killed tens of thousands.",
        "Cette semaine : 19 civils tués et 9 enlevés dans la zone couverte par la note.",
        "La guerre, qui a éclaté le 15 avril 2023, a fait des dizaines de milliers de morts.",
        "Dix personnes sont mortes dans les incidents recensés ici.",
        "Desde el 9 de septiembre, cuando estalló la pugna interna del cártel, suman 158 homicidios.",
        "La guerra, que estalló el 15 de abril de 2023, ha causado decenas de miles de muertos.",
        "Sube el uso de drones; diez personas muertas en los incidentes aquí listados.",
    ],
)
def test_a_sum_over_a_stretch_of_time_is_no_event(text: str):
    assert _occurred(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "This week: 19 civilians killed in Djibo by gunmen on Monday.",
        "Depuis le 16 janvier, la ville de Goma est assiégée ; lundi, un obus y a tué six personnes.",
        "Desde el lunes se combate en Tibú; nueve soldados murieron ayer en una emboscada.",
    ],
)
def test_a_deed_of_that_stretch_is_one(text: str):
    assert _occurred(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mogadishu is besieged (20%).",
        "Major attack (10+ soldiers dead) on a base in Borno: 70%.",
        "An operation plan found on a prisoner foresees an attack on Orikhiv by December.",
        "If the force does not deploy by the weekend, kidnappings will start again in Sweida.",
        "Attaque majeure contre une base à Djibo : 70 %.",
        "Dans les prochains jours, des frappes aériennes s'intensifieront le long du fleuve à Dosso.",
        "Ataque mayor contra una base en Tibú (30 %).",
        "El plan contempla ataques contra Orijiv antes de diciembre.",
    ],
)
def test_what_is_foreseen_has_not_occurred(text: str):
    assert _occurred(text) == []


def test_a_share_in_brackets_is_no_odds():
    assert _occurred("Gunmen attacked a base in Borno on Friday, killing 12 (20% of the garrison).") == ["Armed clash"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nineteen gunmen were killed by the army in Culiacán on Monday. One leader was arrested.", "Armed clash"),
        ("Dix-neuf assaillants ont été tués par l'armée lundi à Djibo. Un de leurs chefs a été arrêté.", "Armed clash"),
        ("Un fiscal fue asesinado a tiros el lunes en Huaquillas. Uno de los sicarios fue detenido.", "Attack"),
    ],
)
def test_who_is_caught_after_a_deed_is_of_it(text: str, kind: str):
    assert _occurred(text) == [kind]


def test_arrests_elsewhere_are_a_deed_of_their_own():
    text = "Gunmen killed nine farmers in Zurmi on Monday. Police arrested four men in Gusau on Tuesday."
    assert _occurred(text) == ["Attack", "Arrests"]


@pytest.mark.parametrize(
    "text",
    [
        "A base at Boni was attacked on Monday; nine men died. The general staff had announced five dead on Tuesday.",
        "Une base a été attaquée lundi à Boni ; neuf soldats sont morts. Mardi, l'état-major avait annoncé cinq morts.",
        "Una base fue atacada el lunes en Tibú; murieron nueve hombres. El personero había hablado el martes de cinco.",
    ],
)
def test_an_earlier_count_is_no_deed(text: str):
    assert len(_occurred(text)) == 1
