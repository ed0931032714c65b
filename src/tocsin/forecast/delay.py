"""Reporting delay: takes a panel with vintages, gives it with its newest months as they will read once reports settle.

How figures grew from one month after the event to the next is learned over all units by the chain ladder (Mack 1993,
ASTIN Bulletin), from vintages already published; the newest months are multiplied by the growth still to come. Older
vintages are then dropped: models learn from the past as it is known now. Invariant: without vintages, or with too few
deaths in them to learn from, figures stay as they are; none stays none.
"""

from __future__ import annotations

from dataclasses import replace

from tocsin.forecast.numeric import Array, np
from tocsin.forecast.panel import Panel

__all__ = ["AGES", "settled"]

AGES = 6
"""Months after which a figure counts as settled: UCDP's candidate events are revised within half a year."""
_PAST = 60  # months of vintages that are learned from
_LEAST = 50  # deaths at an age below which no growth is learned
_MOST = 3.0  # growth of one month, and its inverse, beyond which vintages tell of another source rather than of delay


def settled(panel: Panel) -> Panel:
    """The panel with its newest months grown to what they are likely to become, and without vintages."""
    if not panel.cells:
        return panel
    now = max(panel.last, *(cell.published or cell.month for cell in panel.cells))
    growth = np.cumprod(_growth(panel, now)[::-1])[::-1]
    deaths = panel.deaths.copy()
    for age in range(AGES):
        if panel.first <= now - age <= panel.last:
            deaths[:, now - age - panel.first] *= growth[age]
    return replace(panel, deaths=np.rint(deaths), cells=())


def _growth(panel: Panel, now: int) -> Array:
    """For each age in months the ratio of figures one month later to those at that age."""
    began = min(cell.published or cell.month for cell in panel.cells)
    early, later = np.zeros(AGES), np.zeros(AGES)
    for (_, month), vintages in _vintages(panel).items():
        if month < max(began, now - _PAST) or vintages[0][0] - month > AGES:
            continue  # before there were vintages, too old, or loaded long after: it tells nothing of delay
        for age in range(min(AGES, now - month)):
            early[age] += _known(vintages, month + age)
            later[age] += _known(vintages, month + age + 1)
    ratio = later / np.maximum(early, 1)
    return np.where(early >= _LEAST, np.clip(ratio, 1 / _MOST, _MOST), 1.0)


def _vintages(panel: Panel) -> dict[tuple[str, int], list[tuple[int, float]]]:
    """The months of publication and figures of each unit and month, oldest first."""
    found: dict[tuple[str, int], list[tuple[int, float]]] = {}
    for cell in panel.cells:
        found.setdefault((cell.unit, cell.month), []).append((cell.published or cell.month, cell.deaths))
    return {key: sorted(vintages) for key, vintages in found.items()}


def _known(vintages: list[tuple[int, float]], month: int) -> float:
    """The newest figure published by ``month``; none was known before the first."""
    return next((deaths for published, deaths in reversed(vintages) if published <= month), 0.0)
