"""Exports, tables, briefs and maps: claims stay claims, vague places stay vague, nothing from a report runs."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from builders import (
    TEXT,
    army,
    claimed_by_jnim,
    coded,
    confirmed_by_mayor,
    event,
    jnim,
    killed,
    place,
    report,
    span,
    when,
)
from tocsin.errors import InputError
from tocsin.knowledge.ontology import sub_events
from tocsin.model import (
    Attribution,
    CodedReport,
    Damage,
    Forecast,
    Incident,
    Interval,
    Issue,
    PlaceCandidate,
    Shape,
    SourceMention,
    Span,
    TimeCandidate,
    Weapon,
)
from tocsin.publish import from_contract, to_contract
from tocsin.publish.accounts import accounts
from tocsin.publish.brief import write_brief
from tocsin.publish.brief_pages import to_html, to_markdown
from tocsin.publish.contract import to_json
from tocsin.publish.disagreements import disagreements
from tocsin.publish.dossier import Dossier, Source, dossiers
from tocsin.publish.exports import CSV_COLUMNS, FORMS, export
from tocsin.publish.geometry import circle, geometry
from tocsin.publish.incidents import incident_from_contract, incident_to_contract
from tocsin.publish.map import to_map
from tocsin.publish.overview import print_overview
from tocsin.publish.speakers import report_name
from tocsin.publish.statements import Part, Statement, lint, state
from tocsin.publish.table import print_events, print_incidents
from tocsin.publish.tongue import ENGLISH, TONGUES, tongue
from tocsin.publish.wording import BRIEFLY, links_defanged, quoted, where

EVIL = '<script>alert("x")</script> & [link](http://evil.example)'


def everything() -> CodedReport:
    """A coded report with every field of the contract filled."""
    rich = event(
        "a",
        when=when(
            "2024-06-10",
            "2024-06-12",
            candidates=(TimeCandidate(date(2024, 6, 4), date(2024, 6, 4), "the Tuesday before"),),
            flags=("weekday_mismatch",),
            aggregate=True,
        ),
        place=place(
            shape=Shape("axis", "Niono", "S", 12.5, ("Niono", "Ségou")),
            candidates=(PlaceCandidate("Niono", "geonames:1", 14.0, -6.0, 0.3, "smaller"),),
            spans=(span("army post"),),
        ),
        casualties=(killed(12), replace(killed(3, said_by="fama"), rival=True, high=None)),
        weapons=(Weapon("small_arms", span("Gunmen")),),
        damage=(Damage("base", 1, "burned", span("army post")),),
        plover_event="ASSAULT",
        plover_mode="firearms",
        ucdp_violence=1,
    )
    window = Interval(date(2024, 7, 1), None)
    forecast = Forecast(span("The army"), "JNIM", "increase", "attacks", ("ML",), window, "Will it?", None)
    return CodedReport(report("a", byline=("A. B.",)), (rich,), (forecast,), (Issue("k", span("Niono"), "n"),))


def dossier(status: str = "claimed", *sources: Source, **changes: Any) -> Dossier:
    own = sources or (Source(report("a"), event("a")),)
    plain: dict[str, Any] = {
        "id": f"inc-{status}",
        "record_ids": tuple(source.record.id for source in own),
        "report_ids": tuple(source.report.id for source in own),
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "status": status,
        "when": when(),
        "place": place(),
        "killed": (3, 12),
        "wounded": None,
    }
    return Dossier(Incident(**{**plain, **changes}), own)


# contract


def test_contract_round_trip_of_every_field() -> None:
    assert from_contract(json.loads(to_json(everything()))) == everything()
    assert from_contract(to_contract(coded("a"))) == coded("a")


def test_contract_order_and_words() -> None:
    row = to_contract(everything())
    assert list(row) == ["document", "events", "forecasts", "issues"]
    first = row["events"][0]
    assert list(first)[:8] == [
        "id",
        "event_type",
        "sub_event_type",
        "plover",
        "ucdp_violence",
        "modality",
        "background",
        "date",
    ]
    assert first["date"]["start"] == "2024-06-10"
    assert first["location"]["shape"]["from"] == "Niono"
    assert row["forecasts"][0]["window"] == {"start": "2024-07-01", "end": None}
    assert "\n" not in to_json(everything())


def test_an_anchor_leaves_as_the_event_that_it_names() -> None:
    start = span("attacked").start
    later = event("a", "2", when=when(anchor=f"event:{start}"), evidence=(("trigger", span("the attack")),))
    row = to_contract(coded("a", event("a"), later))
    assert row["events"][1]["date"]["anchor"] == "event:a-1"


@pytest.mark.parametrize(
    "damage",
    [
        {"document": {}},
        {"events": [{}]},
        {"issues": [{"kind": "k", "start": 0, "end": 9, "text": "short", "note": ""}]},
    ],
)
def test_contract_refuses_what_breaks_the_records(damage: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="not a contract object"):
        from_contract({**to_contract(coded("a")), **damage})


@st.composite
def coded_reports(draw: st.DrawFn) -> CodedReport:
    text = draw(st.text(min_size=1, max_size=60))

    def words() -> Span:
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        return Span(start, end, text[start:end])

    days = st.none() | st.dates()
    first, last = sorted((draw(st.dates()), draw(st.dates())))
    source = SourceMention("x", "party", "claims", draw(st.none() | st.just(words())), draw(st.none() | st.text()))
    one = event(
        "a",
        when=when(None, start_day(first), span=draw(st.none() | st.just(words()))),
        place=place(draw(st.none() | st.floats(-90, 90)), radius_km=draw(st.none() | st.floats(0, 900)), span=words()),
        actors=(replace(jnim(), span=words()),),
        casualties=(replace(killed(draw(st.integers(0, 10**6))), high=draw(st.none() | st.integers(0)), span=words()),),
        attribution=Attribution("claimed", None, (source,), tuple(draw(st.lists(st.text(), max_size=2)))),
        evidence=(("trigger", words()), ("date", words())),
        score=draw(st.floats(0, 1)),
    )
    window = Interval(first, draw(st.just(last) | st.none()))
    forecast = Forecast(words(), None, "change", "x", (), window, None, "vague")
    page = report("a", text, title=draw(st.none() | st.text()), published=draw(days))
    return CodedReport(page, (one,), (forecast,), (Issue("k", words(), draw(st.text())),))


def start_day(day: date) -> str:
    return day.isoformat()


@settings(max_examples=80, deadline=None)
@given(coded_reports())
def test_contract_round_trip_of_anything(one: CodedReport) -> None:
    assert from_contract(json.loads(json.dumps(to_contract(one)))) == one


def test_incident_round_trip() -> None:
    for incident in (dossier().incident, dossier(killed=None, wounded=(2, None), contradictions=("a",)).incident):
        assert incident_from_contract(json.loads(json.dumps(incident_to_contract(incident)))) == incident
    with pytest.raises(InputError):
        incident_from_contract({"id": "x"})


# exports


def test_csv_one_row_an_event() -> None:
    text = "".join(export("csv", [coded("a"), coded("b", event("b"), event("b", "2"))]))
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["record_id"] for row in rows] == ["a-1", "b-1", "b-2"]
    first = rows[0]
    assert tuple(first) == CSV_COLUMNS
    assert first["event_date"] == "2024-06-11"
    assert first["actor2"] == "Malian Armed Forces"
    assert (first["geo_precision"], first["fatalities"], first["status"]) == ("2", "12", "claimed")
    assert (first["country"], first["iso2"], first["year"], first["background"]) == ("Mali", "ML", "2024", "no")
    assert first["claimant"] == "Jama'at Nusrat al-Islam wal-Muslimin"
    assert "12 soldiers were killed" in first["notes"]


def test_csv_of_rivals_spans_them_and_an_open_one_stays_open() -> None:
    rival = replace(killed(3, said_by="fama"), rival=True)
    rows = csv.DictReader(io.StringIO("".join(export("csv", [coded("a", event("a", casualties=(killed(12), rival)))]))))
    assert [(row["fatalities"], row["fatalities_high"]) for row in rows] == [("3", "12")]
    open_ended = event("a", casualties=(replace(killed(12), high=None),))
    rows = csv.DictReader(io.StringIO("".join(export("csv", [coded("a", open_ended)]))))
    assert [(row["fatalities"], row["fatalities_high"]) for row in rows] == [("12", "")]


def test_csv_never_holds_a_formula() -> None:
    named = event("a", place=place(name="=cmd|calc"))
    (row,) = csv.DictReader(io.StringIO("".join(export("csv", [coded("a", named)]))))
    assert row["location"] == "'=cmd|calc"


def test_csv_of_a_southern_place_keeps_its_sign() -> None:
    (row,) = csv.DictReader(io.StringIO("".join(export("csv", [coded("a", event("a", place=place(-12.5, -5.0)))]))))
    assert (row["latitude"], row["longitude"]) == ("-12.5", "-5.0")


def test_json_forms_are_lines() -> None:
    lines = "".join(export("json", [coded("a"), coded("b")])).splitlines()
    assert [json.loads(line)["document"]["id"] for line in lines] == ["sha256:a", "sha256:b"]
    (line,) = "".join(export("jsonl", [coded("a")])).splitlines()
    assert json.loads(line)["document"]["source"] == "Outlet a"
    assert "text" not in json.loads(line)["document"]


def test_geojson_draws_vagueness() -> None:
    village = event("a", "2", place=place(radius_km=5, precision="exact"))
    nowhere = event("a", "3", place=place(None, None, None))
    page = json.loads("".join(export("geojson", [coded("a", event("a"), village, nowhere)])))
    shapes = [feature["geometry"] and feature["geometry"]["type"] for feature in page["features"]]
    assert shapes == ["Polygon", "Point", None]
    assert page["features"][0]["properties"]["radius_km"] == 25
    assert page["features"][0]["properties"]["precision"] == "near"


@pytest.mark.parametrize("form", sorted(FORMS))
def test_no_reports_still_give_a_whole_file(form: str) -> None:
    text = "".join(export(form, []))
    if form == "geojson":
        assert json.loads(text) == {"type": "FeatureCollection", "features": []}
    else:
        assert text == (",".join(CSV_COLUMNS) + "\n" if form == "csv" else "")


def test_circle_is_true_to_scale() -> None:
    for lon, lat in circle(14.25, -5.99, 100)[:-1]:
        north, east = (lat - 14.25) * 111.2, (lon + 5.99) * 111.2 * math.cos(math.radians((lat + 14.25) / 2))
        assert math.hypot(north, east) == pytest.approx(100, rel=0.01)


@pytest.mark.parametrize("radius_km", [10.1, 25, 400])
def test_never_a_bare_pin_beyond_ten_km(radius_km: float) -> None:
    shape = geometry(place(radius_km=radius_km))
    assert shape is not None
    assert shape["type"] == "Polygon"


def test_a_circle_over_the_antimeridian_is_cut() -> None:
    shape = geometry(place(-17.0, 179.5, 200))
    assert shape is not None
    assert shape["type"] == "MultiPolygon"
    assert all(-180 <= lon <= 180 for polygon in shape["coordinates"] for lon, _ in polygon[0])


# words


def test_where_keeps_its_vagueness() -> None:
    assert where(place()) == "within 25 km of Niono (ML)"
    assert where(place(radius_km=5)) == "Niono (ML)"
    assert where(place(None, None, None, name=None)) == "somewhere in ML"
    assert where(place(None, None, None, name=None, country=None)) == "place unknown"
    assert where(place(shape=Shape("axis", ends=("A", "B")))) == "between A and B (ML)"


def test_quoted_words_come_from_the_text_in_order_and_stay_short() -> None:
    assert quoted(event("a")) == "attacked … 12 soldiers were killed"
    long = event("a", evidence=(("trigger", Span(0, len(TEXT), TEXT)),) * 2)
    assert len(quoted(long)) == 160


def test_links_are_defanged() -> None:
    assert links_defanged("https://t.me/x http://y") == "hxxps://t[.]me/x hxxp://y"


# statements and briefs


UN_DENIES = SourceMention("UN", "igo", "denies", None, "un")


@pytest.mark.parametrize(
    ("status", "attribution", "opening"),
    [
        ("claimed", claimed_by_jnim(), "JNIM claims"),
        ("claimed", Attribution("alleged", None, (SourceMention("the army", "party", "accuses"),)), "The army alleges"),
        ("reported", Attribution(), "Outlet a reports an armed clash"),
        ("disputed", claimed_by_jnim(), "Accounts differ: JNIM"),
        ("denied", Attribution("denied"), "Denied, as Outlet a reports:"),
        ("refuted", Attribution("claimed", "jnim", (*claimed_by_jnim().sources, UN_DENIES)), "Refuted: UN denies an"),
        ("confirmed", confirmed_by_mayor(), "The mayor confirms an armed clash"),
    ],
)
def test_each_standing_is_worded_as_such(status: str, attribution: Attribution, opening: str) -> None:
    own = event("a", attribution=attribution, actors=(army(),))
    first, *tolls = state(dossier(status, Source(report("a"), own)))
    assert first.text.startswith(opening)
    assert "within 25 km of Niono" in first.text
    assert "within 25 km of Niono, Mali on 11 June 2024." in first.text
    assert all(part.cites for part in first.parts if part.kind == "sourced")
    assert [toll.text.partition(" says ")[2] for toll in tolls] == ["12 killed (Malian Armed Forces)."]


def test_who_denies_is_named() -> None:
    denial = SourceMention("The army", "government", "denies", span("The army"), "fama")
    (first, *_) = state(
        dossier("denied", Source(report("a"), event("a", attribution=Attribution("denied", None, (denial,)))))
    )
    assert first.text.startswith("The army denies an armed clash by Jama'at")
    both = Attribution("claimed", "jnim", (*claimed_by_jnim().sources, denial))
    told = state(dossier("disputed", Source(report("a"), event("a", attribution=both))))
    assert [one.text for one in told][:2] == [told[0].text, "The army denies it."]
    assert told[0].text.startswith("Accounts differ: JNIM reports")


def test_a_party_is_not_named_twice_and_several_speak_in_the_plural() -> None:
    own = state(dossier())[0].text
    assert own.startswith("Jama'at Nusrat al-Islam wal-Muslimin claims an armed clash against Malian Armed Forces")
    two = [Source(report(name), event(name, attribution=Attribution())) for name in "ab"]
    assert state(dossier("reported", *two))[0].text.startswith("Outlet a and Outlet b report an armed clash by")
    mayors = Attribution("confirmed", None, tuple(SourceMention(n, "official", "confirms") for n in ("A. B.", "C. D.")))
    told = state(dossier("confirmed", Source(report("a"), event("a", attribution=mayors))))
    assert told[0].text.startswith("A. B. and C. D. confirm an armed clash")


def test_who_tells_of_its_own_losses_confirms_and_what_it_denied_before_is_told() -> None:
    losses = SourceMention("The army", "government", "reports", span("The army"), "fama")
    own = Source(report("a"), event("a", attribution=Attribution("confirmed", None, (losses,))))
    claim = Source(report("b"), event("b"))
    assert state(dossier("confirmed", own, claim))[0].text.startswith("The army confirms an armed clash by")
    denial = Attribution("denied", None, (replace(losses, stance="denies"),))
    denied = Source(report("c"), event("c", attribution=denial, modality="denied"))
    told = state(dossier("confirmed", own, claim, denied))
    assert told[0].text.startswith("The army confirms an armed clash by")
    assert told[1].text == "The army denies it."


def test_a_report_that_names_nobody_adds_no_party() -> None:
    gunmen = replace(jnim(), id=None, name="Unidentified armed group (Mali)", kind="unidentified")
    two = [Source(report("a"), event("a", attribution=Attribution())) for _ in "a"]
    two.append(Source(report("b"), event("b", attribution=Attribution(), actors=(gunmen, army()))))
    assert "unidentified" not in state(dossier("reported", *two))[0].text
    assert "by unidentified armed group" in state(dossier("reported", two[1]))[0].text
    both = Source(report("a"), event("a", attribution=Attribution(), actors=(jnim(), gunmen, army())))
    assert "unidentified armed group" in state(dossier("reported", both))[0].text


def test_a_statement_cites_the_very_words() -> None:
    for statement in state(dossier()):
        for cite in (cite for part in statement.parts for cite in part.cites):
            assert TEXT[cite.start : cite.end].strip()


@pytest.mark.parametrize("status", ["claimed", "reported", "disputed", "denied", "refuted", "toll"])
def test_lint_refuses_a_claim_worded_as_a_fact(status: str) -> None:
    fact = Statement(status, None, (Part("JNIM attacked the post."),))
    assert "worded as a fact" in lint(fact)[0]
    assert lint(replace(fact, voice="JNIM")) != []
    assert lint(replace(fact, voice="JNIM", parts=(Part("JNIM claims an attack."),))) == []


def test_lint_refuses_a_figure_without_a_source() -> None:
    assert lint(Statement("confirmed", None, (Part("12 were killed."),))) == [
        "figure without a source: '12 were killed.'"
    ]
    assert lint(Statement("confirmed", None, (Part("12", "sourced"),))) == ["no source for '12'"]


@pytest.mark.parametrize("language", TONGUES)
def test_every_sub_event_type_has_its_names(language: str) -> None:
    say = tongue(language)
    for kind in sub_events():
        assert say(f"noun.{kind}")
        assert say(f"brief.{kind}")
        if language == "en":
            assert say(f"brief.{kind}") == BRIEFLY.get(kind, kind)


def rivals() -> Dossier:
    """Two reports, two tolls, two days, no source named in the second."""
    plain = Attribution("reported", None, (SourceMention("responsable", "official", "reports"),))
    own = event("b", when=when("2024-06-12"), casualties=(killed(3, said_by="responsable"),), attribution=plain)
    nameless = report("b", source=None, title="Weekly security note no. 6, Gao and Ménaka and the Gourma")
    lines = ("killed: x", "date: y")
    return dossier("reported", Source(report("a"), event("a")), Source(nameless, own), contradictions=lines)


def test_differences_say_who_says_what_and_cite_it() -> None:
    dead, day = disagreements(rivals())
    assert dead.statement.text == (
        "On the dead they differ: an official (“responsable”) says 3; Jama'at Nusrat al-Islam wal-Muslimin says 12."
    )
    assert day.statement.text == (
        "On the day they differ: Outlet a says on 11 June 2024; "
        "“Weekly security note no. 6, Gao and Ménaka…” says on 12 June 2024."
    )
    for one in (dead, day):
        assert lint(one.statement) == []
        assert {cite.report_id for part in one.statement.parts for cite in part.cites} == {"sha256:a", "sha256:b"}


def test_what_reconcile_found_alike_is_no_difference() -> None:
    assert disagreements(replace(rivals(), incident=replace(rivals().incident, contradictions=()))) == []


def test_a_report_without_a_source_goes_by_its_title_never_by_a_hash() -> None:
    page = to_markdown(write_brief([rivals()], [coded("a"), coded("b")], "t"))
    assert report_name(report("a", source=None, title="  Short\n title ")) == "“Short title”"
    assert report_name(report("a", source=None, title=None)) == "a report without a title"
    assert "sha256" not in page.partition("## Reports")[0]


def test_the_brief_keeps_claims_apart_from_what_is_confirmed() -> None:
    mayor = Source(report("b"), event("b", attribution=confirmed_by_mayor()))
    page = to_markdown(
        write_brief([dossier(), dossier("confirmed", mayor)], [coded("a"), coded("b")], "Mali, June 2024")
    )
    confirmed, claims = page.index("## Confirmed"), page.index("## Claims")
    assert confirmed < page.index("inc-confirmed") < claims < page.index("inc-claimed")
    assert page.index("## What you need to know") < confirmed
    assert "TLP:AMBER" in page
    assert "2 incidents in 2 reports: 0 told by more than one report, 1 only by a party" in page
    assert "Outlet a, “Attack near Niono, a”, 2024-06-12 (sha256:a)" in page


def test_the_brief_asks_what_is_open() -> None:
    page = to_markdown(write_brief([rivals()], [coded("a"), coded("b")], "t"))
    asked = page.partition("## So, what now?")[2]
    assert "how many dead, 3 / 12? [1, 2]" in asked
    assert "which day, on 11 June 2024 / on 12 June 2024? [1, 2]" in asked


def test_every_sentence_of_the_brief_is_cited() -> None:
    page = to_markdown(write_brief([rivals(), dossier()], [coded("a"), coded("b")], "t"))
    lines = [line for line in page.partition("## Reports")[0].splitlines() if line.lstrip().startswith("- ")]
    assert lines
    assert all(re.search(r"\[\d+(, \d+)*\]( `inc-\w+`)?$", line) for line in lines)


def test_forecasts_are_quoted_with_their_speaker() -> None:
    page = to_markdown(write_brief([], [everything()], "t"))
    assert "Expected by JNIM: “The army”" in page
    assert "No incidents." in page


def test_the_same_brief_twice_is_the_same_bytes() -> None:
    pages = {to_html(write_brief([dossier()], [coded("a")], "t")) for _ in range(2)}
    assert len(pages) == 1


def evil() -> tuple[list[Dossier], list[CodedReport]]:
    named = event(
        "a",
        actors=(replace(jnim(), name=EVIL), army()),
        place=place(name=EVIL),
        attribution=Attribution("claimed", "jnim", (SourceMention(EVIL, "party", "claims", None, "jnim"),)),
        evidence=(("trigger", Span(0, len(EVIL), EVIL)),),
    )
    page = report("a", EVIL + TEXT, title=EVIL, source=EVIL)
    reports = [CodedReport(page, (named,))]
    return [dossier("claimed", Source(page, named), place=named.place, contradictions=(EVIL,))], reports


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)
        assert not any(name in ("src", "href") and not str(value).startswith("#") for name, value in attrs)


@pytest.mark.parametrize("scripts", [0, 1])
def test_nothing_from_a_report_becomes_markup(scripts: int) -> None:
    cases, reports = evil()
    page = to_map(cases, EVIL) if scripts else to_html(write_brief(cases, reports, EVIL))
    tags = Tags()
    tags.feed(page)
    assert tags.seen.count("script") == scripts
    assert "http://" not in page
    assert "https://" not in page


def test_nothing_from_a_report_becomes_markdown() -> None:
    cases, reports = evil()
    page = to_markdown(write_brief(cases, reports, EVIL))
    assert "<script>" not in page.replace("\\<script\\>", "")
    assert not re.search(r"(?<!\\)\]\(", page)


# map and tables


def test_the_map_stands_alone_and_stays_small() -> None:
    far = dossier("confirmed", Source(report("b"), event("b")), place=place(radius_km=5, precision="exact"))
    nowhere = dossier("reported", Source(report("c"), event("c")), place=place(None, None, None, name=None))
    page = to_map([dossier(), far, nowhere], "Mali")
    assert len(page.encode()) < 1_000_000
    assert page.count("<details") == 3
    assert page.count('class="area claimed"') == 1
    assert page.count('class="dot confirmed"') == 1
    assert "No place on the map" in page
    assert "<title>Mali</title>" in page
    assert "Confirmed and reported (2)" in page
    assert "Claims (1)" in page


def test_a_country_is_drawn_as_itself_and_not_as_a_circle() -> None:
    wide = place(17.0, -4.0, 700, name="Mali", precision="country")
    page = to_map([dossier(place=wide)], "Mali")
    assert page.count('class="area country claimed"') == 1
    assert page.count('class="area claimed"') == 0


def test_an_empty_map_shows_the_world() -> None:
    page = to_map([], "Nothing")
    assert len(page.encode()) < 1_000_000
    assert "<title>Chad</title>" in page


def test_dossiers_find_their_reports() -> None:
    (found,) = dossiers([dossier().incident], [coded("a"), coded("b")])
    assert [source.report.id for source in found.sources] == ["sha256:a"]


def printed(show: Any, *args: Any) -> str:
    out = io.StringIO()
    show(*args, Console(file=out, width=200, force_terminal=False))
    return out.getvalue()


def test_the_table_for_people() -> None:
    text = printed(print_events, [coded("a", event("a", modality="attempted")), CodedReport(report("b"), ())])
    for words in (
        "2024-06-11",
        "attempted",
        "Malian",
        "12 fama",
        "claimed by",
        "12 soldiers were killed",
        "no events",
    ):
        assert words in text
    text = printed(print_incidents, "Claims", [dossier()])
    assert "3 to 12" in text
    assert "none" in printed(print_incidents, "Claims", [])


def test_markup_in_a_title_is_plain_text_in_the_table() -> None:
    text = printed(print_events, [CodedReport(report("a", title="[red]x[/red]"), ())])
    assert "[red]x[/red]" in text


def overview(*cases: Dossier, width: int = 80) -> list[str]:
    out = io.StringIO()
    print_overview(cases, "tocsin incidents", Console(file=out, width=width, force_terminal=False))
    return out.getvalue().splitlines()


def test_the_overview_puts_claims_side_by_side_with_the_words_of_each() -> None:
    lines = overview(rivals(), dossier(), dossier("confirmed"))
    assert lines[0] == "TOLD BY SEVERAL REPORTS (1)"
    assert [" ".join(line.split()) for line in lines[2:4]] == [
        "JNIM, in Outlet a claims 12 killed",
        "“Weekly security note no. 6, Ga… reports 3 killed",
    ]
    assert "≠ They differ on the dead (3; 12). On the day they differ: Outlet a says on" in lines[4]
    only, other = (
        next(n for n, line in enumerate(lines) if line.startswith(word)) for word in ("ONLY A", "TOLD BY ONE")
    )
    assert "JNIM" in lines[only + 1]
    assert only != other
    assert lines[-1] == "All 3 incidents: tocsin incidents"


def test_a_claimant_is_given_no_figure_of_somebody_else() -> None:
    own = event("a", casualties=(killed(12, said_by=None),))
    (account,) = accounts(dossier("claimed", Source(report("a"), own)))
    assert (account.verb, account.toll) == ("claims", "12 (so the report) killed")
    (account,) = accounts(dossier())
    assert (account.verb, account.toll) == ("claims", "12 killed")


def test_the_overview_stays_on_one_screen() -> None:
    many = [rivals() for _ in range(30)] + [dossier(status) for status in ("claimed", "reported", "denied") * 30]
    lines = overview(*many)
    assert len(lines) <= 55
    assert max(map(len, lines)) <= 80
    assert any("more" in line for line in lines)
    assert overview()[-1] == "All 0 incidents: tocsin incidents"


def test_days_in_words() -> None:
    assert ENGLISH.on_days(when("2024-06-01", "2024-06-30")) == "in June 2024"
    assert ENGLISH.on_days(when("2024-01-01", "2024-12-31")) == "in 2024"
    assert ENGLISH.on_days(when("2024-06-10", "2024-07-02")) == "between 10 June 2024 and 2 July 2024"
    assert ENGLISH.on_days(when(None)) == "on an unknown date"
    assert ENGLISH.on_days(when(None, "2024-07-02")) == "until 2 July 2024"
