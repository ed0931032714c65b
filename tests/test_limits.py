"""What one report may cost: a reading that takes too long or too much ends in one line, and the next one goes on."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from builders import coded
from tocsin import attempt, limits
from tocsin.cli.shelf import CODEC
from tocsin.errors import InputError
from tocsin.ingest import Options
from tocsin.limits import within_seconds
from tocsin.store import Store


def test_even_a_regular_expression_ends_when_the_time_is_over() -> None:
    with (
        pytest.raises(InputError, match=r"x\.txt: takes more than 0\.2 s to read; split it"),
        within_seconds("x.txt", 0.2),
    ):
        re.fullmatch("(a+)+b", "a" * 60)
    with within_seconds("y.txt", 0.2):
        assert re.fullmatch("a+", "aaa")


def test_a_reader_that_swallows_everything_ends_too() -> None:
    def swallows() -> None:
        for _ in range(2):
            try:
                re.fullmatch("(a+)+b", "a" * 60)
            except BaseException as error:  # noqa: BLE001
                swallowed.append(error)

    swallowed: list[BaseException] = []
    with within_seconds("x.txt", 0.2):
        swallows()
    assert len(swallowed) == 2


def test_a_report_that_takes_too_long_costs_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Gunmen killed four people in Bamako. " + "- " * 200_000)
    monkeypatch.setattr(attempt, "within_seconds", lambda name: within_seconds(name, 0.3))
    found = attempt.code_one(str(tmp_path / "x.txt"), Options())
    assert found.coded is None and not found.bug
    assert found.cause == "takes more than 0.3 s to read; split it into reports"


def test_a_process_that_only_codes_is_bound_in_memory() -> None:
    script = "from tocsin.limits import bound_memory; bound_memory(); b'x' * 5_000_000_000"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "MemoryError" in done.stderr


def test_a_report_that_needs_too_much_costs_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def needs_all(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("tocsin.pipeline.code_path", needs_all)
    assert attempt.code_one("x.txt", Options()).cause == "needs more than 4 GB of memory; split it into reports"
    assert limits.MOST_MEMORY == 4_000_000_000


def test_reading_all_reports_takes_little_memory(tmp_path: Path) -> None:
    store = Store.open(str(tmp_path / "t.sqlite"), CODEC)
    one = coded()
    words = one.report.text + " And so on." * 2_000
    for n in range(500):
        store.save(replace(one, report=replace(one.report, id=f"sha256:{n:064}", text=words), events=()))
    tracemalloc.start()
    sizes = [len(json.dumps(found.report.text)) for found in store.reports()]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(sizes) == 500
    assert peak < sum(sizes) * 0.6  # all at once took more than twice the words
