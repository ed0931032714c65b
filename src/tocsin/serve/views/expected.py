"""What models expect, by area and month: takes the incidents kept, gives fans, rows of a table, and past forecasts.

Deaths are those that reports held, up to the last whole month. Invariant: countries or first-level divisions, and
months, only; where nothing can be reckoned there are no rows and a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from tocsin.errors import MissingExtraError, PanelError
from tocsin.forecast.areas import AreaForecast, forecast_areas
from tocsin.forecast.ged import Counting
from tocsin.forecast.incidents import count_incidents, require_current
from tocsin.forecast.months import label, month_of
from tocsin.forecast.numeric import np
from tocsin.forecast.panel import Panel
from tocsin.forecast.track import Track, track
from tocsin.model import Incident
from tocsin.serve.views.fans import Fan, fan
from tocsin.serve.views.outlook import Outlook, outlook

__all__ = ["Expected", "expected"]

_AHEAD = 6  # months of a fan
_MONTHS = 3  # months of a row
_MOST = 20
"""Areas of the page, those with the most deaths to fear first."""
_PAST = 24  # months behind a fan


@dataclass(frozen=True, slots=True)
class Expected:
    """Fans, rows, the most to fear first, and the next month's map, or why there are none; what became of past ones.

    ``left_out`` counts the incidents that couldn't be counted.
    """

    fans: tuple[Fan, ...] = ()
    rows: tuple[AreaForecast, ...] = ()
    map: Outlook | None = None
    past: Track = field(default_factory=Track)
    reason: str = ""
    left_out: int = 0


def expected(incidents: Iterable[Incident], today: date, unit: str = "country") -> Expected:
    """The next months of each area, as of the last whole month."""
    try:
        counted = count_incidents(incidents, Counting(unit), month_of(today) - 1)
        require_current(counted)
        found = forecast_areas(counted.panel, _AHEAD)
        past = track(counted.panel)
    except (PanelError, MissingExtraError) as error:
        return Expected(reason=str(error))
    by_area: dict[str, list[AreaForecast]] = {}
    for one in found:
        by_area.setdefault(one.area, []).append(one)
    ranked = sorted(by_area, key=lambda area: (-max(one.quantiles[-1] for one in by_area[area]), area))[:_MOST]
    return Expected(
        fans=tuple(_fan(counted.panel, area, past, by_area[area]) for area in ranked),
        rows=tuple(one for area in ranked for one in by_area[area][:_MONTHS]),
        map=outlook([ahead[0] for ahead in by_area.values()]),
        past=past,
        left_out=counted.left_out,
    )


def _fan(panel: Panel, area: str, past: Track, ahead: Sequence[AreaForecast]) -> Fan:
    row = panel.units.index(area)
    months = range(max(panel.first, panel.last - _PAST + 1), panel.last + 1)
    known = [(label(month), int(np.nan_to_num(panel.month(month)[row]))) for month in months]
    return fan(area, known, [one for one in past.rows if one.area == area], ahead)
