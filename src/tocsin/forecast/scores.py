"""Proper scores of predictive samples: takes sorted samples and what happened, gives one score a forecast, low is good.

CRPS (Gneiting and Raftery 2007, JASA) of the samples' own distribution; log-CRPS, the same of log(1 + deaths); the
ignorance of VIEWS (bits, eleven bins of deaths, one count added to each); the interval score at 90 %; coverage as the
probability integral transform of counts (Czado, Gneiting and Held 2009, Biometrics). Invariant: samples lie on the last
axis; an unknown outcome (NaN) gives an unknown score.
"""

from __future__ import annotations

import scoringrules

from tocsin.forecast.numeric import Array, np

__all__ = ["SCORES", "brier", "covered", "crps", "ignorance", "interval_score", "log_crps", "pit_share"]

_EDGES = (0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5)
"""Upper ends of the bins of deaths over which VIEWS counts ignorance (Hegre et al. 2025)."""
_ALPHA = 0.1  # the interval leaves out so much


def crps(samples: Array, outcome: Array) -> Array:
    """Continuous ranked probability score, in deaths."""
    shaped = np.broadcast_to(samples, (*outcome.shape, samples.shape[-1]))
    found: Array = scoringrules.crps_ensemble(outcome, shaped, estimator="qd", sorted_ensemble=True)
    return found


def log_crps(samples: Array, outcome: Array) -> Array:
    """CRPS on the scale of log(1 + deaths), where a small country counts as much as a large one."""
    return crps(np.log1p(samples), np.log1p(outcome))


def ignorance(samples: Array, outcome: Array) -> Array:
    """Bits of surprise at the bin in which the outcome fell."""
    bins = np.digitize(outcome, _EDGES)
    hits = (np.digitize(samples, _EDGES) == bins[..., None]).sum(axis=-1)
    share = (hits + 1) / (samples.shape[-1] + len(_EDGES) + 1)
    return np.where(np.isnan(outcome), np.nan, -np.log2(share))


def interval_score(samples: Array, outcome: Array) -> Array:
    """Width of the 90 % interval, and twenty times the distance by which the outcome missed it."""
    low, high = _interval(samples)
    found: Array = np.reshape(scoringrules.interval_score(outcome, low, high, _ALPHA), outcome.shape)
    return found


def covered(samples: Array, outcome: Array) -> Array:
    """1 where the 90 % interval holds the outcome."""
    low, high = _interval(samples)
    return np.where(np.isnan(outcome), np.nan, ((low <= outcome) & (outcome <= high)).astype(float))


def pit_share(samples: Array, outcome: Array) -> Array:
    """The part of an outcome's step of the distribution that lies between 5 % and 95 %: 0.9 on average if calibrated.

    A count has a step instead of a point; an all-zero forecast of a zero gets 0.9, not 1.
    """
    below = (samples < outcome[..., None]).mean(axis=-1)
    up_to = (samples <= outcome[..., None]).mean(axis=-1)
    inside = np.minimum(up_to, 1 - _ALPHA / 2) - np.maximum(below, _ALPHA / 2)
    point = ((below >= _ALPHA / 2) & (below <= 1 - _ALPHA / 2)).astype(float)
    step = up_to - below
    share = np.where(step > 0, np.maximum(inside, 0) / np.where(step > 0, step, 1.0), point)
    return np.where(np.isnan(outcome), np.nan, share)


def brier(samples: Array, outcome: Array, least: int) -> Array:
    """Squared error of the probability of at least ``least`` deaths."""
    said = (samples >= least).mean(axis=-1)
    return np.where(np.isnan(outcome), np.nan, (said - (outcome >= least)) ** 2)


def _interval(samples: Array) -> tuple[Array, Array]:
    low, high = np.quantile(samples, [_ALPHA / 2, 1 - _ALPHA / 2], axis=-1)
    return low, high


SCORES = {
    "crps": crps,
    "log_crps": log_crps,
    "ignorance": ignorance,
    "interval_score": interval_score,
    "covered": covered,
    "pit_share": pit_share,
}
"""The scores that every table shows."""
