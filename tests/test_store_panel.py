"""The panel of a store, on both databases: SQL counts what ``tocsin forecast`` counts, or says that it is stale."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from builders import coded, event, place, when
from test_store import CODEC, ask
from tocsin.forecast.ged import Counting
from tocsin.forecast.incidents import count_incidents
from tocsin.forecast.months import label
from tocsin.incidents import update_incidents
from tocsin.model import Incident
from tocsin.store import Store, restore

PLAIN = Incident("", (), ("a",), "Battles", "Armed clash", "reported", when(), place(), (3, 12), None)
EDGES = (-180.0, -90.0, -0.5, math.nextafter(-0.5, -1), -5e-324, 0.0, 0.25, 0.5, math.nextafter(90, 0), 90.0, 180.0)
AREAS, FIGURES = ("country", "admin1", "grid"), {"deaths": "best", "low": "low", "high": "high"}

Counts = dict[tuple[str, str, str], tuple[int, ...]]
"""Deaths, low and high by area, unit and month."""


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = Store.open(database, CODEC)
    yield opened
    opened.close()


def any_incident(number: int, chance: random.Random) -> Incident:
    """Each field known or not, and every edge of a cell now and then."""
    first = date(2023, 11, 1) + timedelta(chance.randrange(120))
    low = chance.randrange(9)
    spot = place(
        lat=chance.choice([None, chance.uniform(-90, 90), *filter(lambda edge: abs(edge) <= 90, EDGES)]),
        lon=chance.choice([chance.uniform(-180, 180), *EDGES]),
        country=chance.choice([None, "ML", "NE"]),
        admin1=chance.choice([None, "", "Ségou", "Gao"]),
    )
    return replace(
        PLAIN,
        id=f"inc-{number}",
        record_ids=(f"r-{number}",),
        when=chance.choice([when(None), when(str(first), str(first + timedelta(chance.randrange(60))))]),
        place=spot,
        killed=chance.choice([None, (low, None), (low, low + chance.randrange(9))]),
        status=chance.choice(["claimed", "reported", "disputed", "confirmed", "denied", "refuted"]),
    )


def counted(incidents: Iterable[Incident]) -> Counts:
    """As ``tocsin forecast`` counts; without the months in which nobody is told to have died."""
    kept, found = tuple(incidents), Counts()
    for area in AREAS:
        panels = [count_incidents(kept, Counting(area, figure)).panel for figure in FIGURES.values()]
        for row, unit in enumerate(panels[0].units):
            for column in range(panels[0].deaths.shape[1]):
                figures = tuple(int(panel.deaths[row, column]) for panel in panels)
                if any(figures):
                    found[area, unit, label(panels[0].first + column)] = figures
    return found


def panel(database: str) -> Counts:
    rows = ask(database, "select area, unit, month, deaths, low, high from panel where high > 0")
    return {(area, unit, month): tuple(map(int, figures)) for area, unit, month, *figures in rows}


def stale(database: str) -> set[int]:
    return {row.stale for row in ask(database, "select stale from panel")}


def test_the_database_counts_what_a_forecast_counts(store: Store, database: str) -> None:
    chance = random.Random(7)
    incidents = [any_incident(number, chance) for number in range(3000)]
    store.replace_incidents(incidents)
    assert panel(database) == counted(incidents) != {}
    store.replace_incidents(incidents[:1000])
    assert panel(database) == counted(incidents[:1000])


def test_a_panel_behind_the_log_says_so(store: Store, database: str) -> None:
    store.save(coded("a"))
    update_incidents(store)
    assert (len(panel(database)), stale(database)) == (3, {0})
    store.save(coded("b", event("b", place=place(country="NE", admin1="Diffa"), when=when("2024-08-02"))))
    assert (len(panel(database)), stale(database)) == (3, {1})
    update_incidents(store)
    assert (len(panel(database)), stale(database)) == (6, {0})


def test_a_restored_panel_is_stale_until_incidents_are_made_anew(store: Store, database: str, tmp_path: Path) -> None:
    store.save(coded("a"))
    update_incidents(store)
    store.backup(tmp_path / "kept.gz")
    other = str(tmp_path / "other.sqlite")
    restore(other, tmp_path / "kept.gz")
    assert (panel(other), stale(other)) == (panel(database), {1})
    again = Store.open(other, CODEC)
    update_incidents(again)
    again.close()
    assert (panel(other), stale(other)) == (panel(database), {0})
