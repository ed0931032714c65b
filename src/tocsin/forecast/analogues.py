"""Neighbours in time: takes a panel as known, gives what followed where any unit's course once looked alike.

The course of every active unit at earlier months is kept with what came after; the nearest ones to today's course give
a distribution, scaled from their level to today's. A unit quiet for five years gets what came after such quiet
anywhere. The method is that of analogues (k nearest neighbours, Lorenz 1969), as pattern forecasts of conflict use it
(Chadefaux 2022). Invariant: an analogue's future had ended when the panel ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.forecast.features import Features, features
from tocsin.forecast.history import burst
from tocsin.forecast.numeric import GRID, Array, Places, levels, np
from tocsin.forecast.panel import Panel

__all__ = ["analogues"]

_YEARS, _EVERY = 22, 2  # how far back courses are looked for, and the months between two of them
_START = 60  # months that a course needs before it
_NEIGHBOURS = 300
_LARGE, _FADE = 4.5, 0.1  # above exp(4.5) = 90 deaths a month the level itself counts a tenth: few units were larger
_CLIP = 30.0  # the most by which a neighbour's deaths are scaled
_AXES = (2, 0, 4, 5, 8, 7)  # features: last weeks, level, ten years, regularity, swings, share of months
_WEIGHTS = np.array([0.7, 1.0, 0.5, 1.0, 1.0, 2.0])
"""How much each axis counts; these and the constants above were chosen on windows to 2017."""


@dataclass(frozen=True, slots=True)
class _Library:
    """Past courses (n, axes), their levels in deaths (n), and what followed (n, horizons)."""

    courses: Array
    sizes: Array
    after: Array
    quiet: Array


def analogues(panel: Panel, horizons: Sequence[int]) -> Array:
    """Sorted values (units, horizons, levels)."""
    now, library = features(panel), _library(panel, horizons)
    drawn: Array = np.zeros((len(panel.units), len(horizons), GRID))
    if len(library.quiet):
        drawn[:] = np.quantile(library.quiet, levels(GRID), method="inverted_cdf")
    active = np.flatnonzero(now.active)
    if not len(library.courses):
        drawn[active] = burst(panel, horizons)[active]  # nothing to compare with: its own past
    elif len(active):
        for unit, near in zip(active, _nearest(library, _course(now)[active]), strict=True):
            drawn[unit] = _future(library, near, np.expm1(now.base[unit]))
    return drawn


def _nearest(library: _Library, courses: Array) -> Places:
    from scipy.spatial import cKDTree

    count = min(_NEIGHBOURS, len(library.courses))
    found: Places = cKDTree(library.courses).query(courses, k=count)[1].reshape(len(courses), count)
    return found


def _future(library: _Library, near: Places, size: float) -> Array:
    """What followed the neighbours, scaled to ``size``; each horizon takes its two neighbours in."""
    scale = np.clip(size / np.maximum(library.sizes[near], 0.05), 1 / _CLIP, _CLIP)
    values = library.after[near] * scale[:, None]
    spans = [values[:, max(0, h - 1) : h + 2].ravel() for h in range(values.shape[1])]
    return np.stack([np.quantile(span, levels(GRID)) for span in spans])


def _course(given: Features) -> Array:
    course = given.values[:, _AXES].copy()
    course[:, 1] = np.where(given.base > _LARGE, _LARGE + (given.base - _LARGE) * _FADE, given.base)
    return np.asarray(course * _WEIGHTS)


def _library(panel: Panel, horizons: Sequence[int]) -> _Library:
    width = panel.deaths.shape[1]
    first, last = max(_START, width - 12 * _YEARS), width - 1 - max(horizons)
    parts = [_at(panel, column, horizons) for column in range(first, last + 1, _EVERY)]
    if not parts:
        return _Library(np.empty((0, len(_AXES))), np.empty(0), np.empty((0, len(horizons))), np.empty(0))
    return _Library(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def _at(panel: Panel, column: int, horizons: Sequence[int]) -> tuple[Array, Array, Array, Array]:
    """Courses at one past month, and what followed, of the units whose future is known."""
    given = features(panel.known_on(panel.first + column))
    after = panel.deaths[:, [column + horizon for horizon in horizons]]
    known = ~np.isnan(after).any(axis=1)
    used = known & given.active
    return _course(given)[used], np.expm1(given.base[used]), after[used], after[known & ~given.active].ravel()
