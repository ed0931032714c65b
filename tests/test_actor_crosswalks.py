"""The register against other schemes and days: codes, forerunners, names that it lacks, and dated names in reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cli_runner import invoke as tocsin
from tocsin.ingest import Options
from tocsin.knowledge.actors import codes_of, forerunners, get, organisations
from tocsin.knowledge.actors.crosswalks import acled_inter
from tocsin.knowledge.actors.registry import KINDS
from tocsin.knowledge.files import HERE
from tocsin.model import Actor
from tocsin.pipeline import code_bytes


def doer(text: str, published: date) -> Actor:
    """The one who acts in a report of one event."""
    (event,) = code_bytes(text.encode(), "report.txt", Options(published=published, language="en")).events
    (found,) = (a for a in event.actors if a.role == "attacker")
    return found


def codes(key: str) -> dict[str, tuple[str, ...]]:
    one = get(key)
    assert one is not None
    return dict(codes_of(one))


def test_codes_of_other_schemes() -> None:
    assert codes("jnim") == {"ucdp": ("6716",), "acled_inter": ("2",), "plover": ("REB",)}
    assert codes("hezbollah")["wikidata"] == ("Q41053",)
    assert codes("ml:military") == {"ucdp": ("72",), "acled_inter": ("1",), "plover": ("MIL",)}
    assert codes("ke:police")["plover"] == ("COP",)


def test_every_kind_has_an_inter_code_and_every_coded_actor_stands_in_the_register() -> None:
    assert {acled_inter(kind) for kind in KINDS} == set(range(1, 9))
    rows = (HERE / "actors" / "crosswalks.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert not [row for row in rows if get(row.split("\t")[0]) is None]


def test_the_register_holds_organisations_of_every_region_of_conflict() -> None:
    groups = [one for key, one in organisations().items() if ":" not in key]
    homes = {country for one in groups for country in one.countries}
    assert len(groups) >= 550
    wanted = (
        "ML NG SO CD MZ SD SS CF LY YE SY IQ LB PS IR AF PK IN MM PH TH ID UA RU GE BA TR CO MX HT VE PE SV GT NI LK NP"
    )
    assert not set(wanted.split()) - homes
    assert all(one.source for one in groups)


def test_forerunners_and_successors_by_day() -> None:
    assert forerunners("jnim", date(2016, 5, 1)) == ("al mourabitoun", "ansar dine", "aqim sahara")
    shown = tocsin("actors", "show", "jnim", "--at", "2016-05-01").stdout
    assert "not yet; its forerunners: al mourabitoun, ansar dine, aqim sahara" in shown
    assert "was jnim" in tocsin("actors", "show", "ansar dine", "--at", "2018-01-01").stdout


def test_unknown_organisations_are_suggested_and_never_created(tmp_path: Path) -> None:
    report, database = tmp_path / "jos.txt", str(tmp_path / "tocsin.sqlite")
    report.write_text("Gunmen of the Free Hills Liberation Front shot dead two teachers in Jos on Monday.\n")
    tocsin("code", str(report), "--published", "2025-06-25", "--database", database)
    assert "Free Hills Liberation Front  (rebel?)  NG" in tocsin("actors", "unknown", "--database", database).stdout
    assert not [one for one in organisations().values() if "Free Hills" in one.name]


# Groups that the dictionaries of PETRARCH2 don't hold, and names whose owner changed with the day.
DATED = (
    ("JNIM fighters killed four soldiers near Djibo on Monday.", date(2024, 6, 19), "jnim"),
    ("Ansar Dine fighters killed four soldiers near Kidal on Monday.", date(2016, 6, 22), "ansar dine"),
    ("Wagner fighters killed four herders near Sofara in Mali on Monday.", date(2023, 6, 21), "wagner"),
    ("Russian mercenaries killed four herders near Sofara in Mali on Monday.", date(2023, 6, 21), "wagner"),
    ("Russian mercenaries killed four herders near Sofara in Mali on Monday.", date(2025, 7, 23), "africa corps"),
    ("ISGS fighters killed four herders near Menaka in Mali on Monday.", date(2024, 6, 19), "issp"),
    ("IS fighters killed four herders near Banibangou in Niger on Monday.", date(2024, 6, 19), "issp"),
)


@pytest.mark.parametrize(("text", "published", "key"), DATED)
def test_a_name_stands_for_who_bore_it_on_the_day(text: str, published: date, key: str) -> None:
    assert doer(text, published).id == key


def test_the_rival_reading_of_russian_mercenaries_is_kept() -> None:
    found = doer("Russian mercenaries killed four herders near Sofara in Mali on Monday.", date(2025, 7, 23))
    assert "may also be wagner" in found.why
