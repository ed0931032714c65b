"""The forecasting benchmark end to end on invented country-months: blind to outcomes, a thousand samples each."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # bench stands beside the package, not in it

import bench.app
from bench.app import main
from bench.records import read_rows

from tocsin.forecast.months import label, month_id

LAST = month_id("2021-12")


def write(folder: Path, later: float) -> None:
    """Three countries, one quiet; ``later`` is what comes after October 2020."""
    rng = np.random.default_rng(2)
    (folder / "views_country_key.csv").write_text("id,name\n1,Aland\n2,Beland\n3,Celand\n")
    rows = []
    for name, level in (("Aland", 20), ("Beland", 3), ("Celand", 0)):
        deaths = rng.poisson(level, 48).astype(float)
        deaths[-14:] = later
        rows += [f"{label(LAST - 47 + i)},{name},{value}" for i, value in enumerate(deaths)]
    (folder / "views_cm_ged_sb.csv").write_text("month,country,ged_sb\n" + "\n".join(rows) + "\n")
    asked = [f"{month},{unit},{later:g},2021" for month in range(LAST - 11, LAST + 1) for unit in (1, 2, 3)]
    (folder / "views_cm_actuals.csv").write_text("month_id,country_id,outcome,year\n" + "\n".join(asked) + "\n")


@pytest.fixture(autouse=True)
def no_floors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench.app, "load_floors", dict)


def predicted(folder: Path, later: float) -> list[dict[str, object]]:
    folder.mkdir(exist_ok=True)
    write(folder, later)
    out = folder / "out.jsonl"
    assert main(["forecast", "--data", str(folder), "--predictions", str(out)]) == 0
    return list(read_rows(out))


def test_outcomes_and_later_months_change_no_prediction(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = predicted(tmp_path / "a", 7)
    assert "skill crps over conflictology" in capsys.readouterr().out
    assert rows == predicted(tmp_path / "b", 5000)
    assert len(rows) == 36
    assert {len(row["samples"]) for row in rows} == {1000}  # type: ignore[arg-type]
    assert set(rows[0]) == {"id", "month_id", "country_id", "samples"}


def test_without_outcomes_the_last_year_and_the_next_are_predicted(tmp_path: Path) -> None:
    rows = [{"month": label(LAST - 35 + i), "country": "Aland", "ged_best_total": i % 5} for i in range(36)]
    lines = "\n".join(",".join(map(str, row.values())) for row in rows)
    (tmp_path / "country_month_ged_total.csv").write_text(f"month,country,ged_best_total\n{lines}\n")
    out = tmp_path / "out.jsonl"
    assert main(["forecast", "--data", str(tmp_path), "--predictions", str(out)]) == 0
    found = [json.loads(line) for line in out.read_text().splitlines()]
    assert (found[0]["month"], found[-1]["month"], found[0]["country"]) == ("2021-01", "2022-12", "Aland")
