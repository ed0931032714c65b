"""Files of UCDP and ACLED that users own: rows written by us in their columns; every value names its cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import army, claimed_by_jnim, confirmed_by_mayor, event, jnim, place, report, span, when
from cli_runner import invoke
from contract_check import check_contract
from test_publish import dossier
from tocsin.errors import InputError
from tocsin.model import Attribution, CodedReport, EventRecord, Judgement, SourceMention
from tocsin.publish import from_contract, to_contract
from tocsin.publish.dossier import Source
from tocsin.publish.formats.acled import ACLED_COLUMNS
from tocsin.publish.formats.catalogue import write
from tocsin.publish.formats.codes import ucdp_place
from tocsin.publish.formats.ucdp import GED_COLUMNS
from tocsin.publish.imports.acled import read_acled
from tocsin.publish.imports.ged import read_ged
from tocsin.reconcile.incidents import reconcile_records

GED = {
    "id": "1", "type_of_violence": "1", "dyad_name": "Government of Mali - JNIM", "side_a": "Government of Mali",
    "side_b": "JNIM", "source_office": "Sahel Wire;River Post", "where_prec": "1", "where_coordinates": "Niono town",
    "adm_1": "Ségou region", "latitude": "14.25", "longitude": "-5.99", "country": "Mali", "country_id": "432",
    "date_prec": "1", "date_start": "2021-03-04 00:00:00.000", "date_end": "2021-03-04", "deaths_civilians": "0",
    "best": "4", "high": "9", "low": "3",
}  # fmt: skip
ACLED = {
    "event_id_cnty": "MLI1", "event_date": "2021-03-04", "time_precision": "1", "event_type": "Battles",
    "sub_event_type": "Armed clash", "actor1": "JNIM: a name unknown", "inter1": "Rebel group",
    "actor2": "Military Forces of Mali (2020-)", "assoc_actor_2": "Police Forces of Mali (2020-); Dozo of Niono",
    "inter2": "1", "iso": "466", "country": "Mali", "admin1": "Segou", "location": "Niono", "latitude": "14.25",
    "longitude": "-5.99", "geo_precision": "1", "source": "Sahel Wire; River Post", "notes": "A clash near Niono.",
    "fatalities": "5", "timestamp": "1614988800",
}  # fmt: skip


def sheet(folder: Path, columns: tuple[str, ...], *rows: dict[str, str], delimiter: str = ",") -> Path:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    path = folder / "rows.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def ged(folder: Path, **changes: str) -> CodedReport:
    (coded,) = read_ged(sheet(folder, GED_COLUMNS, {**GED, **changes}))
    return coded


def acled(folder: Path, **changes: str) -> CodedReport:
    (coded,) = read_acled(sheet(folder, ACLED_COLUMNS, {**ACLED, **changes}))
    return coded


def test_a_row_of_ged_names_its_cells(tmp_path: Path) -> None:
    coded = ged(tmp_path)
    (record,) = coded.events
    assert check_contract(to_contract(coded)) == []
    assert from_contract(to_contract(coded)) == coded
    assert (record.event_type, record.sub_event_type, record.ucdp_violence) == ("Battles", "Armed clash", 1)
    assert [(one.role, one.id, one.country) for one in record.actors] == [
        ("participant", "ml:government", "ML"),
        ("participant", "jnim", None),
    ]
    (toll,) = record.casualties
    assert (toll.low, toll.high, toll.of) == (3, 9, None)
    assert "best: 4" in f"best: {toll.span.text}"
    assert (record.place.country, record.place.radius_km, record.place.precision) == ("ML", 8, "exact")
    assert record.when.interval.start == record.when.interval.end == date(2021, 3, 4)
    assert [one.name for one in record.attribution.sources] == ["Sahel Wire", "River Post", "UCDP GED"]
    assert (coded.report.source, coded.report.source_kind) == ("UCDP GED", "reference")


@pytest.mark.parametrize(
    ("code", "radius_km", "precision"),
    [("2", 25, "near"), ("3", 40, "admin2"), ("4", 120, "admin1"), ("5", 80, "near"), ("7", 200, "near")],
)
def test_where_prec_becomes_a_radius(tmp_path: Path, code: str, radius_km: float, precision: str) -> None:
    there = ged(tmp_path, where_prec=code).events[0].place
    assert (there.radius_km, there.precision) == (radius_km, precision)
    assert f"where_prec {code}" in there.why
    assert ucdp_place(there) == (5 if code == "7" else int(code))


def test_one_sided_violence_is_an_attack_on_civilians(tmp_path: Path) -> None:
    record = ged(tmp_path, type_of_violence="3", side_b="Civilians", deaths_civilians="4").events[0]
    assert record.sub_event_type == "Attack"
    assert [(one.role, one.kind) for one in record.actors] == [("attacker", "state"), ("victim", "civilians")]
    assert record.casualties[0].of == "civilians"


def test_a_best_figure_outside_its_bounds_widens_them(tmp_path: Path) -> None:
    toll = ged(tmp_path, low="5", best="12", high="9").events[0].casualties[0]
    assert (toll.low, toll.high) == (5, 12)
    assert ged(tmp_path, low="0", best="0", high="0").events[0].casualties == ()


def test_a_row_of_acled_names_its_cells(tmp_path: Path) -> None:
    coded = acled(tmp_path)
    (record,) = coded.events
    assert check_contract(to_contract(coded)) == []
    assert [(one.id, one.kind, one.span.text) for one in record.actors] == [
        (None, "rebel", "JNIM: a name unknown"),
        ("ml:military", "state", "Military Forces of Mali (2020-)"),
        ("ml:police", "state", "Police Forces of Mali (2020-)"),
        (None, "state", "Dozo of Niono"),
    ]
    assert (record.casualties[0].low, record.casualties[0].high) == (5, 5)
    assert coded.report.published == date(2021, 3, 6)
    assert acled(tmp_path, fatalities="0").events[0].casualties == ()


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("1", date(2021, 3, 4), date(2021, 3, 4)),
        ("2", date(2021, 2, 26), date(2021, 3, 10)),
        ("3", date(2021, 3, 1), date(2021, 3, 31)),
    ],
)
def test_time_precision_becomes_an_interval(tmp_path: Path, code: str, first: date, last: date) -> None:
    dated = acled(tmp_path, time_precision=code).events[0].when
    assert (dated.start, dated.end) == (first, last)


def test_an_attack_has_a_side_that_acts(tmp_path: Path) -> None:
    changes = {"event_type": "Violence against civilians", "sub_event_type": "Attack", "actor2": "Civilians (Mali)"}
    record = acled(tmp_path, **changes, inter2="Civilians", assoc_actor_2="").events[0]
    assert [(one.role, one.kind) for one in record.actors] == [("attacker", "rebel"), ("target", "civilians")]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"latitude": "north"}, "row 2, column latitude: 'north' is no number of degrees between -90 and 90"),
        ({"longitude": "181"}, "row 2, column longitude: '181' is no number of degrees between -180 and 180"),
        ({"where_prec": "9"}, "row 2, column where_prec: '9' is none of 1, 2, 3, 4, 5, 6, 7"),
        ({"date_start": "4 March"}, "row 2, column date_start: '4 March' is no day, write YYYY-MM-DD"),
        ({"date_start": "9999-12-31"}, "row 2, column date_start: 9999-12-31 lies outside of 1900 to 2100"),
        ({"date_end": "2021-03-01"}, "row 2, column date_end: 2021-03-01 is before date_start 2021-03-04"),
        ({"best": "four"}, "row 2, column best: 'four' is no whole number of 0 or more"),
        ({"side_a": ""}, "row 2, column side_a: is empty"),
        ({"id": ""}, "row 2, column id: is empty"),
    ],
)
def test_a_bad_cell_is_named(tmp_path: Path, changes: dict[str, str], said: str) -> None:
    with pytest.raises(InputError) as error:
        ged(tmp_path, **changes)
    assert str(error.value) == f"{tmp_path / 'rows.csv'}: {said}"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"sub_event_type": "Skirmish"}, "column sub_event_type: 'Skirmish' is no sub-event type"),
        ({"event_type": "Riots"}, "column event_type: 'Riots' has no sub-event type 'Armed clash'"),
        ({"iso": "999"}, "column iso: 999 is no country"),
        ({"tags": "status=denied"}, "column tags: status 'denied' is none of claimed, reported, disputed, confirmed"),
        ({"tags": "status=claimed; claimant="}, "column tags: claimant= is empty"),
        ({"inter1": "12"}, "column inter1: '12' is none of 1, 2"),
        ({"timestamp": "16149888088800"}, "column timestamp: 16149888088800 seconds since 1970 are no day"),
    ],
)
def test_a_bad_word_of_acled_is_named(tmp_path: Path, changes: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        acled(tmp_path, **changes)


def test_columns_are_checked(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="row 1, column side_c: not a column of UCDP GED; did you mean side_"):
        list(read_ged(sheet(tmp_path, (*GED_COLUMNS, "side_c"), GED)))
    with pytest.raises(InputError, match="row 1, column best: missing; UCDP GED has it"):
        list(read_ged(sheet(tmp_path, tuple(name for name in GED_COLUMNS if name != "best"), {})))
    path = tmp_path / "short.csv"
    path.write_text(",".join(GED_COLUMNS) + "\n1,2\n")
    with pytest.raises(InputError, match="row 2: 2 cells under 49 columns"):
        list(read_ged(path))
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="can't be read as CSV"):
        list(read_ged(path))


def test_semicolons_and_line_breaks_in_cells_are_read(tmp_path: Path) -> None:
    path = sheet(tmp_path, ACLED_COLUMNS, {**ACLED, "notes": "Two\nlines."}, delimiter=";")
    (coded,) = read_acled(path)
    assert "notes: Two lines.\n" in coded.report.text


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(GED_COLUMNS), st.text(max_size=12), max_size=6))
def test_any_row_is_read_or_refused_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, changes: dict[str, str]
) -> None:
    try:
        coded = ged(tmp_path_factory.mktemp("any"), **changes)
    except InputError as error:
        assert "\n" not in str(error)
    else:
        assert check_contract(to_contract(coded)) == []


# incidents


def test_rows_of_one_catalogue_are_never_one_incident(tmp_path: Path) -> None:
    rows = [one.events[0] for one in read_ged(sheet(tmp_path, GED_COLUMNS, GED, {**GED, "id": "2"}))]
    assert [len(one.record_ids) for one in reconcile_records(rows)] == [1, 1]
    asked = Judgement(rows[0].id, rows[1].id, "same", 1.0, "test", "somebody", "2024-01-01T00:00:00Z")
    assert len(reconcile_records(rows, [asked])) == 2


def test_rows_of_two_catalogues_may_be_one_incident(tmp_path: Path) -> None:
    rows = [ged(tmp_path, low="5", best="5", high="5").events[0], acled(tmp_path, actor1="JNIM").events[0]]
    assert [len(one.record_ids) for one in reconcile_records(rows)] == [2]


# there and back


def test_what_leaves_as_ged_comes_back(tmp_path: Path) -> None:
    record = event("b", attribution=confirmed_by_mayor(), ucdp_violence=1)
    case = dossier("confirmed", Source(report("b"), record), when=when("2024-06-10", "2024-06-16"))
    path = tmp_path / "out.csv"
    path.write_bytes(write("ucdp-ged", [case]).data)
    back = next(read_ged(path)).events[0]
    assert (back.when.start, back.when.end) == (date(2024, 6, 10), date(2024, 6, 16))
    assert (back.place.lat, back.place.lon, back.place.radius_km, back.place.admin1) == (14.25, -5.99, 25, "Ségou")
    assert (back.casualties[0].low, back.casualties[0].high) == (3, 12)
    assert {one.id for one in back.actors} == {"ml:military", "jnim"}
    assert back.ucdp_violence == 1


def test_what_leaves_as_acled_comes_back(tmp_path: Path) -> None:
    named = place(name="=Niono", precision="exact", radius_km=5)
    record = event("b", attribution=confirmed_by_mayor(), actors=(jnim(), replace(army(), name="A; no, B")))
    case = dossier("confirmed", Source(report("b"), record), place=named)
    path = tmp_path / "out.csv"
    path.write_bytes(write("acled", [case]).data)
    coded = next(read_acled(path))
    back = coded.events[0]
    assert (back.sub_event_type, back.when.start, back.when.end) == (
        "Armed clash",
        date(2024, 6, 11),
        date(2024, 6, 11),
    )
    assert (back.place.name, back.place.precision, back.place.country) == ("=Niono", "exact", "ML")
    assert back.casualties[0].low == 3
    assert back.actors[0].id == "jnim"
    assert check_contract(to_contract(coded)) == []


DENIES = SourceMention("The mayor", "official", "denies", span("The mayor"))
ACCUSES = SourceMention("The army", "party", "accuses", span("army"), "fama")


@pytest.mark.parametrize(
    ("said", "record", "claimant"),
    [
        (claimed_by_jnim(), "claimed", "jnim"),
        (replace(claimed_by_jnim(), sources=(*claimed_by_jnim().sources, DENIES)), "claimed", "jnim"),
        (Attribution("alleged", None, (ACCUSES,)), "alleged", None),  # only a party says so, and none claims it
        (replace(confirmed_by_mayor(), claimant="jnim"), "confirmed", "jnim"),
        (Attribution("reported", None, (DENIES,)), "reported", None),
        (Attribution(), "reported", None),
    ],
)
def test_a_standing_that_leaves_as_acled_comes_back(
    tmp_path: Path, said: Attribution, record: str, claimant: str | None
) -> None:
    def standing(events: Sequence[EventRecord]) -> tuple[str, int | None]:
        (one,) = reconcile_records(events)
        return one.status, one.credibility

    own = event("b", attribution=said, place=place(precision="exact", radius_km=5))
    path = tmp_path / "out.csv"
    status, credibility = standing([own])
    path.write_bytes(write("acled", [dossier(status, Source(report("b"), own))]).data)
    coded = next(read_acled(path))
    back = coded.events[0]
    assert check_contract(to_contract(coded)) == []
    assert (back.attribution.status, back.attribution.claimant) == (record, claimant)
    assert standing([back]) == (status, credibility)


def test_tags_of_acled_itself_tell_no_standing(tmp_path: Path) -> None:
    for tags in ("", "crowd size=no report", "the case of a status=denied"):
        said = acled(tmp_path, tags=tags).events[0].attribution
        assert (said.status, [one.kind for one in said.sources]) == ("reported", ["unknown", "unknown", "reference"])


# command


def test_importing_twice_changes_nothing_and_a_bad_row_keeps_nothing(tmp_path: Path) -> None:
    database = str(tmp_path / "x.sqlite")
    path = str(sheet(tmp_path, GED_COLUMNS, GED, {**GED, "id": "2"}))
    words = ("import", "ucdp-ged", path, "--database", database)
    assert "2 rows" in (first := invoke(*words)).stderr
    assert "2 new or changed" in first.stderr
    assert "0 new or changed" in invoke(*words).stderr
    sheet(tmp_path, GED_COLUMNS, {**GED, "id": "3"}, {**GED, "id": "4", "best": "x"})
    refused = invoke(*words)
    assert refused.exit_code == 1
    assert "row 3, column best" in refused.stderr
    shown = invoke("export", "--as", "csv", "--database", database).stdout
    assert "UCDP GED" in shown
    assert len(invoke("events", "--format", "jsonl", "--database", database).stdout.splitlines()) == 2
