"""Rolling origin: takes a panel, windows and models, gives every score of every forecast, and skill against a baseline.

Each window's models see the panel as known at its origin and nothing else. Skill is 1 minus the ratio of mean scores;
its interval resamples units, since the months of one country go together (block bootstrap). Invariant: models are
compared on the same units and months, those whose outcome is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tocsin.forecast.numeric import Array, np
from tocsin.forecast.panel import Panel
from tocsin.forecast.scores import SCORES, brier
from tocsin.forecast.views import Window

__all__ = ["Model", "Scored", "Skill", "means", "reliability", "rolling", "skill"]

Model = Callable[[Panel, Sequence[int]], Array]
"""A panel as known and horizons in months, to sorted samples (units, horizons or 1, samples)."""

THRESHOLDS = (1, 25, 100, 1000)
"""Deaths in a month whose probability is told and scored: any, and the steps of UCDP and VIEWS."""
_RESAMPLES, _SEED = 1000, 20180101
_BINS = 10  # of the reliability diagram


@dataclass(frozen=True, slots=True)
class Scored:
    """One model's scores in one window, each (units, months); ``reach`` the probabilities of each threshold."""

    model: str
    window: Window
    units: tuple[str, ...]
    scores: Mapping[str, Array]
    reach: Mapping[int, Array]
    outcome: Array


@dataclass(frozen=True, slots=True)
class Skill:
    """1 minus the ratio of mean scores, with the ends of its 90 % bootstrap interval; above 0 is better."""

    value: float
    low: float
    high: float


def rolling(panel: Panel, windows: Iterable[Window], models: Mapping[str, Model]) -> Iterator[Scored]:
    """Forecast and score every window with every model."""
    for window in windows:
        known = panel.known_on(window.origin)
        row = {unit: index for index, unit in enumerate(panel.units)}
        outcome = np.stack([panel.month(month) for month in window.months], axis=1)
        outcome = outcome[[row[unit] for unit in known.units]]
        for name, model in models.items():
            samples = model(known, [month - known.last for month in window.months])
            yield score(name, window, known.units, samples, outcome)


def score(name: str, window: Window, units: tuple[str, ...], samples: Array, outcome: Array) -> Scored:
    """The scores of samples (units, months or 1, samples) against ``outcome`` (units, months)."""
    scores = {key: one(samples, outcome) for key, one in SCORES.items()}
    scores |= {f"brier_{least}": brier(samples, outcome, least) for least in THRESHOLDS}
    reach = {least: np.broadcast_to((samples >= least).mean(axis=-1), outcome.shape) for least in THRESHOLDS}
    return Scored(name, window, units, scores, reach, outcome)


def means(scored: Scored, axis: int | None = None) -> dict[str, Array]:
    """Mean scores: over all, by month (``axis`` 0) or by unit (``axis`` 1)."""
    return {name: np.asarray(np.nanmean(values, axis=axis)) for name, values in scored.scores.items()}


def skill(model: Sequence[Scored], baseline: Sequence[Scored], by: str = "crps", units: Sequence[str] = ()) -> Skill:
    """Skill over the same windows, of the given units or of all."""
    ours, theirs = _by_unit(model, by, units), _by_unit(baseline, by, units)
    drawn = np.random.default_rng(_SEED).integers(0, len(ours), (_RESAMPLES, len(ours)))
    spread = 1 - ours[drawn].sum(axis=1) / np.maximum(theirs[drawn].sum(axis=1), np.finfo(float).tiny)
    low, high = np.quantile(spread, [0.05, 0.95])
    return Skill(float(1 - ours.sum() / theirs.sum()), float(low), float(high))


def _by_unit(scored: Sequence[Scored], by: str, units: Sequence[str]) -> Array:
    """The sum of a score by unit over all windows."""
    kept = [[not units or unit in units for unit in one.units] for one in scored]
    sums: Array = np.sum([np.nansum(one.scores[by][keep], axis=1) for one, keep in zip(scored, kept, strict=True)], 0)
    return sums


def reliability(scored: Sequence[Scored], least: int) -> list[tuple[float, float, int]]:
    """For each tenth of probability: the mean said, the share that happened, and how many forecasts."""
    said = np.concatenate([one.reach[least].ravel() for one in scored])
    came = np.concatenate([(one.outcome >= least).ravel() for one in scored])
    known = np.concatenate([~np.isnan(one.outcome).ravel() for one in scored])
    bins = np.minimum((said * _BINS).astype(int), _BINS - 1)
    groups = [known & (bins == index) for index in range(_BINS)]
    return [(float(said[g].mean()), float(came[g].mean()), int(g.sum())) for g in groups if g.any()]
