"""MUC-4 templates by rules, network and learnt weights together; the network here is made by hand."""

from __future__ import annotations

from datetime import date

from bench.muc4_bare import bare_slots
from bench.muc4_candidates import Candidate, candidates, same
from bench.muc4_chosen import chosen, kind_odds
from bench.muc4_clues import clues_of
from bench.muc4_network import SLOTS, Network
from bench.muc4_placing import Home, homes_of, place, without_empty_doubles
from bench.muc4_weights import odds

from tocsin.extract.tagger import KINDS
from tocsin.extract.tagger.decode import LABELS
from tocsin.extract.tagger.windows import Window
from tocsin.model import Report
from tocsin.segment import segment

TEXT = (
    "Terrorists of the Army of the Hills murdered mayor Julian Paredes with rifles and threw a bomb at the town hall. "
    "Paredes was shot at his home."
)
SENTENCES = segment(Report(id="r", text=TEXT, language="en"))
NOTHING = Network([])


def holding(slot: str, words: str, *told: str) -> Network:
    """A network that is sure of one stretch and of its kinds (attack where none is given), and of nothing else."""
    start = TEXT.index(words)
    places = [match for match in range(len(TEXT)) if TEXT[match].isalpha() and not TEXT[match - 1].isalpha()]
    ends = [(0, 0), *((at, at + len(TEXT[at:].split()[0].strip(".,"))) for at in places), (0, 0)]
    begin = LABELS.index(f"B-{SLOTS[slot]}")
    inside = [bool(last) and first >= start and last <= start + len(words) for first, last in ends]
    roles = [[0.02 if own else 0.98, *(0.98 * (own and at == begin) for at in range(1, len(LABELS)))] for own in inside]
    kinds = [[0.97 * (own in (told or ("attack",))) for own in KINDS] for _ in ends]
    return Network([(Window(list(range(len(ends))), ends), roles, kinds)])


def template(kind: str, **slots: list[list[str]]) -> dict[str, object]:
    return {"incident_type": kind, **{slot: slots.get(slot, []) for slot in SLOTS}}


def test_a_report_of_nothing_has_no_template() -> None:
    quiet = "The choir of the valley sang on Sunday."
    assert chosen(quiet, segment(Report(id="r", text=quiet, language="en")), [], NOTHING, {}) == []


def test_phrases_names_and_what_the_network_or_the_rules_hold_may_fill_a_slot() -> None:
    found = {(one.slot, one.text) for one in candidates(TEXT, [], NOTHING)}
    assert {
        ("PerpInd", "terrorists"),
        ("Victim", "julian paredes"),
        ("Weapon", "rifles"),
        ("Target", "town hall"),
    } <= found
    assert ("Target", "hills") in {(one.slot, one.text) for one in candidates(TEXT, [], holding("Target", "Hills"))}
    ruled = candidates(TEXT, [template("attack", Target=[["hills"]])], NOTHING)
    assert [one.templates for one in ruled if one.text == "hills"] == [{0}]


def test_the_words_of_a_candidate_stand_where_it_says() -> None:
    for one in candidates(TEXT, [], holding("Weapon", "rifles")):
        assert all(one.text in TEXT[start:end].lower() for start, end in one.places)


def test_a_name_and_its_part_are_one_filler() -> None:
    assert same(Candidate("Victim", "julian paredes"), Candidate("Victim", "paredes"))
    assert not same(Candidate("Victim", "julian paredes"), Candidate("Victim", "julian rosas"))
    assert same(Candidate("PerpOrg", "fmln"), Candidate("PerpOrg", "farabundo marti national liberation front"))


def test_a_clue_without_a_weight_counts_nothing() -> None:
    assert odds("Victim", {"always": 1.0, "S=xylophone": 9.0}) == odds("Victim", {"always": 1.0})


def test_names_of_persons_are_no_clues() -> None:
    found = [one for one in candidates(TEXT, [], NOTHING) if one.slot == "Victim"]
    for clues in clues_of(found, TEXT, SENTENCES, kind_odds(TEXT, [])):
        assert not any("paredes" in clue or "julian" in clue for clue in clues)


def test_words_of_a_bomb_make_a_bombing_likelier() -> None:
    assert kind_odds("A bomb exploded.", [])["bombing"] > kind_odds("A party met.", [])["bombing"]


def test_what_network_and_rules_hold_fills_the_template_and_what_is_given_stays_as_it_is() -> None:
    ruled = [template("attack", Victim=[["julian paredes"]])]
    rows = chosen(TEXT, SENTENCES, ruled, holding("Victim", "Julian Paredes"), {"date": "1990-01-03"})
    assert ["julian paredes"] in rows[0]["Victim"]
    assert ["paredes"] not in rows[0]["Victim"], "one person is one filler"
    assert ruled == [template("attack", Victim=[["julian paredes"]])]


def test_a_template_that_the_rules_lack_has_the_day_of_the_report() -> None:
    ruled = [template("robbery")]
    added = [
        row
        for row in chosen(TEXT, SENTENCES, ruled, holding("Victim", "Julian Paredes"), {"date": "1990-01-03"})
        if row["incident_type"] == "attack"
    ]
    assert [row["date"] for row in added] == ["1990-01-03"]


def test_the_day_and_country_of_a_bare_template() -> None:
    ruled = [{**template("attack"), "date": "1989-12-24", "country": "Peru", "killed": 2}]
    assert bare_slots([], ruled, TEXT, date(1990, 1, 3))["date"] == "1989-12-24"
    bare = bare_slots([], [], "A Salvadoran mayor fled El Salvador for Peru.", date(1990, 1, 3))
    assert (bare["date"], bare["country"], bare["stage"]) == ("1990-01-02", "El Salvador", "accomplished")
    assert bare_slots([], [], "It rained.", None)["country"] is None


def test_the_likeliest_perpetrator_is_that_of_all_incidents_of_a_report() -> None:
    ruled = [template("attack", PerpInd=[["terrorists"]]), template("bombing")]
    rows = chosen(TEXT, SENTENCES, ruled, holding("PerpInd", "Terrorists", "attack", "bombing"), {})
    assert len(rows) > 1 and all(row["PerpInd"][0] == ["terrorists"] for row in rows)


def far_apart() -> list[Home]:
    """Two attacks of the rules, told at 100 and at 900."""
    rows = [template("attack", Target=[["bank"]]), template("attack", Target=[["bridge"]])]
    told = [Candidate("Target", "bank", [(100, 104)], {0}), Candidate("Target", "bridge", [(900, 906)], {1})]
    return homes_of(rows, [0, 1], told)


def test_a_filler_goes_to_the_nearest_template_of_its_kind() -> None:
    homes = far_apart()
    place(homes, [Candidate("Weapon", "rifles", [(880, 886)])])
    assert [home.row["Weapon"] for home in homes] == [[], [["rifles"]]]


def test_a_victim_falls_in_one_incident_and_a_weapon_may_serve_in_two() -> None:
    homes = far_apart()
    place(homes, [Candidate("Victim", "julian paredes", [(110, 124)], {0, 1})])
    place(homes, [Candidate("Weapon", "rifles", [(110, 116)], {0, 1})])
    assert [home.row["Victim"] for home in homes] == [[["julian paredes"]], []]
    assert [home.row["Weapon"] for home in homes] == [[["rifles"]], [["rifles"]]]


def test_a_deed_told_again_without_anything_struck_is_no_second_one() -> None:
    struck, empty, bombing = template("attack", Target=[["bank"]]), template("attack"), template("bombing")
    assert without_empty_doubles([empty, struck, bombing]) == [struck, bombing]
    assert without_empty_doubles([empty, {**empty}]) == [empty]
    assert without_empty_doubles([struck, {**struck}]) == [struck, struck]


def test_a_deed_of_another_toll_is_another_deed_and_what_a_double_knows_is_kept() -> None:
    struck = {**template("attack", Target=[["bank"]]), "killed": 2, "date": None}
    rows = without_empty_doubles([{**struck}, {**template("attack"), "killed": 5}])
    assert [row["killed"] for row in rows] == [2, 5]
    assert without_empty_doubles([{**struck}, {**template("attack"), "date": "1990-01-03"}])[0]["date"] == "1990-01-03"
