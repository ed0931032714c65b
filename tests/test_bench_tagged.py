"""MUC-4 templates by rules and tagger together."""

from __future__ import annotations

from bench.muc4_fillers import fillers
from bench.muc4_tagged import joined, sure_of

from tocsin.extract.tagger import KINDS, Tagged
from tocsin.model import Span

TEXT = "terrorists killed mayor julian paredes. paredes was shot with rifles."
ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")


def tagged(words: str, role: str, score: float, kind: str = "attack") -> Tagged:
    start = TEXT.index(words)
    kinds = tuple(0.95 if own == kind else 0.02 for own in KINDS)
    return Tagged(Span(start, start + len(words), words), role, score, kinds)


def template(kind: str, **slots: list[list[str]]) -> dict[str, object]:
    return {"incident_type": kind, **{role: slots.get(role, []) for role in ROLES}}


def test_a_name_and_its_part_are_one_filler_under_the_fuller_name() -> None:
    found = fillers([], [tagged("paredes", "person", 0.9), tagged("julian paredes", "person", 0.8)], len(TEXT))
    assert [(one.text, one.times) for one in found] == [("julian paredes", 2)]


def test_what_both_find_is_surer_than_what_one_finds() -> None:
    ruled = [template("attack", Victim=[["julian paredes"]])]
    one = tagged("julian paredes", "person", 0.5)
    both, alone, rules = (fillers(*given, len(TEXT))[0] for given in ((ruled, [one]), ([], [one]), (ruled, [])))
    assert sure_of(both) > max(sure_of(alone), sure_of(rules))


def test_the_tagger_fills_what_the_rules_leave_empty_and_things_struck_stay() -> None:
    ruled = [template("attack", Target=[["town hall"]])]
    rows = joined(ruled, [tagged("terrorists", "individual", 0.95), tagged("rifles", "weapon", 0.9)], len(TEXT))
    assert [row["PerpInd"] for row in rows] == [[["terrorists"]]]
    assert [row["Target"] for row in rows] == [[["town hall"]]]
    assert ruled[0]["PerpInd"] == [], "what is given is left as it is"


def test_a_likely_kind_that_the_rules_miss_gets_a_template() -> None:
    sure = [tagged("terrorists", "individual", 0.97), tagged("julian paredes", "person", 0.97)]
    assert [row["incident_type"] for row in joined([], sure, len(TEXT))] == ["attack"]


def test_a_template_that_comes_instead_of_another_keeps_its_day() -> None:
    ruled = [{**template("robbery"), "date": "1990-01-03"}]
    sure = [tagged("terrorists", "individual", 0.97), tagged("julian paredes", "person", 0.97)]
    added = [row for row in joined(ruled, sure, len(TEXT)) if row["incident_type"] == "attack"]
    assert [row["date"] for row in added] == ["1990-01-03"]


def test_a_report_of_nothing_has_no_template() -> None:
    assert joined([], [], len(TEXT)) == []
