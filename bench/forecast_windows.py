"""Where forecasts gain and lose: takes VIEWS's files and years, gives skill over conflictology by year and by country.

Usage: ``python -m bench.forecast_windows FOLDER [--years 2006-2017]``. Models are chosen on windows that end before the
years that ``python -m bench forecast`` reports, so that the choice knows nothing of them; by country one sees which war
a figure hangs on. Invariant: every window is forecast from what was known in the October before.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from tocsin.forecast.baselines import BASELINES
from tocsin.forecast.evaluate import Scored, means, rolling, skill
from tocsin.forecast.models import predict
from tocsin.forecast.numeric import Array, np
from tocsin.forecast.panel import Panel
from tocsin.forecast.tables import read_columns
from tocsin.forecast.views import challenge_windows, read_views

_RULE = "conflictology"
_MOST = 6  # countries told a year
_SCORES = ("crps", "log_crps")


def _rule(known: Panel, _: Sequence[int]) -> Array:
    return BASELINES[_RULE](known, 0)[:, None]


def _line(ours: Scored, rule: Scored, names: dict[str, str]) -> str:
    """A year: both skills, the share inside 90 %, and the countries that moved the CRPS most, of the rule's sum."""
    figures = [f"{skill([ours], [rule], by).value:+.3f}" for by in _SCORES]
    figures.append(f"{float(means(ours)['pit_share']):.3f}")
    lost = np.nansum(rule.scores["crps"], axis=1)
    gain = lost - np.nansum(ours.scores["crps"], axis=1)
    first = np.argsort(-np.abs(gain))[:_MOST]
    told = ", ".join(f"{names.get(ours.units[i], ours.units[i])} {gain[i]:+.0f} of {lost[i]:.0f}" for i in first)
    return f"{ours.window.year}  {'  '.join(figures)}  {gain.sum():+.0f} of {lost.sum():.0f}: {told}"


def main() -> None:
    """Print a line a year, and the means of the years."""
    parser = argparse.ArgumentParser(prog="bench.forecast_windows", description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="folder with the files of VIEWS")
    parser.add_argument("--years", default="2006-2017", help="first and last, both included")
    asked = parser.parse_args()
    first, last = (int(year) for year in asked.years.split("-"))
    keys = read_columns(next(asked.folder.glob("views_country_key.*")))
    names = {str(key): name for key, name in zip(keys["id"], keys["name"], strict=True)}
    print("year  CRPS    log     in 90 %  gain in deaths")
    pairs: list[list[Scored]] = []
    for window in challenge_windows(range(first, last + 1)):
        pairs.append(list(rolling(read_views(asked.folder), [window], {"tocsin": predict, _RULE: _rule})))
        print(_line(*pairs[-1], names), flush=True)
    for by in _SCORES:
        values = [skill([ours], [rule], by).value for ours, rule in pairs]
        print(f"{by}: mean {np.mean(values):+.3f}, median {np.median(values):+.3f}, worst {min(values):+.3f}")


if __name__ == "__main__":
    main()
