"""``tocsin code`` over JSONL, CSV and Parquet: a report a row, bad rows told, and resumed after a kill."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from cli_runner import Result, invoke

WORDS = "Gunmen attacked a village near Niono. The mayor says {} people were killed in the attack on Tuesday."
ROWS = [{"body": WORDS.format(n + 3), "day": f"2024-06-{n + 10}", "outlet": "Sahel Wire", "n": n} for n in range(4)]
COLUMNS = "text=body,published=day,source=outlet"


def jsonl(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def table(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, ["body", "day", "outlet", "n"])
        writer.writeheader()
        writer.writerows(ROWS)
    return path


def parquet(path: Path) -> Path:
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(ROWS), path)
    return path


def code(*words: str) -> Result:
    return invoke("code", *words, "--format", "json")


def test_every_form_gives_the_same_reports(tmp_path: Path) -> None:
    files = (jsonl(tmp_path / "r.jsonl", list(ROWS)), table(tmp_path / "r.csv"), parquet(tmp_path / "r.parquet"))
    first, *others = [code(str(path), "--columns", COLUMNS, "--no-store") for path in files]
    assert first.exit_code == 0
    found = [json.loads(line) for line in first.stdout.splitlines()]
    assert [one["document"]["published"] for one in found] == ["2024-06-10", "2024-06-11", "2024-06-12", "2024-06-13"]
    assert {one["document"]["source"] for one in found} == {"Sahel Wire"}
    assert all(one["events"] for one in found)
    assert [other.stdout for other in others] == [first.stdout] * 2


def test_two_processes_give_the_rows_of_one(tmp_path: Path) -> None:
    path = str(jsonl(tmp_path / "r.jsonl", list(ROWS)))
    one, two = (code(path, "--columns", COLUMNS, "--no-store", "--jobs", jobs) for jobs in "12")
    assert two.stdout == one.stdout != ""


def test_a_bad_row_costs_one_line(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    lines = ["not json", "[1]", json.dumps({"body": ""}), json.dumps({"body": "words", "day": "soon"})]
    path.write_text("\n".join([*lines, json.dumps(ROWS[0])]), encoding="utf-8")
    found = code(str(path), "--columns", COLUMNS, "--no-store")
    assert found.exit_code == 1
    assert len(found.stdout.splitlines()) == 1
    assert [line.split(": ")[1].rpartition("#")[2] for line in found.stderr.splitlines()] == ["1", "2", "3", "4"]


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    found = code(str(jsonl(tmp_path / "r.jsonl", list(ROWS))), "--no-store")
    assert found.exit_code == 1
    assert "no text in column 'text'; map it with --columns text=NAME" in found.stderr
    assert "FIELD=COLUMN" in code("x.jsonl", "--columns", "words=body", "--no-store").stderr


@pytest.mark.parametrize("name", ["r.parquet", "r.csv"])
def test_a_damaged_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PAR1\xff\xfe\x00 no archive \xff")
    found = code(str(tmp_path / name), "--no-store")
    assert (found.exit_code, found.stdout, found.stderr.count("\n")) == (1, "", 1)
    assert "can't be read as" in found.stderr


BOMB = """
import sys
from pathlib import Path
from tocsin.ingest import columns_of, rows_of
for row in rows_of(Path(sys.argv[1]), columns_of(None)):
    pass
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(int(status["VmHWM"].split()[0]) // 1024)
"""  # ru_maxrss would be that of the tests, from which the process was started


def test_a_bomb_of_parquet_is_unpacked_row_by_row_and_a_cell_too_large_never(tmp_path: Path) -> None:
    """Two kilobytes hold forty rows of 19 MB; as much in a column that nobody asks for is not unpacked."""
    big, one = pyarrow.array(["Gunmen killed four. " * 950_000]), pyarrow.array(["x" * 30_000_000])
    rows = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * 40, pyarrow.int32()), big)
    for name, column in (("rows", "text"), ("unasked", "other")):
        path = tmp_path / f"{name}.parquet"
        pyarrow.parquet.write_table(pyarrow.table({column: rows}), path, compression="zstd")
        done = subprocess.run([sys.executable, "-c", BOMB, str(path)], capture_output=True, text=True, check=True)
        assert path.stat().st_size < 10_000
        assert int(done.stdout) < 500  # MB; forty at once are 760, twice
    pyarrow.parquet.write_table(pyarrow.table({"text": one}), tmp_path / "cell.parquet", compression="zstd")
    found = code(str(tmp_path / "cell.parquet"), "--no-store")
    assert (found.exit_code, found.stderr.count("\n")) == (1, 1)
    assert "its rows are larger than 20 MB" in found.stderr


def test_parquet_without_a_text_is_refused(tmp_path: Path) -> None:
    pyarrow.parquet.write_table(pyarrow.table({"other": ["words"]}), tmp_path / "o.parquet")
    assert "no text in column 'text'" in code(str(tmp_path / "o.parquet"), "--no-store").stderr


def test_a_killed_run_is_resumed(tmp_path: Path) -> None:
    rows = [{"text": WORDS.format(n + 2), "published": "2024-06-12", "n": n} for n in range(150)]
    path, database = str(jsonl(tmp_path / "r.jsonl", list(rows))), str(tmp_path / "kept.sqlite")
    words = ["code", path, "--database", database, "--format", "json"]
    with subprocess.Popen([sys.executable, "-m", "tocsin.cli", *words], stdout=subprocess.PIPE, text=True) as coder:
        assert coder.stdout is not None
        done = [coder.stdout.readline() for _ in range(20)]
        coder.send_signal(signal.SIGKILL)
        done += [line for line in coder.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    rest = invoke(*words, "--resume").stdout.splitlines()
    ids = [json.loads(line)["document"]["id"] for line in [*done, *rest]]
    assert len(ids) == len(set(ids)) and 149 <= len(ids) <= 150  # the one under way may be kept and not told
    assert "whole: 150 rows" in invoke("log", "verify", "--database", database).stderr
