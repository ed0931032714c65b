"""Scores against their definitions, baselines on odd panels, and a rolling evaluation that can't look ahead."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import PanelError
from tocsin.forecast.baselines import BASELINES
from tocsin.forecast.evaluate import means, reliability, rolling, skill
from tocsin.forecast.months import month_id
from tocsin.forecast.numeric import Array, decay, levels, weighted_quantiles
from tocsin.forecast.panel import Panel
from tocsin.forecast.scores import brier, covered, crps, ignorance, interval_score, log_crps, pit_share
from tocsin.forecast.views import challenge_windows, read_views

COUNTS = st.lists(st.integers(0, 2000), min_size=1, max_size=40)


def panel_of(*rows: Sequence[float], end: str = "2021-12") -> Panel:
    width = len(rows[0])
    return Panel(
        "t", tuple(f"U{i}" for i in range(len(rows))), month_id(end) - width + 1, np.array(rows, dtype=np.float64)
    )


@given(COUNTS, st.integers(0, 2000))
def test_crps_is_the_area_between_the_steps(values: list[int], outcome: int) -> None:
    samples = np.sort(np.array(values, dtype=float))
    steps = np.arange(0, 2001)
    said = np.searchsorted(samples, steps, side="right") / len(samples)
    area = ((said - (steps >= outcome)) ** 2).sum()
    assert crps(samples[None], np.array([outcome], dtype=float))[0] == pytest.approx(area, abs=1e-6)


def test_scores_of_a_sure_forecast() -> None:
    samples, outcome = np.full((1, 1000), 3.0), np.array([3.0])
    assert crps(samples, outcome)[0] == log_crps(samples, outcome)[0] == interval_score(samples, outcome)[0] == 0
    assert covered(samples, outcome)[0] == 1
    assert pit_share(samples, outcome)[0] == pytest.approx(0.9)
    assert ignorance(samples, outcome)[0] == pytest.approx(np.log2(1011 / 1001))
    assert brier(samples, outcome, 1)[0] == 0
    assert brier(samples, outcome, 25)[0] == 0


def test_a_miss_costs_twenty_times_its_distance() -> None:
    samples = np.zeros((1, 1000))
    assert interval_score(samples, np.array([10.0]))[0] == pytest.approx(200)
    assert covered(samples, np.array([10.0]))[0] == pit_share(samples, np.array([10.0]))[0] == 0


@pytest.mark.parametrize("score", [crps, log_crps, ignorance, interval_score, covered, pit_share])
def test_an_unknown_outcome_has_no_score(score: object) -> None:
    assert np.isnan(score(np.zeros((1, 10)), np.array([np.nan]))[0])  # type: ignore[operator]


def test_quantiles_follow_their_weights() -> None:
    values = np.array([[5.0, 1.0, 3.0]])
    assert weighted_quantiles(values, np.array([0, 0, 1.0]), levels(4)).tolist() == [[3, 3, 3, 3]]
    assert weighted_quantiles(values, np.ones(3), levels(3)).tolist() == [[1, 3, 5]]
    assert decay(3, 1).tolist() == [0.25, 0.5, 1]


ODD = {
    "all zero": [0.0] * 30,
    "short": [4.0],
    "new, with a gap": [np.nan] * 20 + [1, np.nan, 3],
    "steady": [7.0] * 30,
    "burst": [0.0] * 29 + [5000],
}


@pytest.mark.parametrize("name", BASELINES)
@pytest.mark.parametrize("row", ODD.values(), ids=ODD)
def test_a_baseline_answers_on_any_series(name: str, row: list[float]) -> None:
    samples = BASELINES[name](panel_of(row), 100)
    assert samples.shape[0] == 1
    assert np.isfinite(samples).all()
    assert (np.diff(samples) >= 0).all()
    assert samples.min() >= 0
    if not np.nansum(row):
        assert samples.max() == 0


def test_conflictology_is_the_last_twelve_months() -> None:
    row = [99.0, *range(12)]
    assert BASELINES["conflictology"](panel_of(row), 1000).tolist() == [list(range(12))]


def test_rolling_shows_a_model_nothing_after_the_origin() -> None:
    panel = panel_of([1.0] * 38 + [900.0] * 10)
    seen: list[Panel] = []

    def spy(known: Panel, horizons: Sequence[int]) -> Array:
        seen.append(known)
        assert list(horizons) == list(range(3, 15))
        return BASELINES["last"](known, 100)[:, None]

    (window,) = challenge_windows([2021])
    (scored,) = rolling(panel, [window], {"spy": spy})
    assert seen[0].last == month_id("2020-10")
    assert seen[0].deaths.max() == 1
    assert scored.outcome.tolist() == [[1.0] * 2 + [900.0] * 10]
    assert means(scored)["crps"] > 700


def test_skill_is_relative_and_has_an_interval() -> None:
    rng = np.random.default_rng(1)
    panel = panel_of(*rng.poisson(rng.gamma(2, 10, (30, 1)), (30, 60)).astype(float))
    models = {name: lambda known, _, one=name: BASELINES[one](known, 200)[:, None] for name in ("zero", "nb")}
    scored = list(rolling(panel, challenge_windows([2020, 2021]), models))
    zero, better = scored[::2], scored[1::2]
    gain = skill(better, zero)
    assert 0.3 < gain.low < gain.value < gain.high < 1
    assert skill(zero, zero).value == 0
    assert skill(better, zero, units=["U1"]).value != gain.value
    rows = reliability(better, 1)
    assert sum(count for _, _, count in rows) == 2 * 12 * 30
    assert all(0 <= said <= 1 and 0 <= came <= 1 for said, came, _ in rows)


def write_views(folder: Path) -> None:
    (folder / "views_country_key.csv").write_text("id,name\n7,Oldland\n9,Oldland\n8,Other\n")
    (folder / "views_cm_ged_sb.csv").write_text(
        "month,country,ged_sb\n1980-01,Oldland,5\n1980-02,Oldland,6\n1980-01,Other,0\n"
    )
    (folder / "views_cm_by_type.csv").write_text("month_id,country_id,ged_sb\n2,7,60\n3,7,70\n3,8,1\n")


def test_views_files_are_joined_by_the_living_countrys_id(tmp_path: Path) -> None:
    write_views(tmp_path)
    panel = read_views(tmp_path)
    assert (panel.units, panel.first) == (("7", "8"), 1)
    np.testing.assert_array_equal(panel.deaths, [[5, 60, 70], [0, np.nan, 1]])


def test_other_violence_is_all_less_state_based_by_whatever_name(tmp_path: Path) -> None:
    write_views(tmp_path)
    assert read_views(tmp_path).other is None
    (tmp_path / "views_country_key.csv").write_text('id,name\n7,Oldland\n8,"Congo, DRC"\n')
    (tmp_path / "views_cm_ged_sb.csv").write_text('month,country,ged_sb\n1980-01,Oldland,5\n1980-01,"Congo, DRC",3\n')
    (tmp_path / "country_month_ged_total.csv").write_text(
        "month,country,ged_best_total\n1979-12,Oldland,99\n1980-01,Dem. Rep. Congo,10\n1980-04,Oldland,99\n"
    )
    np.testing.assert_array_equal(read_views(tmp_path).other, [[0, 0, 0], [7, 0, 0]])


def test_a_folder_without_views_or_with_an_unknown_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PanelError, match="holds no views_cm"):
        read_views(tmp_path)
    write_views(tmp_path)
    (tmp_path / "views_cm_ged_sb.csv").write_text("month,country,ged_sb\n1980-01,Nowhere,5\n")
    with pytest.raises(PanelError, match="Nowhere"):
        read_views(tmp_path)
