"""Backups and migrations: the same rows from any database into any, whole or not at all, from every released schema."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

import postgres
from builders import coded, event
from cli_runner import invoke
from test_store import CODEC, Clock
from tocsin.errors import StoreError
from tocsin.model import Judgement
from tocsin.store import People, Store, migrate, open_engine, restore, schema
from tocsin.store.engine import engine_on
from tocsin.store.people import Account


@pytest.fixture
def kept(database: str, tmp_path: Path) -> Iterator[tuple[Store, Path]]:
    """A store with every kind of row, and its backup."""
    store = Store.open(database, CODEC, Clock())
    for one in (coded("a"), coded("b"), coded("a", event("a", coder="newer"))):
        store.save(one)
    store.judge(Judgement("a-1", "b-1", "same", 1.0, "é", "amina", "2024-07-02T00:00:00.000000Z"))
    People(store).add(Account("amina", "editor", "argon2id"))
    People(store).note("amina", "judge", "a-1 b-1")
    store.backup(tmp_path / "kept.gz")
    yield store, tmp_path / "kept.gz"
    store.close()


def state(store: Store) -> tuple[object, ...]:
    earlier = list(store.reports()), store.report("sha256:a", as_of="2024-07-01T01:30:00Z")
    people = People(store).all(), People(store).changes(9)
    return *earlier, store.judgements(), store.log_head(), store.verify_log(), people


@pytest.mark.parametrize("other", ["sqlite", "postgresql"])
def test_what_one_database_kept_another_takes_over(
    kept: tuple[Store, Path], other: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    store, backup = kept
    to = str(tmp_path / "new.sqlite") if other == "sqlite" else request.getfixturevalue("server").new_database()
    assert restore(to, backup) == 3 + 3 + 1 + 4 + 2
    taken = Store.open(to, CODEC, Clock())
    assert state(taken) == state(store)
    taken.backup(tmp_path / "again.gz")
    People(taken).note("amina", "judge", "the counter goes on from the rows that came")
    taken.close()
    assert gzip.decompress((tmp_path / "again.gz").read_bytes()) == gzip.decompress(backup.read_bytes())


def test_a_database_that_holds_something_is_not_filled(kept: tuple[Store, Path], tmp_path: Path) -> None:
    other = str(tmp_path / "other.sqlite")
    Store.open(other, CODEC).save(coded("z"))
    with pytest.raises(StoreError, match="holds tables already"):
        restore(other, kept[1])
    assert [one.report.id for one in Store.open(other, CODEC).reports()] == ["sha256:z"]


def cut(lines: list[str]) -> list[str]:
    return lines[:-1]


def row_lost(lines: list[str]) -> list[str]:
    return [lines[0], *lines[2:]]


def row_twice(lines: list[str]) -> list[str]:
    return [*lines[:2], *lines[1:]]


def word_changed(lines: list[str]) -> list[str]:
    return [line.replace("12 soldiers", "13 soldiers") for line in lines]


def other_form(lines: list[str]) -> list[str]:
    return ['["head", {"format": "other"}]', *lines[1:]]


def from_the_future(lines: list[str]) -> list[str]:
    return [lines[0].replace(f'"schema": {schema.VERSION}', '"schema": 99'), *lines[1:]]


def unknown_table(lines: list[str]) -> list[str]:
    return [lines[0], '["spies", {"a": 1}]', *lines[1:]]


def no_object(lines: list[str]) -> list[str]:
    return ["7", *lines]


@pytest.mark.parametrize(
    "damage", [cut, row_lost, row_twice, word_changed, other_form, from_the_future, unknown_table, no_object]
)
def test_a_damaged_backup_is_refused_and_nothing_is_kept(
    kept: tuple[Store, Path], damage: Callable[[list[str]], list[str]], tmp_path: Path
) -> None:
    lines = gzip.decompress(kept[1].read_bytes()).decode().splitlines()
    broken, to = tmp_path / "broken.gz", str(tmp_path / "to.sqlite")
    broken.write_bytes(gzip.compress("".join(f"{line}\n" for line in damage(lines)).encode()))
    with pytest.raises(StoreError):
        restore(to, broken)
    assert list(Store.open(to, CODEC).reports()) == []


@pytest.mark.parametrize("size", [0, 10, -9])
def test_a_file_that_is_cut_is_refused(kept: tuple[Store, Path], size: int, tmp_path: Path) -> None:
    broken = tmp_path / "cut.gz"
    broken.write_bytes(kept[1].read_bytes()[:size])
    with pytest.raises(StoreError, match="not a whole backup"):
        restore(str(tmp_path / "to.sqlite"), broken)


def test_a_backup_that_fits_its_foot_and_not_its_log_is_refused(kept: tuple[Store, Path], tmp_path: Path) -> None:
    """Somebody who changes a row and reckons the foot anew still breaks the chain."""
    lines = word_changed(gzip.decompress(kept[1].read_bytes()).decode().splitlines(keepends=True))[:-1]
    foot = json.dumps(["foot", {"rows": len(lines) - 1, "sha256": sha256("".join(lines).encode()).hexdigest()}])
    forged = tmp_path / "forged.gz"
    forged.write_bytes(gzip.compress(("".join(lines) + foot + "\n").encode()))
    with pytest.raises(StoreError, match="is not what was logged"):
        restore(str(tmp_path / "to.sqlite"), forged)


def test_a_backup_is_put_in_place_whole(kept: tuple[Store, Path], tmp_path: Path) -> None:
    before = kept[1].read_bytes()
    with pytest.raises(StoreError, match="can't be written"):
        kept[0].backup(tmp_path / "no such folder" / "x.gz")
    (tmp_path / "kept.gz.part").mkdir()  # stands for a disk that takes nothing
    with pytest.raises(StoreError, match="can't be written"):
        kept[0].backup(kept[1])
    assert kept[1].read_bytes() == before


@pytest.mark.parametrize("version", range(1, schema.VERSION + 1))
def test_every_released_schema_leads_to_this_one(database: str, version: int) -> None:
    engine = engine_on(database)
    with engine.begin() as connection:
        migrate.make_at(connection, version)
    with engine.begin() as connection:
        assert migrate.bring_forward(connection) == migrate.version_of(connection) == schema.VERSION
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
        assert inspect(connection).get_view_names() == ["panel"]
    engine.dispose()


def fails_half_way(connection: Connection, _found: int, _goal: int) -> None:
    connection.exec_driver_sql("create table half (x integer)")
    raise OSError("no space left")


def test_a_migration_that_fails_leaves_the_old_tables(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    open_engine(database).dispose()
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr(migrate, "_walk", fails_half_way)
    with pytest.raises(StoreError, match="no space left"):
        open_engine(database, may_migrate=True)
    engine = engine_on(database)
    with engine.connect() as connection:
        assert migrate.version_of(connection) == schema.VERSION - 1
        assert not inspect(connection).has_table("half")
    engine.dispose()


def test_a_file_moves_by_itself_and_a_server_only_when_told(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    open_engine(database).dispose()
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr(migrate, "_walk", lambda *_: None)
    if "://" in database:
        with pytest.raises(StoreError, match="run tocsin migrate"):
            open_engine(database)
        assert invoke("migrate", "--database", database).exit_code == 0
    else:
        open_engine(database).dispose()


def test_the_commands(database: str, tmp_path: Path) -> None:
    report, copy, new = tmp_path / "r.txt", str(tmp_path / "copy.gz"), str(tmp_path / "new.sqlite")
    report.write_text("Gunmen attacked a village near Niono on 11 June 2024. The mayor says 4 people were killed.")
    assert invoke("code", str(report), "--database", database).exit_code == 0
    assert "3 rows" in invoke("backup", copy, "--database", database).stderr
    assert "whole: 1 rows in the log" in invoke("restore", copy, "--database", new).stderr
    rows = [invoke("events", "--format", "jsonl", "--database", place).stdout for place in (database, new)]
    assert rows[0] == rows[1] != ""
    refused = invoke("restore", copy, "--database", new)
    assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1)


def test_a_password_stands_in_no_message() -> None:
    with pytest.raises(StoreError) as refused:
        open_engine("postgresql://desk:secret@127.0.0.1:9/none")
    assert "secret" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_lost_connection_costs_one_report(server: postgres.Server) -> None:
    store = Store.open(server.new_database(), CODEC, Clock())
    store.save(coded("a"))
    server.stop()
    with pytest.raises(StoreError, match="the database refused"):
        store.save(coded("b"))
    server.start()
    assert store.save(coded("b"))
    assert store.verify_log() == []
    assert len(list(store.reports())) == 2
    store.close()
