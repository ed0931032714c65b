"""LGL and GeoVirus: takes news, gives the places that it names with their coordinates.

Every mention is resolved by itself, whatever its part in the story, in the context of the whole report; a country
stands at its conventional point. Places named in passing, in the names of bodies and in nationalities, are given too.
Scores: F1 of finding (any overlap; equal offsets, give or take a character), and the share of the found ones that lie
within 161 km (Gritta et al. 2020).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from bench.coder import sentences_of
from bench.devset_fields import kilometres
from bench.kinds import Bench, Figure, Predictions, ratio
from bench.records import Row, files_of, read_rows
from bench.spans import Counts, counts_figures, overlapping
from tocsin.extract.actors import find_actors
from tocsin.extract.place_passing import find_passing
from tocsin.extract.places import find_places
from tocsin.extract.times import find_times
from tocsin.knowledge.gazetteer import countries
from tocsin.model import Place, PlaceMention, Sentence, Span
from tocsin.resolve.place import PlaceContext, report_context, resolve_place

__all__ = ["BENCH", "named"]

_WITHIN_KM = 161  # a hundred miles, the field's customary bound
_FOUND = {"lgl": "CLAVIN .573, GeoTxt .674, Edinburgh .62; goal .75", "geovirus": "goal .75"}
_PLACED = {"lgl": "CLAVIN .706, Edinburgh .76, Mordecai 3 given spans .827; goal .83", "geovirus": "goal .83"}


def _load(data: Path) -> list[Row]:
    files = files_of(data, "places")
    return [{**row, "set": path.name.split(".")[0]} for path in files for row in read_rows(path)]


def _parts(rows: list[Row]) -> dict[str, list[Row]]:
    by: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by[row["set"]].append(row)
    return dict(by)


def _predict(row: Row) -> Row:
    nations: list[str] = []
    mentions = [m for sentence in sentences_of(row) for m in named(sentence, nations)]
    context = report_context(mentions, nations)
    return {"id": row["id"], "toponyms": [found for m in mentions for found in _toponyms(m, context)]}


def named(sentence: Sentence, nations: list[str]) -> Iterator[PlaceMention]:
    """The places of a sentence; the nations of its actors are noted."""
    text, offset = sentence.span.text, sentence.span.start
    actors = find_actors(text, offset, "en")
    nations.extend(a.country for a in actors if a.country and not a.generic)
    taken = [t.span for t in find_times(text, offset, "en")]
    taken += [a.span for a in actors if not a.generic and a.country is None]
    found = find_places(text, offset, "en", taken)
    held = [span for m in found for span in (m.span, m.to) if span]
    return iter((*found, *find_passing(text, offset, "en", held, taken)))


def _toponyms(mention: PlaceMention, context: PlaceContext) -> Iterator[Row]:
    for span in (mention.span, mention.to):
        if span is not None:
            name = mention.name if span is mention.span else span.text
            alone = replace(mention, span=span, name=name, relation="in", bearing=None, distance_km=None, to=None)
            yield _toponym(span, resolve_place([alone], context))


def _toponym(span: Span, place: Place | None) -> Row:
    lat, lon = (place.lat, place.lon) if place else (None, None)
    if place and place.precision == "country" and place.country:
        lat, lon = _middles().get(place.country, (lat, lon))
    key = (place.gazetteer_id or "").removeprefix("geonames:") if place else ""
    geoname = {"geonameid": int(key)} if key.isdigit() else {}
    return {"start": span.start, "end": span.end, "lat": lat, "lon": lon, **geoname}


@lru_cache(maxsize=1)
def _middles() -> dict[str, tuple[float, float]]:
    """The conventional point of each country, else the gazetteer's."""
    lines = Path(__file__).with_name("country_points.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    known = {code: (country.lat, country.lon) for code, country in countries().items()}
    return known | {code: (float(lat), float(lon)) for code, lat, lon in rows}


def _score(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
    if not all("toponyms" in row for row in rows):
        return []
    strict, loose, near, known = Counts(), Counts(), 0, 0
    for row in rows:
        gold, got = row["toponyms"], predictions.get(row["id"], {}).get("toponyms", [])
        pairs = overlapping(gold, got)
        strict.add(sum(_equal(g, p) for g, p in pairs), len(got), len(gold))
        loose.add(len(pairs), len(got), len(gold))
        placed = [(g, p) for g, p in pairs if g.get("lat") is not None]
        known += len(placed)
        near += sum(_near(g, p) for g, p in placed)
    name = rows[0]["set"] if rows else ""
    return [
        *counts_figures("toponyms, overlap", loose, _FOUND.get(name, "")),
        *counts_figures("toponyms, strict", strict),
        ratio(f"within {_WITHIN_KM} km", near, known, _PLACED.get(name, "")),
        ratio("found and within", near, sum(t.get("lat") is not None for row in rows for t in row["toponyms"])),
    ]


def _equal(gold: dict[str, int], got: dict[str, int]) -> bool:
    """Equal offsets, give or take a character: GeoVirus' own stand one too far."""
    return abs(gold["start"] - got["start"]) <= 1 and abs(gold["end"] - got["end"]) <= 1


def _near(gold: Row, got: Row) -> bool:
    point = [got[axis] for axis in ("lat", "lon") if got.get(axis) is not None]
    return len(point) == 2 and kilometres([gold["lat"], gold["lon"]], point) <= _WITHIN_KM


BENCH = Bench("places", _load, _predict, _score, _parts)
