"""Weapons and damage of one sentence, in three languages; the sentences are made up for the tests."""

from __future__ import annotations

import pytest

from tocsin.extract.damage import find_damage
from tocsin.extract.weapons import find_weapons
from tocsin.knowledge.lexicon import lexicon
from tocsin.text import fold


@pytest.mark.parametrize(
    ("language", "sentence", "kinds"),
    [
        ("en", "A car bomb and mortar rounds hit the base.", ["ied", "mortar"]),
        ("en", "Suicide bombers struck; a drone circled overhead.", ["suicide_vest", "drone"]),
        ("en", "Police used tear gas against stones.", ["teargas", "stones"]),
        ("en", "Troops recovered nine AK-47 rifles and two grenades.", []),
        ("en", "Two rifles were seized at the farm.", []),
        ("en", "The talks went on all day.", []),
        ("fr", "Un engin explosif improvisé a sauté, puis des obus de mortier sont tombés.", ["ied", "mortar"]),
        ("fr", "L'armée a saisi douze kalachnikovs.", []),
        ("es", "Atacaron con drones y lanzaron granadas.", ["drone", "grenade"]),
        ("es", "El Ejército incautó tres fusiles.", []),
    ],
)
def test_weapons(language: str, sentence: str, kinds: list[str]) -> None:
    found = find_weapons(sentence, fold(sentence), 100, lexicon(language))
    assert [weapon.kind for weapon in found] == kinds
    assert all(sentence[w.span.start - 100 : w.span.end - 100] == w.span.text for w in found)


@pytest.mark.parametrize(
    ("language", "sentence", "rows"),
    [
        ("en", "They destroyed two vehicles and burned 12 houses and a shop.",
         [("vehicle", 2, "destroyed"), ("house", 12, "burned"), ("shop", 1, "burned")]),
        ("en", "Two vehicles were burned and a bridge was blown up.",
         [("vehicle", 2, "burned"), ("bridge", 1, "destroyed")]),
        ("en", "The statement told of the burning of 3 vehicles.", [("vehicle", 3, "burned")]),
        ("en", "They looted shops and set fire to the health centre.",
         [("shop", None, "looted"), ("health centre", None, "burned")]),
        ("en", "Gunmen opened fire on a vehicle.", []),
        ("en", "Troops seized the camp.", []),
        ("en", "A car bomb damaged several churches.", [("church", None, "damaged")]),
        ("en", "No house was not rebuilt.", []),
        ("fr", "Ils ont incendié deux véhicules et pillé des boutiques.",
         [("véhicule", 2, "burned"), ("boutique", None, "looted")]),
        ("fr", "Trois motos ont été brûlées et un pont détruit.", [("moto", 3, "burned"), ("pont", 1, "destroyed")]),
        ("fr", "Ils ont ouvert le feu sur un bus.", []),
        ("es", "Quemaron tres camiones y dos buses.", [("camion", 3, "burned"), ("bus", 2, "burned")]),
        ("es", "Un carro bomba dañó 15 viviendas.", [("vivienda", 15, "damaged")]),
        ("es", "Dos tractomulas fueron incineradas.", [("tractomula", 2, "burned")]),
    ],
)  # fmt: skip
def test_damage(language: str, sentence: str, rows: list[tuple[str, int | None, str]]) -> None:
    found = find_damage(sentence, fold(sentence), 100, lexicon(language))
    assert [(damage.object, damage.count, damage.extent) for damage in found] == rows
    assert all(sentence[d.span.start - 100 : d.span.end - 100] == d.span.text for d in found)
