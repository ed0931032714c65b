"""The forecast: takes a panel as known and horizons, gives samples of deaths for every unit and month.

A mixture of what a unit's own recent past says (``burst``), what followed like courses anywhere (``analogues``) and
boosted quantiles, each moved by the unit's season, with the shares that were best on the same months of the eight
years before, calibrated by size on those years. Everything, shares and calibration too, is learned from the panel as
known, so a forecast for 2018 has seen nothing after October 2017. A unit without a death for five years gets what
followed such quiet anywhere. Where figures come in vintages, the newest months are first grown by the usual delay.
Invariant: the same panel gives the same samples; sorted whole counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.errors import PanelError
from tocsin.forecast.analogues import analogues
from tocsin.forecast.boosted import Boosted, train
from tocsin.forecast.calibrate import Calibration, calibration
from tocsin.forecast.delay import settled
from tocsin.forecast.features import features
from tocsin.forecast.history import burst
from tocsin.forecast.numeric import GRID, Array, np
from tocsin.forecast.panel import Panel
from tocsin.forecast.seasons import in_season, seasons
from tocsin.forecast.stack import mixed, weights

__all__ = ["MEMBERS", "Ensemble", "fit", "predict"]

MEMBERS = ("burst", "analogues", "boosted")
_YEARS, _BLOCK = 8, 4  # earlier years that shares are fitted on; trees are trained anew every so many of them
_START = 60  # months that a panel must have before an earlier window
_FURTHEST = 36  # months ahead beyond which nothing is said


@dataclass(frozen=True, slots=True)
class Ensemble:
    """What was learned from a panel: trees, the members' shares in the order of ``MEMBERS``, the calibration."""

    boosted: Boosted
    shares: Array
    calibration: Calibration | None

    def __call__(self, panel: Panel, horizons: Sequence[int], samples: int = 1000) -> Array:
        """Sorted whole counts (units, horizons, samples)."""
        panel = settled(panel)
        now, said = features(panel), _say(panel, horizons, self.boosted)
        drawn = np.stack([mixed([one[:, at] for one in said], self.shares, samples) for at in range(len(horizons))], 1)
        if self.calibration:
            drawn[now.active] = self.calibration(drawn[now.active], now.base[now.active])
        quiet = mixed([said[MEMBERS.index("analogues")][~now.active]], np.ones(1), samples)
        drawn[~now.active] = quiet
        return drawn


@dataclass(frozen=True, slots=True)
class _Case:
    """An earlier window: what its members said of its active units, what came, and how large the units were."""

    said: list[Array]  # (units, horizons, levels)
    outcome: Array  # (units, horizons)
    base: Array  # (units)


def predict(panel: Panel, horizons: Sequence[int], samples: int = 1000) -> Array:
    """Learn from a panel and forecast the months ``horizons`` after its last one: (units, horizons, samples).

    Raises:
        PanelError: a horizon isn't 1 to 36.
        MissingExtraError: LightGBM isn't installed.
    """
    return fit(panel, horizons)(panel, horizons, samples)


def fit(panel: Panel, horizons: Sequence[int]) -> Ensemble:
    """Learn trees, shares and calibration from a panel as known."""
    if not horizons or min(horizons) < 1 or max(horizons) > _FURTHEST:
        raise PanelError(f"horizons must be 1 to {_FURTHEST} months", panel.where)
    panel = settled(panel)
    boosted = train(panel, horizons)
    cases = list(_earlier(panel, horizons))
    if not cases:
        return Ensemble(boosted, np.full(len(MEMBERS), 1 / len(MEMBERS)), None)
    said = [np.concatenate([case.said[i].reshape(-1, GRID) for case in cases]) for i in range(len(MEMBERS))]
    outcome = np.concatenate([case.outcome.ravel() for case in cases])
    base = np.concatenate([np.repeat(case.base, len(horizons)) for case in cases])
    shares = weights(said, outcome, np.expm1(base))
    return Ensemble(boosted, shares, calibration(mixed(said, shares, GRID), outcome, base))


def _earlier(panel: Panel, horizons: Sequence[int]) -> Iterator[_Case]:
    """The same months of the years before, oldest first, each forecast from what was known then."""
    origins = [
        panel.last - 12 * year for year in range(_YEARS, 0, -1) if panel.last - 12 * year - panel.first >= _START
    ]
    for at, origin in enumerate(origins):
        known = panel.known_on(origin)
        if at % _BLOCK == 0:
            boosted = train(known, horizons)
        now = features(known)
        if now.active.any():
            said = [one[now.active] for one in _say(known, horizons, boosted)]
            outcome = np.stack([_outcome(panel, known, origin + ahead) for ahead in horizons], axis=1)
            yield _Case(said, outcome[now.active], now.base[now.active])


def _outcome(panel: Panel, known: Panel, month: int) -> Array:
    """What came, as known at the end of ``panel``, for the units known then."""
    row = {unit: index for index, unit in enumerate(panel.units)}
    return panel.month(month)[[row[unit] for unit in known.units]]


def _say(panel: Panel, horizons: Sequence[int], boosted: Boosted) -> list[Array]:
    """What each member says, moved by the season, in the order of ``MEMBERS``."""
    said = burst(panel, horizons), analogues(panel, horizons), boosted(panel, horizons)
    shift = seasons(panel, horizons)
    return [in_season(values, shift) for values in said]
