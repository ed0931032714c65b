"""The store on SQLite and on PostgreSQL: append-only, bitemporal, chained, and whole after a kill."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from builders import coded, event, killed, place, report, when
from tocsin.errors import StoreError
from tocsin.model import Attribution, CodedReport, Judgement
from tocsin.publish import contract, contract_read, incidents
from tocsin.review import reviewed
from tocsin.store import Codec, Filters, Store, names_actor
from tocsin.store.engine import engine_on, reading

CODEC = Codec(
    contract.to_contract,
    contract_read.from_contract,
    contract_read.read_event,
    incidents.incident_to_contract,
    incidents.incident_from_contract,
    reviewed,
)


Opener = Callable[..., Store]


class Clock:
    """A clock that steps one hour at each reading."""

    def __init__(self) -> None:
        self.now = datetime(2024, 7, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(hours=1)
        return self.now


@pytest.fixture
def again(database: str) -> Iterator[Opener]:
    """Opens one more store on the test's database; all are closed at the end."""
    opened: list[Store] = []

    def opens(clock: Callable[[], datetime] | None = None) -> Store:
        opened.append(Store.open(database, CODEC, clock or Clock()))
        return opened[-1]

    yield opens
    for one in opened:
        one.close()


@pytest.fixture
def store(again: Opener) -> Store:
    return again()


def ask(database: str, statement: str) -> Any:
    """Past the store: what another program might read or change."""
    engine = engine_on(database)
    with engine.begin() as raw:
        found = raw.exec_driver_sql(statement)
        rows = found.fetchall() if found.returns_rows else found.rowcount
    engine.dispose()
    return rows


def count(database: str) -> dict[str, int]:
    tables = ("report", "event_record", "judgement", "log")
    return {table: ask(database, f"select count(*) from {table}")[0][0] for table in tables}


def test_gives_back_what_was_kept(store: Store) -> None:
    one = coded("a", event("a"), event("a", "2", place=place(None, None, None, country=None, span=None)))
    assert store.save(one)
    assert store.report("sha256:a") == one
    assert store.report("sha256:zzz") is None


def test_same_coding_twice_changes_nothing(store: Store, database: str) -> None:
    assert store.save(coded("a"))
    before = count(database)
    assert not store.save(coded("a"))
    assert count(database) == before == {"report": 1, "event_record": 1, "judgement": 0, "log": 1}


def test_many_are_kept_together_or_not_at_all(store: Store) -> None:
    one, other = coded("a"), coded("b")
    assert (store.save_all([one, other]), store.save_all([one, other])) == (2, 0)

    def failing() -> Iterator[CodedReport]:
        yield coded("c")
        raise ValueError("the next one can't be read")

    with pytest.raises(ValueError, match="can't be read"):
        store.save_all(failing())
    assert not store.knows("sha256:c")
    assert store.verify_log() == []


def test_newer_coding_closes_the_older_and_both_stay(store: Store, database: str) -> None:
    old, new = coded("a"), coded("a", event("a", casualties=(killed(13),), coder="newer"))
    store.save(old)
    store.save(coded("b"))
    store.save(new)
    assert store.report("sha256:a") == new
    assert store.report("sha256:a", as_of="2024-07-01T01:30:00Z") == old
    assert store.report("sha256:b", as_of="2024-07-01T01:30:00Z") is None
    assert [e.coder for e in store.events(Filters(as_of="2024-07-01T02:30:00Z"))] == ["tests", "tests"]
    assert count(database)["event_record"] == 3
    assert store.verify_log() == []


def test_going_back_to_an_older_coding_is_a_third_version(store: Store, database: str) -> None:
    old, new = coded("a"), coded("a", event("a", coder="newer"))
    assert [store.save(one) for one in (old, new, old)] == [True, True, True]
    assert store.report("sha256:a") == old
    assert count(database)["report"] == 3
    assert store.verify_log() == []


def test_a_clock_that_stands_still_does_not_blur_versions(again: Opener) -> None:
    store = again(lambda: datetime(2024, 7, 1, tzinfo=UTC))
    for coder in "abc":
        store.save(coded("a", event("a", coder=coder)))
    assert [e.coder for e in store.events()] == ["c"]
    assert store.verify_log() == []


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (Filters(), ["a-1", "b-1"]),
        (Filters(country="ml"), ["a-1"]),
        (Filters(event_type="Battles"), ["a-1"]),
        (Filters(event_type="Abduction/forced disappearance"), ["b-1"]),
        (Filters(since=date(2024, 6, 12)), ["b-1"]),
        (Filters(until=date(2024, 6, 11)), ["a-1"]),
        (Filters(since=date(2024, 6, 11), until=date(2024, 6, 20)), ["a-1", "b-1"]),
        (Filters(actor="jnim"), ["a-1"]),
        (Filters(actor="jn"), []),
        (Filters(actor="%"), []),
        (Filters(record="b-1"), ["b-1"]),
        (Filters(report="sha256:a"), ["a-1"]),
    ],
)
def test_filters(store: Store, wish: Filters, found: list[str]) -> None:
    taken = event(
        "b",
        event_type="Strategic developments",
        sub_event_type="Abduction/forced disappearance",
        place=place(country="BF"),
        when=when("2024-06-20"),
        actors=(),
    )
    store.save(coded("a"))
    store.save(coded("b", taken))
    assert [e.id for e in store.events(wish)] == found


def test_an_actor_is_named_by_what_it_does_or_claims_to_the_letter(store: Store) -> None:
    said = Attribution("claimed", "Sons of the Foyle")
    store.save(coded("a", event("a", attribution=said)))
    named = {key: names_actor(store, key) for key in ("jnim", "fama", "Sons of the Foyle", "JNIM", "jni", "fam%", "|")}
    assert [key for key, found in named.items() if found] == ["jnim", "fama", "Sons of the Foyle"]


def test_reports_without_events_are_kept(store: Store) -> None:
    empty = CodedReport(report("a"), ())
    store.save(empty)
    assert list(store.reports()) == [empty]
    assert list(store.reports(Filters(country="ML"))) == []


def test_judgements_only_grow(store: Store) -> None:
    first = Judgement("b-1", "a-1", "same", 1.0, "same wire", "amina", "2024-07-02T00:00:00.000000Z")
    later = replace(first, verdict="different", on="2024-07-03T00:00:00.000000Z")
    assert store.judge(first)
    assert not store.judge(replace(first, left="a-1", right="b-1"))
    assert store.judge(later)
    assert [j.verdict for j in store.judgements()] == ["same", "different"]
    assert [j.verdict for j in store.judgements(as_of="2024-07-02T12:00:00Z")] == ["same"]
    assert store.verify_log() == []


def test_incidents_are_stale_after_a_write(store: Store) -> None:
    store.save(coded("a"))
    assert store.incidents() is None
    store.replace_incidents([])
    store.save(coded("b"))
    assert store.incidents() is None


@pytest.mark.parametrize(
    ("tamper", "fault"),
    [
        ("update event_record set payload = replace(payload, '12 soldiers', '13 soldiers')", "not what was logged"),
        ("update report set payload = replace(payload, 'Outlet a', 'Outlet z')", "not what was logged"),
        ("update report set known_to = '2025-01-01T00:00:00.000000Z' where id = 'sha256:b'", "closed at"),
        ("update judgement set why = 'other'", "judgement"),
        ("delete from judgement", "logged and gone"),
        ("delete from report where id = 'sha256:a'", "logged and gone"),
        ("delete from event_record where report_id = 'sha256:b'", "not what was logged"),
        ("delete from log where seq = 2", "is missing"),
        ("update log set at = '2020-01-01T00:00:00.000000Z' where seq = 1", "does not fit its words"),
        ("update log set prev_hash = hash where seq = 3", "does not follow"),
    ],
)
def test_the_log_shows_tampering(store: Store, database: str, tamper: str, fault: str) -> None:
    for one in (coded("a"), coded("b"), coded("a", event("a", coder="newer"))):
        store.save(one)
    store.judge(Judgement("a-1", "b-1", "same", 1.0, "", "amina", "2024-07-02T00:00:00.000000Z"))
    assert store.verify_log() == []
    store.close()
    assert ask(database, tamper) > 0
    assert any(fault in line for line in store.verify_log())


def test_two_writers_share_one_chain(store: Store, again: Opener) -> None:
    other = again()
    for n in range(4):
        (store if n % 2 else other).save(coded(f"r{n}"))
    assert store.verify_log() == []
    assert len(store.events()) == 4


def test_refuses_what_is_no_database(tmp_path: Path) -> None:
    junk = tmp_path / "junk.sqlite"
    junk.write_bytes(b"this is no database, " * 200)
    with pytest.raises(StoreError, match="not a database"):
        Store.open(str(junk), CODEC)


def test_refuses_another_schema_version(store: Store, database: str) -> None:
    store.close()
    ask(database, "update schema_version set version = 99")
    with pytest.raises(StoreError, match=r"schema version 99.*a newer one is needed"):
        Store.open(database, CODEC)


def test_text_that_no_database_likes_is_kept(store: Store) -> None:
    odd = coded("a")
    odd = replace(odd, report=replace(odd.report, title="\ud800 half a pair, a NUL \0, 'quotes' and %s"))
    assert store.save(odd)
    assert store.report("sha256:a") == odd
    assert store.judge(
        Judgement("a-1", "b-1", "same", 1.0, "half \ud800, NUL \0", "amina", "2024-07-02T00:00:00.000000Z")
    )
    assert [one.why for one in store.judgements()] == ["half ?, NUL ?"]
    assert store.verify_log() == []


WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from builders import coded
from test_store import CODEC
from tocsin.store import Store
store = Store.open(sys.argv[1], CODEC)
for n in range(100000):
    store.save(coded(f"r{n}"))
    print(f"r{n}", flush=True)
"""


def test_a_kill_loses_nothing_that_was_reported_as_done(database: str, again: Opener) -> None:
    args = [sys.executable, "-c", WRITER, database, str(Path(__file__).parent)]
    with subprocess.Popen(args, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        done = [writer.stdout.readline().strip() for _ in range(25)]
        writer.send_signal(signal.SIGKILL)
        done += writer.stdout.read().split()
    store = again()
    known = {one.report.id for one in store.reports()}
    assert known >= {f"sha256:{name}" for name in done}
    assert len(known) - len(done) in (0, 1)  # the one under way may have been committed, never half of it
    assert all(one == coded(one.report.id.removeprefix("sha256:")) for one in store.reports())
    assert store.verify_log() == []
    assert store.save(coded("after"))
    assert store.verify_log() == []


def test_two_processes_write_at_once(database: str, again: Opener) -> None:
    again()
    script = WRITER.replace("range(100000)", "range(40)").replace('f"r{n}"', 'f"{sys.argv[3]}{n}"')
    args = [sys.executable, "-c", script, database, str(Path(__file__).parent)]
    writers = [subprocess.Popen([*args, name], stdout=subprocess.PIPE, stderr=subprocess.PIPE) for name in "xy"]
    ended = [writer.communicate(timeout=60) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], ended
    store = again()
    assert {one.report.id for one in store.reports()} == {f"sha256:{name}{n}" for name in "xy" for n in range(40)}
    assert store.verify_log() == []
    assert store.log_head()[0] == 80


def test_two_processes_may_make_the_database_at_once(database: str, again: Opener) -> None:
    script = WRITER.replace("range(100000)", "range(3)").replace('f"r{n}"', 'f"{sys.argv[3]}{n}"')
    args = [sys.executable, "-c", script, database, str(Path(__file__).parent)]
    writers = [subprocess.Popen([*args, name], stdout=subprocess.PIPE, stderr=subprocess.PIPE) for name in "wxyz"]
    ended = [writer.communicate(timeout=60) for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 4, ended
    assert again().verify_log() == []


def test_wal_and_full_sync(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite"
    Store.open(str(path), CODEC).save(coded("a"))
    with sqlite3.connect(path) as raw:
        assert raw.execute("pragma journal_mode").fetchone() == ("wal",)


def test_a_reader_does_not_wait_for_a_writer(store: Store, database: str) -> None:
    store.save(coded("a"))
    engine = engine_on(database)
    with engine.begin() as raw:
        raw.exec_driver_sql("update schema_version set version = version")
        assert [one.report.id for one in store.reports()] == ["sha256:a"]
    engine.dispose()


def test_a_reader_sees_one_state_to_its_end(store: Store, database: str) -> None:
    engine = engine_on(database)
    with reading(engine) as reader:
        before = reader.exec_driver_sql("select count(*) from report").scalar()
        store.save(coded("a"))
        assert reader.exec_driver_sql("select count(*) from event_record").scalar() == before == 0
    engine.dispose()


def test_payload_is_the_contract(store: Store, database: str) -> None:
    store.save(coded("a"))
    kept = json.loads(ask(database, "select payload from event_record")[0][0])
    assert kept == contract.to_contract(coded("a"))["events"][0]


def test_the_memory_of_an_audit_does_not_grow_with_the_reports(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tocsin.store.verify._AT_ONCE", 5)

    def audited(reports: Iterator[int]) -> int:
        store.save_all(coded(f"r{n}") for n in reports)
        assert store.verify_log() == []
        tracemalloc.reset_peak()
        assert store.verify_log() == []
        return tracemalloc.get_traced_memory()[1]

    tracemalloc.start()
    few, many = audited(iter(range(40))), audited(iter(range(40, 400)))
    tracemalloc.stop()
    assert many < 1.5 * few
