"""The benchmarks' scorers: alignment, fields, templates, spans, linking, floors."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # bench stands beside the package, not in it

from bench.align import best_pairs
from bench.devset_fields import fields, similarity
from bench.floors import Refused, below, floors_for, load_floors, save_floors, set_floors
from bench.kinds import Figure
from bench.linking import linking_figures
from bench.muc4_scorer import Scores, ceaf, gtt, micro
from bench.records import fingerprint
from bench.spans import overlapping

TABLES = (
    [[1.0, 0.2], [0.9, 0.8]],
    [[0.5, 0.5, 0.1], [0.5, 0.4, 0.0]],
    [[0.0, 0.0], [0.0, 1.0], [1.0, 1.0]],
    [[0.3]],
    [],
    [[]],
)


def best_sum(table: list[list[float]]) -> float:
    if not table or not table[0]:
        return 0.0
    if len(table) > len(table[0]):
        table = [list(column) for column in zip(*table, strict=True)]
    choices = itertools.permutations(range(len(table[0])), len(table))
    return max(sum(row[i] for row, i in zip(table, choice, strict=True)) for choice in choices)


@pytest.mark.parametrize("table", TABLES)
def test_alignment_has_the_best_sum_and_uses_nothing_twice(table: list[list[float]]) -> None:
    pairs = best_pairs(table)
    assert sum(table[i][j] for i, j in pairs) == pytest.approx(best_sum(table))
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


def template(kind: str, **roles: list[list[str]]) -> dict[str, object]:
    empty: dict[str, list[list[str]]] = {"PerpInd": [], "PerpOrg": [], "Target": [], "Victim": [], "Weapon": []}
    return {"incident_type": kind, **empty, **roles}


def test_templates_align_by_the_best_f1_of_the_document() -> None:
    gold = [template("bombing", Target=[["the depot"]]), template("bombing", Target=[["a bridge", "bridge"]])]
    got = [template("bombing", Target=[["bridge"]]), template("attack", Weapon=[["rifle"]])]
    scores: Scores = {}
    gtt(scores, gold, got)
    total = micro(scores)
    assert (total.right, total.made, total.found, total.wanted) == (2, 4, 2, 4)
    assert scores["Target"].right == 1
    assert scores["incident_type"].right == 1


def test_a_mention_that_the_gold_entity_lacks_spoils_the_entity() -> None:
    scores: Scores = {}
    gtt(scores, [template("attack", PerpInd=[["gunmen"]])], [template("attack", PerpInd=[["gunmen", "police"]])])
    assert scores["PerpInd"].right == scores["PerpInd"].found == 0


def test_either_type_of_a_double_template_is_right() -> None:
    scores: Scores = {}
    gtt(scores, [template("bombing / attack")], [template("attack")])
    assert scores["incident_type"].right == 1


def test_role_fillers_align_one_to_one() -> None:
    scores: Scores = {}
    ceaf(scores, template("", Weapon=[["bomb", "car bomb"]]), template("", Weapon=[["Bomb"], ["the car bomb"]]))
    assert (scores["Weapon"].right, scores["Weapon"].made, scores["Weapon"].wanted) == (1, 2, 1)


GOLD = {
    "types": ["Battles"],
    "date": ["2024-06-10", "2024-06-12"],
    "places": ["niono"],
    "killed": [3, 3],
    "wounded": None,
    "claimed_by": None,
}


def test_fields_of_an_event() -> None:
    casualties = [{"kind": "killed", "low": 1, "high": 1}, {"kind": "killed", "low": 2, "high": 2}]
    coded = {
        "event_type": "Battles",
        "date": {"start": "2024-06-11", "end": "2024-06-13"},
        "location": {"name": "Niôno"},
        "casualties": casualties,
        "attribution": {"claimant": "jnim"},
    }
    found = fields(GOLD, coded)
    assert found == {
        "type": True,
        "date": False,
        "place": True,
        "killed": True,
        "wounded": True,
        "no_claimant": False,
    }
    assert similarity(GOLD, coded) == pytest.approx((2 + 3 + 2 + 1) / 10)


def test_rival_figures_widen_and_never_add() -> None:
    gold = {"types": [], "killed": [2, 9]}
    plain = {"kind": "killed", "low": 2, "high": 2}
    assert fields(gold, {"casualties": [plain, {**plain, "low": 9, "high": 9, "rival": True}]})["killed"]
    assert not fields(gold, {"casualties": [plain, {**plain, "low": 7, "high": 7}]})["killed"]


def test_equal_spans_pair_before_overlaps() -> None:
    gold = [{"start": 0, "end": 9}, {"start": 4, "end": 9}]
    got = [{"start": 4, "end": 9}, {"start": 0, "end": 5}]
    assert overlapping(gold, got) == [(gold[1], got[0]), (gold[0], got[1])]


def test_linking_everything_apart_finds_no_pairs() -> None:
    gold = {"a": "1", "b": "1", "c": "2"}
    pair, cubed, *_ = linking_figures(gold, {key: key for key in gold})
    assert (pair.value, cubed.value) == (0.0, pytest.approx(0.8))
    pair, cubed, *_, true = linking_figures(gold, gold)
    assert (pair.value, cubed.value, true.value) == (1.0, 1.0, 1.0)


def test_a_merge_that_brings_another_group_in_is_false() -> None:
    gold = {"a": "1", "b": "1", "c": "2", "d": "3"}
    true = linking_figures(gold, {"a": "x", "b": "x", "c": "x", "d": "y"})[-1]
    assert (true.value, true.note) == (0.5, "1/2")


def test_a_floor_rises_freely_and_falls_with_a_reason_only(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    floors = set_floors({}, "set/dev", "print", [Figure("F1", 0.5678), Figure("seconds", 3.0, pinned=False)], None)
    assert floors["set/dev"]["floors"] == {"F1": 0.567}
    with pytest.raises(Refused, match="F1"):
        set_floors(floors, "set/dev", "print", [Figure("F1", 0.4)], None)
    lower = set_floors(floors, "set/dev", "print", [Figure("F1", 0.4)], "the gold was mended")
    save_floors(lower, path)
    assert load_floors(path)["set/dev"]["why"] == ["the gold was mended"]


def test_other_records_have_other_floors() -> None:
    floors = set_floors({}, "set/dev", fingerprint([{"id": "a"}]), [Figure("F1", 0.5)], None)
    assert floors_for(floors, "set/dev", fingerprint([{"id": "b"}])) == {}
    with pytest.raises(Refused, match="other records"):
        set_floors(floors, "set/dev", fingerprint([{"id": "b"}]), [Figure("F1", 0.9)], None)
    assert below([Figure("F1", 0.49)], floors_for(floors, "set/dev", fingerprint([{"id": "a"}])))
    assert not below([Figure("F1", 0.5)], {"F1": 0.5})
