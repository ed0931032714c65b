"""Seasons of war: takes a panel as known, gives how far each coming month usually stands above or below its year.

Snow closes passes, rains close roads, harvests empty ranks. One wave a year is fitted to log(1 + deaths) of each year
of a unit's past; the mean of these waves is drawn to none by how much they differ from year to year (James and Stein
1961), so that a unit without a season of its own has none. Invariant: unknown months count as their year's mean; a
short past has no season.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tocsin.forecast.baselines import recent
from tocsin.forecast.numeric import Array, np
from tocsin.forecast.panel import Panel

__all__ = ["in_season", "seasons"]

_MONTHS = 12
_FEWEST, _MOST = 5, 15  # years that a season is learned from
_CAUTION = 5.0
"""How many times the waves' doubt is taken off their mean. Chosen, as ``_MOST``, on the windows 2006 to 2017 alone."""


def seasons(panel: Panel, horizons: Sequence[int]) -> Array:
    """How far log(1 + deaths) of the months ``horizons`` ahead lies from its year's mean: (units, horizons)."""
    years = min(_MOST, panel.deaths.shape[1] // _MONTHS)
    if years < _FEWEST:
        return np.zeros((len(panel.units), len(horizons)))
    swings = _departures(panel, years) @ _wave(range(panel.last - _MONTHS + 1, panel.last + 1)) / (_MONTHS / 2)
    mean, doubt = swings.mean(axis=1), swings.var(axis=1, ddof=1).sum(axis=1) / years
    strength = np.maximum((mean**2).sum(axis=1), np.finfo(float).tiny)
    trust = np.clip(1 - _CAUTION * doubt / strength, 0, None)
    found: Array = trust[:, None] * (mean @ _wave([panel.last + ahead for ahead in horizons]).T)
    return found


def in_season(values: Array, shift: Array) -> Array:
    """Deaths (units, horizons, levels) moved by ``shift`` (units, horizons) on the scale of logs; none stays none."""
    moved = np.expm1(np.maximum(np.log1p(values) + shift[..., None], 0))
    return np.where(values > 0, moved, 0.0)


def _departures(panel: Panel, years: int) -> Array:
    """log(1 + deaths) less the mean of its year, newest year last: (units, years, months)."""
    logs = np.log1p(recent(panel, years * _MONTHS)).reshape(len(panel.units), years, _MONTHS)
    known = ~np.isnan(logs)
    level = np.nansum(logs, axis=2, keepdims=True) / np.maximum(known.sum(axis=2, keepdims=True), 1)
    return np.where(known, logs - level, 0.0)


def _wave(months: Iterable[int]) -> Array:
    """Cosine and sine of the time of year of month ids: (months, 2)."""
    angle = 2 * np.pi * np.array(list(months)) / _MONTHS
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)
