"""Reviews act: what a person says holds in what is served, the machine's reading stays, and it can be taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import TEXT, coded, event, killed, span
from cli_runner import invoke
from tocsin.cli.shelf import CODEC
from tocsin.errors import InputError
from tocsin.model import CodedReport, Review
from tocsin.publish import from_contract, to_contract
from tocsin.review import as_read, evidence, reading, reviewed, settled, standing, unplaced
from tocsin.store import Filters, Reviews, Store, restore
from workbench import Visitor, site_with

CLOCK = "2024-07-01T00:00:{:02}.000000Z"


def said(second: int, verdict: str, by: str = "ada", field: str = "", value: str = "", **given: object) -> Review:
    record = event("a")
    data = settled(record, field, value) if field else ""
    plain = {"why": "because", "field": field, "was": reading(record, field) if field else "", "value": value}
    base = Review("sha256:a", "a-1", verdict, by, CLOCK.format(second), trigger=span("attacked"), data=data, **plain)
    return replace(base, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "typed", "reads"),
    [
        ("type", "Attack", "Attack"),
        ("date", "2024-06-10", "2024-06-10"),
        ("date", "2024-06-10/2024-06-12", "2024-06-10/2024-06-12"),
        ("date", "–", "–"),
        ("place", "Gao, ML", "Gao, ML"),
        ("place", "a well, ML @ 14.3 -5.9 5km", "a well, ML"),
        ("place", "–", "–"),
        ("attacker", "fama; the men of Kana", "Military Forces of Mali; the men of Kana"),
        ("attacker", "–", "–"),
        ("killed", "14", "14"),
        ("killed", "10-12", "10-12"),
        ("killed", "10+", "10+"),
        ("killed", "–", "–"),
        ("wounded", "3", "3"),
        ("status", "confirmed", "confirmed"),
    ],
)
def test_an_edit_is_what_the_field_reads(field: str, typed: str, reads: str) -> None:
    (now,) = reviewed(coded("a"), [said(1, "edit", field=field, value=typed)]).events
    assert reading(now, field) == reads
    assert reading(now.machine or now, field) == reading(event("a"), field)
    assert from_contract(json.loads(json.dumps(to_contract(CodedReport(coded("a").report, (now,)))))).events == (now,)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("password", "x"), ("type", "Bang"), ("date", "Tuesday"), ("date", "2024-06-12/2024-06-10"), ("killed", "many"),
        ("killed", "12-10"), ("killed", "12-"), ("killed", "10+5"), ("place", "Nosuchplaceatall"),
        ("place", "Gao, Atlantis"), ("place", "x @ 95 0"), ("status", "true"), ("killed", " "),
    ],
)  # fmt: skip
def test_what_a_field_cannot_hold_is_refused(field: str, typed: str) -> None:
    with pytest.raises(InputError):
        settled(event("a"), field, typed)


def test_evidence_is_found_near_the_record_or_refused() -> None:
    found = evidence(coded("a").report, " soldiers were killed", TEXT.index("The army"))
    assert TEXT[found.start : found.end] == found.text == "soldiers were killed"
    assert found.start > TEXT.index("The army")
    with pytest.raises(InputError, match="don't stand in the report"):
        evidence(coded("a").report, "40 were killed", 0)


EDITS = [("type", "Attack"), ("killed", "14"), ("killed", "9"), ("date", "2024-06-10"), ("attacker", "–")]
REVIEWS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["accept", "reject"]), st.sampled_from("xyz"), st.just(("", ""))),
        st.tuples(st.just("edit"), st.sampled_from("xyz"), st.sampled_from(EDITS)),
    ),
    max_size=8,
)


@given(REVIEWS, st.integers(0, 8))
def test_reviews_are_applied_to_the_reading_whatever_was_applied_before(
    rows: list[tuple[str, str, tuple[str, str]]], cut: int
) -> None:
    reviews = [said(n, verdict, by, *edit) for n, (verdict, by, edit) in enumerate(rows)]
    whole = reviewed(coded("a"), reviews)
    assert reviewed(reviewed(coded("a"), reviews[:cut]), reviews) == whole
    assert as_read(whole) == coded("a")
    back = [said(40 + n, "withdraw", withdraws=one.key) for n, one in enumerate(reviews)]
    assert reviewed(whole, [*reviews, *back]) == coded("a")


def test_a_tie_keeps_the_record_and_the_last_word_of_each_reader_counts() -> None:
    rows = [said(1, "reject"), said(2, "accept", "bo")]
    assert reviewed(coded("a"), rows).rejected == ()
    assert reviewed(coded("a"), rows[:1]).events == ()
    assert len(reviewed(coded("a"), [*rows, said(3, "reject", "bo")]).rejected) == 1
    assert [one.by for one in standing([*rows, said(3, "accept")])] == ["bo", "ada"]


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    own = Store.open(database, CODEC)
    own.save(coded("a"))
    yield own
    own.close()


def toll(coded_report: CodedReport | None) -> list[int]:
    assert coded_report
    return [row.low for one in coded_report.events for row in one.casualties if row.kind == "killed"]


def test_a_review_is_chained_bitemporal_and_found_by_filters(store: Store) -> None:
    before = store.events()[0]
    instant = CLOCK.format(0).replace("2024", "2099")
    known = store._instant(None)
    assert store.review(said(1, "edit", field="killed", value="9")) is True
    assert store.review(said(1, "edit", field="killed", value="9")) is False
    store.review(said(2, "edit", field="place", value="Gao, ML"))
    store.review(said(3, "edit", field="attacker", value="isgs"))
    (now,) = store.events()
    assert (toll(store.report("sha256:a")), now.machine) == ([9], before)
    assert toll(store.report("sha256:a", as_of=known)) == [12]
    assert toll(store.report("sha256:a", as_of=instant)) == [9]
    assert [len(store.events(Filters(actor=key))) for key in ("jnim", now.actors[-1].id or "")] == [0, 1]
    assert store.verify_log() == []


def test_a_review_survives_coding_anew_and_finds_its_record_by_its_words(store: Store) -> None:
    store.review(said(1, "edit", field="killed", value="9"))
    assert store.save(coded("a")) is False, "the same reading under the same reviews changes nothing"
    assert store.save(coded("a", event("a", casualties=(killed(40),), score=0.8))) is True
    assert toll(store.report("sha256:a")) == [9]
    store.save(coded("a", event("a", key="2")))
    (now,) = store.events()
    assert (now.id, toll(store.report("sha256:a"))) == ("a-2", [9])
    elsewhere = event("a", key="3", evidence=(("trigger", span("killed")),))
    store.save(coded("a", elsewhere))
    assert toll(store.report("sha256:a")) == [12]
    kept = Reviews(store).all("sha256:a")
    assert [one.value for one in unplaced(coded("a", elsewhere), kept)] == ["9"], "it waits, and is shown"
    assert store.verify_log() == []


def test_what_is_rejected_leaves_and_comes_back(store: Store) -> None:
    store.review(said(1, "reject"))
    assert store.events() == []
    taken_out = store.report("sha256:a")
    assert taken_out and [one.id for one in taken_out.rejected] == ["a-1"]
    store.review(said(2, "withdraw", withdraws=said(1, "reject").key))
    assert store.events() == [event("a")]


@pytest.mark.parametrize(
    "how", ["UPDATE record_review SET payload = replace(payload, 'because', 'so')", "DELETE FROM record_review"]
)
def test_the_log_shows_a_review_that_was_changed_or_dropped(store: Store, database: str, how: str) -> None:
    store.review(said(1, "accept"))
    with store.writing() as connection:
        connection.exec_driver_sql(how)
    assert len(store.verify_log()) == 1


MEND = {
    "report": "sha256:a", "record": "a-1", "verdict": "edit", "field": "killed", "value": "9", "why": "a later count",
    "words": "12 soldiers were killed",
}  # fmt: skip


def test_a_mended_record_is_served_exported_and_briefed(tmp_path: Path) -> None:
    visitor = Visitor(site_with(tmp_path))
    assert visitor.post("/reviews", {**MEND, "back": "report"}).status_code == 200
    page = visitor.get("/reports/sha256:a").text
    assert "<del>12</del> → <ins>9</ins>" in page
    assert "a later count" in page
    home = visitor.site.catalogue.homes(["a-1"])["a-1"]
    served = visitor.get(f"/api/v1/incidents/{home}").json()
    mended = next(one for one in served["events"] if one["id"] == "a-1")
    assert (mended["casualties"][0]["low"], mended["machine"]["casualties"][0]["low"]) == (9, 12)
    assert "Outlet a says 9 killed" in visitor.get("/briefs.md?country=ML").text
    rows = visitor.get("/api/v1/incidents?format=csv").text
    assert any(line.split(",")[0] == home and ",9," in line and line.endswith(",killed") for line in rows.splitlines())
    assert "a later count" not in rows, "reasons and names of reviewers stay with the record"
    key = visitor.get("/api/v1/reviews").json()["data"][0]["key"]
    visitor.post("/reviews", {**MEND, "verdict": "withdraw", "withdraws": key})
    assert visitor.get("/api/v1/reports/sha256:a").json()["events"][0]["casualties"][0]["low"] == 12


def test_the_api_reviews_too(tmp_path: Path) -> None:
    visitor = Visitor(site_with(tmp_path))
    sent = {**MEND, "words": "", "elsewhere": True}
    answer = visitor.client.post("/api/v1/reviews", json=sent)
    assert answer.status_code == 201
    assert answer.json()["events"][0]["reviews"][0]["span"] is None
    assert visitor.client.post("/api/v1/reviews", json={**sent, "elsewhere": False}).status_code == 422
    assert visitor.client.post("/api/v1/reviews", json={**sent, "words": "nowhere said"}).status_code == 422
    assert (
        visitor.client.post("/api/v1/reviews", json={**sent, "verdict": "withdraw", "withdraws": "x"}).status_code
        == 422
    )
    assert visitor.get("/reports/sha256:a").status_code == 200
    rejected = {"report": "sha256:c", "record": "c-1", "verdict": "reject", "why": "a rumour"}
    assert visitor.client.post("/api/v1/reviews", json=rejected).status_code == 201
    assert visitor.site.catalogue.homes(["c-1"]) == {}
    inbox = visitor.get("/inbox").text
    assert "Taken out" in inbox
    assert "a second must look" in inbox, "twelve died, and one reader alone took it out"


def test_the_command_reviews_and_trace_tells_it(tmp_path: Path) -> None:
    place = str(tmp_path / "t.sqlite")
    Store.open(place, CODEC).save(coded("a"))
    edit = ("--field", "killed", "--value", "9", "--words", "12 soldiers", "--why", "counted again", "--by", "ada")
    assert invoke("review", "edit", "a-1", *edit, "--database", place).exit_code == 0
    told = invoke("trace", "a-1", "--database", place).stdout
    assert "ada: edit killed: 12 → 9 from “12 soldiers”" in told
    assert invoke("review", "reject", "a-1", "--database", place).exit_code == 1, "it needs a reason"
    assert invoke("review", "reject", "a-1", "--why", "a film", "--database", place).exit_code == 0
    assert json.loads(invoke("events", "--format", "json", "--database", place).stdout)["events"] == []
    assert invoke("review", "undo", "a-1", "--database", place).exit_code == 0
    assert toll(Store.open(place, CODEC).report("sha256:a")) == [9]
    assert invoke("log", "verify", "--database", place).exit_code == 0


def test_a_backup_holds_reviews_too(store: Store, tmp_path: Path) -> None:
    store.review(said(1, "edit", field="killed", value="9"))
    store.backup(tmp_path / "kept.gz")
    restore(str(tmp_path / "again.sqlite"), tmp_path / "kept.gz")
    again = Store.open(str(tmp_path / "again.sqlite"), CODEC)
    assert Reviews(again).all() == Reviews(store).all()
    assert toll(again.report("sha256:a")) == [9]
    assert again.verify_log() == []
    again.close()
