"""``tocsin code``: inputs in, rows out, bad inputs told in one line, good ones kept. The corridor is a stand-in."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner, Result

import tocsin
from builders import coded
from tocsin.cli.app import app
from tocsin.errors import InputError
from tocsin.ingest import Options
from tocsin.model import CodedReport


def code_path(path: Path, options: Options) -> CodedReport:
    if "bad" in path.name:
        raise InputError("holds no text\nat all", str(path))
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


def run(*args: str, text: str | None = None) -> Result:
    return CliRunner().invoke(app, ["code", *args], input=text)


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
    kept = CliRunner().invoke(app, ["events", "--format", "jsonl"]).stdout.splitlines()
    assert [json.loads(line)["id"] for line in kept] == ["a-1", "b-1"]


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
    audit = CliRunner().invoke(app, ["log", "verify", "--database", database])
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
