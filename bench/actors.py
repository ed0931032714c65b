"""Names of armed actors: takes those of UCDP's events in eight countries and of UCDP-AEC, gives the register's actor.

Each name, in UCDP's words, opens a plain sentence that is read and resolved as a report is, in the country of its
events. Found is an actor of the register; right one that carries the very UCDP id. Invariant: no governments, civilians
or bands known only by a place or a leader are asked for; AEC brings no ids, so there only ``found`` counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.kinds import Bench, Figure, Predictions, ratio
from bench.records import Row, files_of, read_rows
from tocsin.extract.actors import find_actors
from tocsin.knowledge.actors import codes_of, get
from tocsin.knowledge.actors.demonyms import country_names
from tocsin.resolve.actor import build_context, resolve_actor
from tocsin.text import fold

__all__ = ["BENCH"]

_UNASKED = ("Government of", "Civilians", "Supporters of", "Forces of", "Military faction", "XXX")
_GED = """
    select side, id, country, count(*) from (
        select side_a as side, side_a_new_id as id, country from '{path}'
        union all select side_b, side_b_new_id, country from '{path}')
    group by all order by all
"""


def _load(data: Path) -> list[Row]:
    named = (row for row in (*_ged(data), *_aec(data)) if not row["text"].startswith(_UNASKED))
    return [{**row, "text": f"{row['text']} attacked a village in {row['country']} on Monday."} for row in named]


def _ged(data: Path) -> Iterator[Row]:
    import duckdb  # only this set lies in Parquet

    for path in sorted((data / "ucdp").glob("ged_events*.parquet")):
        for name, code, country, events in duckdb.sql(_GED.format(path=path)).fetchall():
            key = f"ged-{code}-{country}"
            yield {"id": key, "set": "ged", "text": name, "country": country, "ucdp": str(code), "events": events}


def _aec(data: Path) -> Iterator[Row]:
    events = [row for path in files_of(data, "aec") for row in read_rows(path)]
    sides = Counter((row[f"side_{side}_name"], row["location_root_name"]) for row in events for side in "ab")
    for (name, country), count in sorted((k, v) for k, v in sides.items() if k[0]):
        yield {"id": f"aec-{name}-{country}", "set": "aec", "text": name, "country": country, "events": count}


def _predict(row: Row) -> Row:
    text = row["text"]
    country = text.rpartition(" village in ")[2].removesuffix(" on Monday.")
    home = country_names().get(fold(country.partition(" (")[0]))
    mentions = find_actors(text, 0, "en")
    context = build_context(mentions, text)
    found = [resolve_actor(mention, None, home, context).id for mention in mentions if mention.span.start == 0]
    return {"id": row["id"], "actor": next((key for key in found if key), None)}


def _score(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
    found = {row["id"]: predictions[row["id"]].get("actor") for row in rows}
    named = [row for row in rows if found[row["id"]]]
    coded = [row for row in named if "ucdp" in row and (one := get(found[row["id"]])) and "ucdp" in codes_of(one)]
    right = [row for row in coded if row["ucdp"] in codes_of(get(found[row["id"]]))["ucdp"]]  # type: ignore[arg-type]
    return [
        ratio("names found", len(named), len(rows)),
        ratio("found, by event", sum(row["events"] for row in named), sum(row["events"] for row in rows), "goal .95"),
        ratio("right id, where both have one", len(right), len(coded), "goal .95"),
    ]


def _parts(rows: list[Row]) -> dict[str, list[Row]]:
    parts = {name: [row for row in rows if row["set"] == name] for name in ("ged", "aec")}
    return {name: part for name, part in parts.items() if part}


BENCH = Bench("actors", _load, _predict, _score, _parts)
