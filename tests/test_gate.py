"""Play, drills, accidents, epidemics and floods give no event; violence beside them does. The texts are made up."""

from __future__ import annotations

import pytest

from made_up import occurred

SHUT = [
    (
        "en",
        "The two supermarkets' price war exploded in Gao on Monday: one launched a rocket, the other returned fire.",
    ),
    ("en", "The opposition attacked the budget on Tuesday and the minister was ambushed by reporters in Gao."),
    ("en", "Cholera has killed 42 people in Gao since Monday and attacks mostly children."),
    ("en", "The army said on Monday it had trained 300 recruits in Gao in counter-IED techniques."),
    ("en", "Wreaths were laid in Gao on Wednesday for the nine people who died when a bomb destroyed the hotel."),
    ("en", "The new film, set in Gao, has a scene in which gunmen kill nine fishermen; it opens on Friday."),
    ("fr", "Les éléphants ont tué deux paysans et détruit des greniers lundi soir à Gao."),
    (
        "es",
        "El choque de precios estalló el lunes en Cali: un supermercado lanzó un misil a los clientes del otro.",
    ),
    (
        "en",
        "The striker fired two shots past the goalkeeper on Sunday in Gao as the league leaders ambushed their rivals;"
        " the referee sent off a midfielder and the coach called the derby a massacre.",
    ),
    (
        "en",
        "The film crew blew up a market near Gao on Sunday. In the scene forty extras are gunned down; the director"
        " said the drama will reach cinemas after its premiere at the festival.",
    ),
    (
        "en",
        "An exercise in Gao on Sunday: in the scenario four attackers killed ten dockers with blanks before the drill"
        " ended; smoke pots stood in for the bomb.",
    ),
    ("en", "A fuel tanker overturned and exploded in Gao on Sunday, killing nine; police ruled out an attack."),
    (
        "fr",
        "Le buteur a fusillé le gardien de but dimanche à Gao ; l'arbitre a expulsé un milieu de terrain et le"
        " championnat est relancé, pour la joie des supporters.",
    ),
    (
        "fr",
        "Un exercice grandeur nature a eu lieu dimanche à Gao : des figurants maquillés ont tué dix passagers avec des"
        " armes à blanc pendant la simulation.",
    ),
    ("fr", "Un camion-citerne s'est renversé et a explosé à Gao dimanche : neuf morts dans cet accident."),
    (
        "es",
        "El delantero fusiló al guardameta el domingo en Cali; el árbitro expulsó a un mediocampista y el entrenador"
        " habló de masacre en el clásico de la liga.",
    ),
    (
        "es",
        "Un simulacro en Cali el domingo: voluntarios y actores con munición de fogueo mataron a diez personas en el"
        " ejercicio.",
    ),
    ("es", "Un camión cisterna se accidentó y estalló en Cali el domingo, con exceso de velocidad: nueve muertos."),
]

SHUT += [
    ("en", "The plague outbreak has killed 61 people in Gao since Sunday; patients with fever were quarantined."),
    ("en", "At least 300 people died in Gao on Sunday in the worst floods for a decade."),
    ("en", "Troops in Gao culled 12,000 ducks on Sunday; another 200 birds were found dead."),
    ("fr", "L'épidémie de choléra a tué 61 personnes à Gao depuis dimanche, selon le ministère de la Santé."),
    ("fr", "Trente personnes sont mortes dimanche à Gao dans les inondations ; deux cents maisons sont détruites."),
    ("es", "El brote de dengue mató a 61 personas en Cali desde el domingo, según el Ministerio de Salud."),
    ("es", "Treinta personas murieron el domingo en Cali por un deslizamiento de tierra tras las lluvias."),
    (
        "en",
        "Bears ambushed investors in Gao on Sunday: shares fell, the index lost three per cent and analysts spoke of a"
        " massacre after the earnings.",
    ),
    (
        "fr",
        "Massacre dimanche à la Bourse de Gao : l'indice a perdu trois pour cent, les investisseurs pilonnent les"
        " titres et les analystes attendent la banque centrale.",
    ),
    (
        "es",
        "Masacre el domingo en la bolsa de Cali: el índice perdió tres por ciento, los inversionistas bombardearon las"
        " acciones y los analistas esperan al banco central.",
    ),
    (
        "en",
        "The comedy about a town besieged by peacocks opened the festival in Gao on Sunday; readers stormed the library"
        " and the tickets were gone after an assault on the website.",
    ),
]
OPEN = [
    ("en", "Gunmen stormed a train near Gao on Monday and abducted 60 passengers."),
    ("en", "Armed men trained in Libya attacked Gao on Monday and killed nine traders."),
    ("en", "A training camp in Gao was attacked on Monday by gunmen who killed nine recruits."),
    ("en", "At a memorial service in Gao on Monday a bomb killed nine people."),
    ("en", "Ten years after the coup gunmen killed nine soldiers in Gao on Monday."),
    ("en", "The senator was assassinated in Gao on Monday, and the president condemned the crime."),
    ("en", "Opposition supporters attacked the parliament in Gao on Monday and torched two cars."),
    ("en", "Rockets hit the president's residence and the parliament in Gao on Monday."),
    ("fr", "Le cortège du chef de l'opposition et d'un député a été visé par une bombe lundi à Gao."),
    ("fr", "À la veille de l'anniversaire du parti des assaillants ont tué neuf soldats lundi à Gao."),
    ("es", "Quemaron la sede de campaña de un candidato el lunes en Cali."),
    ("es", "Diez años después del acuerdo hombres armados mataron a nueve soldados el lunes en Tibú."),
    ("en", "A bomb killed twelve people at a memorial service in Gao on Monday."),
    ("en", "Ten years after the peace accord, gunmen killed nine soldiers in Gao on Monday."),
    ("en", "Demonstrators stormed the parliament on Monday in Gao and burned two ministers' cars."),
    ("en", "Gunmen killed four nurses on Sunday in Gao, where a cholera outbreak has filled the wards with patients."),
    ("fr", "Une mine a tué deux civils dimanche à Gao, déjà frappée par les inondations et le choléra."),
    ("en", "Cattle rustlers killed eleven people in Gao on Sunday and drove off 300 cows."),
    ("en", "A suicide bomber blew himself up outside a football stadium in Gao on Sunday, killing nine people."),
    ("en", "Gunmen opened fire at a concert in Gao on Sunday, killing nine people; the singer was wounded."),
    ("en", "A drone struck a fuel tanker that had overturned near Gao on Sunday, killing nine people."),
    ("fr", "Des hommes armés ont attaqué un stade de football à Gao dimanche et tué neuf personnes."),
    ("en", "Gunmen shot four traders dead outside the bank in Gao on Sunday; shares fell in the capital."),
    ("es", "Hombres armados atacaron un partido de fútbol en Cali el domingo y mataron a nueve personas."),
]


@pytest.mark.parametrize(("language", "text"), SHUT)
def test_play_and_mishap_give_no_event(language: str, text: str) -> None:
    assert occurred(text, language) == []


@pytest.mark.parametrize(("language", "text"), OPEN)
def test_violence_at_play_is_an_event(language: str, text: str) -> None:
    assert len(occurred(text, language)) == 1
