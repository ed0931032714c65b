"""Records to incidents: what joins, what never joins, what the incident says, and that order never matters."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, permutations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import TEXT, army, claimed_by_jnim, confirmed_by_mayor, event, jnim, killed, place, report, span, when
from tocsin.ingest import Options
from tocsin.knowledge.actors import lineage, registry
from tocsin.model import Actor, Attribution, Casualty, CodedReport, EventRecord, Judgement, SourceMention, Span
from tocsin.pipeline import code_bytes
from tocsin.reconcile import reconcile_records, reconcile_reports
from tocsin.reconcile.block import candidate_pairs
from tocsin.reconcile.cluster import standing_judgements
from tocsin.reconcile.compare import TABLE, THRESHOLD, Score, compare, linking
from tocsin.reconcile.linkage import Group, Linkage
from tocsin.reconcile.merge import merge
from tocsin.reconcile.standing import LADDER, by_source, credibility, standing, steps
from tocsin.reconcile.told import Told
from tocsin.reconcile.wording import Wording, wordings

FAR = place(16.27, -0.05, 20, name="Gao", gazetteer_id="geonames:2457163")
MEDIA = SourceMention("Outlet", "media", "reports")


def groups(*records: EventRecord, judgements: tuple[Judgement, ...] = ()) -> list[tuple[str, ...]]:
    return sorted(incident.record_ids for incident in reconcile_records(records, judgements))


def judged(left: str, right: str, verdict: str, on: str = "2024-07-01", by: str = "amina") -> Judgement:
    return Judgement(left, right, verdict, 1.0, "read both", by, on)


def test_two_reports_of_one_event_join() -> None:
    assert groups(event("a"), event("b", casualties=(killed(14),))) == [("a-1", "b-1")]


@pytest.mark.parametrize(
    "changes",
    [
        {"when": when("2024-06-20")},
        {"place": FAR},
        {"place": FAR, "when": when("2024-06-20")},
        {"event_type": "Protests", "sub_event_type": "Peaceful protest", "actors": (), "casualties": ()},
        {"place": place(None, None, None, name=None, precision="country", span=None), "casualties": ()},
        {"when": when(None), "casualties": (killed(20),)},
    ],
)
def test_another_day_place_or_kind_stays_apart(changes: dict[str, Any]) -> None:
    assert groups(event("a"), event("b", **changes)) == [("a-1",), ("b-1",)]


def test_a_recap_without_a_date_joins_by_name_side_and_the_very_same_toll() -> None:
    town = place(radius_km=8, precision="exact")
    assert groups(event("a", place=town), event("b", when=when(None), place=town)) == [("a-1", "b-1")]
    other = event("b", when=when(None), place=town, casualties=(killed(20),))
    assert groups(event("a", place=town), other) == [("a-1",), ("b-1",)]
    elsewhere = place(14.25, -5.99, 25, name="Sokolo", span=None)
    assert groups(event("a"), event("b", when=when(None), place=elsewhere)) == [("a-1",), ("b-1",)]


def test_a_place_told_as_part_of_the_other_is_not_apart_from_it() -> None:
    commune = place(12.07, 3.18, 30, name="Karimama", span=None)
    spot = place(11.92, 1.9, 30, name="Point Triple", span=None)
    within = replace(spot, spans=(Span(0, 8, "Karimama"),))
    assert "places apart" in compare(Told(event("a", place=commune)), Told(event("b", place=spot))).levels
    assert "one name, two points" in compare(Told(event("a", place=commune)), Told(event("b", place=within))).levels


def test_a_kind_without_a_name_is_no_other_party() -> None:
    rebels = replace(jnim(), id=None, name="Rebels")
    rioters = replace(rebels, name="Rioters", kind="rioters")
    assert "attacker open" in compare(Told(event("a")), Told(event("b", actors=(rebels, army())))).levels
    assert "other attacker" in compare(Told(event("a")), Told(event("b", actors=(rioters, army())))).levels


def test_a_day_apart_and_a_neighbouring_village_still_join() -> None:
    assert groups(event("a"), event("b", when=when("2024-06-12"), place=place(14.4, -5.9, 15))) == [("a-1", "b-1")]


def test_a_wide_dating_joins_what_agrees_otherwise() -> None:
    assert groups(event("a"), event("b", when=when("2024-06-01", "2024-06-30"))) == [("a-1", "b-1")]


def test_records_of_one_report_never_join_even_through_another() -> None:
    found = groups(event("a", "1"), event("a", "2"), event("b"), event("c"))
    assert found == [("a-1", "b-1", "c-1"), ("a-2",)]


def test_a_chain_of_likenesses_does_not_join_what_lies_apart() -> None:
    west, middle, east = (
        place(14.25, -6 + step * 0.35, 20, name=name, span=None)
        for step, name in enumerate(("Kolo", "Markala", "Siribala"))
    )
    found = groups(event("a", place=west), event("b", place=middle), event("c", place=east))
    assert found == [("a-1", "b-1"), ("c-1",)]


@pytest.mark.parametrize(("one", "other"), [("Kobé", "Cobé"), ("Sokoulou", "Sokolo"), ("Diabaly", "Djabali")])
def test_a_village_on_no_map_is_known_by_how_its_name_sounds(one: str, other: str) -> None:
    unplaced = place(None, None, None, name=one, precision="country", span=span("Niono"))
    named = replace(unplaced, span=None)
    near = place(16.1, 0.1, 35, name=other, span=None)
    assert groups(event("a", place=named), event("b", place=near)) == [("a-1", "b-1")]
    elsewhere = replace(near, name="Tessit")
    apart = event("b", place=elsewhere, casualties=(), actors=())
    assert groups(event("a", place=named), apart) == [("a-1",), ("b-1",)]


def test_what_concerns_a_whole_country_needs_no_village() -> None:
    mali = place(None, None, None, name="Mali", precision="country", span=None)
    change = {"event_type": "Strategic developments", "sub_event_type": "Change to group/activity", "place": mali}
    quiet = {"casualties": (), "actors": (jnim(),)}
    assert groups(event("a", **change, **quiet), event("b", **change, **quiet)) == [("a-1", "b-1")]
    assert groups(event("a", place=mali, **quiet), event("b", place=mali, **quiet)) == [("a-1",), ("b-1",)]


def test_the_dead_of_two_sides_are_not_compared() -> None:
    theirs = replace(killed(90), of="jnim")
    assert "toll open" in compare(Told(event("a")), Told(event("b", casualties=(theirs,)))).levels
    assert "tolls far apart" in compare(Told(event("a")), Told(event("b", casualties=(killed(90),)))).levels


@pytest.mark.parametrize(
    ("theirs", "level"),
    [
        ((replace(killed(14), kind="wounded"),), "wounded overlap"),
        ((replace(killed(3), kind="wounded"),), "other wounded"),
        ((killed(3),), "tolls of other kinds"),
        ((), "toll open"),
    ],
)
def test_the_wounded_count_where_not_both_give_the_dead(theirs: tuple[Casualty, ...], level: str) -> None:
    ours = event("a", casualties=(replace(killed(12), kind="wounded", high=20),))
    assert level in compare(Told(ours), Told(event("b", casualties=theirs))).levels


def test_texts_of_two_languages_differ_without_a_loss() -> None:
    def told(name: str, language: str) -> Told:
        terms = dict.fromkeys(range(20) if name == "a" else range(20, 40), 0.2)
        return Told(event(name), Wording(terms, (1, 2, 3, 4) if name == "a" else (5, 6, 7, 8), language=language))

    one, same, other = told("a", "en"), told("b", "en"), told("c", "fr")
    assert {"unlike texts", "hardly a name in common, one place"} <= set(compare(one, same).levels)
    assert {"two languages", "names unread"} <= set(compare(one, other).levels)
    assert compare(one, same).points < THRESHOLD < compare(one, other).points


def test_names_in_common_count_where_whole_texts_have_enough_of_them() -> None:
    def told(name: str, *names: int, whole: bool = True, words: int = 20) -> Told:
        return Told(event(name), Wording(dict.fromkeys(range(words), 0.1), names, whole=whole))

    one = told("a", 1, 2, 3, 4)
    for other, level in (
        (told("b", 1, 2, 3, 9), "many names in common, one place"),
        (told("b", 1, 2, 8, 9), "two names in common"),
        (told("b", 6, 7, 8, 9), "hardly a name in common, one place"),
        (told("b", 6), "few names"),
        (told("b", 6, 7, 8, 9, whole=False), "names unread"),
        (told("b", 6, 7, 8, 9, words=9), "names unread"),  # no more than a headline
    ):
        assert level in compare(one, other).levels
    spot = place(radius_km=5)
    near = [replace(each, record=event(each.record.report_id, place=spot)) for each in (one, told("b", 6, 7, 8, 9))]
    assert "names of one spot" in compare(*near).levels


@pytest.mark.parametrize(
    ("kind", "level"),
    [
        (("Strategic developments", "Disrupted weapons use"), "related types"),
        (("Strategic developments", "Agreement"), "unlike types"),
        (("Strategic developments", "Arrests"), "unlike types"),
    ],
)
def test_only_some_developments_may_be_a_battle(kind: tuple[str, str], level: str) -> None:
    assert level in compare(Told(event("a")), Told(event("b", event_type=kind[0], sub_event_type=kind[1]))).levels


def test_two_attacks_of_one_day_and_town_stay_apart_when_sides_and_tolls_differ() -> None:
    issp = replace(jnim(), id="issp", name="Islamic State Sahel Province")
    farmers = replace(army(), id=None, name="Farmers", kind="civilians")
    other = event("b", actors=(issp, farmers), casualties=(replace(killed(90), of=None),), attribution=Attribution())
    assert groups(event("a"), other) == [("a-1",), ("b-1",)]


def test_what_did_not_happen_is_no_incident() -> None:
    total = event("c", when=when("2024-01-01", "2024-06-11", aggregate=True))
    assert groups(event("a", modality="threatened"), event("b", modality="hypothetical"), total) == []


def test_a_person_parts_and_joins() -> None:
    a, b, far = event("a"), event("b"), event("c", place=FAR)
    assert groups(a, b, judgements=(judged("b-1", "a-1", "different"),)) == [("a-1",), ("b-1",)]
    assert groups(a, far, judgements=(judged("a-1", "c-1", "same"),)) == [("a-1", "c-1")]
    later = (judged("a-1", "b-1", "different", "2024-07-01"), judged("a-1", "b-1", "same", "2024-07-02"))
    assert groups(a, b, judgements=later) == groups(a, b, judgements=later[::-1]) == [("a-1", "b-1")]
    linker = (judged("a-1", "b-1", "different", "2024-07-01"), judged("a-1", "b-1", "same", "2024-07-02", "linker"))
    assert groups(a, b, judgements=linker) == [("a-1",), ("b-1",)]


def test_a_judgement_draws_nobody_from_those_it_stood_with() -> None:
    a, b, far = event("a"), event("b"), event("c", place=FAR)
    assert groups(a, b, far) == [("a-1", "b-1"), ("c-1",)]
    assert groups(a, b, far, judgements=(judged("a-1", "c-1", "same"),)) == [("a-1", "b-1", "c-1")]


def test_a_judgement_about_a_record_that_is_gone_is_harmless() -> None:
    assert groups(event("a"), judgements=(judged("a-1", "zzz", "same"),)) == [("a-1",)]


def test_contradictory_judgements_keep_apart_what_was_parted() -> None:
    rows = [event("a"), event("b", place=FAR), event("c", when=when("2024-06-20"))]
    said = [judged("a-1", "b-1", "same"), judged("b-1", "c-1", "same"), judged("a-1", "c-1", "different")]
    for order in permutations(said):
        assert groups(*rows, judgements=order) == [("a-1", "b-1"), ("c-1",)]


def test_records_without_place_and_date_are_incidents_of_their_own_unless_the_words_are_one() -> None:
    nowhere = place(None, None, None, name=None, precision="unknown", span=None, country=None)
    rows = [event(name, when=when(None), place=nowhere) for name in "ab"]
    assert groups(*rows) == [("a-1",), ("b-1",)]
    text = f"{TEXT} Awa Traoré taught Oumar Keita in Bapho."
    worded = {row.id: wordings(CodedReport(report(row.id[0], text), (row,)))[row.id] for row in rows}
    (one,) = reconcile_records(rows, (), worded)
    assert (one.record_ids, one.when.start, one.place.lat) == (("a-1", "b-1"), None, None)


def test_actors_whose_kinship_or_renames_run_in_a_circle_are_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    day = date(2020, 1, 1)
    ring = {
        key: registry.Organisation(key, key, "rebel", (), "tests", parents=(up,), became=(registry.Change(up, day),))
        for key, up in ("xy", "yz", "zx")
    }
    monkeypatch.setattr(lineage, "get", ring.get)
    assert lineage.related("x", "z")
    assert not lineage.related("x", "w")
    assert lineage.successor("x", date(2021, 1, 1), None) in ring


def test_every_level_of_the_table_has_points_and_some_pair_joins() -> None:
    best = sum(max(points.values()) for _, points in TABLE)
    apart = best - max(TABLE[1][1].values()) + TABLE[1][1]["places apart"]
    assert best > THRESHOLD > apart  # agreeing in all else never outweighs two places
    assert compare(Told(event("a")), Told(event("b"))) == compare(Told(event("b")), Told(event("a")))


# the incident


def test_tolls_span_rivals_and_are_never_added() -> None:
    rival = replace(killed(3, said_by="fama"), rival=True)
    (incident,) = reconcile_records([event("a", casualties=(killed(12), rival)), event("b", casualties=(killed(12),))])
    assert incident.killed == (3, 12)
    assert "killed: Malian Armed Forces says 3; Jama'at Nusrat al-Islam wal-Muslimin says 12" in incident.contradictions


def test_an_open_figure_leaves_the_toll_open() -> None:
    several = Casualty("killed", 101, None, span("12 soldiers were killed"), None, "fama")
    (incident,) = reconcile_records([event("a", casualties=(killed(12), several))])
    assert incident.killed == (12, None)


def test_no_figure_is_no_toll() -> None:
    (incident,) = reconcile_records([event("a", casualties=())])
    assert incident.killed is None


def test_the_narrowest_day_and_place_win_and_the_rest_is_listed() -> None:
    wide = event("b", when=when("2024-06-10", "2024-06-12"), place=place(14.2, -6.0, 60, precision="admin2"))
    (incident,) = reconcile_records([event("a", place=place(radius_km=5, precision="exact")), wide])
    assert (incident.when.start, incident.when.end) == (when().start, when().end)
    assert incident.place.radius_km == 5
    assert incident.contradictions == ()


def test_shared_days_of_two_wide_datings() -> None:
    rows = [event("a", when=when("2024-06-08", "2024-06-11")), event("b", when=when("2024-06-10", "2024-06-13"))]
    (incident,) = reconcile_records(rows)
    assert str(incident.when.start) == "2024-06-10"
    assert str(incident.when.end) == "2024-06-11"
    assert "shared_days" in incident.when.flags


def test_rival_attackers_and_days_are_contradictions() -> None:
    other = replace(jnim(), id="issp", name="Islamic State Sahel Province")
    rows = [event("a"), event("b", actors=(other, army()), when=when("2024-06-12"), attribution=Attribution())]
    (incident,) = reconcile_records(rows)
    assert [line.split(":")[0] for line in incident.contradictions] == ["date", "attacker"]


# standing


def told(status: str, *voices: SourceMention, claimant: str | None = None, **changes: Any) -> EventRecord:
    return event("r", attribution=Attribution(status, claimant, (*voices, MEDIA)), **changes)


def voice(kind: str, stance: str, actor: str | None = None) -> SourceMention:
    return SourceMention(actor or kind, kind, stance, None, actor)


CLAIM = voice("party", "claims", "jnim")
UN_DENIES = voice("igo", "denies", "un")


@pytest.mark.parametrize(
    ("records", "status"),
    [
        ([told("claimed", CLAIM, claimant="jnim")], "claimed"),
        ([told("claimed", CLAIM, claimant="jnim")] * 10, "claimed"),
        ([told("confirmed", voice("party", "confirms", "jnim"), claimant="jnim")], "claimed"),
        ([told("confirmed", voice("government", "confirms", "fama"))], "reported"),
        ([told("alleged", voice("party", "accuses", "fama"))], "claimed"),
        ([told("alleged", voice("witness", "reports"))], "reported"),
        ([told("reported")], "reported"),
        ([told("claimed", CLAIM, claimant="jnim"), told("reported")], "reported"),
        ([told("confirmed", voice("igo", "confirms", "un"))], "confirmed"),
        ([told("confirmed", voice("media", "confirms"))], "reported"),
        (
            [told("claimed", CLAIM, claimant="jnim"), told("confirmed", voice("party", "confirms", "fama"))],
            "confirmed",
        ),
        (  # it tells of its own losses
            [told("claimed", CLAIM, claimant="jnim"), told("confirmed", voice("government", "reports", "fama"))],
            "confirmed",
        ),
        (  # it only carries the claim
            [told("claimed", CLAIM, claimant="jnim"), told("reported", voice("government", "reports", "fama"))],
            "reported",
        ),
        ([told("denied"), told("reported")], "disputed"),
        ([told("reported", voice("party", "denies", "fama"))], "disputed"),
        ([told("claimed", CLAIM, claimant="jnim"), told("claimed", claimant="issp")], "disputed"),
        ([told("reported", modality="denied")], "denied"),
        ([told("claimed", CLAIM, UN_DENIES, claimant="jnim")], "refuted"),
        ([told("claimed", CLAIM, claimant="jnim"), told("denied", UN_DENIES)], "refuted"),
        ([told("alleged", voice("party", "accuses", "fama")), told("denied", voice("medical", "denies"))], "refuted"),
    ],
)
def test_the_ladder(records: list[EventRecord], status: str) -> None:
    assert standing(by_source(records)) == status


VILLAGE = (army("attacker"), Actor("target", None, "Civilians (Mali)", "civilians", span("soldiers")))
REBELS = (army("attacker"), Actor("target", None, "Rebels", "rebel", span("soldiers")))
ACCUSED = told("alleged", voice("witness", "accuses"), actors=VILLAGE)
DENIED = replace(told("denied", voice("government", "denies", "fama"), actors=VILLAGE, modality="denied"), id="s-1")
OWNED = replace(told("confirmed", voice("government", "confirms", "fama"), actors=VILLAGE), id="u-1")


@pytest.mark.parametrize(
    ("records", "status"),
    [
        ([ACCUSED, DENIED], "disputed"),
        ([ACCUSED, DENIED, OWNED], "confirmed"),
        ([OWNED, DENIED, ACCUSED], "confirmed"),
        ([DENIED, OWNED], "disputed"),  # nobody else tells of it
        ([ACCUSED, OWNED, replace(OWNED, id="s-1", actors=REBELS)], "confirmed"),
        ([ACCUSED, DENIED, replace(OWNED, actors=REBELS)], "disputed"),  # a feat of arms is no admission
        ([ACCUSED, DENIED, OWNED, told("denied", UN_DENIES, actors=VILLAGE)], "disputed"),
        ([ACCUSED, DENIED, replace(OWNED, attribution=Attribution("confirmed", None, (MEDIA,)))], "disputed"),
    ],
)
def test_who_owns_up_takes_back_what_it_denied(records: list[EventRecord], status: str) -> None:
    assert standing(by_source(records)) == status


def test_a_report_that_denies_it_is_no_evidence_that_it_is_reported() -> None:
    (reported,) = [one for one in steps(by_source([ACCUSED, DENIED])) if one.startswith("reported")]
    assert reported.endswith("somebody else reports it: Outlet (r-1)")


def test_the_attackers_own_dead_are_no_part_of_the_toll() -> None:
    theirs = Casualty("killed", 40, None, span("Gunmen of JNIM attacked"), None, "fama")
    masked = (replace(jnim(), id=None, span=span("Gunmen")), army())
    by_army = event("b", actors=masked, casualties=(killed(3, said_by="fama"), theirs))
    by_jnim = event("a", casualties=(killed(12), replace(theirs, low=2, high=2, of="jnim", said_by="jnim")))
    assert merge([by_army]).killed == (3, 3)
    assert merge([by_army, by_jnim]).killed == (3, 12)
    assert merge([replace(by_army, casualties=(theirs,))]).killed == (40, None)  # all that anybody tells
    assert merge([replace(by_army, casualties=(theirs,)), by_jnim]).killed == (12, 12)
    both = replace(by_jnim, actors=(jnim(), jnim("target")))
    assert merge([both]).killed == (12, 12)


def test_a_claim_that_an_outsider_denies_is_read_as_refuted() -> None:
    claim = "JNIM said its fighters attacked an army post near Niono on Tuesday, killing 12 soldiers."
    text = f"{claim} The UN mission denied that any attack took place."
    options = Options(published=date(2024, 6, 12), source="Outlet")
    (alone,) = reconcile_reports([code_bytes(claim.encode(), "a.txt", options)])
    (denied,) = reconcile_reports([code_bytes(text.encode(), "b.txt", options)])
    assert (alone.status, denied.status, denied.credibility) == ("claimed", "refuted", 5)


NAMELESS = (replace(army(), role="participant", id=None),)


@pytest.mark.parametrize(
    "records",
    [
        [told("claimed", CLAIM, voice("official", "denies", "fama"), claimant="jnim")],  # the side that was hit
        [told("claimed", CLAIM, voice("official", "denies"), claimant="jnim")],  # whose official, nobody knows
        [told("claimed", CLAIM, voice("government", "denies", "bf:military"), claimant="jnim")],  # an ally's
        [told("claimed", CLAIM, UN_DENIES, voice("government", "confirms", "fama"), claimant="jnim")],
        [told("claimed", CLAIM, UN_DENIES, voice("government", "reports", "fama"), claimant="jnim")],  # both sides tell
        [told("alleged", voice("party", "accuses", "fama"), voice("party", "denies", "jnim"))],  # the accused
        [told("claimed", CLAIM, claimant="jnim"), told("denied", voice("witness", "denies"))],
        [told("claimed", CLAIM, claimant="jnim"), told("denied", UN_DENIES), told("reported")],  # an outlet tells it
        [told("claimed", CLAIM, UN_DENIES, voice("witness", "reports"), claimant="jnim")],
        [told("alleged", voice("party", "accuses"), UN_DENIES, actors=NAMELESS)],  # the UN itself may be accused
    ],
)
def test_a_denial_that_refutes_nothing_leaves_it_disputed(records: list[EventRecord]) -> None:
    assert standing(by_source(records)) == "disputed"


def test_a_lone_denial_is_no_refutation() -> None:
    assert standing(by_source([told("denied", UN_DENIES, actors=())])) == "denied"


def test_each_step_names_its_evidence() -> None:
    claim = told("claimed", CLAIM, claimant="jnim")
    army_says = replace(told("confirmed", voice("party", "confirms", "fama")), id="s-1")
    found = steps(by_source([claim, army_says]))
    assert [step.split(":")[0] for step in found] == ["claimed", "confirmed"]
    assert found[1].endswith(
        "against interest, the side that was hit confirms the claim: Jama'at Nusrat al-Islam "
        "wal-Muslimin (r-1), fama (s-1)"
    )
    (only,) = steps(by_source([claim]))
    assert only == "claimed: only parties to the conflict say so, whoever carries their words: jnim (r-1)"


@pytest.mark.parametrize(
    ("records", "digit"),
    [
        ([told("confirmed", voice("igo", "confirms", "un"))], 1),
        ([told("reported"), told("reported", voice("witness", "reports"))], 2),
        ([told("reported")], 3),
        ([told("claimed", CLAIM, claimant="jnim"), told("reported")], 3),
        ([told("denied"), told("reported")], 4),
        ([told("reported", modality="denied")], 5),
        ([told("claimed", CLAIM, UN_DENIES, claimant="jnim")], 5),
        ([told("claimed", CLAIM, claimant="jnim")], 6),
    ],
)
def test_the_credibility_of_an_item(records: list[EventRecord], digit: int) -> None:
    assert credibility(by_source(records)) == digit


CLAIMED = "JNIM says in a statement that its fighters killed twelve soldiers at an army post near Niono on Tuesday"
WITNESSED = "A teacher in the town heard shots before dawn and counted three bodies when she opened the school gate"
BY_JNIM = Attribution("claimed", "jnim", (CLAIM, MEDIA))
BY_NOBODY = Attribution("reported", None, (MEDIA,))
BY_A_STRANGER = Attribution("reported", None, (SourceMention("Outlet", "unknown", "reports"),))


def carried(*told: tuple[str, Attribution]) -> tuple[list[EventRecord], dict[str, Wording]]:
    """Records of outlets a, b, ... that print these texts, and their wordings."""
    texts = {name: report(name, text, title=None) for name, (text, _) in zip("abcd", told, strict=False)}
    rows = [event(name, attribution=said) for name, (_, said) in zip("abcd", told, strict=False)]
    return rows, {
        key: wording
        for row, one in zip(rows, texts.values(), strict=True)
        for key, wording in wordings(CodedReport(one, (replace(row, evidence=()),))).items()
    }


def test_three_outlets_with_one_claim_stay_a_claim_though_copies_lost_who_says_so() -> None:
    rows, worded = carried((CLAIMED, BY_JNIM), (CLAIMED, BY_A_STRANGER), (f"{CLAIMED} morning", BY_NOBODY))
    (incident,) = reconcile_records(rows, (), worded)
    assert incident.status == "claimed"
    assert incident.why[-1] == "a-1, b-1, c-1: one text, one source"


def test_two_that_reprint_an_agency_are_one_source_and_two_texts_are_two() -> None:
    rows, worded = carried((CLAIMED, BY_JNIM), (WITNESSED, BY_NOBODY), (f"{CLAIMED} morning", BY_NOBODY))
    assert [[row.id for row in one] for one in by_source(rows, worded)] == [["a-1", "c-1"], ["b-1"]]
    assert len(by_source(rows)) == 3
    (incident,) = reconcile_records(rows, (), worded)
    assert incident.status == "reported"


def test_a_reprint_with_a_witness_of_its_own_is_more_than_the_claim() -> None:
    seen = Attribution("reported", None, (voice("witness", "reports"), MEDIA))
    assert standing(by_source(*carried((CLAIMED, BY_JNIM), (CLAIMED, seen)))) == "reported"


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from([BY_JNIM, BY_NOBODY]), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_syndication_never_raises_a_claim_in_any_order(said: list[Attribution], chance: Any) -> None:
    rows, worded = carried((CLAIMED, BY_JNIM), *((CLAIMED, one) for one in said[:3]))
    chance.shuffle(rows)
    assert standing(by_source(rows, worded)) == "claimed"


def test_the_ladder_is_written_in_words() -> None:
    assert {status for status, _, _ in LADDER} == {"refuted", "denied", "disputed", "confirmed", "claimed", "reported"}
    assert all(words for _, _, words in LADDER)


# properties

PLACES = st.sampled_from([place(), place(14.4, -5.9, 15), FAR, place(None, None, None, precision="country", span=None)])
DAYS = st.sampled_from([when("2024-06-11"), when("2024-06-12"), when("2024-06-10", "2024-06-13"), when(None)])
TOLLS = st.integers(min_value=0, max_value=40).map(lambda persons: (killed(persons),))
VOICES = st.sampled_from(
    [
        claimed_by_jnim(),
        confirmed_by_mayor(),
        Attribution(),
        Attribution("denied"),
        Attribution("denied", None, (UN_DENIES,)),
    ]
)


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[EventRecord], list[Judgement]]:
    names = draw(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("12")), unique=True, min_size=1))
    records = [
        event(name, key, when=draw(DAYS), place=draw(PLACES), attribution=draw(VOICES), casualties=draw(TOLLS))
        for name, key in names
    ]
    ids = [record.id for record in records]
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda pair: pair[0] != pair[1])
    said = draw(st.lists(st.tuples(pairs, st.sampled_from(["same", "different"])), max_size=3)) if len(ids) > 1 else []
    return records, [judged(*pair, verdict) for pair, verdict in said]


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_pair_joins_when_its_points_reach_the_threshold(data: st.DataObject) -> None:
    a, b = (Told(event(n, when=data.draw(DAYS), place=data.draw(PLACES), casualties=data.draw(TOLLS))) for n in "ab")
    score = compare(a, b)
    assert linking(a, b) == (score if score.points >= THRESHOLD else None)


@settings(max_examples=120, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_order_never_matters(corpus: tuple[list[EventRecord], list[Judgement]], chance: Any) -> None:
    records, said = corpus
    first = reconcile_records(records, said)
    chance.shuffle(records)
    chance.shuffle(said)
    assert reconcile_records(records, said) == first


@settings(max_examples=120, deadline=None)
@given(corpora())
def test_every_record_stands_once_and_no_report_twice(corpus: tuple[list[EventRecord], list[Judgement]]) -> None:
    records, said = corpus
    incidents = reconcile_records(records, said)
    placed = [key for incident in incidents for key in incident.record_ids]
    assert sorted(placed) == sorted(record.id for record in records)
    report_of = {record.id: record.report_id for record in records}
    for incident in incidents:
        assert len({report_of[key] for key in incident.record_ids}) == len(incident.record_ids)


@settings(max_examples=120, deadline=None)
@given(corpora())
def test_a_persons_judgement_of_two_apart_is_obeyed(corpus: tuple[list[EventRecord], list[Judgement]]) -> None:
    records, said = corpus
    held = standing_judgements(said)
    together = [set(incident.record_ids) for incident in reconcile_records(records, said)]
    for pair, judgement in held.items():
        if judgement.verdict == "different":
            assert not any(set(pair) <= members for members in together)


@settings(max_examples=60, deadline=None)
@given(corpora())
def test_reports_that_come_one_by_one_end_as_a_full_rebuild(corpus: tuple[list[EventRecord], list[Judgement]]) -> None:
    records, said = corpus
    held: list[EventRecord] = []
    for record in records:
        held.append(record)
        last = reconcile_records(held, said)
    assert last == reconcile_records(tuple(records), said)


def test_a_thousand_days_are_swept_not_squared() -> None:
    days = [date(2020, 1, 1) + timedelta(days=number) for number in range(1000)]
    rows = [Told(event(f"r{n}-{name}", when=when(str(day)))) for n, day in enumerate(days) for name in "ab"]
    assert sum(1 for _ in candidate_pairs(rows)) < 10 * len(rows)


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_groups_score_what_all_their_pairs_score_however_they_came_together(data: st.DataObject) -> None:
    keys = [f"{number}-1" for number in range(data.draw(st.integers(2, 7)))]
    points = {pair: data.draw(st.sampled_from((-1.5, -1.0, 2.5, 6.0, 9.5))) for pair in combinations(keys, 2)}
    linkage = Linkage({}, {pair: Score(own, ()) for pair, own in points.items()})
    groups = [Group(born, {key}, {key}) for born, key in enumerate(keys)]
    for born in range(len(keys), 2 * len(keys) - 1):
        left, right = data.draw(st.permutations(groups))[:2]
        between = [points[min(pair), max(pair)] for pair in product(left.members, right.members)]
        mean = sum(between) / len(between) if min(between) >= -1 else -math.inf
        assert linkage.mean(left, right) == linkage.mean(right, left) == mean
        both = Group(born, left.members | right.members, set(), [], (left, right), left.seeds + right.seeds)
        groups = [one for one in groups if one not in (left, right)] + [both]


def test_a_seed_counts_once_by_its_best_likeness() -> None:
    points = {("a", "c"): -1.5, ("b", "c"): 9.0}
    linkage = Linkage({}, {pair: Score(own, ()) for pair, own in points.items()})
    assert linkage.mean(Group(3, {"a", "b"}, set()), Group(2, {"c"}, set())) == 9
