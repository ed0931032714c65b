"""Panels: what was known on a day and nothing later, from tables, GED files and incidents; absurd input is refused."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import place, when
from tocsin.errors import PanelError
from tocsin.forecast.ged import _COLUMNS, Counting, ged_events, ged_panel
from tocsin.forecast.grid import cell_of
from tocsin.forecast.incidents import count_incidents, require_current
from tocsin.forecast.months import label, month_id, month_of, year_of
from tocsin.forecast.panel import Cell, build_panel
from tocsin.forecast.tables import read_panel
from tocsin.model import Incident


@given(st.dates(date(1000, 1, 1)))
def test_months_are_whole_numbers_and_come_back(day: date) -> None:
    month = month_of(day)
    assert month_id(label(month)) == month_id(day.isoformat()) == month
    assert year_of(month) == day.year


def test_january_1980_is_month_1_as_in_views() -> None:
    assert (month_id("1980-01"), month_id("2018-01"), label(504)) == (1, 457, "2021-12")


@pytest.mark.parametrize("text", ["2024", "2024-13", "June 2024", ""])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(PanelError, match="no month"):
        month_id(text)


def cells(*rows: tuple[str, int, float]) -> list[Cell]:
    return [Cell(*row) for row in rows]


def test_rows_in_any_order_give_one_panel() -> None:
    rows = cells(("B", 12, 3), ("A", 11, 2), ("A", 10, 1))
    panel, other = build_panel(rows, "t"), build_panel(rows[::-1], "t")
    assert panel.units == other.units == ("A", "B")
    np.testing.assert_array_equal(panel.deaths, other.deaths)
    np.testing.assert_array_equal(panel.deaths, [[1, 2, np.nan], [np.nan, np.nan, 3]])  # a missing month is unknown


@pytest.mark.parametrize("deaths", [-1, float("nan"), float("inf"), 1e9])
def test_an_absurd_count_is_refused_with_its_cell(deaths: float) -> None:
    with pytest.raises(PanelError, match=r"t: A 1980-10 has .* deaths"):
        build_panel(cells(("A", 10, deaths)), "t")


def test_two_figures_for_one_cell_are_refused_and_one_twice_is_not() -> None:
    assert build_panel(cells(("A", 10, 1), ("A", 10, 1)), "t").deaths.tolist() == [[1]]
    with pytest.raises(PanelError, match="stands twice, with 1 and 2 deaths"):
        build_panel(cells(("A", 10, 1), ("A", 10, 2)), "t")


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(PanelError, match="holds no row"):
        build_panel([], "t")


def test_a_planted_future_never_reaches_what_was_known() -> None:
    panel = build_panel(cells(*(("A", month, 1) for month in range(1, 25)), ("A", 25, 999)), "t")
    known = panel.known_on(24)
    assert known.last == 24
    assert known.deaths.max() == 1
    known.deaths[0, 0] = 7
    assert panel.deaths[0, 0] == 1  # a copy, so that no model can write into the truth
    with pytest.raises(PanelError, match="no month was known by 1979-12"):
        panel.known_on(0)


def test_a_later_revision_is_unknown_before_it_was_published() -> None:
    rows = [Cell("A", 10, 5, 11), Cell("A", 10, 50, 14), Cell("A", 11, 1, 12)]
    panel = build_panel(rows, "t")
    assert panel.deaths.tolist() == [[50, 1]]
    assert panel.known_on(11).deaths.tolist() == [[5]]
    assert panel.known_on(13).deaths.tolist() == [[5, 1]]
    assert panel.known_on(14).known_on(12).deaths.tolist() == [[5, 1]]


def test_a_planted_future_of_other_violence_is_unknown_too() -> None:
    panel = replace(build_panel(cells(("A", 1, 1), ("A", 2, 1)), "t"), other=np.array([[3.0, 999.0]]))
    known = panel.known_on(1)
    assert known.other is not None
    assert known.other.tolist() == [[3]]


def test_a_delay_hides_the_latest_months() -> None:
    panel = build_panel(cells(("A", 1, 1), ("A", 2, 2), ("A", 3, 3)), "t")
    assert panel.known_on(3, delay=1).last == 2


def test_joining_takes_the_newer_figure_where_both_know_one() -> None:
    old = build_panel(cells(("A", 1, 1), ("A", 2, 2), ("B", 1, 9)), "old")
    new = build_panel(cells(("A", 2, 20), ("C", 3, 3)), "new")
    both = old.joined(new)
    assert both.units == ("A", "B", "C")
    np.testing.assert_array_equal(both.month(2), [20, np.nan, np.nan])
    assert both.month(1)[1] == 9


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("month,deaths\n2024-01,1\n", "needs a column unit or country_id or country or admin1"),
        ("country,month,deaths\nML,2024-01,many\n", "row 2: 'many' is no number of deaths"),
        ("country,month,deaths\n,2024-01,1\nML,soon,1\n", "no month"),
        ("", "can't be read as a table"),
    ],
)
def test_a_table_that_is_none_is_refused_in_one_line(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PanelError, match=why) as refused:
        read_panel(path)
    assert "\n" not in str(refused.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PanelError, match="can't be read"):
        read_panel(tmp_path / "none.csv")
    (tmp_path / "torn.csv").write_bytes(b"mon\x89th,country,deaths\n2024-01,ML,12\n")
    with pytest.raises(PanelError, match="can't be read"):
        read_panel(tmp_path / "torn.csv")


def test_a_table_is_read_with_gaps_and_vintages(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("country,month,deaths,published\nML,2024-01,1,2024-02\nML,2024-01,4,2024-05\nML,2024-03,,2024-05\n")
    panel = read_panel(path)
    assert panel.units == ("ML",)
    assert panel.deaths.tolist() == [[4]]
    assert panel.known_on(month_id("2024-03")).deaths.tolist() == [[1]]


def event(key: str, day: str, best: int, violence: int = 1, **changes: object) -> dict[str, object]:
    plain = dict.fromkeys(_COLUMNS, "") | {"id": key, "date_start": day, "date_end": day, "type_of_violence": violence}
    figures = {"best": best, "low": best // 2, "high": best * 2, "country": "Mali", "adm_1": "Mopti"}
    return plain | figures | {"latitude": "14.5", "longitude": "-4.2"} | changes


EVENTS = [event("1", "2024-03-02", 6), event("1", "2024-03-02", 6), event("2", "2024-01-31", 4, 3)]


@pytest.mark.parametrize("header", [True, False])
def test_ged_is_read_with_and_without_header_each_event_once(tmp_path: Path, header: bool) -> None:
    path = tmp_path / "ged.csv"
    with path.open("w", newline="") as out:
        rows = csv.DictWriter(out, _COLUMNS)
        if header:
            rows.writeheader()
        rows.writerows(EVENTS)
    panel = ged_panel(ged_events(path), Counting(), "ged")
    assert (panel.units, panel.deaths.tolist()) == (("Mali",), [[4, 0, 6]])


@pytest.mark.parametrize(
    ("counting", "units", "total"),
    [
        (Counting(figure="low"), ("Mali",), 5),
        (Counting(figure="high", violence=3), ("Mali",), 8),
        (Counting("admin1"), ("Mali/Mopti",), 10),
        (Counting("grid"), (str(cell_of(14.5, -4.2)),), 10),
    ],
)
def test_ged_is_counted_by_what_is_asked(counting: Counting, units: tuple[str, ...], total: int) -> None:
    panel = ged_panel(EVENTS, counting, "ged")
    assert (panel.units, panel.deaths.sum()) == (units, total)


def test_ged_keeps_other_kinds_of_violence_beside() -> None:
    panel = ged_panel(EVENTS, Counting(violence=1), "ged")
    assert (panel.deaths.tolist(), panel.other) == ([[6]], np.zeros((1, 1)))  # January's deaths lie before the panel
    later = event("3", "2024-04-05", 1)
    found = ged_panel([*EVENTS, later, event("4", "2024-04-09", 9, 2)], Counting(violence=1), "ged").other
    assert found is not None
    assert found.tolist() == [[0, 9]]
    assert ged_panel(EVENTS, Counting(), "ged").other is None


def test_what_is_no_ged_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ged.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(PanelError, match="is no GED file"):
        list(ged_events(path))
    with pytest.raises(PanelError, match="event 9 lacks a figure"):
        ged_panel([event("9", "2024-01-01", 1) | {"best": ""}], Counting(), "ged")
    with pytest.raises(PanelError, match="can't count"):
        Counting(figure="most")


def test_cells_of_the_grid() -> None:
    assert (cell_of(-90, -180), cell_of(90, 180)) == (1, 259200)
    assert cell_of(8.466667, 25.683333) == 141532  # an event of UCDP GED in Raga, South Sudan
    with pytest.raises(PanelError, match="no point"):
        cell_of(91, 0)


PLAIN = Incident(
    "inc-1", ("r",), ("a",), "Battles", "Armed clash", "reported", when("2024-06-11"), place(), (3, 12), (0, 0)
)


def test_incidents_count_by_month_area_and_figure() -> None:
    later = replace(PLAIN, id="inc-2", when=when("2024-08-01"), killed=(2, None))
    unknown = [replace(PLAIN, killed=None), replace(PLAIN, when=when(None)), replace(PLAIN, status="denied")]
    unknown.append(replace(PLAIN, status="refuted"))
    found = count_incidents([PLAIN, later, *unknown], Counting())
    assert (found.panel.units, found.panel.deaths.tolist(), found.left_out) == (("ML",), [[7, 0, 2]], 4)
    assert count_incidents([PLAIN], Counting("admin1", "low")).panel.units == ("ML/Ségou",)
    assert count_incidents([PLAIN], Counting("grid", "high")).panel.deaths.tolist() == [[12]]


def test_silence_is_not_taken_for_peace() -> None:
    since = replace(PLAIN, id="inc-0", when=when("2022-03-11"))
    require_current(count_incidents([since, PLAIN], Counting(), month_of(date(2024, 7, 1))))
    with pytest.raises(PanelError, match="end in 2024-06"):
        require_current(count_incidents([since, PLAIN], Counting(), month_of(date(2025, 7, 1))))
    with pytest.raises(PanelError, match="fewer than 24 months"):
        require_current(count_incidents([PLAIN], Counting(), month_of(date(2024, 7, 1))))
