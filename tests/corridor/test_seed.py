"""The report with which the house began, through every room: five events of the news, three of its background."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tocsin.ingest import Options
from tocsin.model import EventRecord
from tocsin.pipeline import code_path

SEED = Path(__file__).parent / "niono.txt"


@pytest.fixture(scope="module")
def events() -> tuple[EventRecord, ...]:
    return code_path(SEED, Options(published=date(2024, 6, 19), source="Sahel Desk")).events


def news(events: tuple[EventRecord, ...]) -> list[EventRecord]:
    return [event for event in events if event.modality == "occurred" and not event.background]


def test_five_events_of_the_news(events: tuple[EventRecord, ...]) -> None:
    found = [(str(e.when.start), str(e.when.end), e.place.country) for e in news(events)]
    assert found == [
        ("2024-06-11", "2024-06-11", "ML"),
        ("2024-06-10", "2024-06-10", "ML"),
        ("2024-06-18", "2024-06-19", "ML"),
        ("2024-06-18", "2024-06-19", "ML"),
        ("2024-06-11", "2024-06-11", "BF"),
    ]


def test_where_they_were(events: tuple[EventRecord, ...]) -> None:
    words = ("Niono", "Farabongo", "Djabali", "Jaka", "Mansila")
    for event, word in zip(news(events), words, strict=True):
        spans = [span.text for span in (event.place.span, *event.place.spans) if span]
        assert any(word in text for text in spans)


def test_the_bomb_near_niono(events: tuple[EventRecord, ...]) -> None:
    bomb = news(events)[0]
    assert bomb.sub_event_type == "Remote explosive/landmine/IED"
    assert bomb.attribution.status == "claimed"
    assert bomb.attribution.claimant == "jnim"
    assert [source.name for source in bomb.attribution.sources][-1] == "Sahel Desk"
    killed = [row for row in bomb.casualties if row.kind == "killed"]
    assert [(row.low, row.high, row.of) for row in killed] == [(3, 3, "wagner")]
    assert any(row.kind == "wounded" and row.high is None for row in bomb.casualties)
    assert "wagner" in {actor.id for actor in bomb.actors if actor.role == "target"}


def test_the_statement_claims_the_rest_of_mali(events: tuple[EventRecord, ...]) -> None:
    assert {event.attribution.claimant for event in news(events)[1:4]} == {"jnim"}
    wednesday = news(events)[2].when
    assert [str(candidate.start) for candidate in wednesday.candidates] == ["2024-06-18", "2024-06-19"]


def test_mansila_is_reported_and_claimed_by_nobody(events: tuple[EventRecord, ...]) -> None:
    mansila = news(events)[4]
    assert (mansila.attribution.status, mansila.attribution.claimant) == ("reported", None)
    assert [(row.low, row.high, row.of) for row in mansila.casualties] == [(101, None, "bf:military")]


def test_the_rest_is_background(events: tuple[EventRecord, ...]) -> None:
    past = [event for event in events if event.background]
    assert [event.event_type for event in past] == ["Strategic developments"] * 3
    assert str(past[0].when.start) == "2021-12-01"
    assert past[1].when.start is None  # 2015 is a part of the accord's name
    assert all(event.modality != "occurred" or event in news(events) or event in past for event in events)
