"""Who acts on behind the "by" of a passive, and which bracketed letters stand for a name; the texts are made up."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.extract.actor_short import short_forms
from tocsin.extract.claims import read_claims
from tocsin.ingest import Options, report_from_bytes
from tocsin.resolve.claims import resolve_claims
from tocsin.segment import segment


def doers(text: str, language: str) -> set[str]:
    """Who attacks by the clauses alone, before the words about a party vote."""
    report = report_from_bytes(text.encode(), "report.txt", Options(published=date(2024, 6, 20), language=language))
    told, _ = resolve_claims(report, read_claims(report, segment(report)))
    return {a.id or a.name for claim in told for a in claim.actors if a.role == "attacker"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The school was built by Hezbollah. Two teachers were killed near Tyre on Monday."),
        ("en", "The talks were hosted by the Houthis. Two journalists were killed in Hodeidah on Monday."),
        ("en", "A patrol was greeted by soldiers in Gao on Monday. Four rebels were killed."),
        ("fr", "La réunion a été convoquée par le M23. Deux civils ont été tués lundi à Goma."),
        ("fr", "Le village est habité par des Maï-Maï. Deux civils ont été tués lundi à Butembo."),
        ("es", "La carretera fue construida por el ELN. Dos campesinos fueron asesinados en Tibú el lunes."),
    ],
)
def test_who_builds_hosts_or_greets_kills_nobody(language: str, text: str) -> None:
    assert doers(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text", "party"),
    [
        ("en", "A truck was stopped near Tibu by the ELN on Monday. Two drivers were led away.", "eln"),
        ("fr", "Un bus a été intercepté lundi par le M23 à Rutshuru. Deux passagers ont été emmenés.", "m23"),
        ("es", "Un camión fue detenido el lunes por el ELN en Tibú. Dos conductores fueron secuestrados.", "eln"),
    ],
)
def test_who_stops_acts_on(language: str, text: str, party: str) -> None:
    assert doers(text, language) == {party}


@pytest.mark.parametrize(
    ("text", "shorts"),
    [
        ("A patrol of the Amhara Front (AF) passed.", {"AF"}),
        ("The Gumuz People's Front (GPF) met.", {"GPF"}),
        ("The Democratic Front (DC) met.", set()),
        ("Fighters of the Amhara Front (AK) came.", set()),
    ],
)
def test_a_short_form_spells_its_name(text: str, shorts: set[str]) -> None:
    assert set(short_forms(text, "en")) == shorts
