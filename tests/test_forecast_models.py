"""Models on invented panels: whole sorted counts on any series, no look ahead, better than the rules they mix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from test_forecast_scores import ODD, panel_of
from tocsin.errors import PanelError
from tocsin.forecast.areas import LEVELS, forecast_areas
from tocsin.forecast.baselines import BASELINES
from tocsin.forecast.boosted import train
from tocsin.forecast.calibrate import calibration
from tocsin.forecast.delay import settled
from tocsin.forecast.evaluate import rolling, skill
from tocsin.forecast.history import burst
from tocsin.forecast.models import predict
from tocsin.forecast.months import month_id
from tocsin.forecast.numeric import Array
from tocsin.forecast.panel import Cell, Panel, build_panel
from tocsin.forecast.scores import crps, pit_share
from tocsin.forecast.stack import mixed, weights
from tocsin.forecast.track import track
from tocsin.forecast.views import challenge_windows


@pytest.mark.parametrize("row", ODD.values(), ids=ODD)
def test_any_series_gets_sorted_whole_counts(row: list[float]) -> None:
    samples = predict(panel_of(row, [0.0] * len(row)), [1, 6, 12], 200)
    assert samples.shape == (2, 3, 200)
    assert np.isfinite(samples).all()
    assert (samples == np.rint(samples)).all()
    assert (np.diff(samples) >= 0).all()
    assert samples[1].max() == samples.min() == 0


@pytest.mark.parametrize("horizons", [[], [0], [37]])
def test_a_horizon_that_nothing_can_be_said_of_is_refused(horizons: list[int]) -> None:
    with pytest.raises(PanelError, match="horizons must be 1 to 36"):
        predict(panel_of([1.0] * 30), horizons)


def wars(units: int = 40, months: int = 168) -> Panel:
    """Countries with levels that wander, some of them quiet throughout."""
    rng = np.random.default_rng(7)
    steps = rng.normal(0, 0.35, (units, months)).cumsum(axis=1) * 0.5 + rng.normal(2, 1.5, (units, 1))
    deaths = rng.poisson(np.exp(np.clip(steps, -3, 7))).astype(float)
    deaths[::8] = 0
    return panel_of(*deaths)


def test_the_mixture_beats_conflictology_and_sees_nothing_later() -> None:
    panel = wars()
    planted = Panel(panel.where, panel.units, panel.first, panel.deaths.copy())
    planted.deaths[:, -14:] = 5000
    known, other = (one.known_on(panel.last - 14) for one in (panel, planted))
    samples = predict(known, [3, 14], 100)
    np.testing.assert_array_equal(samples, predict(other, [3, 14], 100))

    def conflictology(known: Panel, _: object) -> Array:
        return BASELINES["conflictology"](known, 100)[:, None]

    models = {"ours": lambda known, ahead: predict(known, ahead, 200), "rule": conflictology}
    ours, rule = rolling(panel, challenge_windows([2021]), models)
    assert skill([ours], [rule]).value > 0.05
    assert 0.8 < np.nanmean(ours.scores["pit_share"]) < 0.97


def test_other_violence_announces_what_is_counted_and_its_future_is_unknown() -> None:
    """Half a year of it, or none, comes before each half year of many deaths, or few."""
    rng = np.random.default_rng(5)
    loud = np.repeat(rng.integers(0, 2, (40, 34)), 6, axis=1)
    deaths = rng.poisson(np.where(np.roll(loud, 6, axis=1), 80, 2)).astype(float)
    panel = replace(panel_of(*deaths), other=loud * 50.0)
    planted = replace(panel, other=np.where(np.arange(204) > 197, 5000.0, loud * 50.0))
    known, other = (one.known_on(panel.last - 6) for one in (panel, planted))
    said = train(known, [3])(known, [3])[:, 0]
    np.testing.assert_array_equal(said, train(other, [3])(other, [3])[:, 0])
    blind = replace(known, other=None)
    outcome = panel.month(known.last + 3)
    assert crps(said, outcome).mean() < 0.7 * crps(train(blind, [3])(blind, [3])[:, 0], outcome).mean()


def test_a_large_war_forgets_sooner_than_a_small_one() -> None:
    large, small = ([size] * 30 + [0.0, 0.0] for size in (900.0, 3.0))
    said = burst(panel_of(large, small), [1])[:, 0]
    ended = (said == 0).mean(axis=1)
    assert ended[0] > 0.55 > 0.35 > ended[1]


def test_records_rise_with_their_level_and_say_why() -> None:
    panel = wars()
    records = forecast_areas(panel, 2, ["U1", "U2"])
    assert [(one.area, one.month) for one in records] == [
        ("U1", "2022-01"),
        ("U1", "2022-02"),
        ("U2", "2022-01"),
        ("U2", "2022-02"),
    ]
    for one in records:
        assert len(one.quantiles) == len(LEVELS)
        assert list(one.quantiles) == sorted(one.quantiles)
        shares = [share for _, share in one.reach]
        assert shares == sorted(shares, reverse=True)
    assert any(one.why for one in records)
    with pytest.raises(PanelError, match="holds no Atlantis"):
        forecast_areas(panel, 2, ["Atlantis"])


def test_a_record_tells_what_was_expected_before_the_newest_month() -> None:
    calm = Panel("t", ("A",), month_id("2019-01"), np.full((1, 36), 4.0))
    shaken = Panel("t", ("A",), calm.first, calm.deaths.copy())
    shaken.deaths[0, -1] = 900
    before, after = (forecast_areas(one, 1)[0] for one in (calm, shaken))
    assert before.before == after.before == before.quantiles[2]
    assert after.quantiles[3] > before.quantiles[3]
    assert forecast_areas(Panel("t", ("A",), 1, np.ones((1, 1))), 1)[0].before is None


def late(months: int, reported: Sequence[float]) -> Panel:
    """A war of 100 deaths a month, of which so much is known in its own month, the next and so on."""
    rows = [Cell("A", m, 100 * share, m + age) for m in range(1, months + 1) for age, share in enumerate(reported)]
    return build_panel(rows, "t").known_on(months)


def test_a_month_half_reported_is_no_lull() -> None:
    panel = late(48, [0.5, 0.8, 1.0])
    assert panel.deaths[0, -3:].tolist() == [100, 80, 50]
    assert settled(panel).deaths[0, -3:].tolist() == [100, 100, 100]
    told = forecast_areas(panel, 1)[0]
    assert 85 <= told.quantiles[2] <= 115
    assert told.last == 50


def test_figures_published_at_once_or_too_few_tell_nothing_of_delay() -> None:
    at_once = build_panel([Cell("A", m, float(m % 5), 300) for m in range(200, 300)], "t")
    np.testing.assert_array_equal(settled(at_once).deaths, at_once.deaths)
    assert forecast_areas(at_once, 1)[0].quantiles[4] > 0
    few = late(4, [0.1, 0.2])
    np.testing.assert_array_equal(settled(few).deaths, few.deaths)


def test_past_forecasts_are_held_to_what_came_and_saw_none_of_it() -> None:
    panel = wars(12, 120)
    found = track(panel, 6)
    assert len(found.rows) == 72
    assert found.held == sum(one.quantiles[0] <= one.came <= one.quantiles[-1] for one in found.rows)
    assert found.skill is not None
    planted = Panel(panel.where, panel.units, panel.first, panel.deaths.copy())
    planted.deaths[:, -1] = 7777
    assert [one.quantiles for one in track(planted, 6).rows] == [one.quantiles for one in found.rows]
    assert not track(wars(3, 20)).rows


def test_shares_go_to_whoever_was_right() -> None:
    outcome = np.arange(50.0)
    right, wrong = np.tile(outcome[:, None], (1, 20)), np.full((50, 20), 400.0)
    assert weights([right, wrong], outcome, outcome) == pytest.approx([1, 0], abs=1e-6)
    assert weights([right, wrong], outcome * np.nan, outcome).tolist() == [0.5, 0.5]


@given(st.floats(0, 1), st.integers(1, 30), st.integers(31, 90))
def test_a_mixture_holds_its_members_by_share(share: float, low: int, high: int) -> None:
    parts = [np.full((1, 50), float(low)), np.full((1, 50), float(high))]
    samples = mixed(parts, np.array([share, 1 - share]), 1000)
    assert (samples == low).mean() == pytest.approx(share, abs=0.002)


def test_calibration_widens_what_was_too_narrow_and_leaves_alone_what_fits() -> None:
    rng = np.random.default_rng(3)
    base = np.full(4000, 2.0)
    outcome = rng.poisson(20, 4000).astype(float)
    narrow = np.sort(rng.poisson(20, (4000, 200)) * 0.1 + 18, axis=1)
    fixed = calibration(narrow, outcome, base)(narrow[:, None], base)
    assert pit_share(narrow, outcome).mean() < 0.4
    assert fixed.min() >= narrow.min()
    assert pit_share(fixed[:, 0], outcome).mean() >= pit_share(narrow, outcome).mean()
    fitting = np.sort(rng.poisson(20, (4000, 200)).astype(float), axis=1)
    left = calibration(fitting, outcome, base)(fitting[:, None], base)[:, 0]
    assert abs(left - fitting).mean() < 1
