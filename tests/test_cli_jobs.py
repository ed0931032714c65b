"""``tocsin code --jobs``: the same rows in the same order, a lost worker costs one report, no process is left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli_runner import invoke
from tocsin.attempt import Outcome
from tocsin.cli import workers
from tocsin.cli.workers import code_in_order, jobs_for
from tocsin.ingest import Options

WORDS = "Gunmen attacked a village near Niono on 11 June 2024. The mayor says {} people were killed in the attack."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(6):
        (reports / f"r{number}.txt").write_text(WORDS.format(number + 2), encoding="utf-8")
    (reports / "r2.txt").write_bytes(b"")
    return reports


def test_how_many_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "usable_cores", lambda: 4)
    assert [jobs_for(None, inputs) for inputs in (1, 10, 500)] == [1, 1, 4]
    assert [jobs_for(3, inputs) for inputs in (0, 2, 500)] == [1, 2, 3]


def test_two_processes_give_the_rows_of_one(folder: Path, tmp_path: Path) -> None:
    database = str(tmp_path / "kept.sqlite")
    one = invoke("code", str(folder), "--format", "json", "--jobs", "1", "--no-store")
    two = invoke("code", str(folder), "--format", "json", "--jobs", "2", "--database", database)
    assert two.stdout == one.stdout
    assert two.stderr == one.stderr
    assert (one.exit_code, two.exit_code) == (1, 1)
    assert len(one.stdout.splitlines()) == 5
    assert "whole: 5 rows" in invoke("log", "verify", "--database", database).stderr


@pytest.mark.parametrize("jobs", ["0", "-1", "many"])
def test_misuse(jobs: str) -> None:
    assert invoke("code", "x.txt", f"--jobs={jobs}").exit_code == 2


def dies_at_two(name: str, _: Options) -> Outcome:
    """Stands in for ``code_one`` in the workers, which import it from here by name."""
    if name == "2":
        os._exit(9)
    return Outcome(name, cause="read")


def test_a_worker_that_dies_costs_one_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "code_one", dies_at_two)
    found = list(code_in_order([str(number) for number in range(6)], Options(), 2))
    assert [one.name for one in found] == ["0", "1", "2", "3", "4", "5"]
    assert [one.cause == "read" for one in found] == [True, True, False, True, True, True]
    assert "died" in found[2].cause


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_no_process_outlives_the_command(folder: Path, ending: signal.Signals) -> None:
    for number in range(400):
        (folder / f"s{number:03}.txt").write_text(WORDS.format(number + 2), encoding="utf-8")
    args = [sys.executable, "-m", "tocsin.cli", "code", str(folder), "--no-store", "--format", "json", "--jobs", "2"]
    with subprocess.Popen(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as coder:
        assert coder.stdout is not None
        assert coder.stderr is not None
        json.loads(coder.stdout.readline())
        coder.send_signal(ending)
        began = time.monotonic()
        coder.stdout.read()  # ends only when the last worker, which shares the pipe, has ended
        said = coder.stderr.read()
    assert time.monotonic() - began < 20
    assert "Traceback" not in said
