"""The corridor's choices: what is only skimmed, and who reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli_runner import invoke
from tocsin.ingest import Options
from tocsin.pipeline import code_bytes

ATTACK = b"Gunmen killed five soldiers near Gao, Mali, on 3 June 2024, the army said."
MARKET = (
    b"The central bank kept its rate unchanged on Monday and the franc gained against the dollar, traders said. " * 12
)


def test_a_report_of_violence_gives_its_event() -> None:
    (event,) = code_bytes(ATTACK, "stdin", Options(language="en")).events
    assert (event.event_type, str(event.when.start), event.place.country) == ("Battles", "2024-06-03", "ML")
    assert event.coder.split()[2] == "rules"


def test_a_report_of_markets_is_only_skimmed() -> None:
    coded = code_bytes(MARKET, "stdin", Options(language="en"))
    assert (coded.events, coded.forecasts, coded.issues) == ((), (), ())


def test_a_model_that_is_not_set_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TOCSIN_LLM_URL", "TOCSIN_LLM_MODEL"):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "a.txt"
    path.write_bytes(ATTACK)
    found = invoke("code", "--no-store", "--coder", "llm", str(path))
    assert found.exit_code == 1
    assert "TOCSIN_LLM_URL" in found.stderr


def test_rows_name_the_coder(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(ATTACK)
    (row,) = invoke("code", "--no-store", "--format", "json", str(path)).stdout.splitlines()
    assert " rules " in json.loads(row)["events"][0]["coder"]
