"""What becomes of a source's word, and the letter that it earns: from others alone, never from the incident itself."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import TEXT, claimed_by_jnim, event, killed, report, when
from cli_runner import invoke
from tocsin.cli.shelf import CODEC
from tocsin.incidents import update_incidents
from tocsin.model import Attribution, CodedReport, EventRecord, Incident, Outcome, SourceMention
from tocsin.publish.incidents import incident_from_contract, incident_to_contract
from tocsin.reconcile import reconcile_records
from tocsin.reconcile.outcomes import outcomes
from tocsin.reconcile.reliability import FEWEST, Case, TrackRecord, cases_of, speakers
from tocsin.store import Store, outcome_counts
from workbench import OWN_NAMES, Visitor, open_store, site_with

UN = SourceMention("UN", "igo", "confirms", None, "un")
UN_DENIES = SourceMention("UN", "igo", "denies", None, "un")


def outlet(name: str) -> SourceMention:
    return SourceMention(f"Outlet {name}", "media", "reports")


def reported(name: str, dead: int, *voices: SourceMention, status: str = "reported") -> EventRecord:
    told = Attribution(status, None, (*voices, outlet(name)))
    return event(name, attribution=told, casualties=(killed(dead, said_by=None),))


def claimed(name: str, *more: SourceMention) -> EventRecord:
    return event(name, attribution=Attribution("claimed", "jnim", (*claimed_by_jnim().sources, *more, outlet(name))))


def found(*texts: EventRecord) -> dict[str, bool]:
    return {one.source: one.borne_out for one in outcomes([[text] for text in texts])}


CONFIRMED = reported("u", 12, UN, status="confirmed")


ACCUSED = event(
    "a",
    attribution=Attribution("reported", None, (SourceMention("FLA", "party", "accuses", None, "fla"), outlet("a"))),
    casualties=(killed(40, said_by="fla"), killed(10, said_by="hospital")),
)


@pytest.mark.parametrize(
    ("texts", "became"),
    [
        ([claimed("a")], {}),  # nobody else spoke
        ([claimed("a"), claimed("b")], {}),  # nor does a second outlet that carries the claim
        ([claimed("a"), CONFIRMED], {"jnim": True}),  # the UN and its outlet aren't tested by themselves
        ([claimed("a", UN_DENIES)], {"jnim": False}),
        ([reported("a", 12), CONFIRMED], {"Outlet a": True}),
        ([reported("a", 12), reported("b", 12)], {}),  # one other figure is no range
        ([reported("a", 40), reported("b", 10), reported("c", 12)], {"Outlet a": False, "Outlet b": False}),
        ([reported("a", 11), reported("b", 10), reported("c", 12)], {"Outlet a": True}),
        ([claimed("a"), reported("b", 3), reported("c", 4)], {"jnim": False}),
        ([claimed("a"), reported("b", 3), reported("c", 14)], {"jnim": True}),
        ([ACCUSED, reported("b", 12)], {"fla": False}),  # beside its own figure the text has the hospital's
    ],
)
def test_what_becomes_of_a_word(texts: list[EventRecord], became: dict[str, bool]) -> None:
    tested = found(*texts)
    assert {key: up for key, up in tested.items() if key in became} == became
    assert became or not tested


def test_one_text_never_tests_its_outlet_however_many_print_it() -> None:
    reprints = [reported(name, dead, UN, status="confirmed") for name, dead in (("a", 12), ("b", 12), ("c", 3))]
    assert outcomes([reprints]) == ()


def test_a_party_is_not_tested_by_the_figures_of_another() -> None:
    army_says = [
        event(name, attribution=Attribution(sources=(outlet(name),)), casualties=(killed(3, said_by="fama"),))
        for name in "bc"
    ]
    assert found(claimed("a"), *army_says) == {}


def test_an_outlet_may_be_called_anything(database: str) -> None:
    name = "\ud800\0" + "x" * 5000
    odd = event("a", attribution=Attribution(sources=(SourceMention(name, "media", "reports"),)))
    (tested,) = (one for one in outcomes([[odd], [CONFIRMED]]) if one.kind == "media")
    assert tested.source == "??" + "x" * 198
    store = Store.open(database, CODEC)
    store.save(CodedReport(report("a", source=name), (odd,)))
    store.save(CodedReport(report("u", f"{TEXT} {OWN_NAMES}"), (CONFIRMED,)))  # no reprint
    update_incidents(store)
    assert (tested.source, "media", True) in outcome_counts(store)
    store.close()


# letters


def record_of(good: int, bad: int, source: str = "jnim", kind: str = "party") -> TrackRecord:
    return TrackRecord(Counter({(source, kind, True): good, (source, kind, False): bad}))


def letter(good: int, bad: int) -> str:
    return record_of(good, bad).judge({"jnim": "party"})[0].letter


def test_the_letters() -> None:
    cases = [(0, 0), (FEWEST - 1, 0), (100, 0), (90, 10), (60, 30), (10, 10), (2, 8)]
    assert [letter(*one) for one in cases] == ["F", "F", "A", "B", "C", "D", "E"]


def test_few_cases_are_drawn_towards_those_of_the_kind() -> None:
    others: dict[Case, int] = {
        ("other", "party", True): 90,
        ("other", "party", False): 10,
        ("paper", "media", False): 99,
    }
    own: dict[Case, int] = {("jnim", "party", False): 5}
    (few,) = TrackRecord({**others, **own}).judge({"jnim": "party"})
    (alone,) = TrackRecord(own).judge({"jnim": "party"})
    assert alone.share < few.share < 0.9
    assert (few.borne_out, few.contradicted) == (0, 5)


OUTCOMES = st.lists(
    st.builds(
        Outcome,
        st.sampled_from(["jnim", "un", "Outlet a"]),
        st.sampled_from(["party", "media"]),
        st.booleans(),
        st.just(""),
    ),
    max_size=4,
    unique_by=lambda one: one.source,
)
SPEAKERS = {"jnim": "party", "un": "igo", "Outlet a": "media"}


def incident_with(became: list[Outcome]) -> Incident:
    (plain,) = reconcile_records([event("a")])
    return Incident(**{**{name: getattr(plain, name) for name in Incident.__slots__}, "outcomes": tuple(became)})


@settings(max_examples=150, deadline=None)
@given(st.lists(OUTCOMES, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_an_incident_never_judges_its_own_sources(all_of_them: list[list[Outcome]], chance: object) -> None:
    own, *others = map(incident_with, all_of_them)
    whole = TrackRecord(cases_of([own, *others])).judge(SPEAKERS, own.outcomes)
    assert whole == TrackRecord(cases_of(others)).judge(SPEAKERS)
    assert whole == TrackRecord(cases_of([*reversed(others), own])).judge(SPEAKERS, own.outcomes)


def test_outcomes_go_there_and_back() -> None:
    incident = incident_with([Outcome("jnim", "party", True, "confirmed by UN (u-1)")])
    row = json.loads(json.dumps(incident_to_contract(incident)))
    assert incident_from_contract(row) == incident
    assert "reliability" not in row


def test_whoever_speaks_is_judged() -> None:
    assert speakers([claimed("a", UN_DENIES)]) == {"jnim": "party", "un": "igo", "Outlet a": "media"}


# store, command line, API and page


def six_claims(store: Store) -> None:
    """Six attacks that JNIM claims, each confirmed by the UN in another text, and a seventh that nobody confirms."""
    for day in range(1, 8):
        for name, row in (
            (f"j{day}", claimed(f"j{day}")),
            (f"u{day}", reported(f"u{day}", 12, UN, status="confirmed")),
        ):
            if (day, row.attribution.status) != (7, "confirmed"):
                told = event(name, attribution=row.attribution, casualties=row.casualties, when=when(f"2024-0{day}-11"))
                text = f"{report(name).text} Told by {name} alone."
                store.save(CodedReport(report(name, text), (told,)))


def test_the_command_line_tells_who_is_borne_out(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    six_claims(store)
    database = ("--database", str(tmp_path / "t.sqlite"))
    rows = {row["source"]: row for row in map(json.loads, invoke("sources", *database).stdout.splitlines())}
    assert (rows["jnim"]["borne_out"], rows["jnim"]["contradicted"], rows["jnim"]["letter"]) == (6, 0, "C")
    incidents = [json.loads(line) for line in invoke("incidents", "--format", "json", *database).stdout.splitlines()]
    of_jnim = {
        len(one["records"]): next(each for each in one["reliability"] if each["source"] == "jnim") for one in incidents
    }
    assert (of_jnim[2]["borne_out"], of_jnim[1]["borne_out"]) == (5, 6)  # an incident doesn't count for itself
    trace = invoke("trace", incidents[0]["id"], *database).stdout
    assert "source jnim (party): reliability C (Admiralty code: fairly reliable; 5 of 5 borne out in other" in trace
    assert "the word of jnim is borne out here: confirmed by UN (u1-1)" in trace
    table = invoke("sources", "--format", "table", *database).stdout
    assert "Jama'at Nusrat" in table


def test_what_was_known_before_is_judged_by_what_was_known_then(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    six_claims(store)
    words = ("incidents", "--format", "json", "--as-of", "2999-01-01", "--database", str(tmp_path / "t.sqlite"))
    row = json.loads(invoke(*words).stdout.splitlines()[0])
    assert {one["source"]: one["borne_out"] for one in row["reliability"]}["jnim"] == 5


def test_the_workbench_shows_it_and_the_standing_stays(tmp_path: Path) -> None:
    site = site_with(tmp_path, full=False)
    six_claims(site.store)
    site.refresh(60)
    visitor = Visitor(site)
    rows = visitor.get("/api/v1/sources").json()["data"]
    assert rows[0] | {"share": 0} == {
        "source": "jnim", "kind": "party", "letter": "C", "share": 0, "borne_out": 6, "contradicted": 0
    }  # fmt: skip
    last = visitor.get("/api/v1/incidents").json()["data"][0]
    whole = visitor.get(f"/api/v1/incidents/{last['id']}").json()
    assert {one["source"]: one["letter"] for one in whole["reliability"]} == {"jnim": "C", "Outlet j7": "F"}
    assert (whole["status"], whole["credibility"]) == ("claimed", 6)
    page = visitor.get(f"/incidents/{last['id']}?lang=en").text
    assert "fairly reliable; borne out 6 times of 6 in other incidents" in page
    assert "never tested in another incident" in page
    first = visitor.get("/api/v1/incidents").json()["data"][-1]
    page = visitor.get(f"/incidents/{first['id']}?lang=es").text
    assert "confirmada 5 veces de 5 en otros incidentes; aquí confirmada: confirmada por UN" in page
    assert "fairly reliable; borne out 6 times of 6" in visitor.get("/actors/jnim?lang=en").text
    assert "assez fiable" in visitor.get(f"/incidents/{last['id']}?lang=fr").text
