"""The command line over a store that holds coded reports: rows, pages, judgements, errors and exit statuses."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders import coded, confirmed_by_mayor, event, place, when
from cli_runner import invoke as tocsin
from tocsin import __version__
from tocsin.cli.app import main
from tocsin.cli.shelf import CODEC, Wish, database_url, find_dossiers, find_one, find_record, open_store
from tocsin.model import CodedReport
from tocsin.store import Store

GAO = place(16.27, -0.05, 5, name="Gao", precision="exact", gazetteer_id="geonames:2457163")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[str]:
    path = tmp_path / "t.sqlite"
    store = Store.open(str(path), CODEC)
    for one in (
        coded("a"),
        coded("b"),
        coded("c", event("c", attribution=confirmed_by_mayor(), place=GAO, when=when("2024-06-20"))),
    ):
        store.save(one)
    store.close()
    yield str(path)


def run(*args: str, **changes: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, **changes}
    return subprocess.run([sys.executable, "-m", "tocsin.cli", *args], capture_output=True, env=env, check=False)


def test_help_names_every_command() -> None:
    text = tocsin("--help").stdout
    for name in ["code", "events", "incidents", "trace", "brief", "map", "judge", "log", "gazetteer", "actors", "demo"]:
        assert name in text


@pytest.mark.parametrize("module", ["tocsin", "tocsin.cli"])
def test_the_package_is_the_command(module: str) -> None:
    words = [sys.executable, "-m", module, "--version"]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout == f"tocsin {__version__}\n"


def test_events_as_rows_and_filters(database: str) -> None:
    found = tocsin("events", "--database", database, "--format", "csv", "--since", "2024-06-15")
    assert [row["record_id"] for row in csv.DictReader(io.StringIO(found.stdout))] == ["c-1"]
    found = tocsin("events", "--database", database, "--format", "jsonl", "--actor", "jnim")
    assert len(found.stdout.splitlines()) == 3
    assert "claimed by" in tocsin("events", "--database", database, "--format", "table").stdout
    assert tocsin("events", "--database", database, "--as-of", "2020-01-01").stdout == ""


@pytest.mark.parametrize("command", ["events", "incidents"])
def test_countries_go_by_name_and_types_by_any_case(database: str, command: str) -> None:
    def rows(*words: str) -> int:
        return len(tocsin(command, "--database", database, "--format", "json", *words).stdout.splitlines())

    everything = rows()
    assert everything
    for words in (("--country", "Mali"), ("--country", "malí"), ("--country", "ml"), ("--type", "battles")):
        assert rows(*words) == everything, words
    assert rows("--type", "ARMED CLASH", "--since", "2024-06-01", "--until", "2024-06-30") == everything
    assert rows("--country", "Burkina") == rows("--type", "suicide bomb") == 0


@pytest.mark.parametrize("actor", ["nosuch", "JNIM", "jni"])
def test_an_actor_that_no_event_names_is_said(database: str, tmp_path: Path, actor: str) -> None:
    page = tmp_path / "page.html"
    for words in (("events",), ("brief", "--out", str(page)), ("map", "--out", str(page)), ("export", "--as", "csv")):
        found = tocsin(*words, "--actor", actor, "--database", database)
        assert (found.exit_code, found.stdout) == (1, "")
        assert found.stderr == f"tocsin: {actor}: no event names an actor of this id\n"
    assert not page.exists()
    assert tocsin("events", "--actor", "jnim", "--since", "2030-01-01", "--database", database).exit_code == 0


def test_incidents_join_reports_and_keep_claims_apart(database: str) -> None:
    rows = [json.loads(line) for line in tocsin("incidents", "--database", database).stdout.splitlines()]
    assert [(row["status"], row["records"]) for row in rows] == [("claimed", ["a-1", "b-1"]), ("confirmed", ["c-1"])]
    table = tocsin("incidents", "--database", database, "--format", "table").stdout
    assert table.index("Confirmed and reported") < table.index("Gao") < table.index("Claims") < table.index("Niono")
    assert tocsin("incidents", "--database", database, "--country", "BF").stdout == ""


def test_incidents_follow_the_log(database: str) -> None:
    store = open_store(database)
    assert len(find_dossiers(store, Wish())) == 2
    store.save(coded("d", event("d", when=when("2024-03-01"))))
    assert len(find_dossiers(store, Wish())) == 3
    assert len(find_dossiers(store, Wish(as_of="2020-01-01T00:00:00Z"))) == 0
    assert len(store.incidents() or []) == 3


def test_what_was_not_asked_for_is_not_read(database: str) -> None:
    store, read = open_store(database), list[str]()

    def noted(row: dict[str, Any]) -> CodedReport:
        read.append(row["document"]["id"])
        return CODEC.read_report(row)

    find_dossiers(store, Wish())
    store.codec = replace(CODEC, read_report=noted)
    assert [one.records[0].id for one in find_dossiers(store, Wish(since=date(2024, 6, 15)))] == ["c-1"]
    assert find_one(store, "c-1").records[0].id == find_record(store, "c-1")[0] == "c-1"
    assert find_dossiers(store, Wish(actor="nobody")) == find_dossiers(store, Wish(country="BF")) == []
    assert read == ["sha256:c"] * 2


def test_trace_leads_to_the_words(database: str) -> None:
    text = tocsin("trace", "a-1", "--database", database).stdout
    for words in ("reconcile", "ingest", "assemble", "resolve", "extract", "“12 soldiers were killed” [75:98]", "b-1"):
        assert words in text
    incident = json.loads(tocsin("incidents", "--database", database).stdout.splitlines()[0])["id"]
    assert tocsin("trace", incident[:10], "--database", database).stdout == text


def test_judge_parts_and_is_logged(database: str) -> None:
    kept = tocsin("judge", "different", "a-1", "b-1", "--why", "two posts", "--by", "amina", "--database", database)
    assert kept.exit_code == 0
    assert len(tocsin("incidents", "--database", database).stdout.splitlines()) == 3
    audit = tocsin("log", "verify", "--database", database)
    assert audit.exit_code == 0
    assert "whole: 4 rows" in audit.stderr


def incidents_of(database: str) -> list[list[str]]:
    return [json.loads(line)["records"] for line in tocsin("incidents", "--database", database).stdout.splitlines()]


def test_judge_splits_and_undoes(database: str) -> None:
    told = ("--why", "two posts", "--by", "amina", "--database", database)
    assert ["a-1", "b-1"] in incidents_of(database)
    assert tocsin("judge", "split", "b-1", *told).exit_code == 0
    assert ["a-1"] in incidents_of(database)
    assert tocsin("judge", "undo", "a-1", "b-1", *told).exit_code == 0
    assert ["a-1", "b-1"] in incidents_of(database)
    for words, fault in (
        (("split", "c-1"), "stands alone already"),
        (("undo", "a-1", "b-1"), "nothing stands judged"),
        (("split", "a-1", "b-1"), "split takes 1 record, not 2"),
        (("same", "a-1"), "same takes 2 records, not 1"),
    ):
        refused = tocsin("judge", *words, *told)
        assert (refused.exit_code, fault in refused.stderr) == (1, True)


def test_pages(database: str, tmp_path: Path) -> None:
    page = tocsin("brief", "--database", database).stdout
    assert page.startswith("# Incidents\n")
    assert "## Claims" in page
    for name in ("b.html", "b.md"):
        assert tocsin("brief", "--database", database, "--out", str(tmp_path / name)).exit_code == 0
    assert tocsin("map", "--database", database, "--out", str(tmp_path / "sub" / "m.html")).exit_code == 0
    assert (tmp_path / "b.html").read_text().startswith("<!doctype html>")
    assert (tmp_path / "sub" / "m.html").read_text().startswith("<!doctype html>")


def test_actors_show() -> None:
    assert "JNIM" in tocsin("actors", "show", "jnim").stdout


@pytest.mark.parametrize(
    ("args", "cause"),
    [
        (["trace", "zzzz"], "zzzz: no incident or record has this id"),
        (["trace", "a"], "a: no incident or record has this id"),
        (["judge", "same", "a-1", "zzzz", "--why", "x"], "zzzz: no incident or record has this id"),
        (["actors", "show", "zzzz"], "zzzz: the registry has no actor with this id"),
        (["events", "--database", "/nowhere/x.sqlite"], "/nowhere/x.sqlite: no database is here yet"),
    ],
)
def test_errors_take_one_line(
    database: str, args: list[str], cause: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TOCSIN_DATABASE", database)
    monkeypatch.setattr(sys, "argv", ["tocsin", *args])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 1
    said = capsys.readouterr().err
    assert said.startswith(f"tocsin: {cause}")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    "args", [["nothing"], ["events", "--since", "tomorrow"], ["events", "--format", "xml"], ["code"], ["map"]]
)
def test_misuse_is_status_2(args: list[str]) -> None:
    assert tocsin(*args).exit_code == 2


@pytest.mark.parametrize(
    ("args", "cause"),
    [
        (["code", "x.txt", "--published", "2024-W25-3"], "--published: '2024-W25-3' is no day, write YYYY-MM-DD"),
        (["events", "--since", "20240619"], "--since: '20240619' is no day, write YYYY-MM-DD"),
        (["brief", "--last", "2024-02-30"], "--last: '2024-02-30' is no day, write YYYY-MM-DD"),
        (["incidents", "--country", "Atlantis"], "--country: no country 'Atlantis', write its name or ISO 3166"),
        (["brief", "--country", "ZZ"], "--country: no country 'ZZ', write its name or ISO 3166"),
        (
            ["export", "--as", "csv", "--type", "skirmish"],
            "--type: no type 'skirmish', write a sub-event type or",
        ),
        (
            ["incidents", "--since", "2025-06-01", "--until", "2025-01-01"],
            "--until: 2025-01-01 lies before 2025-06-01, swap the two days",
        ),
        (
            ["brief", "--until", "2025-01-01", "--since", "2025-06-01"],
            "--since: 2025-01-01 lies before 2025-06-01, swap the two days",
        ),
        (["serve", "--port", "99999"], "--port: '99999' is no port, write 1 to 65535"),
        (["watch", "feeds.toml", "--metrics", "0"], "--metrics: '0' is no port, write 1 to 65535"),
    ],
)
def test_a_slip_is_misuse_in_one_line(args: list[str], cause: str) -> None:
    found = tocsin(*args)
    assert (found.exit_code, found.stdout) == (2, "")
    assert cause in found.stderr
    assert found.stderr.count("\n") == 1


def test_serve_says_that_it_begins_a_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uvicorn.run", lambda *_, **__: None)
    path = str(tmp_path / "typo.sqlite")
    first, then = (tocsin("serve", "--database", path) for _ in range(2))
    assert f"{path}: a new database, nothing is kept in it yet\n" in first.stderr
    assert (first.exit_code, then.exit_code, "new database" in then.stderr) == (0, 0, False)


def test_judge_refuses_one_report(tmp_path: Path) -> None:
    path = str(tmp_path / "one.sqlite")
    Store.open(path, CODEC).save(coded("a", event("a"), event("a", "2")))
    found = tocsin("judge", "same", "a-1", "a-2", "--why", "x", "--database", path)
    assert found.exit_code == 1
    assert "one report" in found.stderr


def test_the_database_is_the_option_then_the_environment_then_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_DATABASE", "b.sqlite")
    assert (database_url("a.sqlite"), database_url(None)) == ("a.sqlite", "b.sqlite")
    monkeypatch.delenv("TOCSIN_DATABASE")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert database_url(None) == "/data/tocsin/tocsin.sqlite"


def test_stdout_is_utf8_whatever_the_locale(database: str) -> None:
    found = run("events", "--database", database, "--format", "json", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="")
    assert "Ségou" in found.stdout.decode("utf-8")


def test_a_closed_pipe_is_no_traceback(database: str) -> None:
    command = f"{sys.executable} -m tocsin.cli events --database {database} --format json | head -c 1 >/dev/null"
    found = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert found.stderr == b""
