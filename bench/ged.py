"""Events of UCDP GED told by several sources: takes rows of eight countries, gives which tellings are of one event.

A telling is an event as one of its articles has it: day, place, sides and toll are the row's, its words are the
article's headline, its report is the article. Those of events with several articles belong together; hard to part are
those of other events on the same day at the same point. An article that tells of several events counts them apart, so
its own are never put together. Invariant: the linker sees neither the row's id nor which row a telling came from. What
it can't be blamed for is in the figures too: rows that are alike to the last field, told by unlike headlines.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.kinds import Bench, Figure, Predictions, ratio
from bench.linking import linking_figures
from bench.records import Row
from tocsin.model import CodedReport, EventRecord, Report, Span
from tocsin.publish.imports.ged import read_ged
from tocsin.reconcile import reconcile_reports

__all__ = ["ARTICLE", "BENCH"]

ARTICLE = re.compile(r'"([^"]*?),(\d{4}-\d\d-\d\d),([^"]*)"')
"""An article in GED's ``source_article``: outlet, day, headline."""
_TOLD = """
    copy (select * exclude (src_file) from '{path}'
        where source_headline is not null and date_start = date_end and source_article is not null order by id)
    to '{out}' (header)
"""
Article = tuple[str, str, str]
Event = tuple[str, EventRecord, list[Article]]


def _events(data: Path) -> Iterator[Event]:
    """Id, record and articles of each event of one day that names its articles."""
    import duckdb  # only this set and ``actors`` lie in Parquet

    for path in sorted((data / "ucdp").glob("ged_events*.parquet")):
        with TemporaryDirectory() as folder:
            out = Path(folder) / "ged.csv"
            duckdb.sql(_TOLD.format(path=path, out=out))
            with out.open(encoding="utf-8", newline="") as lines:
                for row, coded in zip(csv.DictReader(lines), read_ged(out), strict=True):
                    yield row["id"], coded.events[0], sorted(set(ARTICLE.findall(row["source_article"])))


def _point(event: EventRecord) -> tuple[object, ...]:
    return event.when.start, event.place.lat, event.place.lon


def _articles(data: Path) -> dict[Article, list[Event]]:
    """The articles, in order, of events that several tell of or that share day and point with another."""
    events = [event for event in _events(data) if event[2]]
    shared = Counter(_point(record) for _, record, _ in events)
    told: defaultdict[Article, list[Event]] = defaultdict(list)
    for event in events:
        if len(event[2]) > 1 or shared[_point(event[1])] > 1:
            for article in event[2]:
                told[article].append(event)
    return dict(sorted(told.items()))


def _load(data: Path) -> list[Row]:
    return [
        {"id": f"{number}-{place}", "text": article[2], "published": article[1], "event": key, "point": _point(record)}
        for number, (article, events) in enumerate(_articles(data).items())
        for place, (key, record, _) in enumerate(events)
    ]


def _predict_set(data: Path, given: Sequence[Row]) -> list[Row]:
    asked = {row["id"] for row in given}
    coded = (_report(number, *told, asked) for number, told in enumerate(_articles(data).items()))
    of = {key: incident.id for incident in reconcile_reports(coded) for key in incident.record_ids}
    return [{"id": key, "cluster": of[key]} for key in sorted(asked)]


def _report(number: int, article: Article, events: Sequence[Event], asked: set[str]) -> CodedReport:
    outlet, day, headline = article
    report = Report(
        str(number), headline, "en", outlet.strip(), "media",
        published=date.fromisoformat(day), published_from="option",
    )  # fmt: skip
    words = (("trigger", Span(0, len(headline), headline)),) if headline else ()
    records = (
        replace(record, id=f"{number}-{place}", report_id=report.id, evidence=words, coder="bench")
        for place, (_, record, _) in enumerate(events)
    )
    return CodedReport(report, tuple(one for one in records if one.id in asked))


def _nothing(row: Row) -> Row:
    return {"id": row["id"]}


def _score(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
    gold = {row["id"]: row["event"] for row in rows}
    got = {key: str(predictions.get(key, {}).get("cluster") or f"none-{key}") for key in gold}
    near: defaultdict[object, list[str]] = defaultdict(list)
    for row in rows:
        near[row["point"]].append(row["id"])
    hard = [pair for keys in near.values() for pair in combinations(keys, 2) if _are_two(pair, gold)]
    apart = sum(got[one] != got[other] for one, other in hard)
    return [*linking_figures(gold, got), ratio("same day and point, told apart", apart, len(hard))]


def _are_two(pair: tuple[str, str], gold: dict[str, str]) -> bool:
    """Two events, of two articles."""
    one, other = pair
    return gold[one] != gold[other] and one.partition("-")[0] != other.partition("-")[0]


BENCH = Bench("ged", _load, _nothing, _score, predict_set=_predict_set)
