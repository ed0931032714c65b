"""Exports of incidents: each opens in its users' library, says what it loses, and keeps claims and vagueness."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import army, coded, confirmed_by_mayor, event, jnim, place, report, when
from cli_runner import invoke
from test_publish import dossier, rivals
from tocsin.cli.shelf import CODEC
from tocsin.errors import TocsinError
from tocsin.knowledge.ontology.states import state_codes, state_of_iso, state_of_ward
from tocsin.publish.dossier import Dossier, Source
from tocsin.publish.formats.catalogue import FORMATS, write
from tocsin.publish.formats.codes import acled_place, acled_time, cell_centre, grid_cell, ucdp_place, ucdp_time
from tocsin.publish.formats.hxl_rows import TAGS
from tocsin.publish.formats.rows import COLUMNS
from tocsin.store import Store


def fought(**changes: Any) -> Dossier:
    """A confirmed clash that UCDP would count."""
    record = event("b", attribution=confirmed_by_mayor(), ucdp_violence=1)
    return dossier("confirmed", Source(report("b", url="https://press.example/b"), record), **changes)


def nowhere() -> Dossier:
    return dossier("reported", place=place(None, None, None, name=None, country=None, precision="unknown"), id="inc-n")


def rows_of(form: str, *cases: Dossier, delimiter: str = ",") -> list[dict[str, str]]:
    text = write(form, cases).data.decode()
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


# codes


@pytest.mark.parametrize(
    ("end", "acled", "ucdp"),
    [("2024-06-11", 1, 1), ("2024-06-14", 2, 2), ("2024-06-17", 2, 3), ("2024-07-05", 3, 4), ("2024-12-01", None, 5)],
)
def test_time_codes(end: str, acled: int | None, ucdp: int) -> None:
    dated = when("2024-06-11", end)
    assert (acled_time(dated), ucdp_time(dated)) == (acled, ucdp)


def test_time_codes_of_open_and_endless_stretches() -> None:
    assert ucdp_time(when(None)) is None
    assert ucdp_time(when("2020-01-01", "2024-01-01")) is None


@pytest.mark.parametrize(
    ("precision", "radius_km", "acled", "ucdp"),
    [
        ("exact", 5, 1, 1),
        ("near", 25, 2, 2),
        ("near", 40, 2, 5),
        ("axis", 50, 2, 5),
        ("admin2", 60, 2, 3),
        ("admin1", 150, 3, 4),
        ("country", 600, 3, 6),
        ("unknown", None, None, None),
    ],
)
def test_place_codes(precision: str, radius_km: float | None, acled: int | None, ucdp: int | None) -> None:
    there = place(precision=precision, radius_km=radius_km)
    assert (acled_place(there), ucdp_place(there)) == (acled, ucdp)


def test_cells_of_the_grid_as_ucdp_numbers_them() -> None:
    assert grid_cell(8.59552, 29.99276) == 142260  # a row of UCDP GED
    assert (grid_cell(-90, -180), grid_cell(90, 180), grid_cell(None, 1.0)) == (1, 259200, None)


@settings(deadline=None)
@given(st.integers(1, 259200))
def test_the_centre_of_a_cell_lies_in_it(gid: int) -> None:
    assert grid_cell(*cell_centre(gid)) == gid


def test_codes_of_states_lead_back() -> None:
    mali = state_codes("ML")
    assert (mali.iso3, mali.number, mali.ward) == ("MLI", 466, 432)
    assert (state_of_iso(466), state_of_ward(432), state_codes(None).iso3) == ("ML", "ML", None)


# every form


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_incidents_are_the_same_bytes_and_none_is_lost_silently(form: str) -> None:
    cases = [dossier(), fought(), nowhere()]
    first, again = write(form, cases), write(form, cases)
    assert first == again
    assert FORMATS[form].loses
    text = first.data.decode("utf-8", errors="ignore")
    left = {one.incident_id for one in first.left_out}
    if form != "parquet":  # which is compressed, and opened below
        assert all(one.incident.id in left or one.incident.id.removeprefix("inc-") in text for one in cases)


@pytest.mark.parametrize("form", FORMATS)
def test_no_incidents_still_make_a_file(form: str) -> None:
    assert write(form, []).data or form == "ftm"  # JSON Lines: no line


@pytest.mark.parametrize("form", ["acled", "csv", "hxl", "geojson", "stix", "ftm"])
def test_a_claim_leaves_with_its_speaker(form: str) -> None:
    text = json.dumps(write(form, [dossier()]).data.decode())
    assert "wal-Muslimin claims an armed clash" in text


def test_one_row_an_incident_in_our_own_columns() -> None:
    (row,) = rows_of("csv", rivals())
    assert tuple(row) == COLUMNS
    assert (row["killed_low"], row["killed_high"], row["reports"], row["priogrid_gid"]) == ("3", "12", "2", "150109")
    assert row["killed_by_source"].startswith("12 (so Jama'at")


def test_acled_shape() -> None:
    week = fought(when=when("2024-06-10", "2024-06-16"))
    (row,) = rows_of("acled", week)
    assert (row["event_date"], row["time_precision"], row["geo_precision"]) == ("2024-06-13", "2", "2")
    assert (row["inter1"], row["inter2"], row["interaction"]) == (
        "Rebel group",
        "State forces",
        "State forces-Rebel group",
    )
    assert (row["iso"], row["fatalities"], row["tags"]) == ("466", "3", "status=confirmed; killed=3 to 12")
    assert row["event_id_cnty"] == "MLIconfirmed"


def test_acled_leaves_out_what_it_cannot_hold() -> None:
    endless = fought(when=when("2024-01-01", "2024-12-31"), id="inc-2")
    cases = [dossier("denied"), dossier("refuted"), fought(when=when(None), id="inc-1"), endless]
    assert rows_of("acled", *cases) == []
    whys = [one.why for one in write("acled", cases).left_out]
    assert len(whys) == 4


def test_ged_shape() -> None:
    (row,) = rows_of("ucdp-ged", fought())
    assert (row["side_a"], row["side_b"], row["gwnoa"]) == (
        "Malian Armed Forces",
        "Jama'at Nusrat al-Islam wal-Muslimin",
        "",
    )
    assert (row["low"], row["best"], row["high"], row["deaths_unknown"]) == ("3", "3", "12", "3")
    assert (row["where_prec"], row["date_prec"], row["priogrid_gid"], row["country_id"]) == ("2", "1", "150109", "432")
    assert row["geom_wkt"] == "POINT (-5.99 14.25)"


def test_ged_of_one_sided_violence_counts_civilians() -> None:
    record = event("c", ucdp_violence=3, actors=(jnim(), replace(army(), id=None, name="Farmers", kind="civilians")))
    (row,) = rows_of("ucdp-ged", dossier("reported", Source(report("c"), record), killed=(4, None)))
    assert (row["side_b"], row["deaths_civilians"], row["deaths_unknown"]) == ("Civilians", "4", "0")
    assert (row["best"], row["high"]) == ("4", "4")


def test_ged_says_why_it_leaves_out() -> None:
    cases = [fought(killed=None, id="inc-1"), fought(when=when(None), id="inc-2"), dossier()]
    whys = {one.incident_id: one.why for one in write("ucdp-ged", cases).left_out}
    assert "no report gives a death" in whys["inc-1"]
    assert "no date within a year" in whys["inc-2"]
    assert "three kinds of violence" in whys["inc-claimed"]


def test_plover_in_the_columns_of_polecat() -> None:
    (row,) = rows_of("plover", fought(), delimiter="\t")
    assert len(row) == 40
    assert (row["Event Type"], row["Event Mode"], row["Quad Code"]) == ("ASSAULT", "firearms", "MATERIAL CONFLICT")
    assert (row["Primary Actor Sector"], row["Primary Recipient Sector"]) == ("REB", "MIL")
    assert (row["Country"], row["GeoNames ID"], row["Intensity"]) == ("MLI", "2451814", "")
    assert "no event for 'Other'" in write("plover", [fought(sub_event_type="Other")]).left_out[0].why


# each in its users' library


def test_geopackage_opens_with_pyogrio(tmp_path: Path) -> None:
    import pyogrio
    import shapely

    path = tmp_path / "x.gpkg"
    path.write_bytes(write("geopackage", [dossier(), nowhere()]).data)
    meta, table = pyogrio.read_arrow(path, layer="incidents")
    assert meta["crs"] == "EPSG:4326"
    assert table["incident_id"].to_pylist() == ["inc-claimed", "inc-n"]
    assert table["event_date"].to_pylist()[0] == date(2024, 6, 11)
    first, second = table[meta["geometry_name"] or "wkb_geometry"].to_pylist()
    assert shapely.from_wkb(first).geom_type == "Polygon"
    assert second is None


def test_parquet_opens_with_duckdb(tmp_path: Path) -> None:
    import duckdb
    from pyarrow import parquet

    path = tmp_path / "x.parquet"
    path.write_bytes(write("parquet", [dossier(), fought()]).data)
    query = f"select incident_id, event_date, killed_high, latitude from '{path}' order by 1"
    assert duckdb.sql(query).fetchall() == [
        ("inc-claimed", date(2024, 6, 11), 12, 14.25),
        ("inc-confirmed", date(2024, 6, 11), 12, 14.25),
    ]
    geo = json.loads(parquet.read_schema(path).metadata[b"geo"])
    assert geo["columns"]["geometry"]["encoding"] == "WKB"


def test_hxl_validates() -> None:
    import hxl

    data = write("hxl", [dossier(), fought()]).data.decode()
    sheet = list(csv.reader(io.StringIO(data)))
    assert sheet[1] == list(TAGS.values())
    assert hxl.validate(hxl.data(sheet))["stats"]["error"] == 0
    assert [row.get("#affected+killed+max") for row in hxl.data(sheet)] == ["12", "12"]


def test_a_sheet_that_is_no_hxl_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TAGS, "killed_by_source", "#affected+killed")  # where HXL wants numbers
    with pytest.raises(TocsinError, match="no valid HXL"):
        write("hxl", [dossier()])


@pytest.mark.parametrize("mark", ["TLP:AMBER", "TLP:RED", "TLP:AMBER+STRICT", "TLP:GREEN"])
def test_stix_validates_and_carries_its_mark(mark: Any) -> None:
    import stix2
    from stix2validator import ValidationOptions, validate_string

    text = write("stix", [dossier(), fought(), nowhere()], mark).data.decode()
    assert validate_string(text, ValidationOptions(version="2.1", strict_types=True)).is_valid
    bundle = stix2.parse(text, allow_custom=False)
    kinds = [one["type"] for one in bundle.objects]
    assert kinds.count("incident") == 3
    assert len({one["id"] for one in bundle.objects}) == len(bundle.objects)
    known = {one["id"] for one in bundle.objects}
    marking = bundle.objects[0]
    assert marking["name"] == mark
    for one in bundle.objects[1:]:
        assert one["object_marking_refs"] == [marking["id"]]
        assert {one.get("source_ref"), one.get("target_ref")} - {None} <= known
    assert "attributed-to" not in text


def test_links_of_party_media_leave_in_no_form() -> None:
    own = Source(report("p", url="https://party.example/x", source_kind="party"), event("p"))
    for form in FORMATS:
        assert b"party.example" not in write(form, [dossier("claimed", own)]).data
    assert b"press.example" in write("stix", [fought()]).data
    assert b"press.example" in write("ftm", [fought()]).data


def test_ftm_is_read_by_its_library() -> None:
    from followthemoney import model

    lines = write("ftm", [dossier(), rivals()]).data.decode().splitlines()
    entities = {one.id: one for one in map(model.get_proxy, map(json.loads, lines))}
    events = [one for one in entities.values() if one.schema.name == "Event"]
    assert len(events) == 2
    for one in events:
        assert one.get("involved")
        assert not one.get("organizer")
        assert all(key in entities for name in ("involved", "proof", "addressEntity") for key in one.get(name))


def test_geojson_draws_vagueness() -> None:
    exact = fought(place=place(radius_km=5, precision="exact"))
    page = json.loads(write("geojson", [dossier(), exact, nowhere()]).data)
    kinds = [feature["geometry"] and feature["geometry"]["type"] for feature in page["features"]]
    assert kinds == ["Polygon", "Point", None]


# command


def filled(folder: Path) -> str:
    database = str(folder / "x.sqlite")
    store = Store.open(database, CODEC)
    store.save(coded("a", event("a", ucdp_violence=1)))
    store.close()
    return database


def test_the_command_says_what_is_lost(tmp_path: Path) -> None:
    database = filled(tmp_path)
    out = tmp_path / "deep" / "x.csv"
    result = invoke("export", "--as", "acled", "--database", database, "--out", str(out))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "1 of 1 incidents as acled, TLP:AMBER (the form has no place for the mark" in result.stderr
    assert result.stderr.count("not in this form:") == len(FORMATS["acled"].loses)
    assert out.read_text().startswith("event_id_cnty,")


def test_the_command_filters_by_actor_and_division(tmp_path: Path) -> None:
    database = filled(tmp_path)
    elsewhere = {"place": place(name="Kidal", admin1="Kidal"), "when": when("2023-01-02")}
    other = event("b", actors=(replace(jnim(), id="wagner"), army()), attribution=confirmed_by_mayor(), **elsewhere)
    Store.open(database, CODEC).save(coded("b", other))
    counts = {}
    for words in (("--actor", "jnim"), ("--actor", "wagner"), ("--admin1", "segou"), ("--admin1", "Gao")):
        counts[words] = len(invoke("export", "--as", "csv", "--database", database, *words).stdout.splitlines()) - 1
    assert list(counts.values()) == [1, 1, 1, 0]


def test_nothing_is_clear_without_the_release_rules(tmp_path: Path) -> None:
    result = invoke("export", "--as", "csv", "--database", filled(tmp_path), "--tlp", "TLP:CLEAR")
    assert result.exit_code == 2
    assert "invalid choice: 'TLP:CLEAR'" in result.stderr
