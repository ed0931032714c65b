"""The incidents of a store follow its log: one report at a time ends as a full rebuild does, whatever came before."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from builders import TEXT, claimed_by_jnim, coded, confirmed_by_mayor, event, killed, place, report, when
from tocsin import incidents
from tocsin.cli.shelf import CODEC
from tocsin.incidents import rebuild_incidents, update_incidents
from tocsin.model import Attribution, CodedReport, EventRecord, Incident, Judgement, SourceMention
from tocsin.reconcile import reconcile_reports
from tocsin.store import Groups, Store, schema

FAR = place(16.27, -0.05, 20, name="Gao", gazetteer_id="geonames:2457163")
UNPLACED = place(None, None, None, precision="country", span=None)
PLACES = st.sampled_from([place(), place(14.4, -5.9, 15), FAR, UNPLACED])
DAYS = st.sampled_from([when("2024-06-11"), when("2024-06-12"), when("2024-06-10", "2024-06-13"), when(None)])
TOLLS = st.integers(0, 40).map(lambda persons: (killed(persons),))
UN_DENIES = Attribution("denied", None, (SourceMention("UN", "igo", "denies", None, "un"),))
TOLD_BY = [Attribution(sources=(SourceMention(f"Outlet {name}", "media", "reports"),)) for name in "ab"]
VOICES = st.sampled_from([claimed_by_jnim(), confirmed_by_mayor(), Attribution("denied"), UN_DENIES, *TOLD_BY])
MODES = st.sampled_from(["occurred", "occurred", "occurred", "threatened"])
MORE = st.sampled_from(
    [
        "",
        " Traders in Sokolo closed the market.",
        " Awa Traoré and Oumar Keita teach in Bapho." * 3,
        " Awa Traoré, 34, was hit at 10:30 p.m. in Rue Bapho.",
        " Awa Traoré, 34, and Oumar Keita, 15, were hit at 4 a.m.",
    ]
)
NAMES = "abcde"

Step = CodedReport | Judgement | None
"""A report that is kept, a judgement, or the incidents brought up to the log."""


@st.composite
def reports(draw: st.DrawFn) -> CodedReport:
    """One of five reports, with up to two events: coded anew when it came before."""
    name = draw(st.sampled_from(NAMES))
    keys = draw(st.lists(st.sampled_from("12"), unique=True, max_size=2))
    return CodedReport(report(name, TEXT + draw(MORE)), tuple(draw(events(name, key)) for key in keys))


@st.composite
def events(draw: st.DrawFn, name: str, key: str) -> EventRecord:
    told = {"when": DAYS, "place": PLACES, "attribution": VOICES, "casualties": TOLLS, "modality": MODES}
    return event(name, key, **{field: draw(values) for field, values in told.items()})


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    left, right = draw(
        st.lists(st.sampled_from([f"{n}-{k}" for n in NAMES for k in "12"]), min_size=2, max_size=2, unique=True)
    )
    on = f"2024-07-0{draw(st.integers(1, 9))}T00:00:00.000000Z"
    return Judgement(left, right, draw(st.sampled_from(["same", "different", "unsure"])), 1.0, "read both", "amina", on)


LIVES = st.lists(st.one_of(reports(), reports(), judgements(), st.none()), min_size=1, max_size=12)


def kept(store: Store) -> dict[str, list[Any]]:
    """All that stands in the derived tables, but for the instants."""
    tables = (schema.incident, schema.catalogue, schema.catalogue_record, schema.told, schema.laid, schema.outcome)
    moving = {"built_at", "changed"}
    with store.reading() as connection:
        return {
            table.name: sorted(
                repr([row._mapping[c] for c in table.c if c.name not in moving])
                for row in connection.execute(select(table))
                if not row._mapping.get("gone")
            )
            for table in tables
        }


def live(store: Store, steps: list[Step]) -> None:
    for step in steps:
        if isinstance(step, CodedReport):
            store.save(step)
        elif isinstance(step, Judgement):
            store.judge(step)
        else:
            update_incidents(store)
    update_incidents(store)


@pytest.fixture(autouse=True)
def never_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """So small a store would be built anew at each step."""
    monkeypatch.setattr(incidents, "_GROWTH", 0)


@pytest.fixture
def store() -> Iterator[Store]:
    opened = Store.open(":memory:", CODEC)
    yield opened
    opened.close()


def ends_as_a_rebuild(steps: list[Step]) -> None:
    store = Store.open(":memory:", CODEC)
    rebuild_incidents(store)
    live(store, steps)
    followed = kept(store)
    assert by_id(store.incidents()) == by_id(reconcile_reports(store.reports(), store.judgements()))
    rebuild_incidents(store)
    assert kept(store) == followed
    store.close()


@pytest.mark.parametrize("seed", range(3))
def test_a_crowd_of_like_events_ends_as_a_full_rebuild(seed: int) -> None:
    """Links join all of them into one neighbourhood of many incidents: what changes in one may move those beside it."""
    chance = random.Random(seed)
    names = [f"{n:02}" for n in range(40)]
    came = [one_of_a_crowd(name, chance) for name in names]
    said = [judged(chance.choice(["same", "different"]), day, *chance.sample(names, 2)) for day in range(1, 6)]
    again = [one_of_a_crowd(name, chance) for name in chance.sample(names, 5)]
    ends_as_a_rebuild([step for one in [*came, *said, *again] for step in (one, None)])


def one_of_a_crowd(name: str, chance: random.Random) -> CodedReport:
    day = date(2024, 6, 11) + timedelta(chance.randrange(6))
    spot = place(14.25 + chance.randrange(4) * 0.3, -5.99, chance.choice([5, 15]))
    told = event(name, when=when(str(day)), place=spot, casualties=(killed(chance.randrange(1, 30)),))
    return CodedReport(report(name, TEXT, published=day + timedelta(chance.randrange(4))), (told,))


def by_id(found: list[Incident] | None) -> list[Incident]:
    assert found is not None
    return sorted(found, key=lambda one: one.id)


@settings(max_examples=60, deadline=None)
@given(LIVES)
def test_step_by_step_ends_as_a_full_rebuild(steps: list[Step]) -> None:
    ends_as_a_rebuild(steps)


@pytest.mark.slow
@settings(max_examples=1000, deadline=None)
@given(LIVES)
def test_a_thousand_lives_end_as_a_full_rebuild(steps: list[Step]) -> None:
    ends_as_a_rebuild(steps)


@settings(max_examples=20, deadline=None)
@given(LIVES, st.randoms(use_true_random=False))
def test_the_order_in_which_reports_came_never_matters(steps: list[Step], chance: Any) -> None:
    latest = list({one.report.id: one for one in steps if isinstance(one, CodedReport)}.values())
    said = [one for one in steps if isinstance(one, Judgement)]
    found = []
    for _ in range(2):
        store = Store.open(":memory:", CODEC)
        rebuild_incidents(store)
        live(store, [step for one in [*latest, *said] for step in (one, None)])
        found.append(kept(store))
        store.close()
        chance.shuffle(latest)
        chance.shuffle(said)
    assert found[0] == found[1]


def test_a_second_time_changes_nothing(store: Store) -> None:
    live(store, [coded("a"), None, coded("b")])
    with store.reading() as connection:
        before = connection.execute(select(schema.catalogue)).all()
    update_incidents(store)
    rebuild_incidents(store)
    with store.reading() as connection:
        assert connection.execute(select(schema.catalogue)).all() == before


def test_a_report_replaces_its_neighbourhood_alone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    live(store, [coded("a"), coded("g", event("g", place=FAR, when=when("2023-01-02")))])
    replaced: list[tuple[set[str], int]] = []
    monkeypatch.setattr(Groups, "replace", lambda _, records, found: replaced.append((records, len(found))))
    live(store, [coded("b")])
    assert replaced == [({"a-1", "b-1"}, 1)]


def test_what_parts_and_what_is_taken_back(store: Store) -> None:
    live(store, [coded("a"), coded("b"), None, judged("different", 1)])
    assert len(by_id(store.incidents())) == 2
    live(store, [judged("unsure", 2)])
    assert len(by_id(store.incidents())) == 1
    live(store, [CodedReport(report("b"), ())])
    assert [one.record_ids for one in by_id(store.incidents())] == [("a-1",)]


def judged(verdict: str, day: int, left: str = "a", right: str = "b") -> Judgement:
    on = f"2024-07-0{day}T00:00:00.000000Z"
    return Judgement(f"{left}-1", f"{right}-1", verdict, 1.0, "read both", "amina", on)


def test_a_judgement_taken_back_leaves_no_link_that_a_rebuild_would_not_find(store: Store) -> None:
    nowhen = {"when": when(None), "place": UNPLACED, "casualties": ()}  # alike in words, and never looked for
    one, other = (coded(name, event(name, **nowhen)) for name in "ab")
    live(store, [one, other, None, judged("same", 1), None, judged("unsure", 2)])
    assert by_id(store.incidents()) == by_id(reconcile_reports(store.reports(), store.judgements()))


@pytest.mark.parametrize("change", ["_GROWTH", "__version__"])
def test_growth_and_other_rules_build_anew(store: Store, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    live(store, [coded("a")])
    monkeypatch.setattr(incidents, change, {"_GROWTH": 4, "__version__": "9.9"}[change])
    monkeypatch.setattr(incidents, "_step", lambda _: pytest.fail("brought up, not built anew"))
    live(store, [coded("b")])
    assert [one.record_ids for one in by_id(store.incidents())] == [("a-1", "b-1")]
