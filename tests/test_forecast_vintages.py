"""Vintages from the store's own log: what was known on a day, and how long figures take to come in."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import numpy as np
import pytest

from builders import coded, event, killed, place, when
from cli_runner import invoke
from test_store import CODEC
from tocsin.cli.shelf import incidents_on
from tocsin.forecast.areas import forecast_areas
from tocsin.forecast.delay import settled
from tocsin.forecast.ged import Counting
from tocsin.forecast.incidents import Counted, count_incidents
from tocsin.forecast.months import first_day, month_id
from tocsin.forecast.panel import Panel
from tocsin.forecast.track import track
from tocsin.forecast.vintages import with_vintages
from tocsin.model import CodedReport
from tocsin.store import Store

FIRST, LAST = month_id("2022-01"), month_id("2024-06")


class Desk:
    """A store, and the hand that sets its clock before each report is kept."""

    def __init__(self, url: str) -> None:
        self.now = datetime(2021, 1, 1, tzinfo=UTC)
        self.store = Store.open(url, CODEC, lambda: self.now)

    def keep(self, day: date, report: CodedReport) -> None:
        self.now = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        self.store.save(report)

    def war(self, early: int, late: int) -> None:
        """Each month one attack told on the day after, and one a month later, of so many deaths each."""
        for month in range(FIRST, LAST + 1):
            self.keep(first_day(month) + timedelta(6), attack(f"a{month}", first_day(month) + timedelta(5), early))
            self.keep(first_day(month + 1) + timedelta(20), attack(f"b{month}", first_day(month), late, "Diffa"))

    def panel(self, taken: date) -> Panel:
        counted = self.counted(taken)
        began = date.fromisoformat(str(self.store.began())[:10])
        return with_vintages(counted, Counting(), partial(incidents_on, self.store), taken, began).panel

    def counted(self, taken: date) -> Counted:
        return count_incidents(incidents_on(self.store, taken), Counting(), month_before(taken))


def month_before(day: date) -> int:
    return month_id(day.isoformat()) - 1


def attack(name: str, day: date, deaths: int, where: str = "Niono") -> CodedReport:
    spot = place() if where == "Niono" else place(name=where, country="ML", lat=17.3, lon=1.4, gazetteer_id=None)
    told = event(name, place=spot, when=when(str(day)), casualties=(killed(deaths),))
    told = replace(told, evidence=(("trigger", told.evidence[0][1]),))
    return coded(name, told)


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = Desk(str(tmp_path_factory.mktemp("store") / "t.sqlite"))
    yield opened
    opened.store.close()


def test_a_later_revision_is_not_seen(desk: Desk) -> None:
    desk.war(10, 10)
    taken = date(2024, 7, 10)
    known, said = desk.panel(taken).known_on(LAST - 2), forecast_areas(desk.panel(date(2024, 5, 10)), 2)
    desk.keep(date(2024, 6, 15), attack(f"a{LAST - 4}", first_day(LAST - 4) + timedelta(5), 900))
    desk.keep(date(2024, 6, 16), attack("new", date(2023, 9, 9), 700, "Gao"))  # of a month long past
    revised = desk.panel(taken)
    assert revised.month(LAST - 4).sum() == 910
    assert revised.month(month_id("2023-09")).sum() == 720
    np.testing.assert_array_equal(revised.known_on(LAST - 2).deaths, known.deaths)
    np.testing.assert_array_equal(known.deaths, desk.counted(date(2024, 5, 10)).panel.deaths)
    assert forecast_areas(revised.known_on(LAST - 2), 2) == said


def test_each_vintage_is_the_panel_that_stood_then(desk: Desk) -> None:
    desk.war(12, 4)
    desk.keep(date(2024, 5, 1), attack("a" + str(LAST - 3), date(2024, 2, 6), 30))  # moved to another month
    panel = desk.panel(date(2024, 7, 10))
    for month in range(LAST - 12, LAST + 1):
        then = desk.counted(first_day(month + 1) + timedelta(9)).panel
        np.testing.assert_array_equal(panel.known_on(month).deaths, then.deaths)


def test_the_delay_is_fitted_from_vintages(desk: Desk) -> None:
    desk.war(12, 12)
    panel = desk.panel(date(2024, 7, 10))
    assert panel.deaths[0, -3:].tolist() == [24, 24, 12]
    assert settled(panel).deaths[0, -3:].tolist() == [24, 24, 24]
    whole = replace(panel, cells=())
    assert settled(whole).deaths[0, -1] == 12
    with_delay, without = (forecast_areas(one, 1)[0].quantiles[0] for one in (panel, whole))
    assert with_delay > without


def test_reports_coded_in_one_go_tell_nothing_of_delay(desk: Desk) -> None:
    for month in range(FIRST, LAST + 1):
        desk.keep(date(2024, 3, 1), attack(f"a{month}", min(first_day(month), date(2024, 2, 28)), 40))
    panel = desk.panel(date(2024, 7, 10))
    np.testing.assert_array_equal(settled(panel).deaths, panel.deaths)
    assert panel.begins == month_id("2024-02")
    assert not desk.panel(date(2024, 3, 20)).cells  # not a month old: no vintage


def test_past_forecasts_begin_with_the_store(desk: Desk) -> None:
    for month in range(FIRST, LAST + 1):
        desk.keep(max(date(2024, 3, 1), first_day(month) + timedelta(2)), attack(f"a{month}", first_day(month), 9))
    assert {one.month for one in track(desk.panel(date(2024, 7, 10))).rows} == {
        "2024-03", "2024-04", "2024-05", "2024-06",
    }  # fmt: skip


def test_the_command_sees_no_later_revision(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    desk.war(12, 12)
    url = str(desk.store._engine.url.database)
    asked = ("forecast", "--as-of", "2024-07-10", "--months", "2", "--database", url)
    before = invoke(*asked)
    assert before.exit_code == 0, before.stderr
    desk.keep(date(2024, 7, 15), attack(f"a{LAST}", first_day(LAST) + timedelta(5), 900))
    assert invoke(*asked).stdout == before.stdout
    past = invoke("forecast", "--past", "--as-of", "2024-07-20", "--months", "2", "--database", url).stdout
    (newest,) = (row for row in csv.DictReader(past.splitlines()) if row["month"] == "2024-06")
    assert newest["came"] == "900"  # what the second report adds is not known yet
