"""Finding and resolving actors in three languages: names, nouns with nationalities, owners, dates and countries."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from tocsin.extract.actors import find_actors
from tocsin.model import ActorMention
from tocsin.resolve.actor import build_context, resolve_actor

FOUND = (
    ("en", "Burkinabe soldiers fought JNIM.", "Burkinabe soldiers", "state", "bf:military"),
    ("en", "Fighters of Boko Haram left.", "Fighters of Boko Haram", "rebel", "boko haram"),
    ("en", "They attacked a Kenyan base.", "Kenyan base", "state", "ke:military"),
    ("en", "American B-52 bombers flew over.", "American B-52 bombers", "state", "us:military"),
    ("en", "The RSF's artillery fired.", "RSF's artillery", "rebel", "rsf"),
    ("en", "Three bombers killed 30 people.", "bombers", "unidentified", None),
    ("en", "Gunmen killed a priest.", "Gunmen", "unidentified", None),
    ("fr", "Des soldats maliens ont fui.", "soldats maliens", "state", "ml:military"),
    ("fr", "Les combattants du JNIM ont fui.", "combattants du JNIM", "rebel", "jnim"),
    ("fr", "Une base kényane a été attaquée.", "base kényane", "state", "ke:military"),
    ("es", "Soldados colombianos huyeron.", "Soldados colombianos", "state", "co:military"),
    ("es", "Guerrilleros del ELN huyeron.", "Guerrilleros del ELN", "rebel", "eln"),
    ("es", "Los pandilleros huyeron.", "pandilleros", "political_militia", None),
    ("en", "The United Tajik Opposition struck.", "United Tajik Opposition", "rebel", "united tajik opposition"),
    ("en", "Interahamwe manned the roadblock.", "Interahamwe", "political_militia", "interahamwe"),
    ("fr", "L'IRA-Continuité a frappé.", "IRA-Continuité", "rebel", "continuity ira"),
    (
        "fr",
        "Des combattants du Bouclier du Soudan ont fui.",
        "combattants du Bouclier du Soudan",
        "political_militia",
        "sudan shield",
    ),
    ("es", "El comando Donosti huyó.", "comando Donosti", "rebel", "eta"),
    ("es", "Los mercenarios de los GAL huyeron.", "mercenarios de los GAL", "political_militia", "gal"),
)


def mention(language: str, text: str, words: str) -> ActorMention:
    """The actor of these words in a sentence."""
    return next(a for a in find_actors(text, 0, language) if a.span.text == words)


@pytest.mark.parametrize(("language", "text", "words", "kind", "key"), FOUND)
def test_found_with_kind_and_name(language: str, text: str, words: str, kind: str, key: str | None) -> None:
    """Words, kind and first candidate."""
    actor = mention(language, text, words)
    assert (actor.kind, actor.ids[0] if actor.ids else None) == (kind, key)


@pytest.mark.parametrize(("language", "text"), (
    ("en", "The camp near the river was quiet."),
    ("en", "A base rate of five per cent."),
    ("fr", "Le poste de télévision est en panne."),
    ("es", "El puesto de frutas abrió."),
))  # fmt: skip
def test_bare_ground_is_no_actor(language: str, text: str) -> None:
    """Camps and posts are a force only beside a nationality or a word of arms."""
    assert not [a for a in find_actors(text, 0, language) if a.kind == "state"]


def test_a_tied_name_is_left_out() -> None:
    """As in "Al-Qaeda-linked", "linked to al-Qaeda": kin, not actors."""
    for text in ("The Al-Qaeda-linked JNIM struck.", "JNIM, an affiliate of al-Qaeda, struck."):
        assert [a.ids[0] for a in find_actors(text, 0, "en")] == ["jnim"]


def test_spans_do_not_overlap_and_repeat_the_text() -> None:
    """The invariant of find_actors, with an offset."""
    text = "Malian soldiers and Wagner fighters killed 20 civilians in a raid on JNIM (GSIM) positions."
    found = find_actors(text, 7, "en")
    assert all(text[a.span.start - 7 : a.span.end - 7] == a.span.text for a in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


ARMIES = (
    ("en", "The army left.", "army", "ML", "ml:military"),
    ("fr", "L'armée est partie.", "armée", "NE", "ne:military"),
    ("es", "El Ejército salió.", "Ejército", "CO", "co:military"),
)


@pytest.mark.parametrize(("language", "text", "words", "country", "key"), ARMIES)
def test_a_bare_army_is_that_of_the_country(language: str, text: str, words: str, country: str, key: str) -> None:
    """And of no country where none is known."""
    army = mention(language, text, words)
    context = build_context([army], text, language)
    assert resolve_actor(army, date(2024, 6, 1), country, context).id == key
    assert resolve_actor(army, date(2024, 6, 1), None, context).id is None


def test_a_named_nationality_outranks_the_country() -> None:
    """Kenyan soldiers in Somalia are Kenya's."""
    actor = mention("en", "Kenyan soldiers died.", "Kenyan soldiers")
    assert resolve_actor(actor, date(2024, 6, 1), "SO", build_context([actor], "", "en")).id == "ke:military"


def test_names_are_dated() -> None:
    """Wagner in Mali in 2024."""
    actor = mention("en", "Wagner struck.", "Wagner")
    assert resolve_actor(actor, date(2024, 6, 1), "ML", build_context([actor], "", "en")).id == "wagner"


@pytest.mark.parametrize(("language", "text", "words"), (
    ("en", "JNIM is near. The group attacked.", "The group"),
    ("fr", "Le JNIM est proche. Le groupe a attaqué.", "Le groupe"),
))  # fmt: skip
def test_the_group_points_back(language: str, text: str, words: str) -> None:
    """To the group named before; to nobody where none is named."""
    group = mention(language, text, words)
    whole = build_context(find_actors(text, 0, language), text, language)
    assert resolve_actor(group, date(2024, 6, 1), "ML", whole).id == "jnim"
    assert resolve_actor(group, date(2024, 6, 1), "ML", build_context([group], text, language)).id is None


def test_the_group_is_one_of_its_own_paragraph() -> None:
    """However often another is named elsewhere."""
    text = "ISWAP fights. ISWAP raids. ISWAP taxes.\nJNIM is near. The group attacked."
    whole = build_context(find_actors(text, 0, "en"), text, "en")
    group = next(m for m in whole.mentions if m.span.text == "The group")
    assert resolve_actor(group, date(2024, 6, 1), "ML", whole).id == "jnim"


def test_the_attackers_are_nobody_who_attacks_nowhere() -> None:
    """A group that is only mentioned does not become "the attackers"."""
    text = "JNIM is near. The attackers fled."
    words = mention("en", text, "The attackers")
    context = build_context(find_actors(text, 0, "en"), text, "en")
    assert resolve_actor(words, date(2024, 6, 1), "ML", context).id is None


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "The regional branch of Islamic State said it was responsible.", ["Islamic State"]),
        ("en", "JNIM, a branch of al-Qaeda, said it was responsible.", ["JNIM"]),
        ("en", "JNIM is a branch of al-Qaeda.", ["JNIM"]),
        ("en", "The KIA attacked a post; 7 soldiers KIA.", ["KIA", "soldiers"]),
        ("fr", "La branche sahélienne de l'État islamique a revendiqué l'attaque.", ["État islamique"]),
        ("es", "La rama afgana del Estado Islámico se atribuyó el ataque.", ["Estado Islámico"]),
    ],
)
def test_a_name_acts_unless_it_tells_of_another(language: str, text: str, names: list[str]) -> None:
    assert [actor.name for actor in find_actors(text, 0, language)] == names
