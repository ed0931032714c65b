"""The mixture: takes what its members said of earlier windows and what came, gives the weights with the lowest CRPS.

The CRPS of a mixture is a quadratic in its weights: sum w E|X - y| - 1/2 sum w w' E|X - X'|, so the best weights are
the solution of a convex programme, found exactly (linear pool, Gneiting and Ranjan 2013). Each case counts by its
log-CRPS and by its CRPS over its level, so that one war doesn't set the weights for all. Invariant: weights are shares,
none negative; without an earlier case they are even.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.forecast.numeric import Array, np

__all__ = ["mixed", "weights"]


def weights(said: Sequence[Array], outcome: Array, level: Array) -> Array:
    """The best shares of members that said sorted values (cases, levels) of ``outcome`` (cases).

    ``level`` is each case's expected size in deaths. Cases without an outcome are left out.
    """
    known = ~np.isnan(outcome)
    even = np.full(len(said), 1 / len(said))
    if not known.any():
        return even
    kept, came, size = [one[known] for one in said], outcome[known], 1 + level[known]
    logs = [np.log1p(one) for one in kept]
    linear = [_miss(one, came, size) + _miss(log, np.log1p(came), 1.0) for one, log in zip(kept, logs, strict=True)]
    spread = np.array([[_apart(a, b, size) + _apart(la, lb, 1.0) for b, lb in zip(kept, logs, strict=True)]
                       for a, la in zip(kept, logs, strict=True)])  # fmt: skip
    return _solve(np.array(linear), spread, even)


def mixed(said: Sequence[Array], shares: Array, samples: int) -> Array:
    """The mixture under ``shares``: of sorted values (..., levels) a member, sorted whole counts (..., samples)."""
    parts = np.concatenate(list(said), axis=-1)
    mass = np.repeat(shares / said[0].shape[-1], said[0].shape[-1])
    order = np.argsort(parts, axis=-1, kind="stable")
    ranked = np.take_along_axis(parts, order, axis=-1)
    reached = np.cumsum(mass[order], axis=-1)
    at = (np.arange(samples) + 0.5) / samples
    places = np.array([np.searchsorted(steps, at) for steps in reached.reshape(-1, parts.shape[-1])], dtype=np.intp)
    places = np.minimum(places.reshape(*parts.shape[:-1], samples), parts.shape[-1] - 1)
    counts: Array = np.rint(np.take_along_axis(ranked, places, axis=-1))
    return counts


def _miss(values: Array, outcome: Array, size: Array | float) -> float:
    """Mean of E|X - y| over size."""
    return float((np.abs(values - outcome[:, None]).mean(axis=1) / size).mean())


def _apart(one: Array, other: Array, size: Array | float) -> float:
    """Mean of E|X - X'| over size: the area between the distributions and half of what each spreads itself."""
    count = one.shape[1]
    both = np.concatenate([one, other], axis=1)
    order = np.argsort(both, axis=1)
    ranked = np.take_along_axis(both, order, axis=1)
    gap = np.cumsum(np.where(order < count, 1.0, -1.0), axis=1)[:, :-1] / count
    between = (gap**2 * np.diff(ranked, axis=1)).sum(axis=1)
    return float(((between + _spread(one) / 2 + _spread(other) / 2) / size).mean())


def _spread(values: Array) -> Array:
    """E|X - X'| of sorted values."""
    count = values.shape[1]
    spread: Array = 2 * ((2 * np.arange(1, count + 1) - count - 1) * values).sum(axis=1) / count**2
    return spread


def _solve(linear: Array, spread: Array, start: Array) -> Array:
    from scipy.optimize import minimize

    found = minimize(
        lambda w: linear @ w - w @ spread @ w / 2,
        start,
        jac=lambda w: linear - spread @ w,
        bounds=[(0, 1)] * len(start),
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1, "jac": np.ones_like},
        method="SLSQP",
    )
    shares: Array = np.clip(found.x, 0, None)
    return np.asarray(shares / shares.sum())
