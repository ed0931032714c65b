"""``tocsin spark``: a real cluster that loses a machine gives the incidents of one process, and a database of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pytest
from bench.made_reports import made_reports
from pyarrow import parquet

import postgres
import spark_cluster
from cli_runner import invoke
from test_store import ask
from tocsin.cli.shelf import CODEC
from tocsin.incidents import update_incidents
from tocsin.publish import to_contract
from tocsin.publish.incidents import incident_to_contract
from tocsin.reconcile import reconcile_reports
from tocsin.scale.panels import AREAS
from tocsin.store import Store

EXAMPLES = Path(__file__).parents[1] / "examples"
needs_java = pytest.mark.skipif(spark_cluster.java() is None, reason=spark_cluster.MISSING)


def spark(*words: str, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tocsin.cli", "spark", *words]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def archive(folder: Path) -> Path:
    """Forty reports, one of them twice, and a line that is none."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.md"))]
    rows = [json.dumps({"text": f"{texts[n % len(texts)]}\n\nTold again: {n}."}) for n in range(40)]
    path = folder / "reports.jsonl"
    path.write_text("\n".join([*rows, rows[0], "nothing"]) + "\n", encoding="utf-8")
    return path


def incidents_in(out: Path) -> dict[str, object]:
    rows = parquet.read_table(out / "incidents.parquet").to_pylist()
    assert len({row["incident"] for row in rows}) == len(rows)
    return {row["incident"]: json.loads(row["payload"]) for row in rows}


def panels_in(out: Path) -> list[tuple[object, ...]]:
    tables = {area: parquet.read_table(out / f"{area}.parquet") for area in AREAS}
    return sorted((area, *row.values(), 0) for area, table in tables.items() for row in table.to_pylist())


def incidents_of(store: Store) -> dict[str, object]:
    return {one.id: incident_to_contract(one) for one in store.incidents() or ()}


@needs_java
@pytest.mark.slow
def test_a_cluster_that_loses_a_machine_gives_the_incidents_of_a_laptop(
    tmp_path: Path, server: postgres.Server
) -> None:
    given, out = archive(tmp_path), tmp_path / "out"
    with spark_cluster.running(tmp_path) as cluster:
        running = spark(str(given), "--out", str(out), "--master", cluster.url, env=cluster.env)
        while running.poll() is None and not list(out.glob("reports.parquet/_temporary/0/task_*")):
            time.sleep(0.1)
        assert running.poll() is None, "ended before a machine could be lost"
        cluster.kill_one()
        _, said = running.communicate()
    assert "40 reports" in said
    assert "1 inputs refused" in said
    assert running.returncode == 1
    laptop, loaded = str(tmp_path / "laptop.sqlite"), server.new_database()
    invoke("code", str(given), "--database", laptop, "--format", "json")
    invoke("spark", "load", str(out), "--database", loaded)
    one, other = Store.open(laptop, CODEC), Store.open(loaded, CODEC)
    update_incidents(one)
    assert incidents_in(out) == incidents_of(one) == incidents_of(other)
    assert {coded.report.id: coded for coded in one.reports()} == {coded.report.id: coded for coded in other.reports()}
    assert other.verify_log() == []
    counted = ask(loaded, "select area, unit, month, deaths, low, high, stale from panel")
    assert sorted((*row[:3], *map(int, row[3:])) for row in counted) == panels_in(out) != []


@needs_java
@pytest.mark.slow
def test_blocks_parted_by_time_and_place_link_what_one_process_links(tmp_path: Path) -> None:
    coded = list(made_reports(200))
    rows = [{"report": one.report.id, "payload": json.dumps(to_contract(one))} for one in coded]
    table = tmp_path / "out" / "reports.parquet"
    table.mkdir(parents=True)
    parquet.write_table(pa.Table.from_pylist(rows), table / "part.parquet")
    (table / "_SUCCESS").touch()
    running = spark(
        "unread",
        "--out",
        str(tmp_path / "out"),
        "--resume",
        "--master",
        "local[2]",
        env=spark_cluster.settings(tmp_path),
    )
    _, said = running.communicate()
    assert running.returncode == 0, said
    wanted = {one.id: incident_to_contract(one) for one in reconcile_reports(coded)}
    assert incidents_in(tmp_path / "out") == wanted
    assert any(len(one["records"]) > 1 for one in wanted.values())


@needs_java
@pytest.mark.slow
def test_any_file_system_that_spark_reads_will_do(tmp_path: Path) -> None:
    """Hadoop's view of folders stands for what only Spark can open; beside it, a glob and addresses of local files."""
    given, out = tmp_path / "given", tmp_path / "out"
    for folder in (given / "near", given / "far", out):
        folder.mkdir(parents=True)
    lines = archive(tmp_path).read_text(encoding="utf-8").splitlines(keepends=True)
    (given / "near" / "a.jsonl").write_text("".join(lines[:4]), encoding="utf-8")
    (given / "far" / "b.jsonl").write_text("".join(lines[4:7]) + "nothing\n", encoding="utf-8")
    (given / "far" / "c.jsonl").write_text("".join(lines[7:9]), encoding="utf-8")
    links = "".join(
        f"spark.hadoop.fs.viewfs.mounttable.desk.link./{name} {folder.as_uri()}\n"
        for name, folder in (("far", given / "far"), ("out", out))
    )
    env = spark_cluster.settings(tmp_path, links)
    near = (given / "near").as_uri() + "/*.jsonl"
    words = (near, "viewfs://desk/far", "--out", "viewfs://desk/out/1", "--master", "local[1]")
    _, said = spark(*words, env=env).communicate()
    assert "9 reports" in said and "viewfs://desk/far/b.jsonl#4" in "".join(
        str(row["name"]) for row in parquet.read_table(out / "1" / "reports.parquet").to_pylist() if row["reason"]
    )
    store = str(tmp_path / "laptop.sqlite")
    invoke("code", str(given / "near" / "a.jsonl"), *map(str, given.glob("far/*")), "--database", store)
    laptop = Store.open(store, CODEC)
    update_incidents(laptop)
    assert incidents_in(out / "1") == incidents_of(laptop)
    _, said = spark(*words, env=env).communicate()
    assert "holds tables already" in said


@needs_java
@pytest.mark.slow
def test_what_fails_on_the_cluster_costs_one_line(tmp_path: Path) -> None:
    running = spark(
        "none://a/b", "--out", f"{tmp_path}/out", "--master", "local[1]", env=spark_cluster.settings(tmp_path)
    )
    _, said = running.communicate()
    assert running.returncode == 1
    assert "Traceback" not in said
    assert said.splitlines()[-1].startswith("tocsin: ") and "none" in said.splitlines()[-1]


def test_without_java_one_line_says_so(tmp_path: Path) -> None:
    bare = {key: value for key, value in os.environ.items() if key != "JAVA_HOME"} | {"PATH": str(tmp_path)}
    _, said = spark("x.jsonl", "--out", str(tmp_path), env=bare).communicate()
    assert said == (
        "tocsin: error: Spark needs Java 17 or newer: apt-get install openjdk-17-jre-headless, or set JAVA_HOME\n"
    )


def test_a_database_isnt_filled_from_nothing(tmp_path: Path) -> None:
    ended = invoke("spark", "load", str(tmp_path), "--database", str(tmp_path / "t.sqlite"))
    assert ended.exit_code == 1
    assert ended.stderr == f"tocsin: {tmp_path}: holds no tables of tocsin spark\n"
