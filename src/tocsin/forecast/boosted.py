"""Gradient-boosted quantiles: takes a panel as known, learns how log deaths move from their level, gives distributions.

One LightGBM model a quantile (pinball loss), over the features of every active unit at earlier months and the horizon;
the target is log(1 + deaths) less the unit's level. Crossed quantiles are sorted, values between two are interpolated.
Units quiet for five years are not described and get zeros. Invariant: a model learns from outcomes that the panel as
known holds; its result is the same on every run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tocsin.errors import MissingExtraError
from tocsin.forecast.features import NAMES, features
from tocsin.forecast.history import burst
from tocsin.forecast.numeric import GRID, Array, levels, np
from tocsin.forecast.panel import Panel
from tocsin.forecast.seasons import seasons

__all__ = ["Boosted", "train"]

_QUANTILES = (0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.96, 0.99)
_MEDIAN = _QUANTILES.index(0.5)
_YEARS, _EVERY = 25, 4  # how far back it learns, and the months between two origins
_START = 48  # months that an origin needs before it
_FEWEST = 1000  # rows below which nothing is learned
_ROUNDS = 80
_SETTINGS: dict[str, Any] = {
    "objective": "quantile", "num_leaves": 15, "learning_rate": 0.08, "min_data_in_leaf": 300, "feature_fraction": 0.7,
    "bagging_fraction": 0.7, "bagging_freq": 1, "seed": 1, "deterministic": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip
"""Chosen on windows to 2017; one thread, since many small trees wait for one another on a busy machine."""
_SEASON = "the time of year"
_SMALLEST = 0.5  # deaths below which a value is none


@dataclass(frozen=True, slots=True)
class Boosted:
    """Trained models, lowest quantile first; none when there was too little to learn from."""

    models: tuple[Any, ...]

    def __call__(self, panel: Panel, horizons: Sequence[int]) -> Array:
        """Sorted values (units, horizons, levels)."""
        now = features(panel)
        drawn: Array = np.zeros((len(panel.units), len(horizons), GRID))
        if not self.models:
            return burst(panel, horizons)  # too little was learned from: its own past
        if not now.active.any():
            return drawn
        rows = np.concatenate([_rows(now.values[now.active], horizon) for horizon in horizons])
        moves = np.sort([model.predict(rows) for model in self.models], axis=0)
        logs = moves + np.tile(now.base[now.active], len(horizons))
        values = np.array([np.interp(levels(GRID), _QUANTILES, column) for column in logs.T])
        deaths = np.expm1(np.maximum(values, 0))
        deaths[deaths < _SMALLEST] = 0
        drawn[now.active] = deaths.reshape(len(horizons), -1, GRID).transpose(1, 0, 2)
        return drawn

    def reasons(self, panel: Panel, horizon: int, most: int = 3) -> list[list[str]]:
        """For each unit what moved its median most from its level, its season among it, largest first, in words."""
        now = features(panel)
        if not self.models:
            return [[] for _ in panel.units]
        told = self.models[_MEDIAN].predict(_rows(now.values, horizon), pred_contrib=True)[:, : len(NAMES)]
        pushes = np.column_stack([told, seasons(panel, [horizon])])
        return [_words(row, most) if active else [] for row, active in zip(pushes, now.active, strict=True)]


def train(panel: Panel, horizons: Sequence[int]) -> Boosted:
    """Learn from everything in the panel.

    Raises:
        MissingExtraError: LightGBM isn't installed.
    """
    try:
        import lightgbm
    except ImportError as error:
        raise MissingExtraError("forecasting", "forecast") from error
    rows, moves = _lessons(panel, horizons)
    if len(rows) < _FEWEST:
        return Boosted(())
    data = lightgbm.Dataset(rows, moves, free_raw_data=False)
    return Boosted(tuple(lightgbm.train({**_SETTINGS, "alpha": at}, data, _ROUNDS) for at in _QUANTILES))


def _lessons(panel: Panel, horizons: Sequence[int]) -> tuple[Array, Array]:
    """Rows and moves of every earlier origin whose outcome is known."""
    width = panel.deaths.shape[1]
    rows, moves = [np.empty((0, len(NAMES) + 1))], [np.empty(0)]
    for column in range(max(_START, width - 12 * _YEARS), width - min(horizons), _EVERY):
        then = features(panel.known_on(panel.first + column))
        for horizon in horizons:
            if column + horizon < width:
                after = panel.deaths[:, column + horizon]
                used = then.active & ~np.isnan(after)
                rows.append(_rows(then.values[used], horizon))
                moves.append(np.log1p(after[used]) - then.base[used])
    return np.concatenate(rows), np.concatenate(moves)


def _rows(values: Array, horizon: int) -> Array:
    return np.column_stack([values, np.full(len(values), float(horizon))])


def _words(pushes: Array, most: int) -> list[str]:
    """The largest pushes as "up: its latest month"; those that move deaths by less than a twentieth are left out."""
    order = np.argsort(-np.abs(pushes))[:most]
    return [f"{'up' if pushes[i] > 0 else 'down'}: {(*NAMES, _SEASON)[i]}" for i in order if abs(pushes[i]) > 0.05]
