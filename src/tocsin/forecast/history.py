"""A unit's own past as its future: takes a panel as known, gives its last months, newer ones weighing more.

Two members of the mixture: ``burst`` forgets half in three months, as violence that feeds on itself does; ``memory``
keeps ten years with a half-life of four, so that a war that paused may come back. Each month is blurred by a log-normal
factor, since a past month comes never quite the same again. Invariant: a unit without deaths gets zeros.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.forecast.baselines import recent
from tocsin.forecast.numeric import GRID, Array, decay, levels, np, weighted_quantiles
from tocsin.forecast.panel import Panel

__all__ = ["burst", "memory"]

_BLUR = 0.3 * np.array([-1.15, -0.32, 0.32, 1.15])
"""Shifts of log(1 + deaths): quarters of a normal with a standard deviation of 0.3, chosen on windows to 2017."""


def burst(panel: Panel, horizons: Sequence[int]) -> Array:
    """The last year with a half-life of three months, alike for every horizon."""
    return _past(panel, 12, 3, len(horizons))


def memory(panel: Panel, horizons: Sequence[int]) -> Array:
    """The last ten years with a half-life of four years."""
    return _past(panel, 120, 48, len(horizons))


def _past(panel: Panel, months: int, half_life: float, horizons: int) -> Array:
    given = recent(panel, months)
    weights = np.where(np.isnan(given), 0.0, decay(months, half_life))
    weights[weights.sum(axis=1) == 0] = 1.0
    deaths = np.nan_to_num(given)
    shifts = np.where((deaths > 0)[:, :, None], _BLUR, 0.0)
    blurred = np.expm1(np.maximum(np.log1p(deaths)[:, :, None] + shifts, 0)).reshape(len(given), -1)
    drawn = weighted_quantiles(blurred, np.repeat(weights, len(_BLUR), axis=1), levels(GRID))
    return np.repeat(drawn[:, None], horizons, axis=1)
