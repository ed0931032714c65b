"""The rules that a forecast must beat: takes what was known, gives a distribution by unit and month.

``zero``; ``last`` (Poisson around the last month); ``mean12`` (Poisson around the mean of twelve months); ``boot``
(draws from all units' last twenty years); ``conflictology`` (a unit's own last twelve months); ``nb`` (negative
binomial with the moments of the last 24 months). All but ``mean12`` and ``nb`` are benchmarks of the VIEWS 2023/24
Prediction Challenge (Hegre et al. 2025, Journal of Peace Research); ``nb`` follows Bodentien and Rueter's entry to it.
Invariant: a rule sees a panel that ends at the day of the forecast; an unknown month counts as none.
"""

from __future__ import annotations

from collections.abc import Callable

from tocsin.forecast.numeric import Array, levels, np, weighted_quantiles
from tocsin.forecast.panel import Panel

__all__ = ["BASELINES", "recent"]

_YEAR = 12  # months of the window of conflictology
_POOL = 240  # months from which ``boot`` draws, as in VIEWS
_TWO_YEARS = 24  # months from which the negative binomial takes its moments


def recent(panel: Panel, months: int) -> Array:
    """The last ``months`` months of every unit, oldest first; months unknown or before the panel are NaN."""
    given: Array = panel.deaths[:, -months:]
    short = months - given.shape[1]
    return np.pad(given, ((0, 0), (short, 0)), constant_values=np.nan) if short else given


def _known(panel: Panel, months: int) -> tuple[Array, Array]:
    """The last months with 0 for unknown ones, and weights of which unknown ones have none.

    A unit of which nothing is known in them has even weights: it counts as without deaths.
    """
    given = recent(panel, months)
    weights = np.where(np.isnan(given), 0.0, 1.0)
    weights[weights.sum(axis=1) == 0] = 1.0
    return np.nan_to_num(given), weights


def _zero(panel: Panel, samples: int) -> Array:
    return np.zeros((len(panel.units), samples))


def _poisson(rates: Array, samples: int) -> Array:
    from scipy.stats import poisson

    values: Array = poisson.ppf(levels(samples)[None, :], rates[:, None])
    return np.where(rates[:, None] > 0, values, 0.0)


def _last(panel: Panel, samples: int) -> Array:
    return _poisson(_known(panel, 1)[0][:, 0], samples)


def _mean(panel: Panel, samples: int) -> Array:
    values, weights = _known(panel, _YEAR)
    return _poisson((values * weights).sum(axis=1) / weights.sum(axis=1), samples)


def _boot(panel: Panel, samples: int) -> Array:
    pool = recent(panel, _POOL)
    drawn: Array = np.quantile(pool[~np.isnan(pool)], levels(samples), method="inverted_cdf")
    return np.tile(drawn, (len(panel.units), 1))


def _conflictology(panel: Panel, _: int) -> Array:
    """The twelve months themselves: scored as twelve samples, as VIEWS does."""
    values, weights = _known(panel, _YEAR)
    return weighted_quantiles(values, weights, levels(_YEAR))


def _negative_binomial(panel: Panel, samples: int) -> Array:
    from scipy.stats import nbinom

    values, weights = _known(panel, _TWO_YEARS)
    mean = (values * weights).sum(axis=1) / weights.sum(axis=1)
    spread = (weights * (values - mean[:, None]) ** 2).sum(axis=1) / weights.sum(axis=1)
    wide = spread > mean * 1.01  # below that it is a Poisson
    size = np.where(wide, mean**2 / np.where(wide, spread - mean, 1.0), 1.0)
    drawn = nbinom.ppf(levels(samples)[None, :], size[:, None], (size / (size + mean))[:, None])
    return np.where((mean > 0)[:, None], np.where(wide[:, None], drawn, _poisson(mean, samples)), 0.0)


BASELINES: dict[str, Callable[[Panel, int], Array]] = {
    "zero": _zero,
    "last": _last,
    "mean12": _mean,
    "boot": _boot,
    "conflictology": _conflictology,
    "nb": _negative_binomial,
}
"""Each rule: the panel as known and how many samples, to sorted samples (units, samples), alike for every horizon.

``conflictology`` has twelve whatever is asked for.
"""
