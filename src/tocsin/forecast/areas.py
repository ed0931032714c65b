"""Forecasts as plain records: takes a panel as known, gives for each area and month what may come and why.

Invariant: quantiles rise with their level and probabilities fall with their threshold; a record is of an area and a
month, never of a place and a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.errors import PanelError
from tocsin.forecast.evaluate import THRESHOLDS
from tocsin.forecast.models import Ensemble, fit
from tocsin.forecast.months import label
from tocsin.forecast.numeric import Array, np
from tocsin.forecast.panel import Panel

__all__ = ["LEVELS", "AreaForecast", "forecast_areas"]

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Quantiles of a record: the ends of the 90 % and 50 % intervals and the middle."""


@dataclass(frozen=True, slots=True)
class AreaForecast:
    """Deaths in one area and month: ``quantiles`` at ``LEVELS``, ``reach`` (at least so many, probability).

    ``last`` is the newest month known (deaths, None if unknown); ``before`` the middle of what the same rules say of
    this month without the newest one known (None where nothing older is); ``why`` what moved it most, largest first.
    """

    area: str
    month: str
    known_until: str
    last: int | None
    quantiles: tuple[int, ...]
    before: int | None
    reach: tuple[tuple[int, float], ...]
    why: tuple[str, ...]


def forecast_areas(panel: Panel, months: int = 12, areas: Sequence[str] = ()) -> tuple[AreaForecast, ...]:
    """The months after a panel's last one, for the given areas or all.

    Raises:
        PanelError: an area isn't in the panel, or ``months`` isn't 1 to 36.
        MissingExtraError: the extra ``forecast`` isn't installed.
    """
    unknown = [area for area in areas if area not in panel.units]
    if unknown:
        raise PanelError(f"holds no {', '.join(unknown)}", panel.where)
    horizons = range(1, months + 1)
    learned = fit(panel, horizons)
    samples, reasons = learned(panel, horizons), learned.boosted.reasons(panel, min(3, months))
    before = _middles_before(panel, learned, horizons)
    rows = [(index, unit) for index, unit in enumerate(panel.units) if not areas or unit in areas]
    pairs = [(index, unit, ahead) for index, unit in rows for ahead in horizons]
    return tuple(
        _record(panel, (unit, ahead), samples[i, ahead - 1], before.get((unit, ahead)), reasons[i])
        for i, unit, ahead in pairs
    )


def _middles_before(panel: Panel, learned: Ensemble, horizons: Sequence[int]) -> dict[tuple[str, int], int]:
    """The medians of the same months as they stand without the newest month, by unit and months ahead."""
    try:
        known = panel.known_on(panel.last - 1)
    except PanelError:
        return {}  # nothing older was known
    samples = learned(known, [ahead + 1 for ahead in horizons])
    middles = np.quantile(samples, 0.5, axis=2, method="inverted_cdf").astype(int)
    return {(unit, ahead): int(middles[i, ahead - 1]) for i, unit in enumerate(known.units) for ahead in horizons}


def _record(
    panel: Panel, cell: tuple[str, int], samples: Array, before: int | None, why: Sequence[str]
) -> AreaForecast:
    unit, ahead = cell
    last = panel.month(panel.last)[panel.units.index(unit)]
    return AreaForecast(
        area=unit,
        month=label(panel.last + ahead),
        known_until=label(panel.last),
        last=None if np.isnan(last) else int(last),
        quantiles=tuple(int(value) for value in np.quantile(samples, LEVELS, method="inverted_cdf")),
        before=before,
        reach=tuple((least, round(float((samples >= least).mean()), 3)) for least in THRESHOLDS),
        why=tuple(why),
    )
