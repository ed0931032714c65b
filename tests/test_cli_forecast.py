"""``tocsin forecast`` and ``tocsin questions`` over invented deaths and reports."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from cli_runner import invoke

REPORT = """Attack near Niono

By our correspondent

Gunmen attacked the town of Niono in Mali on Tuesday, killing three soldiers. Analysts expect more attacks on
soldiers in Mali next month.
"""


@pytest.fixture
def deaths(tmp_path: Path) -> Path:
    path = tmp_path / "deaths.csv"
    months = [f"{year}-{month:02d}" for year in (2022, 2023, 2024) for month in range(1, 13)]
    path.write_text("country,month,deaths\n" + "".join(f"ML,{month},{i % 7}\n" for i, month in enumerate(months)))
    return path


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_table_is_forecast_by_area_and_month(deaths: Path) -> None:
    done = invoke("forecast", str(deaths), "--months", "2", "--area", "ML")
    assert done.exit_code == 0
    found = rows(done.stdout)
    assert [(row["area"], row["month"], row["known_until"]) for row in found] == [
        ("ML", "2025-01", "2024-12"),
        ("ML", "2025-02", "2024-12"),
    ]
    assert float(found[0]["p1"]) > 0.5


def test_as_of_leaves_out_what_came_later(deaths: Path) -> None:
    early = invoke("forecast", str(deaths), "--months", "1", "--as-of", "2024-03-10", "--format", "json")
    assert json.loads(early.stdout)["known_until"] == "2024-02"


def test_past_forecasts_are_shown_with_what_came(deaths: Path) -> None:
    done = invoke("forecast", str(deaths), "--past", "--months", "3")
    found = rows(done.stdout)
    assert [(row["month"], row["came"]) for row in found] == [("2024-10", "5"), ("2024-11", "6"), ("2024-12", "0")]
    assert [row["held"] == "True" for row in found] == [
        int(row["q05"]) <= int(row["came"]) <= int(row["q95"]) for row in found
    ]
    assert "of 3 intervals of nine in ten held what came" in done.stderr


def test_an_unknown_area_or_a_missing_table_is_one_line(deaths: Path, tmp_path: Path) -> None:
    for words in ([str(deaths), "--area", "Atlantis"], [str(tmp_path / "none.csv")]):
        done = invoke("forecast", *words)
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert invoke("forecast", str(deaths), "--months", "99").exit_code == 2


def test_predictions_of_reports_are_asked_answered_and_counted(deaths: Path, tmp_path: Path) -> None:
    report, database = tmp_path / "report.txt", str(tmp_path / "t.sqlite")
    report.write_text(REPORT, encoding="utf-8")
    invoke("code", str(report), "--published", "2024-06-19", "--source", "Wire", "--database", database)
    done = invoke("questions", "--table", str(deaths), "--database", database, "--ours", "--format", "json")
    assert done.exit_code == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    (one,) = [row for row in found if "next month" in row["statement"]]
    assert one["text"].startswith("at least ")
    assert one["by"] == "incidents"
    assert set(one["brier"]) == {"author", "base", "ours"}
    answers = tmp_path / "answers.csv"
    answers.write_text(f"id,answer\n{one['id']},no\n")
    asked = ("questions", "--table", str(deaths), "--database", database, "--answers", str(answers))
    assert {row["by"] for row in rows(invoke(*asked).stdout) if row["id"] == one["id"]} == {"a person"}
    assert rows(invoke(*asked, "--ledger").stdout)[0]["answered"] == "1"
    answers.write_text("id,answer\nq-1,perhaps\n")
    assert "yes or no" in invoke(*asked).stderr
