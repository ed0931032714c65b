"""Seasons: found where years repeat one another, none where they don't, and nothing of the future in them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from test_forecast_scores import panel_of
from tocsin.forecast.areas import forecast_areas
from tocsin.forecast.boosted import train
from tocsin.forecast.numeric import Array
from tocsin.forecast.panel import Panel
from tocsin.forecast.seasons import in_season, seasons

_YEAR = range(1, 13)


def summers(years: int, loudest: float = 1.0) -> Array:
    """Deaths that rise and fall by a factor of exp(loudest) about 100 with the months of a panel."""
    return 100 * np.exp(loudest * np.sin(2 * np.pi * np.arange(12 * years) / 12))


def test_a_war_fought_in_summer_is_expected_again_in_summer() -> None:
    panel = panel_of(summers(10).tolist())
    shift = seasons(panel, _YEAR)[0]
    np.testing.assert_allclose(shift, np.log(summers(1) / 100), atol=0.02)
    calm, loud = (forecast_areas(panel, 12)[month].quantiles[2] for month in (8, 2))
    assert loud > 3 * calm


def test_years_that_differ_and_short_pasts_have_no_season() -> None:
    rng = np.random.default_rng(3)
    wild = panel_of(*rng.lognormal(4, 1, (50, 180)))
    assert np.abs(seasons(wild, _YEAR)).mean() < 0.03
    assert not seasons(panel_of(summers(4).tolist()), _YEAR).any()
    assert not seasons(panel_of([0.0] * 120), _YEAR).any()


def test_unknown_months_make_no_season() -> None:
    gaps = np.full(120, 50.0)
    gaps[2::12] = np.nan
    assert not seasons(panel_of(gaps.tolist()), _YEAR).any()


def test_later_months_are_not_seen() -> None:
    panel = panel_of(summers(12).tolist())
    planted = Panel(panel.where, panel.units, panel.first, panel.deaths.copy())
    planted.deaths[:, -6:] = 5000
    known, other = (seasons(one.known_on(panel.last - 6), _YEAR) for one in (panel, planted))
    np.testing.assert_array_equal(known, other)


def test_the_time_of_year_is_given_as_a_reason() -> None:
    rng = np.random.default_rng(1)
    panel = panel_of(*rng.poisson(summers(14, 1.5) * rng.lognormal(0, 0.1, (20, 168))).astype(float))
    learned = train(panel, [1, 3])
    assert all("up: the time of year" in words for words in learned.reasons(panel, 3))


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30), st.floats(-3, 3))
@pytest.mark.filterwarnings("error")
def test_a_season_keeps_order_and_makes_no_deaths_of_none(deaths: list[float], shift: float) -> None:
    values = np.sort(np.array(deaths))[None, None]
    moved = in_season(values, np.full((1, 1), shift))
    assert (np.diff(moved) >= 0).all()
    assert (moved[values == 0] == 0).all()
    assert (moved >= 0).all()
