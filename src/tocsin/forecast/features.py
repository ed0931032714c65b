"""What a series looked like on a day: takes a panel as known, gives one row of numbers a unit.

All but shares and other violence are differences of log(1 + deaths) from ``base``, the decayed mean of three years, so
that a unit is described by its course and not by its size; the size itself is ``base``. Invariant: nothing but the last
ten years of the panel as known enters; unknown months count as none, and so do kinds of violence that no source tells.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tocsin.forecast.baselines import recent
from tocsin.forecast.numeric import Array, Mask, decay, np
from tocsin.forecast.panel import Panel

__all__ = ["NAMES", "Features", "features"]

_MEMORY = 120  # months that are looked at
_ACTIVE = 60  # months in which a unit must have had a death to be described at all
_BASE = (6, 36)  # half-life and window, in months, of the level that the others are set against

NAMES = (
    "its level over the last year",
    "its latest month",
    "the last six weeks",
    "the last three months",
    "its level over the last ten years",
    "how regular its deaths are",
    "months with deaths in the last year",
    "months with deaths in the last five years",
    "how much it swings from month to month",
    "its worst month of the last year",
    "its worst month of the last five years",
    "its worst month of the last ten years",
    "its spread over the last year",
    "other violence over the last year",
    "other violence over the last ten years",
    "other violence in the last six weeks",
)
"""What each number tells, in the words of an explanation."""


@dataclass(frozen=True, slots=True)
class Features:
    """Rows of ``values`` in the panel's order; ``base`` is log(1 + deaths a month), ``active`` the units described."""

    values: Array
    base: Array
    active: Mask


def features(panel: Panel) -> Features:
    """The features of every unit at the end of the panel."""
    deaths = np.nan_to_num(recent(panel, _MEMORY))
    logs = np.log1p(deaths)
    base = _level(deaths, *_BASE)
    steps = np.abs(np.diff(logs[:, -12:], axis=1)).mean(axis=1)
    other = _other(panel)
    regular = (logs[:, -24:] * decay(24, 6)).sum(axis=1) / decay(24, 6).sum()
    columns = [
        base,
        logs[:, -1] - base,
        _level(deaths, 1.5, 12) - base,
        _level(deaths, 3, 24) - base,
        _level(deaths, 24, _MEMORY) - base,
        regular - base,
        (deaths[:, -12:] > 0).mean(axis=1),
        (deaths[:, -_ACTIVE:] > 0).mean(axis=1),
        steps,
        logs[:, -12:].max(axis=1) - base,
        logs[:, -60:].max(axis=1) - base,
        logs.max(axis=1) - base,
        logs[:, -12:].std(axis=1),
        _level(other, *_BASE),
        _level(other, 24, _MEMORY),
        _level(other, 1.5, 12),
    ]
    return Features(np.stack(columns, axis=1), base, deaths[:, -_ACTIVE:].sum(axis=1) > 0)


def _other(panel: Panel) -> Array:
    """The last ten years of violence that isn't counted; none where it isn't told."""
    if panel.other is None:
        return np.zeros((len(panel.units), _MEMORY))
    return np.nan_to_num(recent(replace(panel, deaths=panel.other), _MEMORY))


def _level(deaths: Array, half_life: float, months: int) -> Array:
    weights = decay(months, half_life)
    level: Array = np.log1p((deaths[:, -months:] * weights).sum(axis=1) / weights.sum())
    return level
