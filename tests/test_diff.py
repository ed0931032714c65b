"""What became known between two days: new, changed and withdrawn incidents, field by field."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from builders import coded, confirmed_by_mayor, event, killed, place, report, when
from cli_runner import invoke
from tocsin.cli.shelf import CODEC
from tocsin.model import CodedReport, Judgement
from tocsin.store import Store

GAO = place(16.27, -0.05, 5, name="Gao", precision="exact", gazetteer_id="geonames:2457163")


class Days:
    """A clock that a test sets to noon of a day of July 2024."""

    day = 1

    def __call__(self) -> datetime:
        return datetime(2024, 7, self.day, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> str:
    """Day 1: Niono, told by a, and Gao. Day 2: b tells of Niono, 14 dead. Day 3: c, in March; g no longer tells of Gao.
    Day 4: a person parts a and b.
    """
    path, clock = str(tmp_path / "t.sqlite"), Days()
    store = Store.open(path, CODEC, clock)
    store.save(coded("a"))
    store.save(coded("g", event("g", attribution=confirmed_by_mayor(), place=GAO, when=when("2024-06-20"))))
    clock.day = 2
    store.save(coded("b", event("b", casualties=(killed(14),))))
    clock.day = 3
    store.save(coded("c", event("c", when=when("2024-03-01"))))
    store.save(CodedReport(report("g"), ()))
    clock.day = 4
    store.judge(Judgement("a-1", "b-1", "different", 1.0, "two posts", "amina", "2024-07-04"))
    store.close()
    return path


def rows(database: str, *words: str) -> list[dict[str, Any]]:
    found = invoke("diff", "--database", database, "--format", "json", *words)
    assert found.exit_code == 0, found.stderr
    return [json.loads(line) for line in found.stdout.splitlines()]


def test_a_second_report_changes_fields_and_nothing_else(database: str) -> None:
    (row,) = rows(database, "--since", "2024-07-01", "--until", "2024-07-02")
    assert row["change"] == "changed"
    assert row["fields"]["killed"] == {"then": "12", "now": "14"}
    assert row["fields"]["records"] == {"then": ["a-1"], "now": ["a-1", "b-1"]}
    assert not {"status", "date", "location"} & set(row["fields"])


def test_new_and_withdrawn(database: str) -> None:
    found = rows(database, "--since", "2024-07-02", "--until", "2024-07-03")
    assert [(row["change"], row["status"], row["elsewhere"]) for row in found] == [
        ("new", "claimed", None),
        ("withdrawn", "confirmed", None),
    ]
    assert "claim" in found[0]["statement"]


def test_what_a_judgement_parts_says_where_it_stood(database: str) -> None:
    changed = rows(database, "--since", "2024-07-01", "--until", "2024-07-03")[1]
    fresh, other = rows(database, "--since", "2024-07-03")
    assert (fresh["change"], other["change"]) == ("new", "changed")
    assert fresh["elsewhere"] == other["elsewhere"] == changed["incident"]


def test_from_before_the_first_day_all_is_new_and_a_day_against_itself_is_nothing(database: str) -> None:
    assert {row["change"] for row in rows(database, "--since", "2024-06-30")} == {"new"}
    assert rows(database, "--since", "2024-07-02", "--until", "2024-07-02") == []


def test_text_names_the_fields(database: str) -> None:
    text = invoke("diff", "--database", database, "--since", "2024-07-01", "--until", "2024-07-03").stdout
    assert [line.split()[0] for line in text.splitlines() if line[0] != " "] == ["new", "changed", "withdrawn"]
    assert "  killed: was 12; is 14\n" in text
    parted = invoke("diff", "--database", database, "--since", "2024-07-03").stdout
    assert "  records then in inc-" in parted


def test_days_in_the_wrong_order_are_refused_in_one_line(database: str) -> None:
    found = invoke("diff", "--database", database, "--since", "2024-07-02", "--until", "2024-07-01")
    assert found.exit_code == 2
    assert "--until: 2024-07-01 lies before 2024-07-02, swap the two days" in found.stderr
    assert found.stderr.count("\n") == 1
