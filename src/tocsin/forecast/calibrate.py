"""Calibration by size: takes what was said of earlier windows and what came, gives a correction of quantile levels.

For units of like size the share of outcomes below each said quantile is counted; the correction then says at which
level to look so that the share is right (conformal predictive distributions by bin, Vovk et al. 2017; Kuleshov et al.
2018). A count covers a step of the distribution, which counts evenly. Few earlier cases pull the correction to none.
Invariant: the correction is monotone, so quantiles never cross.
"""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.forecast.numeric import Array, Mask, Places, levels, np

__all__ = ["Calibration", "calibration"]

_EDGES = (1.0, 3.2)  # log(1 + deaths a month) between small, middling and large units: 2 and 24 deaths
_DOUBT = 500  # cases that a correction must have before it counts half
_STEPS = np.linspace(0, 1, 201)


@dataclass(frozen=True, slots=True)
class Calibration:
    """For each size the levels at which to read a distribution so that ``_STEPS`` come out right (sizes, steps)."""

    at: Array

    def __call__(self, samples: Array, base: Array) -> Array:
        """Corrected sorted samples (units, horizons, samples); ``base`` is the units' size."""
        count = samples.shape[-1]
        corrected = samples.copy()
        for size in range(len(self.at)):
            read = np.interp(levels(count), _STEPS, self.at[size])
            rows = np.digitize(base, _EDGES) == size
            corrected[rows] = samples[rows][..., np.minimum((read * count).astype(int), count - 1)]
        return corrected


def calibration(samples: Array, outcome: Array, base: Array) -> Calibration:
    """From samples (cases, samples), outcomes (cases; NaN unknown) and sizes (cases) of active units."""
    groups = np.digitize(base, _EDGES)
    known = ~np.isnan(outcome)
    return Calibration(np.stack([_levels(samples[g], outcome[g]) for g in _split(groups, known)]))


def _split(groups: Places, known: Mask) -> list[Mask]:
    return [known & (groups == size) for size in range(len(_EDGES) + 1)]


def _levels(samples: Array, outcome: Array) -> Array:
    """The level to read at for each step: where so many outcomes lay below, drawn to the step itself by doubt."""
    if not len(outcome):
        return _STEPS
    below = (samples < outcome[:, None]).mean(axis=1)[:, None]
    step = np.maximum((samples <= outcome[:, None]).mean(axis=1)[:, None] - below, 1 / samples.shape[1])
    reached = np.clip((_STEPS - below) / step, 0, 1).mean(axis=0)
    right = np.interp(_STEPS, reached + np.arange(len(_STEPS)) * 1e-9, _STEPS)
    trust = len(outcome) / (len(outcome) + _DOUBT)
    levels_at: Array = trust * right + (1 - trust) * _STEPS
    return levels_at
