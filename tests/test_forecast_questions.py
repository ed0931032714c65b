"""Statements as questions: a bar from the base rate, answers from later deaths or a person, scores, a ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from builders import TEXT, report, span
from tocsin.forecast.months import month_id
from tocsin.forecast.panel import Panel
from tocsin.forecast.questions import Question, ask, ledger, our_share, resolve
from tocsin.model import CodedReport, Forecast, Interval

WINDOW = Interval(date(2024, 6, 12), date(2024, 7, 31))
ATTACK = Forecast(
    span("Gunmen of JNIM attacked an army post near Niono"), "The mayor", "increase", "attacks", ("ML",), WINDOW, "Q?"
)


def mali(later: float = 50) -> Panel:
    """Ten deaths a month to May 2024, then ``later``."""
    row = [10.0] * 60 + [later] * 3
    return Panel("t", ("ML",), month_id("2024-08") - len(row) + 1, np.array([row]))


def question(told: Forecast = ATTACK, panel: Panel | None = None) -> Question:
    (one,) = ask(CodedReport(report("a", TEXT), (), (told,)), panel or mali())
    return one


def test_the_bar_is_above_what_is_usual_and_never_sees_the_future() -> None:
    one = question()
    assert one.threshold == 21  # two months of ten, and one
    assert one.text == "at least 21 deaths in ML from 2024-06-12 to 2024-07-31?"
    assert question(panel=mali(later=9999)) == one
    assert one.base == pytest.approx(1 / 61, abs=0.002)


def test_deaths_answer_once_the_window_is_known() -> None:
    one = question()
    known = mali()
    assert resolve(one, known.known_on(month_id("2024-06")), {}).answer is None
    done = resolve(one, known, {})
    assert (done.answer, done.by) == (True, "incidents")
    assert done.brier["author"] < done.brier["base"]
    assert resolve(one, mali(later=1), {}).answer is False


def test_a_person_outranks_deaths() -> None:
    one = question()
    done = resolve(one, mali(), {one.id: False}, ours=0.2)
    assert (done.answer, done.by) == (False, "a person")
    assert done.brier["ours"] == pytest.approx(0.04)
    assert done.log["base"] < done.log["author"]


def test_fewer_counts_the_other_way() -> None:
    one = question(replace(ATTACK, direction="decrease"))
    assert one.text is not None
    assert one.text.startswith("fewer than")
    assert resolve(one, mali(later=1), {}).answer is True


def test_a_vague_statement_is_kept_with_its_reason() -> None:
    one = question(replace(ATTACK, window=None, question=None, why="the report has no publication date"))
    assert (one.text, one.threshold, one.why) == (None, None, "the report has no publication date")
    assert resolve(one, mali(), {}).answer is None


def test_what_deaths_cannot_tell_is_left_to_a_person() -> None:
    one = question(replace(ATTACK, span=span("The mayor confirms the"), question="Will it?"))
    assert (one.text, one.threshold) == ("Will it?", None)
    assert one.why is not None
    assert "a person" in one.why


def test_our_own_forecast_is_made_before_the_report() -> None:
    one = question()
    share = our_share(one, mali())
    assert share is not None
    assert share == our_share(one, mali(later=9999))
    assert our_share(one, None) is None


def test_the_ledger_counts_by_source() -> None:
    one = question()
    rows = ledger([resolve(one, mali(), {}), resolve(replace(one, source="Other"), None, {})])
    assert {row.source: (row.asked, row.answered, row.came_true) for row in rows} == {
        "The mayor": (1, 1, 1.0),
        "Other": (1, 0, None),
    }
