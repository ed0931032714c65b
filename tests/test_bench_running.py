"""The benchmarks end to end, over tiny invented records: predictions never depend on gold, floors give exit codes."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # bench stands beside the package, not in it

import bench.app
from bench.app import NAMES, main
from bench.records import GIVEN, files_of, read_rows

TEXT = (
    "Gunmen attacked the town of Niono on Tuesday, killing three soldiers and wounding two. "
    "A bomb exploded at the embassy in Bamako, police said."
)
DAY = "2024-06-19"
SPAN = {"start": 0, "end": 6}
TIME = {"start": 37, "end": 44, "type": "DATE", "value": "2024-06-18"}
MUC = {
    "split": "dev",
    "templates": [],
    "gtt": [
        {"incident_type": "attack", "PerpInd": [["gunmen"]], "PerpOrg": [], "Target": [], "Victim": [], "Weapon": []}
    ],
    "role_fillers": {"PerpInd": [["gunmen"]], "PerpOrg": [], "Target": [], "Victim": [], "Weapon": []},
}
EVENT = {
    "type": "Conflict.Attack.Unspecified",
    "trigger": {"start": 7, "end": 15},
    "args": [{"role": "Attacker", **SPAN}],
}
AEC = {
    "location_where_name": "Niono town",
    "location_adm1_name": "Segou region",
    "location_adm2_name": "Niono cercle",
    "location_root_name": "Mali",
}
FACT = {**SPAN, "certainty": "CERTAIN", "polarity": "POS", "time": "NON_FUTURE"}
SETS: dict[str, tuple[str, dict[str, Any]]] = {
    "muc4": ("muc4/docs.jsonl.gz", MUC),
    "gun-violence": ("gun-violence/docs.jsonl.gz", {"incident_id": "1", "title": "Three killed"}),
    "dates": ("dates/tbaq.jsonl.gz", {"dct": DAY, "set": "timebank", "timexes": [TIME]}),
    "places": ("places/lgl.jsonl.gz", {"toponyms": [{"start": 28, "end": 33, "lat": 14.25, "lon": -5.99}]}),
    "re3d": ("re3d/sentences.jsonl", {"split": "dev", "entities": [{**SPAN, "type": "Organisation"}], "relations": []}),
    "petrarch2": ("petrarch2/sentences.jsonl", {"events": [{"code": "190"}], "no_event_expected": False}),
    "wikievents": ("wikievents-dev/docs.jsonl.gz", {"events": [EVENT]}),
    "polnear": ("polnear-train/docs.jsonl.gz", {"attributions": [{"source": [SPAN], "cue": [SPAN], "content": []}]}),
    "meantime": ("meantime/docs.jsonl.gz", {"timexes": [TIME], "events": [FACT], "entities": []}),
}


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(raw) if path.suffix == ".gz" else raw)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with one record a set, in the layout of the developers' data."""
    for name, (path, gold) in SETS.items():
        text = TEXT.upper() if name == "muc4" else TEXT
        write(tmp_path / path, [{"id": f"{name}-1", "text": text, "published": DAY, **gold}])
    incident = {"id": "1", "date": "2024-06-18", "city": "Niono", "state": None, "killed": 3, "injured": 2}
    write(tmp_path / "gun-violence/incidents.jsonl.gz", [{**incident, "lat": 14.25, "lon": -5.99}])
    (tmp_path / "gold").mkdir()
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/one.txt").write_text(f"Attack in Niono\n\n{TEXT}\n", encoding="utf-8")
    report = {
        "id": "one",
        "published": DAY,
        "language": "en",
        "events": [{"id": "e", "types": ["Battles"], "killed": [3, 3]}],
    }
    (tmp_path / "gold/one.json").write_text(json.dumps(report), encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def no_floors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench.app, "load_floors", dict)


def strip_gold(data: Path) -> None:
    """Leave of every record what a predictor may see."""
    for path, _ in SETS.values():
        rows = [{key: row[key] for key in GIVEN if key in row} for row in read_rows(data / path)]
        write(data / path, rows)
    (data / "gun-violence/incidents.jsonl.gz").unlink()
    (data / "gold/one.json").write_text(json.dumps({"id": "one", "published": DAY, "language": "en"}), encoding="utf-8")


@pytest.mark.parametrize("name", [*SETS, "devset", "incidents"])
def test_predictions_are_the_same_without_gold(name: str, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = [data / "with.jsonl", data / "without.jsonl"]
    assert main([name, "--data", str(data), "--predictions", str(outputs[0])]) == 0
    scored = capsys.readouterr().out
    strip_gold(data)
    assert main([name, "--data", str(data), "--predictions", str(outputs[1])]) == 0
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    assert [row["id"] for row in read_rows(outputs[0])] == ["one" if name in ("devset", "incidents") else f"{name}-1"]
    assert " records" in scored and len(scored.splitlines()) > 3


@pytest.mark.parametrize("name", [*SETS, "devset", "incidents"])
def test_no_record_crashes(name: str, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([name, "--data", str(data)])
    assert "crashed" not in capsys.readouterr().err


def test_every_set_is_tested() -> None:
    assert {
        *SETS,
        "devset",
        "speed",
        "incidents",
        "gazetteer",
        "aec",
        "actors",
        "resolvers",
        "ged",
        "headlines",
        "forecast",
    } == set(NAMES)


def test_names_of_the_sahel_are_asked_in_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "aec/events.jsonl", [{"id": 1, **AEC}])
    assert main(["aec", "--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out.count("1.000") == 2


def test_spans_are_offsets_into_the_text(data: Path) -> None:
    out = data / "out.jsonl"
    main(["places", "--data", str(data), "--predictions", str(out)])
    (row,) = read_rows(out)
    assert {TEXT[one["start"] : one["end"]] for one in row["toponyms"]} == {"Niono", "Bamako"}


def test_an_empty_folder_gives_exit_code_2(tmp_path: Path) -> None:
    assert main(["muc4", "--data", str(tmp_path)]) == 2


def test_a_set_may_be_given_by_its_own_folder(data: Path) -> None:
    assert files_of(data / "muc4", "muc4") == files_of(data, "muc4")


def test_a_figure_below_its_floor_gives_exit_code_1(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, Any] = {}
    monkeypatch.setattr(bench.app, "save_floors", kept.update)
    assert main(["places", "--data", str(data), "--set-floors"]) == 0
    assert main(["places", "--data", str(data)]) == 0
    raised = {part: {**entry, "floors": dict.fromkeys(entry["floors"], 1.5)} for part, entry in kept.items()}
    monkeypatch.setattr(bench.app, "load_floors", lambda: raised)
    assert main(["places", "--data", str(data)]) == 1
