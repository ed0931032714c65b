"""Nobody is treated differently for a name: swapping the actors of a report changes no type, status or count.

Each report is told twice, with the two names exchanged: army and group, two groups, villages of two communities.
What happened, how it stands and what it cost must be read alike; only the names may change sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from tocsin.assemble.records import assemble
from tocsin.extract.claims import read_claims
from tocsin.model import EventRecord, Report
from tocsin.resolve.claims import resolve_claims
from tocsin.segment import segment

ENGLISH = (
    "Fighters of {a} attacked a position of {b} near Djibo on Monday, killing three men and wounding seven. "
    "Residents said that {a} withdrew before dawn.",
    "Eleven traders were shot dead near Djibo on Monday. Survivors blamed {a}. {b} did not comment.",
    "{a} and {b} clashed near Djibo on Monday. Six people died.",
    "Two nurses were abducted near Djibo on Monday by men of {a}, a doctor said. {b} has troops nearby.",
)
FRENCH = (
    "Des combattants {de_a} ont attaqué lundi une position {de_b} près de Djibo, tuant trois hommes.",
    "Onze commerçants ont été tués lundi près de Djibo. L'attaque est attribuée {to_a}. Des combattants {de_b} étaient "
    "passés la veille.",
    "Deux infirmières ont été enlevées lundi près de Djibo par des hommes {de_a}, selon un médecin.",
)
SPANISH = (
    "Combatientes {de_a} atacaron el lunes una posición {de_b} cerca de Tame y mataron a tres hombres.",
    "Once comerciantes fueron asesinados el lunes cerca de Tame. Los vecinos culparon {to_a}.",
    "Dos enfermeras fueron secuestradas el lunes cerca de Tame por hombres {de_a}, según un médico.",
)
COMMUNITIES = (
    "On Monday armed men from the village of {a} raided the village of {b}, in Mopti region. They burned huts and "
    "killed four herders.",
    "Five farmers of {a} were killed on Monday in a raid blamed on youths of {b}, in Mopti region.",
)
PAIRS = (("the Malian army", "JNIM"), ("JNIM", "Boko Haram"), ("the M23", "the Malian army"))
FRENCH_PAIRS = (
    ({"de": "de l'armée malienne", "to": "à l'armée malienne"}, {"de": "du JNIM", "to": "au JNIM"}),
    ({"de": "du JNIM", "to": "au JNIM"}, {"de": "de Boko Haram", "to": "à Boko Haram"}),
)
SPANISH_PAIRS = (
    ({"de": "del Ejército colombiano", "to": "al Ejército colombiano"}, {"de": "del ELN", "to": "al ELN"}),
    ({"de": "del ELN", "to": "al ELN"}, {"de": "del Clan del Golfo", "to": "al Clan del Golfo"}),
)
VILLAGES = (("Ogossagou", "Sobane"), ("Welingara", "Koulogon"))


def told(text: str, language: str) -> tuple[EventRecord, ...]:
    """The event records of a report."""
    report = Report("bias", text, language, published=date(2024, 6, 19))
    claims, _ = resolve_claims(report, read_claims(report, segment(report)))
    return assemble(report, claims, "test")


def shape(events: Sequence[EventRecord]) -> list[tuple[str, str, str, list[tuple[str, int, int | None]]]]:
    """What may not depend on names: type, sub-type, status and figures of every event."""
    return [
        (
            e.event_type,
            e.sub_event_type,
            e.attribution.status,
            sorted((c.kind, c.low, c.high or -1) for c in e.casualties),
        )
        for e in events
    ]


def attackers(events: Sequence[EventRecord]) -> set[str]:
    """Who is named as doer."""
    return {a.id or a.name for e in events for a in e.actors if a.role == "attacker"}


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("text", ENGLISH)
def test_swapping_names_in_english_changes_only_names(text: str, pair: tuple[str, str]) -> None:
    """Army and group, group and group."""
    a, b = pair
    one, other = told(text.format(a=a, b=b), "en"), told(text.format(a=b, b=a), "en")
    assert one and shape(one) == shape(other)


@pytest.mark.parametrize("pair", FRENCH_PAIRS)
@pytest.mark.parametrize("text", FRENCH)
def test_swapping_names_in_french_changes_only_names(text: str, pair: tuple[dict[str, str], dict[str, str]]) -> None:
    """Army and group, group and group."""
    one, other = both(text, "fr", pair)
    assert one and shape(one) == shape(other)


@pytest.mark.parametrize("pair", SPANISH_PAIRS)
@pytest.mark.parametrize("text", SPANISH)
def test_swapping_names_in_spanish_changes_only_names(text: str, pair: tuple[dict[str, str], dict[str, str]]) -> None:
    """Army and group, group and group."""
    one, other = both(text, "es", pair)
    assert one and shape(one) == shape(other)


@pytest.mark.parametrize("pair", VILLAGES)
@pytest.mark.parametrize("text", COMMUNITIES)
def test_swapping_villages_changes_nothing_but_places(text: str, pair: tuple[str, str]) -> None:
    """The villages of two communities."""
    a, b = pair
    one, other = told(text.format(a=a, b=b), "en"), told(text.format(a=b, b=a), "en")
    assert one and shape(one) == shape(other)


@pytest.mark.parametrize("pair", PAIRS)
def test_the_accused_changes_with_the_name(pair: tuple[str, str]) -> None:
    """Blame follows the words, whoever they name, and the one who only comments is accused of nothing."""
    a, b = pair
    text = ENGLISH[1]
    one, other = attackers(told(text.format(a=a, b=b), "en")), attackers(told(text.format(a=b, b=a), "en"))
    assert one and other and not one & other


def both(
    text: str, language: str, pair: tuple[dict[str, str], dict[str, str]]
) -> tuple[tuple[EventRecord, ...], tuple[EventRecord, ...]]:
    """A report told with its names one way and the other."""
    a, b = pair
    straight = text.format(de_a=a["de"], de_b=b["de"], to_a=a["to"], to_b=b["to"])
    swapped = text.format(de_a=b["de"], de_b=a["de"], to_a=b["to"], to_b=a["to"])
    return told(straight, language), told(swapped, language)
