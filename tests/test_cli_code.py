"""``tocsin code``: inputs in, rows out, bad inputs told in one line, good ones kept. The corridor is a stand-in."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import tocsin
from builders import coded
from cli_runner import Result, invoke
from tocsin.errors import InputError
from tocsin.ingest import Options
from tocsin.model import CodedReport


def code_path(path: Path, options: Options) -> CodedReport:
    if "bad" in path.name:
        raise InputError("holds no text\nat all", str(path))
    if "bug" in path.name:
        raise ValueError("span 3:2")
    return coded(options.source or path.stem)


def code_bytes(data: bytes, name: str, options: Options) -> CodedReport:
    return coded(f"{name}-{len(data)}-{options.published}")


@pytest.fixture(autouse=True)
def corridor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in = SimpleNamespace(code_path=code_path, code_bytes=code_bytes)
    monkeypatch.setitem(sys.modules, "tocsin.pipeline", stand_in)
    monkeypatch.setattr(tocsin, "pipeline", stand_in, raising=False)
    monkeypatch.setenv("TOCSIN_DATABASE", str(tmp_path / "kept.sqlite"))
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt", "bad.txt"):
        (tmp_path / name).write_text("words")


def run(*args: str, text: str = "") -> Result:
    return invoke("code", *args, text=text)


def ids(result: Result) -> list[str]:
    return [json.loads(line)["document"]["id"] for line in result.stdout.splitlines()]


def test_one_line_a_report_in_the_order_given() -> None:
    found = run("b.txt", "a.txt", "--format", "json")
    assert found.exit_code == 0
    assert ids(found) == ["sha256:b", "sha256:a"]


def test_a_bad_input_costs_one_line_and_status_1_and_the_rest_is_kept() -> None:
    found = run("a.txt", "bad.txt", "gone.txt", "b.txt")
    assert found.exit_code == 1
    assert ids(found) == ["sha256:a", "sha256:b"]
    assert found.stderr.splitlines() == [
        "tocsin: gone.txt: no such file or folder",
        "tocsin: bad.txt: holds no text at all",
    ]
    kept = invoke("events", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["id"] for line in kept] == ["a-1", "b-1"]


def test_a_bug_over_one_report_does_not_cost_the_others(tmp_path: Path) -> None:
    (tmp_path / "bug.txt").write_text("words")
    found = run("bug.txt", "a.txt", "--no-store")
    assert (found.exit_code, ids(found)) == (1, ["sha256:a"])
    assert found.stderr.startswith("tocsin: bug.txt: a bug in tocsin (ValueError: span 3:2)")
    assert found.stderr.count("\n") == 1


def test_standard_input_and_options() -> None:
    found = run("-", "--published", "2024-06-19", "--no-store", text="some words")
    assert ids(found) == ["sha256:stdin-10-2024-06-19"]


def test_no_store_keeps_nothing(tmp_path: Path) -> None:
    assert run("a.txt", "--no-store").exit_code == 0
    assert not (tmp_path / "kept.sqlite").exists()


def test_coding_twice_changes_nothing(tmp_path: Path) -> None:
    database = str(tmp_path / "own.sqlite")
    for _ in range(2):
        assert run("a.txt", "--database", database).exit_code == 0
    audit = invoke("log", "verify", "--database", database)
    assert "whole: 1 rows" in audit.stderr


def test_a_folder_stands_for_its_files(tmp_path: Path) -> None:
    found = run(str(tmp_path))
    assert ids(found) == ["sha256:a", "sha256:b"]
    assert "bad.txt: holds no text" in found.stderr


def test_table_for_people() -> None:
    found = run("a.txt", "--format", "table")
    assert "Niono" in found.stdout
    assert "claimed" in found.stdout


def test_misuse_keeps_nothing(tmp_path: Path) -> None:
    assert run("a.txt", "--published", "yesterday").exit_code == 2
    assert not (tmp_path / "kept.sqlite").exists()


KILLED = """
import sys
from types import SimpleNamespace
sys.path.insert(0, sys.argv[1])
import tocsin
from builders import coded
from tocsin.cli import run
sys.modules["tocsin.pipeline"] = tocsin.pipeline = SimpleNamespace(code_path=lambda path, options: coded(path.stem))
run(["code", sys.argv[2], "--database", sys.argv[3], "--format", "json", "--jobs", "1"])
"""


def test_a_report_whose_row_is_out_survives_a_kill(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(2000):
        (folder / f"r{n:04}.txt").write_text("words")
    database = str(tmp_path / "killed.sqlite")
    args = [sys.executable, "-c", KILLED, str(Path(__file__).parent), str(folder), database]
    with subprocess.Popen(args, stdout=subprocess.PIPE, text=True) as coder:
        assert coder.stdout is not None
        rows = [coder.stdout.readline() for _ in range(30)]
        coder.send_signal(signal.SIGKILL)
        rows += [line for line in coder.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    done = {json.loads(row)["document"]["id"] for row in rows}
    kept = invoke("events", "--database", database, "--format", "jsonl").stdout.splitlines()
    assert done <= {json.loads(line)["document"]["id"] for line in kept}
    assert len(done) < 2000
    assert invoke("log", "verify", "--database", database).exit_code == 0


def test_interleaved_options_and_inputs() -> None:
    assert ids(run("a.txt", "--no-store", "b.txt", "--format", "json")) == ["sha256:a", "sha256:b"]
