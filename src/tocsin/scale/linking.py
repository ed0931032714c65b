"""Reports -> records -> links: takes coded reports, gives each record with what it is found by, and which are linked.

Records meet in blocks: the same key (a square of the grid, a country, a toll, two rare names) on days that meet. Spark
joins the blocks, cut into half-years so that twenty years of one square are no single task; a worker scores the pairs.
Invariant: the links are those of ``reconcile.group``: the same meetings, the same score, in the order of the ids.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from tocsin.scale.stage import Row, stage

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from tocsin.model import EventRecord
    from tocsin.reconcile.told import Told

__all__ = ["links", "records", "told_of"]

_RECORDS = (
    "record string, report string, event_type string, sub_event_type string, modality string, first_day date,"
    " last_day date, country string, admin1 string, place string, lat double, lon double, payload string,"
    " teller string, wording string, entries array<struct<key: long, first: int, last: int, asks: boolean>>"
)
_SPAN_DAYS = 400
"""A stretch longer than this (a toll without a date) isn't cut: its blocks are joined whole."""
_MEETING = """
    WITH entry AS (SELECT record, teller, e.* FROM {records} LATERAL VIEW explode(entries) AS e),
    cut AS (SELECT * FROM entry LATERAL VIEW explode(sequence(first div 182, last div 182)) AS half
        WHERE last - first <= {span})
    SELECT a.record AS left, b.record AS right FROM cut a JOIN cut b ON a.key = b.key AND a.half = b.half
        WHERE a.record < b.record AND a.teller <> b.teller AND (a.asks OR b.asks)
        AND a.first <= b.last AND b.first <= a.last
    UNION
    SELECT least(a.record, b.record), greatest(a.record, b.record) FROM entry a JOIN entry b ON a.key = b.key
        WHERE a.last - a.first > {span} AND a.record <> b.record AND a.teller <> b.teller AND (a.asks OR b.asks)
        AND a.first <= b.last AND b.first <= a.last
"""
_SIDE = "SELECT record AS {0}, report AS {0}_report, payload AS {0}_payload, wording AS {0}_wording FROM {{records}}"
_KEPT = 20_000
"""Records read and kept ready by a worker: some hundred megabytes."""


def records(coded: DataFrame) -> DataFrame:
    """Every record of the reports; ``entries`` is null for one that is no (part of an) incident."""
    return stage(coded.where("payload IS NOT NULL"), _records, _RECORDS)


def _records(rows: Iterator[Row]) -> Iterator[Row]:
    from tocsin.publish import from_contract
    from tocsin.reconcile.incidents import told_by
    from tocsin.reconcile.tellers import teller
    from tocsin.reconcile.update import laid_by

    for row in rows:
        contract = json.loads(row["payload"])
        coded = from_contract(contract)
        laid = {one.record: one for one in map(laid_by, told_by(coded))}
        for record, own in zip(coded.events, contract["events"], strict=True):
            found = laid.get(record.id)
            yield {
                **_shown(record),
                "payload": json.dumps(own),
                "teller": teller(record),
                "wording": found.wording if found else None,
                "entries": [entry._asdict() for entry in found.entries] if found else None,
            }


def _shown(record: EventRecord) -> Row:
    """What a person looks for in a table of records."""
    when, place = record.when, record.place
    named = {name: getattr(record, name) for name in ("event_type", "sub_event_type", "modality")}
    days = {"first_day": when.start, "last_day": when.end}
    where = {name: getattr(place, name) for name in ("country", "admin1", "lat", "lon")}
    return {"record": record.id, "report": record.report_id, **named, **days, **where, "place": place.name}


def links(spark: SparkSession, told: DataFrame) -> DataFrame:
    """The pairs of records (``left`` before ``right``) whose points join them; each once."""
    pairs = spark.sql(_MEETING, records=told, span=_SPAN_DAYS)
    for side in ("left", "right"):
        pairs = pairs.join(spark.sql(_SIDE.format(side), records=told), side)
    return stage(pairs.repartition("left").sortWithinPartitions("left"), _scored, "left string, right string")


def _scored(rows: Iterator[Row]) -> Iterator[Row]:
    from tocsin.reconcile.compare import linking

    for row in rows:
        left, right = (
            told_of(row[f"{side}_report"], row[f"{side}_payload"], row[f"{side}_wording"]) for side in ("left", "right")
        )
        if linking(left, right):
            yield {"left": row["left"], "right": row["right"]}


@lru_cache(maxsize=_KEPT)
def told_of(report: str, payload: str, wording: str) -> Told:
    """A record as it is compared, from its row."""
    from tocsin.publish.contract_read import read_event
    from tocsin.reconcile.told import Told
    from tocsin.reconcile.wording import read_wording

    return Told(read_event(json.loads(payload), report), read_wording(wording) if wording else None)
