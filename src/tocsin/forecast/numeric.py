"""numpy for the whole room, and what sorted samples share: quantile levels, weighted quantiles, decay weights.

Taken in one place so that a missing extra is told in one line. A predictive distribution is an array whose last axis
holds sorted sample values of equal weight; invariant: nothing here draws random numbers, so a forecast is the same on
every run.
"""

from __future__ import annotations

from tocsin.errors import MissingExtraError

try:
    import numpy as np
    from numpy.typing import NDArray
except ImportError as error:
    raise MissingExtraError("forecasting", "forecast") from error

__all__ = ["GRID", "Array", "Mask", "Places", "decay", "levels", "np", "weighted_quantiles"]

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Places = NDArray[np.intp]

GRID = 200
"""Values by which a member of the mixture tells a distribution: half a hundredth of probability each."""


def levels(count: int) -> Array:
    """``count`` evenly spread probabilities: the middles of as many equal slices of 0 to 1."""
    return (np.arange(count) + 0.5) / count


def decay(months: int, half_life: float | Array) -> Array:
    """Weights of the last ``months`` months, oldest first; the newest has 1, one ``half_life`` months older a half.

    Half-lives (n, 1) give rows of weights (n, months).
    """
    weights: Array = 0.5 ** (np.arange(months)[::-1] / half_life)
    return weights


def weighted_quantiles(values: Array, weights: Array, at: Array) -> Array:
    """Each row's values at the levels ``at``: ``values`` (n, k), ``weights`` (k) or (n, k), the result (n, len(at))."""
    order = np.argsort(values, axis=1, kind="stable")
    ranked = np.take_along_axis(values, order, axis=1)
    mass = np.take_along_axis(np.broadcast_to(weights, values.shape), order, axis=1)
    reached = np.cumsum(mass, axis=1)
    reached = reached / reached[:, -1:]
    last = values.shape[1] - 1
    places = [np.minimum(np.searchsorted(row, at), last) for row in reached]
    return np.take_along_axis(ranked, np.array(places, dtype=np.intp).reshape(len(values), len(at)), axis=1)
