"""A unit's own past as its future: takes a panel as known, gives its last months, newer ones weighing more.

Half is forgotten in four months, as violence that feeds on itself does; in a large war sooner, since chance has little
part in its newest month (the gain of a Kalman filter). Each month is blurred by a log-normal factor, since a past month
comes never quite the same again; a small count, which chance moves most, is blurred most. Invariant: a unit without
deaths gets zeros.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.forecast.baselines import recent
from tocsin.forecast.numeric import GRID, Array, decay, levels, np, weighted_quantiles
from tocsin.forecast.panel import Panel

__all__ = ["burst"]

_MONTHS = 24
_SIZES, _HALF_LIVES = (3.0, 100.0), (4.0, 1.5)
"""Half-lives in months at so many deaths a month, and between and beyond them; chosen on windows 2006 to 2017 alone."""
_LEVEL_HALF_LIFE = 6  # months, over which size is told
_BLUR, _CHANCE = 0.4, 4.0
"""Standard deviation of log(1 + deaths) of a large month, and the variance that a count adds, over 1 + deaths."""
_SHIFTS = np.array([-1.15, -0.32, 0.32, 1.15])
"""Middles of the quarters of a normal. The blur had the lowest log-CRPS of 62 quarterly origins to 2016."""


def burst(panel: Panel, horizons: Sequence[int]) -> Array:
    """The last two years, alike for every horizon: sorted values (units, horizons, levels)."""
    given = recent(panel, _MONTHS)
    weights = np.where(np.isnan(given), 0.0, decay(_MONTHS, _half_lives(given)))
    weights[weights.sum(axis=1) == 0] = 1.0
    deaths = np.nan_to_num(given)[:, :, None]
    spread = np.sqrt(_BLUR**2 + _CHANCE / (1 + deaths))
    shifts = np.where(deaths > 0, spread * _SHIFTS, 0.0)
    blurred = np.expm1(np.maximum(np.log1p(deaths) + shifts, 0)).reshape(len(given), -1)
    drawn = weighted_quantiles(blurred, np.repeat(weights, len(_SHIFTS), axis=1), levels(GRID))
    return np.repeat(drawn[:, None], len(horizons), axis=1)


def _half_lives(given: Array) -> Array:
    """The half-life of each unit by its size: (units, 1)."""
    weights = decay(_MONTHS, _LEVEL_HALF_LIFE)
    size = (np.nan_to_num(given) * weights).sum(axis=1, keepdims=True) / weights.sum()
    found: Array = np.interp(np.log1p(size), np.log1p(_SIZES), _HALF_LIVES)
    return found
