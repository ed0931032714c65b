"""Headlines against a hand-coded set: takes UCDP GED's rows and their articles, gives what the coder makes of them.

Taken are articles that one row alone names and whose headline holds that row's toll in figures, so that it can be
expected to tell of the row's event; the headline is coded as a report of the day on which it appeared. Country and toll
are compared with the row's. Invariant: the coder sees the headline and its day, nothing of the row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from bench.coder import report_of
from bench.ged import ARTICLE
from bench.kinds import Bench, Figure, Predictions, ratio
from bench.records import Row
from tocsin.errors import InputError
from tocsin.ingest.language import detect_language
from tocsin.knowledge.gazetteer import country_named
from tocsin.model import EventRecord
from tocsin.pipeline import code_report

__all__ = ["BENCH"]

_FIGURES = re.compile(r"(?<![\d,.])\d{1,3}(?![\d,.]|st|nd|rd|th)")
_FEWEST = 2  # "1" is seldom written as a figure, and often something else


def _load(data: Path) -> list[Row]:
    import duckdb  # this set lies in Parquet

    told: defaultdict[tuple[str, str, str], list[tuple[str, int]]] = defaultdict(list)
    for path in sorted((data / "ucdp").glob("ged_events*.parquet")):
        rows = duckdb.sql(f"select source_article, country, best from '{path}' order by id").fetchall()
        for articles, country, best in rows:
            for article in sorted(set(ARTICLE.findall(articles or ""))):
                told[article].append((country, int(best)))
    single = [(article, *rows[0]) for article, rows in sorted(told.items()) if len(rows) == 1]
    return [
        {"id": str(number), "text": headline, "published": day, "country": country, "best": best}
        for number, ((_, day, headline), country, best) in enumerate(single)
        if best >= _FEWEST and str(best) in _FIGURES.findall(headline)
    ]


def _predict(row: Row) -> Row:
    events = [one for one in code_report(report_of(row, _language(row["text"]))).events if one.modality == "occurred"]
    return {
        "id": row["id"],
        "found": bool(events),
        "countries": sorted({one.place.country for one in events if one.place.country}),
        "killed": [_killed(one) for one in events],
    }


def _language(headline: str) -> str:
    """The language of a headline; English where it is too short to tell."""
    try:
        return detect_language(headline)
    except InputError:
        return "en"


def _killed(event: EventRecord) -> int:
    return sum(row.low for row in event.casualties if row.kind == "killed" and not row.rival)


def _score(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
    pairs = [(row, predictions.get(row["id"], {})) for row in rows]
    found = [(row, got) for row, got in pairs if got.get("found")]
    placed = [(row, got) for row, got in found if got["countries"]]
    return [
        ratio("an event is found", len(found), len(pairs)),
        ratio("toll, where one is found", sum(row["best"] in got["killed"] for row, got in found), len(found)),
        ratio("country, where one is given", sum(_is_there(row, got) for row, got in placed), len(placed)),
    ]


def _is_there(row: Row, got: Row) -> bool:
    """True where the row's country ("Myanmar (Burma)") is among those given."""
    named = (country_named(part) for part in re.split(r" \(|\)", row["country"]) if part)
    return any(one and one.code in got["countries"] for one in named)


BENCH = Bench("headlines", _load, _predict, _score)
