"""Names of the Sahel: takes UCDP-AEC's events in Mali, Burkina Faso and Niger, gives the first-level division of each.

The name, in the words of the data set ("Sama forest", "Between Goundam and Timbuktu"), is put into a sentence with its
country, then with its cercle or province too, and read as any report is; GeoNames' files of the three countries are
added. Right is the division that the data set names. Invariant: the division itself is never in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from bench.added import places_added
from bench.kinds import Bench, Figure, Predictions, ratio
from bench.records import Row, files_of, read_rows
from tocsin.extract.places import find_places
from tocsin.knowledge.gazetteer import gazetteer
from tocsin.resolve.place import report_context, resolve_place
from tocsin.text import fold_key

__all__ = ["BENCH"]

_FILES: list[Path] = []
"""The GeoNames files of the folder that was loaded last."""

_GENERIC = re.compile(r" (?:region|cercle|province|departe?ment)$")
_FORMS = ("country", "second")


def _load(data: Path) -> list[Row]:
    _FILES[:] = [path for code in ("ML", "BF", "NE") for path in data.glob(f"gazetteer/{code}.txt.gz")]
    events = [row for path in files_of(data, "aec") for row in read_rows(path) if row["location_where_name"]]
    return [_told(row, form) for row in events for form in _FORMS]


def _told(row: Row, form: str) -> Row:
    """The event's place in a sentence, with its country, or with its second-level division and its country."""
    name, second = row["location_where_name"], row["location_adm2_name"]
    between = name.startswith("Between")
    place = f"a convoy {name[0].lower()}{name[1:]}" if between else name
    inside = f", {second}," if form == "second" and second else ""
    text = f"Gunmen attacked {place}{inside} in {row['location_root_name']}."
    return {"id": f"{row['id']}-{form}", "text": text, "form": form, "division": row["location_adm1_name"]}


def _nothing(row: Row) -> Row:
    return {"id": row["id"]}


def _predict_all(rows: Sequence[Row], _: list[Row]) -> list[Row]:
    with places_added(_FILES):
        return [{"id": row["id"], "division": _division(row["text"])} for row in rows]


def _division(text: str) -> str | None:
    mentions = find_places(text, 0, "en", ())
    place = resolve_place(mentions, report_context(mentions, ()))
    return place.admin1 if place else None


def _score(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
    if not all("division" in row for row in rows):
        return []
    figures = []
    for form, what in zip(_FORMS, ("name and country", "name, second level and country"), strict=True):
        asked = [row for row in rows if row["form"] == form]
        right = sum(_same(row["division"], predictions[row["id"]].get("division")) for row in asked)
        figures.append(ratio(what, right, len(asked), "goal .95"))
    return figures


def _same(named: str, found: str | None) -> bool:
    """True where both name one division, in whatever language ("Tombouctou region", "Timbuktu")."""
    bare = _GENERIC.sub("", named)
    divisions = {m.entry.gid for m in gazetteer().exact(bare) if m.entry.feature == "region"}
    other = {m.entry.gid for m in gazetteer().exact(found or "") if m.entry.feature == "region"}
    return fold_key(bare) == fold_key(found or "") or bool(divisions & other)


BENCH = Bench("aec", _load, _nothing, _score, finish=_predict_all)
