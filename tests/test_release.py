"""Public release: denied by default, late, coarse, without persons and party links; nothing else leaks."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import army, coded, event, killed, place, report, when
from cli_runner import invoke
from contract_check import check_contract
from test_publish import dossier
from tocsin.cli.shelf import CODEC
from tocsin.errors import SettingsError
from tocsin.model import Attribution, CodedReport, Shape, SourceMention, Span
from tocsin.publish import to_contract
from tocsin.publish.dossier import Dossier, Source
from tocsin.publish.formats.catalogue import FORMATS, write
from tocsin.publish.geometry import circle
from tocsin.publish.marks import CLEAR
from tocsin.publish.release import release
from tocsin.publish.release.coarsening import coarse_place, coarse_when
from tocsin.publish.release.names import person_spans
from tocsin.publish.trace import trace
from tocsin.settings import ReleaseRules, load_release, load_settings
from tocsin.store import Store

RULES = ReleaseRules()
LATER = date(2025, 1, 1)
TEXT = (
    "Gunmen killed Amadou Sangare, a trader, in Niono on 11 June 2024. The trader Bakary Cisse, who saw it, says 12 "
    "people were killed. See https://press.example/x."
)


def found(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def told(**changes: Any) -> Dossier:
    """An incident told by a named witness, of a named victim, on a day, in a town."""
    voice = SourceMention("Bakary Cisse", "witness", "reports", found("Bakary Cisse"))
    town, day = place(14.31, span=found("Niono")), when(span=found("11 June 2024"))
    record = event(
        "w",
        when=day,
        place=town,
        actors=(replace(army(), id=None, name="Amadou Sangare", kind="civilians", span=found("Amadou Sangare")),),
        casualties=(replace(killed(12), said_by="Bakary Cisse", span=found("12 people were killed"), of=None),),
        attribution=Attribution("reported", None, (voice,), ("says",)),
        evidence=(
            ("trigger", found("killed Amadou Sangare, a trader, in Niono")),
            ("casualties.killed", found("12 people were killed")),
            ("date", found("11 June 2024")),
        ),
    )
    title = "Amadou Sangare killed in Niono on 11 June 2024"
    page = report("w", TEXT, title=title, url="https://press.example/x", byline=("Bakary Cisse",))
    lines = ("killed: Bakary Cisse says 12; x says 3", "place: a says Niono; b says Ségou; 9 km apart")
    plain: dict[str, Any] = {"when": day, "place": town, "contradictions": lines, "why": ("0.9: Niono, 0 km apart",)}
    return dossier("reported", Source(page, record), **{**plain, **changes})


def shown(rules: ReleaseRules = RULES, *cases: Dossier) -> tuple[Dossier, ...]:
    return release(cases or (told(),), rules, LATER).dossiers


# rules


@pytest.mark.parametrize("text", [None, "", "[release]\n", "[release]\nallow = false\n", '[release]\nallow = "true"\n'])
def test_public_output_is_denied_by_default(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "tocsin.toml").write_text(text)
    with pytest.raises(SettingsError, match="public output is denied"):
        load_release({"HOME": str(tmp_path)}, tmp_path)


def test_rules_are_read_beside_the_settings(tmp_path: Path) -> None:
    text = 'database = "x.sqlite"\n[release]\nallow = true\ndelay_days = 90\narea = "cell"\nquotes = true\n'
    (tmp_path / "tocsin.toml").write_text(text)
    assert load_release({}, tmp_path) == ReleaseRules(90, "cell", True)
    assert load_settings({}, tmp_path).database.endswith("x.sqlite")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("delay = 3", "unknown setting delay; did you mean delay_days"),
        ("delay_days = -1", "delay_days must be a number of days"),
        ("delay_days = true", "delay_days must be a number of days"),
        ('area = "town"', "area must be admin2 or cell"),
        ('quotes = "yes"', "quotes must be true or false"),
    ],
)
def test_a_slip_in_the_rules_is_refused(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "tocsin.toml").write_text(f"[release]\nallow = true\n{line}\n")
    with pytest.raises(SettingsError, match=said):
        load_release({}, tmp_path)


def test_the_delay_counts_from_the_last_possible_day() -> None:
    case = told(when=when("2024-06-01", "2024-06-30"))
    for today, free in ((date(2024, 7, 29), False), (date(2024, 7, 30), True)):
        assert bool(release([case], RULES, today).dossiers) is free
    assert "younger than 30 days" in release([case], RULES, date(2024, 7, 1)).withheld[0].why


def test_an_incident_of_unknown_age_is_withheld() -> None:
    source = told().sources[0]
    undated = told(when=when(None))
    assert release([undated], RULES, LATER).dossiers  # its report was published in June 2024
    unknown = replace(undated, sources=(replace(source, report=replace(source.report, published=None)),))
    assert release([unknown], RULES, LATER).withheld[0].why == "nothing tells how old it is"


# coarsening


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 400))
@settings(deadline=None)
def test_weeks_hold_the_days(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    coarse = coarse_when(when(first.isoformat(), last.isoformat()))
    assert coarse.start is not None
    assert coarse.end is not None
    assert coarse.start <= first <= last <= coarse.end
    assert (coarse.start.weekday(), coarse.end.weekday()) == (0, 6)
    assert (first - coarse.start).days < 7 > (coarse.end - last).days


@given(st.floats(-85, 85), st.floats(-179, 179), st.floats(0, 60))
@settings(deadline=None)
def test_the_coarse_place_holds_the_fine_one_and_hides_it(lat: float, lon: float, radius_km: float) -> None:
    from tocsin.knowledge.gazetteer import distance_km

    fine = place(lat, lon, radius_km, name="Hidden", precision="near", shape=Shape("bearing", "Hidden", "S"))
    coarse = coarse_place(fine, "cell")
    assert coarse.lat is not None
    assert coarse.lon is not None
    assert coarse.radius_km is not None
    edge = max(distance_km(coarse.lat, coarse.lon, y, x) for x, y in circle(lat, lon, radius_km))
    assert edge <= coarse.radius_km * 1.01  # the ring's corners are rounded to a metre, the sphere's radius to a km
    assert "Hidden" not in repr(coarse)
    assert (coarse.lat * 4) % 1 == (coarse.lon * 4) % 1 == 0


def test_a_division_is_named_where_it_is_known() -> None:
    town = place(admin2="Niono Cercle")
    assert coarse_place(town, "admin2").name == "Niono Cercle"
    assert coarse_place(town, "cell").name == "PRIO-GRID cell 150109"
    assert coarse_place(place(), "admin2").name == "PRIO-GRID cell 150109"
    region = coarse_place(place(precision="admin1", radius_km=150), "cell")
    assert (region.name, region.radius_km, region.precision) == ("Ségou", 150, "admin1")
    land = coarse_place(place(precision="country", name="Mali", admin1=None), "cell")
    assert (land.name, land.country) == (None, "ML")


# what leaks


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("quotes", [False, True])
def test_nothing_of_person_day_or_town_leaves(form: str, quotes: bool) -> None:
    cases = shown(ReleaseRules(quotes=quotes))
    text = write(form, cases, CLEAR).data.decode("utf-8", errors="replace") + "\n".join(trace(cases[0]))
    text += json.dumps(to_contract(CodedReport(cases[0].sources[0].report, cases[0].records)))
    for word in (
        "Sangare",
        "Amadou",
        "Bakary",
        "Cisse",
        "Niono",
        "11 June",
        "2024-06-11",
        "14.31",
        "-5.99",
        "https://",
    ):
        assert word not in text
    assert ("killed [name], a trader, in […]" in text) is quotes


def test_public_records_keep_the_contract() -> None:
    for quotes in (False, True):
        (case,) = shown(ReleaseRules(quotes=quotes))
        row = to_contract(CodedReport(case.sources[0].report, case.records))
        spans = [fault for fault in check_contract(row) if "!=" in fault or "span" in fault]
        assert spans == []
        for record in case.records:
            for _, one in record.evidence:
                assert case.sources[0].report.text[one.start : one.end] == one.text


def test_what_is_public_and_what_is_not() -> None:
    (case,) = shown()
    (source,) = case.sources
    assert source.record.attribution.sources[0].name == "the witness"
    assert source.record.casualties[0].said_by == "the witness"
    assert source.record.actors[0].name == "[name]"
    assert (source.report.url, source.report.title, source.report.byline) == ("hxxps://press.example/x", None, ())
    assert case.incident.contradictions == ("killed: the reports differ",)
    assert case.incident.why == ()


def test_a_report_that_tells_of_two_incidents_is_shown_once() -> None:
    source = told().sources[0]
    other = replace(source.record, id="w-2", evidence=(("trigger", found("See")),))
    second = replace(told(), incident=replace(told().incident, id="inc-2"), sources=(replace(source, record=other),))
    one, two = shown(ReleaseRules(quotes=True), told(), second)
    assert one.sources[0].report is two.sources[0].report
    for case in (one, two):
        for _, span in case.records[0].evidence:
            assert case.sources[0].report.text[span.start : span.end] == span.text


@pytest.mark.parametrize("kind", ["party", "social"])
def test_links_of_parties_and_accounts_are_dropped(kind: str) -> None:
    source = told().sources[0]
    own = replace(source, report=replace(source.report, source_kind=kind, source="@somebody"))
    (case,) = shown(RULES, replace(told(), sources=(own,)))
    assert case.sources[0].report.url is None
    assert case.sources[0].report.source == ("@somebody" if kind == "party" else "the social media account")


# names of persons

NAMES = yaml.safe_load(Path(__file__).with_name("names.yaml").read_text(encoding="utf-8"))
TITLES = re.compile(r"^(?:Mrs|Ms|Mme|M|Pastor|Sister|Doña|Mallam)\.? ")


def scored(half: str, language: str) -> tuple[int, int, int, int]:
    """Names hidden whole, names in all; stretches hidden that are of a name, stretches hidden in all."""
    hidden = names = right = stretches = 0
    for row in NAMES[half][language]:
        text, gold = marked(row)
        spans = person_spans(text, language)
        names += len(gold)
        stretches += len(spans)
        hidden += sum(covered(text, one, spans) for one in gold)
        right += sum(any(one.overlaps(name) for name in gold) for one in spans)
    return hidden, names, right, stretches


def marked(row: str) -> tuple[str, list[Span]]:
    text, gold = "", []
    for piece in re.split(r"(\{[^}]*\})", row):
        name = piece.strip("{}")
        if piece.startswith("{"):
            title = TITLES.match(name)
            start = len(text) + (title.end() if title else 0)
            gold.append(Span(start, len(text) + len(name), name[title.end() if title else 0 :]))
        text += name
    return text, gold


def covered(text: str, name: Span, spans: list[Span]) -> bool:
    return all(
        any(one.start <= at < one.end for one in spans) for at in range(name.start, name.end) if text[at].isalnum()
    )


@pytest.mark.parametrize("half", ["tuned", "held"])
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_names_of_persons_are_hidden(half: str, language: str) -> None:
    hidden, names, right, stretches = scored(half, language)
    assert hidden / names >= 0.9
    assert right / stretches >= 0.9


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80), st.sampled_from(["en", "fr", "es", "sw"]))
def test_name_spans_fit_any_text(text: str, language: str) -> None:
    spans = person_spans(text, language)
    assert all(text[one.start : one.end] == one.text for one in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


# command


def filled(folder: Path) -> str:
    database = str(folder / "x.sqlite")
    store = Store.open(database, CODEC)
    store.save(coded("a"))
    store.close()
    return database


def test_the_command_refuses_and_then_obeys_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    words = ("export", "--as", "geojson", "--public", "--database", filled(tmp_path))
    denied = invoke(*words)
    assert (denied.exit_code, denied.stdout) == (1, "")
    assert "public output is denied; allow = true here permits it" in denied.stderr
    (tmp_path / "tocsin.toml").write_text("[release]\nallow = true\n")
    result = invoke(*words)
    assert "1 of 1 incidents released" in result.stderr
    assert "TLP:CLEAR" in result.stderr
    assert "Niono" not in result.stdout
    (tmp_path / "tocsin.toml").write_text("[release]\nallow = true\ndelay_days = 99999\n")
    result = invoke(*words)
    assert "withheld: 1, because it is younger than 99999 days" in result.stderr
    assert '"features": []' in result.stdout
    assert invoke(*words, "--tlp", "TLP:GREEN").exit_code == 2
