"""The catalogue and the people of a store: what is found, in which order, and what a change leaves behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import army, event, jnim, killed, place, report, when
from tocsin.cli.shelf import CODEC
from tocsin.errors import InputError
from tocsin.model import CodedReport
from tocsin.reconcile import reconcile_records
from tocsin.store import Catalogue, People, Search, Store
from tocsin.store.people import Account


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(str(tmp_path / "x.sqlite"), CODEC)
    yield opened
    opened.close()


def fill(store: Store, *days: str, **changes: object) -> None:
    for number, day in enumerate(days):
        name = f"r{number}-{day}"
        one = event(name, when=when(day), **changes)
        store.save(CodedReport(report(name), (one,)))
    rebuild(store)


def rebuild(store: Store) -> None:
    store.replace_incidents(reconcile_records(store.events(), store.judgements()))


def days_of(store: Store, search: Search, **paging: object) -> list[str]:
    return [str(entry.incident.when.start) for entry in Catalogue(store).find(search, 100, **paging)]  # type: ignore[arg-type]


DAYS = ("2024-01-05", "2024-03-09", "2024-06-11")


def test_the_newest_come_first_and_days_are_inclusive(store: Store) -> None:
    fill(store, *DAYS)
    assert days_of(store, Search()) == sorted(DAYS, reverse=True)
    assert days_of(store, Search(first=date(2024, 3, 9), last=date(2024, 6, 11))) == ["2024-06-11", "2024-03-09"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        (Search(country=("ML",)), 3),
        (Search(country=("NE",)), 0),
        (Search(actor=("jnim",)), 3),
        (Search(actor=("jni",)), 0),
        (Search(source=("Outlet r0-2024-01-05",)), 1),
        (Search(language=("en",)), 3),
        (Search(words="NION"), 3),
        (Search(box=(-10, 10, 0, 20)), 3),
        (Search(box=(170, 10, -170, 20)), 0),
        (Search(least_killed=12), 3),
        (Search(least_killed=13), 0),
        (Search(country=("ML' OR 1=1 --",)), 0),
        (Search(words="%"), 0),
    ],
)
def test_wishes(store: Store, search: Search, found: int) -> None:
    fill(store, *DAYS, actors=(jnim(), army()), casualties=(killed(12),), place=place())
    assert len(days_of(store, search)) == found == Catalogue(store).totals(search)["incidents"]


@settings(deadline=None)
@given(size=st.integers(1, 4))
def test_pages_by_cursor_repeat_and_hide_nothing(tmp_path_factory: pytest.TempPathFactory, size: int) -> None:
    store = Store.open(str(tmp_path_factory.mktemp("s") / "x.sqlite"), CODEC)
    fill(store, *DAYS, "2024-06-11")
    store.save(CodedReport(report("u"), (event("u", when=when(None)),)))
    rebuild(store)
    catalogue, seen, after = Catalogue(store), [], None
    while page := catalogue.find(Search(), size, after):
        seen += [entry.incident.id for entry in page]
        after = page[-1].cursor
    assert seen == [entry.incident.id for entry in catalogue.find(Search(), 100)]
    assert len(set(seen)) == len(seen) == catalogue.totals(Search())["incidents"]
    store.close()


def test_the_feed_tells_what_changed_and_what_is_gone(store: Store) -> None:
    fill(store, *DAYS)
    catalogue = Catalogue(store)
    first = catalogue.changes(None, 10)
    rebuild(store)
    assert catalogue.changes(None, 10) == first, "building the same again changes nothing"
    mark = f"{first[-1][1]}~{first[-1][0]}"
    kept = store.incidents()
    assert kept
    store.replace_incidents(kept[1:])
    assert [(key, gone) for key, _, gone, _ in catalogue.changes(mark, 10)] == [(kept[0].id, True)]
    store.replace_incidents(kept)
    assert [(key, gone) for key, _, gone, _ in catalogue.changes(mark, 10)] == [(kept[0].id, False)]


def test_what_is_written_while_incidents_are_built_is_not_forgotten(store: Store) -> None:
    fill(store, *DAYS)
    head, records = store.log_head()[1], store.events()
    store.save(CodedReport(report("late"), (event("late"),)))
    store.replace_incidents(reconcile_records(records, []), head)
    assert store.incidents() is None
    state = Catalogue(store).state()
    assert state
    assert state[0] == head != store.log_head()[1]


def test_counts(store: Store) -> None:
    fill(store, *DAYS, casualties=(killed(12),))
    catalogue = Catalogue(store)
    assert catalogue.months(Search()) == [("2024-01", 1), ("2024-03", 1), ("2024-06", 1)]
    assert catalogue.counts(Search(), "country") == [("ML", 3)]
    assert catalogue.totals(Search())["killed_low"] == 36
    assert sum(number for _, _, number in catalogue.cells(Search(), 1)) == 3
    assert catalogue.members("languages") == [("en", 3)]


def test_an_account_lives_until_it_is_closed(store: Store) -> None:
    people = People(store)
    assert not people.any()
    people.add(Account("ada", "editor", "hash"))
    people.begin("cookie", "ada", 1)
    people.give_token("key", "ada", "notebook")
    assert people.of_session("cookie") == people.of_token("key") == people.get("ada")
    people.close("ada")
    assert (people.of_session("cookie"), people.of_token("key"), people.get("ada"), people.any()) == (None,) * 3 + (
        False,
    )


def test_sessions_run_out_and_tokens_are_revoked_by_their_owner_alone(store: Store) -> None:
    people = People(store)
    people.add(Account("ada", "viewer", "hash"))
    people.begin("late", "ada", -1)
    assert people.of_session("late") is None
    people.give_token("key", "ada", "notebook")
    assert not people.revoke("key", "bob")
    assert people.of_token("key")
    assert people.revoke("key", "ada")
    assert people.of_token("key") is None


def test_a_new_password_ends_all_sessions(store: Store) -> None:
    people = People(store)
    people.add(Account("ada", "viewer", "hash"))
    people.begin("cookie", "ada", 1)
    people.add(Account("ada", "viewer", "other"))
    assert people.of_session("cookie") is None


def test_an_unknown_role_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match="no role 'king'"):
        People(store).add(Account("ada", "king", "hash"))


def test_the_audit_grows(store: Store) -> None:
    people = People(store)
    people.note("ada", "judge", "a b")
    people.note("ada", "export", "csv")
    assert [change.what for change in people.changes(10)] == ["export", "judge"]
