"""The corridor's choices: what is only skimmed, and who reads."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from cli_runner import invoke
from tocsin.ingest import Options
from tocsin.pipeline import code_bytes

ATTACK = b"Gunmen killed five soldiers near Gao, Mali, on 3 June 2024, the army said."
MARKET = (
    b"The central bank kept its rate unchanged on Monday and the franc gained against the dollar, traders said. " * 12
)


def test_a_report_of_violence_gives_its_event() -> None:
    (event,) = code_bytes(ATTACK, "stdin", Options(language="en")).events
    assert (event.event_type, str(event.when.start), event.place.country) == ("Battles", "2024-06-03", "ML")
    assert event.coder.split()[2] == "rules"


def test_a_past_event_after_the_publication_is_kept_with_its_flag() -> None:
    coded = code_bytes(ATTACK, "stdin", Options(language="en", published=date(2024, 5, 31)))
    assert [event.when.flags for event in coded.events] == [("after_publication",)]
    assert [issue.kind for issue in coded.issues] == ["after_publication"]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed three people in Gao on Tuesday.\n\nFive soldiers died in Kidal.",
        "Des hommes armés ont tué trois personnes à Gao mardi.\n\nCinq soldats sont morts à Kidal.",
    ],
)
def test_a_first_line_that_ends_as_a_sentence_is_news(text: str) -> None:
    events = code_bytes(text.encode(), "stdin", Options(published=date(2025, 7, 4))).events
    assert [event.place.name for event in events] == ["Gao", "Kidal"]


BONI = """Mali: a bad week

The road through Boni has been closed since Friday.

{next}

A shell then came down on a courtyard on Sunday 2 June 2024 and killed four people."""


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("Traders left.", ("Boni", "near")),
        ("Traders left.\n\nPrices rose.\n\nRain fell.", ("Mali", "country")),
        ("The mayor fled to Niamey in Niger.", ("Boni", "near")),
    ],
)
def test_a_deed_without_a_place_is_near_the_one_told_before_it(told: str, place: tuple[str, str]) -> None:
    (event,) = code_bytes(BONI.format(next=told).encode(), "stdin", Options(language="en")).events
    assert (event.place.name, event.place.precision) == place


def test_a_report_of_markets_is_only_skimmed() -> None:
    coded = code_bytes(MARKET, "stdin", Options(language="en"))
    assert (coded.events, coded.forecasts, coded.issues) == ((), (), ())


@pytest.mark.parametrize(
    ("aside", "language"),
    [
        ('Critics in Berlin wrote that "the choir massacred the anthem".', "en"),
        ("À Lyon, « le chœur a massacré l'hymne », écrit un critique.", "fr"),
        ('En Cusco, mientras tanto, "el público fusiló al árbitro con la mirada".', "es"),
    ],
)
def test_what_is_likely_no_event_is_left_out_and_told(aside: str, language: str) -> None:
    attack = {
        "en": "Gunmen killed five soldiers near Gao, Mali, on 3 June 2024. They fled by the river before help came.",
        "fr": "Des hommes armés ont tué cinq soldats près de Gao, au Mali, le 3 juin 2024. "
        "Ils ont fui par le fleuve avant que des renforts ne viennent de la ville.",
        "es": "Hombres armados mataron a cinco soldados cerca de Gao, en Malí, el 3 de junio de 2024. "
        "Huyeron por el río antes de que llegaran refuerzos de la ciudad.",
    }
    text = f"{attack[language]}\n\n{aside}\n"
    coded = code_bytes(text.encode(), "stdin", Options(language=language, published=date(2024, 6, 5)))
    (event,) = coded.events
    assert event.score > 0.9
    (doubt,) = (issue for issue in coded.issues if issue.kind == "doubtful_event")
    assert doubt.span.text in aside
    assert doubt.note.startswith("left out: ")


@pytest.mark.parametrize(
    "note",
    [
        "Burkina : douze civils tués dans une attaque à Djibo (armée)",
        "Emboscada a una patrulla de la Policía en Suárez: ocho muertos",
        "El grupo fue rebautizado como Ejército Gaitanista de Colombia en mayo de 2024.",
    ],
)
def test_a_note_needs_no_day(note: str) -> None:
    assert len(code_bytes(note.encode(), "stdin", Options()).events) == 1


def test_a_model_that_is_not_set_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TOCSIN_LLM_URL", "TOCSIN_LLM_MODEL"):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "a.txt"
    path.write_bytes(ATTACK)
    found = invoke("code", "--no-store", "--coder", "llm", str(path))
    assert found.exit_code == 1
    assert "TOCSIN_LLM_URL" in found.stderr


def test_rows_name_the_coder(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(ATTACK)
    (row,) = invoke("code", "--no-store", "--format", "json", str(path)).stdout.splitlines()
    assert " rules " in json.loads(row)["events"][0]["coder"]
