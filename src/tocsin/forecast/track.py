"""Our own forecasts held to what came: takes a panel, gives what would have been said of its last months one by one.

The rules are learned once, from what was known before the first of those months; each month is then forecast from what
was known at the end of the month before, so nothing has seen what it is held to. Deaths are those known now: what was
reported late is in them. Invariant: a month whose deaths aren't known is not counted.
"""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.forecast.areas import LEVELS
from tocsin.forecast.baselines import BASELINES
from tocsin.forecast.models import fit
from tocsin.forecast.months import label
from tocsin.forecast.numeric import Array, np
from tocsin.forecast.panel import Panel
from tocsin.forecast.scores import crps

__all__ = ["Past", "Track", "track"]

_LEAST = 24
"""Months that must be known before the first forecast: two turns of the seasons."""
_SAMPLES = 400


@dataclass(frozen=True, slots=True)
class Past:
    """One area and month that is over: ``quantiles`` at ``areas.LEVELS`` as said the month before, and what came."""

    area: str
    month: str
    quantiles: tuple[int, ...]
    came: int

    @property
    def held(self) -> bool:
        """True when the 90 % interval holds what came."""
        return self.quantiles[0] <= self.came <= self.quantiles[-1]


@dataclass(frozen=True, slots=True)
class Track:
    """Past forecasts, oldest first; ``skill`` sets their CRPS against that of conflictology (None: nothing to tell)."""

    rows: tuple[Past, ...] = ()
    skill: float | None = None

    @property
    def held(self) -> int:
        """How many of the rows had their 90 % interval hold."""
        return sum(one.held for one in self.rows)


def track(panel: Panel, months: int = 12) -> Track:
    """The forecasts of the last ``months`` months, each as of the month before; fewer where the panel is short."""
    start = max(panel.last - months, panel.first + _LEAST - 1, panel.begins)
    if start >= panel.last:
        return Track()
    learned = fit(panel.known_on(start), [1])
    rows: list[Past] = []
    ours, rule = 0.0, 0.0
    for month in range(start + 1, panel.last + 1):
        known = panel.known_on(month - 1)
        samples = learned(known, [1], _SAMPLES)[:, 0]
        came = panel.month(month)[[panel.units.index(unit) for unit in known.units]]
        rows += _rows(known, month, samples, came)
        ours += float(np.nansum(crps(samples, came)))
        rule += float(np.nansum(crps(BASELINES["conflictology"](known, _SAMPLES), came)))
    return Track(tuple(rows), 1 - ours / rule if rule else None)


def _rows(known: Panel, month: int, samples: Array, came: Array) -> list[Past]:
    said = np.quantile(samples, LEVELS, axis=1, method="inverted_cdf").T.astype(int)
    told = zip(known.units, said.tolist(), came, strict=True)
    return [Past(unit, label(month), tuple(q), int(deaths)) for unit, q, deaths in told if not np.isnan(deaths)]
