"""What the resolvers answer for on the development corpus: takes its reports, gives day, place and parties.

GeoNames' files of Mali, Burkina Faso and Niger are added, where the folder holds them, as a user would add them. Only
gold events that were found count. A party counts as found when its words stand on its side, as resolved when what it is
then called (the register's name or id, or the composed one: not the report's own words) fits the gold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.added import places_added
from bench.align import best_pairs
from bench.devset import BENCH as DEVSET
from bench.devset import MATCH, load
from bench.devset_fields import SIDES, fields, fits, similarity, stated_area
from bench.kinds import Bench, Figure, Predictions, ratio
from bench.records import Row

__all__ = ["BENCH"]

_FILES: list[Path] = []
"""The GeoNames files of the folder that was loaded last."""

_GOALS = {"date": "goal .96", "country": "goal .98", "place": "goal .94", "point": "goal .92"}


def _load(data: Path) -> list[Row]:
    _FILES[:] = [path for code in ("ML", "BF", "NE") for path in data.glob(f"gazetteer/{code}.txt.gz")]
    return load(data)


def _nothing(row: Row) -> Row:
    return {"id": row["id"]}


def _predict_all(rows: Sequence[Row], _: list[Row]) -> list[Row]:
    with places_added(_FILES):
        return [DEVSET.predict(row) for row in rows]


def _score(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
    if not all("events" in row for row in rows):
        return []
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for gold, coded in (pair for row in rows for pair in _pairs(row, predictions.get(row["id"], {}))):
        right = fields(gold, coded)
        for name in _GOALS.keys() & right.keys():
            found[name].append(right[name])
        found["area"] += stated_area(gold, coded)
        for heard, named in _parties(gold, coded):
            found["party"].append(named)
            found["heard"] += [named] if heard else []
    return [
        *(_share(name, found[name], goal) for name, goal in _GOALS.items()),
        _share("point in the stated area", found["area"], "goal .88 to .94"),
        _share("parties resolved, of those found", found["heard"], "goal .95"),
        _share("parties found and resolved", found["party"]),
    ]


def _share(name: str, rights: Sequence[bool], goal: str = "") -> Figure:
    return ratio(name, sum(rights), len(rights), goal)


def _pairs(row: Row, predicted: Row) -> Iterator[tuple[Row, Row]]:
    """The gold events of a report that were found, each with its record."""
    coded = [e for e in predicted.get("events", []) if e.get("modality", "occurred") == "occurred"]
    table = [[similarity(gold, one) for one in coded] for gold in row["events"]]
    for i, j in best_pairs(table):
        if table[i][j] >= MATCH and row["events"][i].get("core", True):
            yield row["events"][i], coded[j]


def _parties(gold: Row, coded: Row) -> Iterator[tuple[bool, bool]]:
    """For every party that the gold wants: whether its words stand on its side, and whether it is rightly called."""
    for side, roles in SIDES:
        rows = [actor for actor in coded.get("actors", []) if actor.get("role") in roles]
        for wanted in gold.get(side) or []:
            named = any(fits(wanted, row.get("name"), row.get("id")) for row in rows)
            yield named or any(fits(wanted, row.get("text")) for row in rows), named


BENCH = Bench("resolvers", _load, _nothing, _score, DEVSET.parts, finish=_predict_all)
