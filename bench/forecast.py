"""The VIEWS challenge: takes country-months with the day of the forecast, gives 1,000 samples for each.

The months asked for are those of ``views_cm_actuals*`` (a calendar year each, as known in October before); where the
folder has no such file, the last whole year of the panel (VIEWS's, else ``country_month_ged_total``) and the one after
it. Scores stand beside every baseline's. Invariant: of the outcomes prediction reads no more than month and area; what
was known is cut at the origin by the panel.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from bench.kinds import Bench, Figure, Predictions
from bench.records import Row
from tocsin.forecast.baselines import BASELINES
from tocsin.forecast.evaluate import Scored, score, skill
from tocsin.forecast.models import predict
from tocsin.forecast.months import label
from tocsin.forecast.numeric import np
from tocsin.forecast.panel import Panel
from tocsin.forecast.scores import SCORES
from tocsin.forecast.tables import read_columns, read_panel
from tocsin.forecast.views import challenge_windows, read_views, target_years

__all__ = ["BENCH"]

_SAHEL = ("50", "47", "78")  # VIEWS ids of Mali, Burkina Faso and Niger
_SAMPLES = 1000
_BARS = {2018: "14.48", 2019: "9.15", 2020: "21.34", 2021: "76.85"}  # conflictology, recomputed by VIEWS's own code


def _folder(data: Path) -> Path:
    return data / "ucdp" if (data / "ucdp").is_dir() else data


def _panel(data: Path) -> Panel | None:
    folder = _folder(data)
    if any(folder.glob("views_cm_ged_sb*")) or any(folder.glob("views_cm_by_type*")):
        return read_views(folder)
    totals = sorted(folder.glob("country_month_ged_total.*"))
    return read_panel(totals[0]) if totals else None


def _load(data: Path) -> list[Row]:
    panel = _panel(data)
    asked = sorted(_folder(data).glob("views_cm_actuals*"))
    if panel is None:
        return []
    if not asked:
        last = target_years([panel.last - 11])[-1]
        months = [month for window in challenge_windows([last, last + 1]) for month in window.months]
        return _with_baselines([_row(u, month, None, panel) for month in months for u in panel.units], panel)
    columns = read_columns(asked[0])
    outcomes = columns.get("outcome", [None] * len(columns["month_id"]))
    rows = zip(columns["country_id"], columns["month_id"], outcomes, strict=True)
    return _with_baselines([_row(str(unit), month, outcome, panel) for unit, month, outcome in rows], panel)


def _row(unit: str, month: int, outcome: float | None, panel: Panel) -> Row:
    """A country-month; without a file of outcomes the panel's own later months are the outcome."""
    if outcome is None and unit in panel.units and not np.isnan(panel.month(month)[panel.units.index(unit)]):
        outcome = float(panel.month(month)[panel.units.index(unit)])
    return {"id": f"{unit}@{month}"} | ({} if outcome is None else {"outcome": outcome})


def _with_baselines(rows: list[Row], panel: Panel) -> list[Row]:
    """Each row whose outcome is told with the samples of the rules to beat, by name."""
    by_window: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_window[target_years([_cell(row)[1]])[0]].append(row)
    for year, own in by_window.items():
        (window,) = challenge_windows([year])
        known = panel.known_on(min(window.origin, panel.last))
        place = {unit: index for index, unit in enumerate(known.units)}
        said = {name: rule(known, _SAMPLES) for name, rule in BASELINES.items()}
        for row in own:
            unit = _cell(row)[0]
            row["baselines"] = {n: s[place[unit]] if unit in place else s[0] * 0 for n, s in said.items()}
    return rows


def _parts(rows: list[Row]) -> dict[str, list[Row]]:
    by: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by[str(target_years([_cell(row)[1]])[0])].append(row)
    return dict(sorted(by.items()))


def _cell(row: Row) -> tuple[str, int]:
    unit, _, month = row["id"].rpartition("@")
    return unit, int(month)


def _predict_nothing(row: Row) -> Row:
    """A country-month alone tells nothing; the set is predicted as one, from the panel."""
    return {"id": row["id"]}


def _predict_set(data: Path, rows: Sequence[Row]) -> list[Row]:
    panel = _panel(data)
    if panel is None:
        return []
    found: list[Row] = []
    for window in challenge_windows(target_years(_cell(row)[1] for row in rows)):
        known = panel.known_on(min(window.origin, panel.last))
        samples = predict(known, [month - known.last for month in window.months])
        place = {unit: index for index, unit in enumerate(known.units)}
        for row in rows:
            unit, month = _cell(row)
            if month in window.months:
                drawn = samples[place[unit], window.months.index(month)] if unit in place else np.zeros(_SAMPLES)
                found.append({"id": row["id"], **_names(unit, month), "samples": drawn.astype(int).tolist()})
    return found


def _names(unit: str, month: int) -> Row:
    if unit.isdecimal():
        return {"month_id": month, "country_id": int(unit)}
    return {"month": label(month), "country": unit}


def _score(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
    rows = [row for row in rows if "outcome" in row and row["id"] in predictions]
    if not rows:
        return []
    ours = _scored("tocsin", rows, [predictions[row["id"]]["samples"] for row in rows])
    rules = {name: _scored(name, rows, [row["baselines"][name] for row in rows]) for name in BASELINES}
    return [
        *_skills(ours, rules["conflictology"]),
        *_means(ours),
        *(f for rule in rules.values() for f in _means(rule)),
    ]


def _scored(name: str, rows: Sequence[Row], samples: Sequence[Sequence[float]]) -> Scored:
    """The scores of a year; a cell without a row has none."""
    cells = [_cell(row) for row in rows]
    units = tuple(sorted({unit for unit, _ in cells}))
    (window,) = challenge_windows(target_years(month for _, month in cells))
    outcome = np.full((len(units), len(window.months)), np.nan)
    said = np.zeros((*outcome.shape, len(samples[0])))
    for (unit, month), row, drawn in zip(cells, rows, samples, strict=True):
        at = units.index(unit), window.months.index(month)
        outcome[at], said[at] = row["outcome"], np.sort(drawn)
    return score(name, window, units, said, outcome)


def _skills(ours: Scored, rule: Scored) -> list[Figure]:
    """What is pinned: the skill over conflictology, of all and of the Sahel alone."""
    found = [("", by, ()) for by in ("crps", "log_crps")] + [(", Sahel", "crps", _SAHEL)]
    figures = []
    for where, by, units in found:
        if not units or set(units) <= set(ours.units):
            gain = skill([ours], [rule], by, units)
            note = f"{gain.low:+.3f} to {gain.high:+.3f}"
            figures.append(
                Figure(f"skill {by} over conflictology{where}", gain.value, "goal .08" * (by == "crps"), note)
            )
    return figures


def _means(scored: Scored) -> list[Figure]:
    bar = f"VIEWS {_BARS[scored.window.year]}" if scored.window.year in _BARS else ""
    names = {name: bar if scored.model == "conflictology" and name == "crps" else "" for name in SCORES}
    return [
        Figure(f"{scored.model}: {name}", float(np.nanmean(scored.scores[name])), note, pinned=False)
        for name, note in names.items()
    ]


BENCH = Bench("forecast", _load, _predict_nothing, _score, _parts, predict_set=_predict_set)
