"""Who did it and to whom: grammar, blame, pronouns and the nature of actors, in three languages, both ways."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tocsin.assemble.records import assemble
from tocsin.extract.claims import read_claims
from tocsin.model import EventRecord, Report
from tocsin.resolve.claims import resolve_claims
from tocsin.segment import segment
from tocsin.text import fold


def told(language: str, text: str) -> tuple[EventRecord, ...]:
    """The event records of a report."""
    report = Report("roles", text, language, published=date(2024, 6, 19))
    claims, _ = resolve_claims(report, read_claims(report, segment(report)))
    return assemble(report, claims, "test")


def side(events: tuple[EventRecord, ...], *roles: str) -> str:
    """Ids, names and words of the actors on a side, folded, a line each."""
    lines = (f"{a.id} {a.name} {a.span.text}" for e in events for a in e.actors if a.role in roles)
    return fold("\n".join(lines))


HEADLINES = (
    ("en", "Army post attacked near Gao on Monday, seven soldiers killed", "army|military"),
    ("en", "UN convoy ambushed in Ituri on Monday, two dead", "monusco|un "),
    ("fr", "Convoi militaire attaqué près de Gao lundi : trois morts", "convoi"),
    ("es", "Patrulla policial emboscada en Tibú el lunes, dos muertos", "police|policial"),
)


@pytest.mark.parametrize(("language", "text", "struck"), HEADLINES)
def test_headlines_leave_the_auxiliary_out(language: str, text: str, struck: str) -> None:
    found = told(language, f"{text}\n\n{text}.")
    assert re.search(struck, side(found, "target", "victim")), side(found, "target", "victim")
    assert not side(found, "attacker")


# text, who acts, who suffers (regular expressions over ids, names and words)
ACTING = (
    (
        "en",
        "A drone operated by the Malian army struck a group of villagers near Gao on Monday.",
        "ml:military",
        "(?i)villagers",
    ),
    (
        "fr",
        "Un drone lancé par l'armée malienne a tué neuf villageois lundi à Gao.",
        "ml:military",
        "(?i)villagers|civilians",
    ),
    (
        "es",
        "Un avión pilotado por el ejército colombiano mató el lunes a nueve campesinos en Tame.",
        "co:military",
        "(?i)farmers|civilians",
    ),
    (
        "en",
        "Gunmen attacked a convoy escorted by the army near Gao on Monday, killing five traders.",
        "gunmen",
        "traders",
    ),
    ("en", "The army said JNIM fighters had killed ten soldiers near Djibo on Monday.", "jnim", "soldiers"),
    ("en", "Three civilians were killed in Russian shelling of Kherson on Monday.", "ru:military", "civilians"),
    (
        "en",
        "At least nine people were killed in an Israeli strike on a school in Gaza City on Monday.",
        "il:",
        "people",
    ),
    (
        "en",
        "Al-Shabaab fighters attacked a Burundian camp in the village of El Baraf on Monday.",
        "al shabaab",
        "bi:military",
    ),
    (
        "en",
        "Kenyan troops repelled an attack by al-Shabaab on their base in Lamu on Monday.",
        "al shabaab",
        "ke:military",
    ),
    (
        "en",
        "Soldiers came under fire from separatist fighters in Bamenda on Monday; two were killed.",
        "separatist",
        "military",
    ),
    ("en", "The RSF's artillery shelled El Fasher on Monday, killing eight civilians.", "rsf", "civilians"),
    ("en", "Herders killed six farmers near Bokkos on Monday.", "herders", "farmers"),
    (
        "en",
        "The militants rode into Gubio on Monday, shooting at residents and burning homes.",
        "militants",
        "residents",
    ),
    ("fr", "Attaque du JNIM contre un poste de l'armée à Djibo lundi : dix soldats tués.", "jnim", "military"),
    ("fr", "L'attaque d'un poste de l'armée à Djibo par le JNIM lundi a fait dix morts.", "jnim", ""),
    ("fr", "Trois personnes ont été tuées lundi à Tyr dans un raid israélien.", "il:military", "personnes"),
    ("fr", "Cinq combattants de Boko Haram ont été tués lundi par l'armée près de Mora.", "cm:military", "boko haram"),
    ("fr", "Quatre marchands pris en otage lundi à Mboki par des hommes armés.", "hommes armes", "marchands"),
    (
        "es",
        "Emboscada del ELN a una patrulla del Ejército deja cinco soldados muertos el lunes en Arauca.",
        "eln",
        "military",
    ),
    ("es", "El Ejército abatió el lunes a cinco guerrilleros del ELN en Arauca.", "co:military", "eln"),
    ("es", "Pobladores lincharon el lunes a dos presuntos ladrones en Ilave.", "pobladores", "ladrones"),
)


@pytest.mark.parametrize(("language", "text", "acting", "suffering"), ACTING)
def test_grammar_gives_the_sides(language: str, text: str, acting: str, suffering: str) -> None:
    """Agents and those whom they reach."""
    events = told(language, text)
    assert re.search(acting, side(events, "attacker"))
    assert re.search(suffering, side(events, "target", "victim"))


BLAMED = (
    ("en", "Villagers in Djibo blamed Fulani herders for the killing of 12 farmers on Monday.", "herders"),
    ("en", "Three villagers were killed near Djibo on Monday. Residents blamed JNIM.", "jnim"),
    ("en", "Three villagers were killed near Djibo on Monday. JNIM is blamed for the attack.", "jnim"),
    (
        "en",
        "Three villagers were killed near Djibo on Monday. The attack was attributed to Ansaroul Islam.",
        "ansaroul",
    ),
    ("en", "Three villagers were killed near Djibo on Monday. Suspicion falls on Boko Haram.", "boko haram"),
    ("fr", "Dix villageois ont été tués lundi près de Djibo. Des habitants mettent en cause le JNIM.", "jnim"),
    ("fr", "Dix villageois ont été tués lundi près de Djibo. L'attaque est attribuée au JNIM.", "jnim"),
    ("es", "Cinco campesinos fueron asesinados el lunes en Tibú. El crimen se le atribuye al ELN.", "eln"),
    ("es", "Cinco campesinos fueron asesinados el lunes en Tibú. Las autoridades responsabilizaron al ELN.", "eln"),
)


@pytest.mark.parametrize(("language", "text", "blamed"), BLAMED)
def test_the_accused_is_the_attacker(language: str, text: str, blamed: str) -> None:
    """Blame in a sentence of its own."""
    assert re.search(blamed, side(told(language, text), "attacker"))


ACCUSERS = (
    (
        "en",
        "Three villagers were killed near Djibo on Monday. JNIM accused the army of the killings.",
        "jnim",
        "bf:military",
    ),
    (
        "fr",
        "Dix villageois ont été tués lundi près de Djibo. Le JNIM accuse l'armée d'être responsable.",
        "jnim",
        "bf:military",
    ),
    (
        "es",
        "Cinco campesinos fueron asesinados el lunes en Tibú. El ELN acusó al Ejército de la matanza.",
        "eln",
        "co:military",
    ),
)


@pytest.mark.parametrize(("language", "text", "accuser", "accused"), ACCUSERS)
def test_the_accuser_is_not(language: str, text: str, accuser: str, accused: str) -> None:
    """Blame has a direction."""
    found = side(told(language, text), "attacker")
    assert re.search(accused, found) and not re.search(accuser, found)


BYSTANDERS = (
    ("en", "The village chief and his son were kidnapped on Monday in Monsey, Benin."),
    ("en", "Nine soldiers died when their vehicle hit a mine near Tessalit on Monday. No group has claimed it."),
    ("en", "Hospital officials said 12 people were killed when a bomb exploded at a market in Maiduguri on Monday."),
    ("en", "Three people were killed in Djibo on Monday. The government is accused of failing to protect them."),
    ("en", "Thousands of radios used by Hezbollah members exploded in Beirut on Monday, killing twelve people."),
    ("fr", "Une patrouille de l'armée est tombée lundi dans une embuscade à Téra, au Niger. Six soldats ont été tués."),
    ("fr", "Selon une source hospitalière, douze personnes ont été tuées lundi dans l'explosion d'une bombe à Mora."),
    ("es", "Según el hospital, doce personas murieron el lunes por la explosión de una bomba en Cali."),
)


@pytest.mark.parametrize(("language", "text"), BYSTANDERS)
def test_nobody_is_made_an_attacker_without_words_for_it(language: str, text: str) -> None:
    """Prefer none."""
    assert side(told(language, text), "attacker") == ""


BACKWARD = (
    ("en", "JNIM is active in the area. On Monday it overran the army base at Djibo.", "jnim"),
    (
        "en",
        "Israeli troops pushed into Khan Younis on Monday. Their aircraft bombed a hospital, killing four.",
        "il:military",
    ),
    (
        "en",
        "The US Africa Command said it carried out an air strike on al-Shabaab near Jilib on Monday.",
        "us:military",
    ),
    (
        "fr",
        "Les djihadistes du JNIM sont actifs dans la zone. Lundi, ils ont attaqué la base militaire de Djibo.",
        "jnim",
    ),
    ("es", "El ELN opera en la zona. El lunes atacó la estación de Policía de Fortul y mató a dos policías.", "eln"),
)


@pytest.mark.parametrize(("language", "text", "meant"), BACKWARD)
def test_pronouns_and_left_out_subjects_point_back(language: str, text: str, meant: str) -> None:
    """As in "It", "their aircraft", pro-drop."""
    assert re.search(meant, side(told(language, text), "attacker"))


def test_nameless_attackers_stand_where_nobody_else_is_named() -> None:
    """As in "The attackers fled" after a passive; a claim by a party takes their place."""
    text = "A patrol was ambushed near Dan Gulbi, Nigeria on Monday; nine soldiers died. The attackers fled on foot."
    assert "unidentified attackers" in side(told("en", text), "attacker")
    named = side(told("en", text + " ISWAP claimed the ambush."), "attacker")
    assert "iswap" in named and "unidentified" not in named


def test_a_name_that_only_tells_the_kin_is_no_actor() -> None:
    """As in "The Al-Qaeda-linked JNIM" is JNIM alone."""
    text = "Thirty soldiers were killed on Monday in Boulkessi, Mali. The Al-Qaeda-linked JNIM claimed responsibility."
    found = side(told("en", text), "attacker")
    assert "jnim" in found and "al qaeda" not in found
