"""The golden reports through the whole corridor: floors of accuracy, the contract kept, the same bytes twice."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from bench.devset import BENCH, load
from bench.kinds import Figure

from contract_check import check_contract
from tocsin.ingest import Options
from tocsin.pipeline import code_path
from tocsin.publish import to_json

GOLDEN = Path(__file__).parents[1] / "golden"
FLOORS: dict[str, dict[str, float]] = json.loads((GOLDEN / "floors.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=20)
def coded(corpus: str) -> dict[str, dict[str, Any]]:
    blind = ({key: row.get(key) for key in ("id", "text", "published")} for row in load(GOLDEN / corpus))
    return {row["id"]: BENCH.predict(row) for row in blind}


def figures(corpus: str, language: str) -> dict[str, Figure]:
    rows = [row for row in load(GOLDEN / corpus) if language in ("all", row["language"])]
    return {figure.name: figure for figure in BENCH.score(rows, coded(corpus))}


@pytest.mark.parametrize("part", FLOORS)
def test_no_figure_falls_below_its_floor(part: str) -> None:
    corpus, language = part.split("/")
    found = figures(corpus, language)
    below = {name: (found[name].value, floor) for name, floor in FLOORS[part].items() if found[name].value < floor}
    assert not below, "figure, floor"


@pytest.mark.parametrize(
    "corpus",
    sorted({part.split("/")[0] for part in FLOORS}),
)
def test_every_output_keeps_the_contract(corpus: str) -> None:
    faults = {key: check_contract(row) for key, row in coded(corpus).items()}
    assert not {key: found[:3] for key, found in faults.items() if found}


def test_every_weekday_that_contradicts_its_day_is_flagged_and_no_other() -> None:
    """Three of the 120 days with a weekday in the devset and own reports are at odds with the calendar."""
    flagged = {
        (key, issue["text"])
        for corpus in ("devset", "own")
        for key, row in coded(corpus).items()
        for issue in row["issues"]
        if issue["kind"] == "weekday_mismatch"
    }
    assert flagged == {
        ("e-michoacan-tierracaliente", "domingo 17 de marzo"),
        ("s-tessit-explainer", "Wednesday the 3rd"),
        ("w-ua-digest-2023-09", "Tuesday, 6 September"),
    }


@pytest.mark.parametrize("report", sorted((GOLDEN / "devset" / "reports").glob("*.txt"))[::8], ids=lambda p: p.stem)
def test_coding_twice_gives_the_same_bytes(report: Path) -> None:
    assert to_json(code_path(report, Options())) == to_json(code_path(report, Options()))
