"""How long forecasts take: takes a table of deaths, times a monthly forecast of all its areas and a backtest.

Usage: ``python -m bench.forecast_speed TABLE [--until 2021-12] [--views FOLDER]``. The monthly forecast is what
``tocsin forecast TABLE`` reckons, twelve months ahead; with ``--views`` the four years of the VIEWS challenge are
forecast and scored beside every baseline. Told are seconds on the clock and of processor time: on a busy machine only
the second belongs to the program. Goals: 30 s and 600 s, on two cores.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from tocsin.forecast.areas import forecast_areas
from tocsin.forecast.baselines import BASELINES
from tocsin.forecast.evaluate import Model, rolling
from tocsin.forecast.models import predict
from tocsin.forecast.months import month_id
from tocsin.forecast.tables import read_panel
from tocsin.forecast.views import challenge_windows, read_views

_YEARS = range(2018, 2022)
_SAMPLES = 1000


def _timed(name: str, goal: int, work: Callable[[], int]) -> None:
    clock, processor = time.perf_counter(), time.process_time()
    done = work()
    spent = time.perf_counter() - clock, time.process_time() - processor
    print(f"{name}, {done} forecasts: {spent[0]:.1f} s, {spent[1]:.1f} s of processor time (goal {goal} s)")


def _monthly(table: Path, until: str | None) -> int:
    panel = read_panel(table)
    return len(forecast_areas(panel.known_on(month_id(until)) if until else panel, 12))


def _backtest(folder: Path) -> int:
    rules: dict[str, Model] = {
        name: lambda known, _, rule=rule: rule(known, _SAMPLES)[:, None]  # type: ignore[misc]
        for name, rule in BASELINES.items()
    }
    scored = rolling(read_views(folder), challenge_windows(_YEARS), {"tocsin": predict, **rules})
    return sum(one.outcome.size for one in scored if one.model == "tocsin")


def main() -> None:
    """Time what was asked for."""
    parser = argparse.ArgumentParser(prog="bench.forecast_speed", description=__doc__.split("\n")[0])
    parser.add_argument("table", type=Path)
    parser.add_argument("--until", help="last month known, YYYY-MM")
    parser.add_argument("--views", type=Path, help="folder with the files of VIEWS")
    asked = parser.parse_args()
    _timed("monthly forecast", 30, lambda: _monthly(asked.table, asked.until))
    if asked.views:
        _timed("backtest of four years", 600, lambda: _backtest(asked.views))


if __name__ == "__main__":
    main()
