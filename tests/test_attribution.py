"""Who says it and how it stands, from sentences of a report to the record's status, claimant and sources."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.model import Attribution, Report
from tocsin.pipeline import code_report


def attributions(language: str, text: str, kind: str = "media", source: str | None = "Test Wire") -> list[Attribution]:
    """The attribution of every event told by ``text``, which stands under a headline unless it brings its own."""
    page = text if "\n" in text else f"N° 12\n\n{text}\n"
    report = Report("x", page, language, source=source, source_kind=kind, published=date(2025, 6, 12))
    return [event.attribution for event in code_report(report).events]


def only(language: str, text: str, **changes: str) -> Attribution:
    (found,) = attributions(language, text, **changes)
    return found


CLAIMED = [
    ("en", "Gunmen killed nine soldiers near Tessalit on Monday. JNIM claimed responsibility for the attack."),
    ("en", "A bomb killed nine soldiers near Tessalit on Monday. JNIM said the next day that it was behind the blast."),
    ("en", "JNIM said its fighters had killed nine soldiers near Tessalit on Monday."),
    ("fr", "Neuf soldats ont été tués lundi près de Tessalit. Le GSIM a revendiqué l'attaque."),
    ("es", "Nueve soldados murieron el lunes en un ataque cerca de Tessalit. JNIM se atribuyó el ataque."),
]


@pytest.mark.parametrize(("language", "text"), CLAIMED)
def test_a_party_that_says_it_did_it_claims(language: str, text: str) -> None:
    found = only(language, text)
    assert (found.status, found.claimant) == ("claimed", "jnim")
    assert found.sources[0].actor == "jnim" and found.sources[-1].name == "Test Wire"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen killed nine soldiers near Tessalit on Monday. No group has claimed responsibility."),
        ("en", "Suspected jihadists reportedly killed nine traders near Tessalit on Monday."),
        ("en", "Nine traders were killed near Tessalit on Monday. Police arrested two suspects."),
        ("fr", "Neuf commerçants ont été tués lundi près de Tessalit par des djihadistes présumés."),
        ("es", "Presuntos yihadistas mataron el lunes a nueve comerciantes cerca de Tessalit."),
    ],
)
def test_hedges_and_suspects_leave_it_reported(language: str, text: str) -> None:
    found = attributions(language, text)[0]
    assert (found.status, found.claimant) == ("reported", None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nine traders were killed near Tessalit on Monday. Residents blamed JNIM."),
        ("en", "Nine traders were killed near Tessalit on Monday. The army accused JNIM, which denied any part in it."),
        ("fr", "Neuf commerçants ont été tués lundi près de Tessalit. Un élu accuse le GSIM."),
        ("es", "Nueve comerciantes murieron el lunes en un ataque cerca de Tessalit. El alcalde culpó al JNIM."),
    ],
)
def test_an_accused_party_makes_it_alleged_and_claims_nothing(language: str, text: str) -> None:
    found = only(language, text)
    assert (found.status, found.claimant) == ("alleged", None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Malian army acknowledged that five of its soldiers were killed near Tessalit on Monday."),
        (
            "en",
            "The Malian army said on Thursday that its aircraft had struck a camp near Tessalit and killed nine men.",
        ),
        ("fr", "L'armée malienne a reconnu que cinq soldats ont été tués lundi près de Tessalit."),
        ("es", "El Ejército de Malí reconoció que cinco soldados murieron el lunes en un ataque cerca de Tessalit."),
    ],
)
def test_a_state_confirms_its_own_deeds_and_losses(language: str, text: str) -> None:
    assert only(language, text).status == "confirmed"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The RSF denied that its fighters had shelled the camp at Zamzam on Monday, killing 12 people."),
        ("fr", "Le GSIM nie avoir tué neuf commerçants lundi près de Tessalit."),
        ("es", "El ELN desmintió haber puesto la bomba que mató el lunes a dos policías en Tame."),
    ],
)
def test_a_deed_told_only_by_those_who_deny_it_is_denied(language: str, text: str) -> None:
    found = only(language, text)
    assert (found.status, found.claimant) == ("denied", None)


@pytest.mark.parametrize(
    "text",
    [
        "Nine traders were killed near Tessalit on Monday. The government has not acknowledged the attack.",
        "Nine traders were killed near Tessalit on Monday, and six were admitted to hospital, residents said.",
        "Nine traders were killed near Tessalit on Monday. The toll could not be independently confirmed.",
    ],
)
def test_nobody_confirms_what_is_not_confirmed(text: str) -> None:
    assert only("en", text).status == "reported"


STATEMENT = (
    "AZAWAD LIBERATION FRONT (FLA)\nPress release no. 14\n\n"
    "On 9 June our forces ambushed a convoy of the Malian army near Anefis and killed twelve soldiers.\n\n"
    "On 10 June army warplanes bombed the market of Ber and killed four herders.\n\n"
    "We reject the accusation that our fighters killed three traders at Gossi on 2 June.\n"
)


def test_a_statement_is_weighed_deed_by_deed() -> None:
    """What a party did it claims, what its enemy did it alleges, what it disowns is denied."""
    found = attributions("en", STATEMENT, kind="unknown", source="")
    assert [(a.status, a.claimant) for a in found] == [("claimed", "fla"), ("alleged", None), ("denied", None)]
    assert [a.sources[0].stance for a in found] == ["claims", "accuses", "denies"]


@pytest.mark.parametrize(
    ("language", "head", "deed"),
    [
        ("fr", "Communiqué n° 7\nFront de libération de l'Azawad", "Le 9 juin, le camp d'Anefis a été attaqué."),
        (
            "es",
            "Ejército de Liberación Nacional\nComunicado",
            "El 9 de junio fue atacada una patrulla del Ejército cerca de Tame.",
        ),
        (
            "en",
            "[Translation] Statement of Harakat al-Shabaab al-Mujahideen",
            "On 9 June the base at Marka was attacked.",
        ),
    ],
)
def test_a_letterhead_names_the_author(language: str, head: str, deed: str) -> None:
    assert attributions(language, f"{head}\n\n{deed}\n", kind="unknown", source="")[0].status == "claimed"


def test_a_headline_about_a_statement_is_no_letterhead() -> None:
    text = "JNIM statement claims Farabougou attack\n\nOn 9 June the army camp at Tessalit was attacked.\n"
    assert attributions("en", text)[-1].status == "reported"


def test_a_state_bulletin_confirms() -> None:
    text = "On 9 June a patrol fell into an ambush near Konna and two soldiers were killed."
    assert only("en", text, kind="government", source="General Staff").status == "confirmed"


def test_a_name_in_brackets_does_not_turn_the_sentence_round() -> None:
    found = only("en", "The Azawad Liberation Front (FLA) said its fighters had killed 12 soldiers near Ber on Monday.")
    assert found.sources[0].actor == "fla"


def test_a_spokesman_speaks_for_his_party() -> None:
    text = "Nine soldiers were killed near Tessalit on Monday. JNIM's spokesman said the road was closed."
    assert all(s.kind != "official" for s in only("en", text).sources)


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("fr", "Neuf commerçants ont été tués lundi près de Tessalit, ont confirmé des habitants.", "witness"),
        ("fr", "Selon l'hôpital, neuf commerçants ont été tués lundi près de Tessalit.", "medical"),
        ("es", "Según la Cruz Roja, nueve comerciantes murieron el lunes en un ataque cerca de Tessalit.", "medical"),
        ("en", "Nine traders were killed near Tessalit on Monday, a doctor said.", "medical"),
    ],
)
def test_voices_have_kinds(language: str, text: str, kind: str) -> None:
    assert kind in {s.kind for s in only(language, text).sources}
