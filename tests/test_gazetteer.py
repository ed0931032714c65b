"""The gazetteer: exact names, spellings, countries, import of GeoNames files."""

from __future__ import annotations

import gzip
import time
import zipfile
from pathlib import Path

import pytest

from tocsin.errors import InputError, KnowledgeError
from tocsin.knowledge.gazetteer import (
    Gazetteer,
    countries,
    country_named,
    gazetteer,
    is_capital,
    sound,
)
from tocsin.knowledge.gazetteer.build import write_index
from tocsin.knowledge.gazetteer.geonames import add_geonames
from tocsin.knowledge.gazetteer.index import is_current, user_index
from tocsin.knowledge.gazetteer.readers import _curated_row, curated
from tocsin.knowledge.gazetteer.records import Row

_ROW = "{gid}\t{name}\t{name}\t{alias}\t{lat}\t{lon}\tP\tPPL\tML\t\t04\t\t\t\t0\t\t0\tAfrica/Bamako\t2020-01-01\n"


def _file(folder: Path, *names: tuple[str, str]) -> Path:
    path = folder / "ML.txt"
    lines = [_ROW.format(gid=i + 1, name=n, alias=a, lat=14.5 + i, lon=-4.0) for i, (n, a) in enumerate(names)]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_a_city_is_found_whatever_its_accents():
    for name in ("Ouagadougou", "OUAGADOUGOU", "ouagadougou"):
        assert gazetteer().exact(name)[0].entry.country == "BF"


def test_every_answer_says_why():
    assert all(m.why and 0 < m.score <= 1 for m in gazetteer().exact("Kidal"))


def test_unknown_names_have_no_answer():
    assert gazetteer().exact("Xyzzyville") == ()
    assert gazetteer().similar("Xyzzyville", ("ML",)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sokoulou", "Sokolo"),
        ("Djabali", "Diabaly"),
        ("Sekou", "Ségou"),
        ("Tinzaouaten", "Ti-n-Zaouâtene"),
        ("Kunduga", "Konduga"),
        ("Labbezanga", "Labézanga"),
    ],
)
def test_transliterations_sound_alike(one: str, other: str):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("Gao", "Goma"), ("Mopti", "Moura"), ("Bamako", "Bamenda")])
def test_different_names_sound_different(one: str, other: str):
    assert sound(one) != sound(other)


def test_near_spellings_are_found_within_the_country(tmp_path: Path):
    names = (("Farabougou", 14.9), ("Mansila", 13.2), ("Diabaly", 14.7))
    rows = [Row(f"t:{n}", n, "ML", "Ségou", lat, -6.0, 0, "village", 6.0, True, (n,)) for n, lat in names]
    path = tmp_path / "g.sqlite"
    assert write_index(path, rows) == 3
    found = Gazetteer((path,))
    for written, meant in (("Farabongo", "Farabougou"), ("Marsila", "Mansila"), ("Djabali", "Diabaly")):
        match = found.similar(written, ("ML",))[0]
        assert match.entry.name == meant
        assert 0.5 < match.score < 1
    assert found.similar("Farabongo", ("BF",)) == ()


def test_countries_answer_to_their_names_in_three_languages():
    for name, code in (("RDC", "CD"), ("Ivory Coast", "CI"), ("Tchad", "TD"), ("Haití", "HT"), ("RCA", "CF")):
        country = country_named(name)
        assert country is not None
        assert country.code == code
    assert country_named("Niono") is None


def test_no_country_lies_at_the_origin():
    assert all((c.lat, c.lon) != (0, 0) and c.radius_km > 0 for c in countries().values())


def test_curated_tables_are_sound():
    rows = list(curated())
    assert all(r.names[0] and -90 <= r.lat <= 90 and -180 <= r.lon <= 180 for r in rows)


@pytest.mark.parametrize(
    "wrong", [{"country": "XX"}, {"feature": "castle"}, {"lat": "north"}, {"lat": "0", "lon": "0"}]
)
def test_a_wrong_curated_row_is_refused(wrong: dict[str, str]):
    row = {"name": "X", "aliases": "", "country": "ML", "admin1": "", "lat": "14", "lon": "-4", "feature": "village"}
    with pytest.raises(KnowledgeError):
        _curated_row(row | wrong, "x.tsv")


def test_geonames_files_are_added_in_each_wrapping(tmp_path: Path):
    plain = _file(tmp_path, ("Tin Hama", "In Hama"))
    packed = tmp_path / "ML.txt.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    zipped = tmp_path / "ML.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.write(plain, "ML.txt")
    for path in (plain, packed, zipped):
        into = tmp_path / f"{path.suffix}.sqlite"
        assert add_geonames([path], into) == 1
        assert Gazetteer((into,)).exact("In Hama")[0].entry.name == "Tin Hama"


def test_adding_a_country_again_replaces_it(tmp_path: Path):
    into = tmp_path / "user.sqlite"
    add_geonames([_file(tmp_path, ("Aaa", ""), ("Bbb", ""))], into)
    add_geonames([_file(tmp_path, ("Ccc", ""))], into)
    found = Gazetteer((into,))
    assert found.knows("Ccc")
    assert not found.knows("Aaa")


@pytest.mark.parametrize("content", ["a,b,c\n1,2,3\n", "", "x\ty\n"])
def test_a_wrong_file_is_one_line_and_changes_nothing(tmp_path: Path, content: str):
    path, into = tmp_path / "wrong.txt", tmp_path / "user.sqlite"
    path.write_text(content)
    with pytest.raises(InputError) as error:
        add_geonames([path], into)
    assert "\n" not in str(error.value)
    assert not into.exists()


def test_a_missing_file_is_an_input_error(tmp_path: Path):
    with pytest.raises(InputError):
        add_geonames([tmp_path / "none.txt.gz"], tmp_path / "user.sqlite")


def test_a_damaged_user_index_is_named(tmp_path: Path):
    path = tmp_path / "user.sqlite"
    path.write_bytes(b"no database at all, whatever its name says" * 40)
    with pytest.raises(InputError, match="damaged"):
        is_current(path)


def test_opening_and_asking_are_fast():
    path = gazetteer().paths[0]
    start = time.perf_counter()
    Gazetteer((path,)).exact("Bamako")
    assert time.perf_counter() - start < 0.25


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        (4, "north", "latitude"),
        (4, "95.0", "latitude"),
        (8, "MLI", "country"),
        (0, "x1", "first column"),
        (14, "many", "population"),
    ],
)
def test_a_wrong_line_is_told_by_its_number(tmp_path: Path, column: int, value: str, says: str):
    path, into = _file(tmp_path, ("Aaa", ""), ("Bbb", "")), tmp_path / "user.sqlite"
    lines = path.read_text(encoding="utf-8").splitlines()
    fields = lines[1].split("\t")
    fields[column] = value
    path.write_text("\n".join([lines[0], "\t".join(fields)]) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"line 2 .*{says}"):
        add_geonames([path], into)
    assert [p.name for p in tmp_path.iterdir()] == ["ML.txt"]


def test_a_failed_second_file_keeps_what_was_there(tmp_path: Path):
    into = tmp_path / "user.sqlite"
    add_geonames([_file(tmp_path, ("Aaa", ""))], into)
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("a,b\n")
    with pytest.raises(InputError):
        add_geonames([_file(tmp_path, ("Ccc", "")), wrong], into)
    assert Gazetteer((into,)).knows("Aaa")


def test_added_places_stand_with_the_user_s_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("TOCSIN_CACHE", str(tmp_path / "cache"))
    assert user_index() == tmp_path / "tocsin" / "gazetteer" / "user.sqlite"


def test_added_names_are_found_by_like_spellings(tmp_path: Path):
    into = tmp_path / "user.sqlite"
    add_geonames([_file(tmp_path, ("Tinfadimata", ""), ("Bourizimoul", ""))], into)
    found = Gazetteer((into,))
    for written, meant in (
        ("Tin Fadimatah", "Tinfadimata"),
        ("Bourrizimoule", "Bourizimoul"),
        ("Bourizimoula", "Bourizimoul"),
    ):
        assert found.similar(written, ("ML",))[0].entry.name == meant


def test_like_spellings_share_an_end_and_an_article(tmp_path: Path):
    names = ("Marsiligo", "La Valencia", "Orbetello")
    rows = [Row(f"t:{n}", n, "EC", None, -1.0 - i, -79.0, 0, "village", 6.0, True, (n,)) for i, n in enumerate(names)]
    path = tmp_path / "g.sqlite"
    write_index(path, rows)
    found = Gazetteer((path,))
    assert found.similar("Mansiligo", ("EC",))[0].entry.name == "Marsiligo"  # another beginning, the same end
    assert found.similar("Valencia", ("EC",)) == ()


def test_many_names_are_searched_fast(tmp_path: Path):
    syllables = [c + v for c in "bdfgjklmnrst" for v in "aiou"]
    names = [f"{a}{b}{c}".capitalize() for a in syllables for b in syllables[::2] for c in syllables[::3]]
    rows = (Row(f"t:{n}", n, "ML", None, 15.0, -4.0, 0, "village", 6.0, False, (n,)) for n in names)
    path = tmp_path / "g.sqlite"
    assert write_index(path, rows) == len(names)
    start = time.perf_counter()
    found = Gazetteer((path,))
    found.exact("Bakadi")
    assert time.perf_counter() - start < 0.1
    start = time.perf_counter()
    for name in names[::1500]:
        found.similar(f"{name}xa", ("ML",))
    assert (time.perf_counter() - start) / len(names[::1500]) < 0.02


def test_divisions_of_both_levels_have_points():
    state = next(m.entry for m in gazetteer().exact("Virginia") if m.entry.feature == "region")
    assert state.population > 1_000_000
    assert gazetteer().exact("Butler County")[0].entry.feature == "county"
    assert any(m.entry.feature == "district" for m in gazetteer().exact("Talensi")) or gazetteer().knows("Kita Cercle")


def test_short_saints_and_mounts_are_asked_in_full():
    assert gazetteer().exact("St. Petersburg") or gazetteer().exact("Saint Petersburg")
    assert {m.entry.name for m in gazetteer().exact("Sto. Domingo")} == {
        m.entry.name for m in gazetteer().exact("Santo Domingo")
    }


def test_capitals_are_known():
    assert is_capital("N'Djamena", "TD")
    assert not is_capital("Gao", "ML")
