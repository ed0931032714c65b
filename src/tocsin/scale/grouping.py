"""Records and links -> incidents: takes both tables, gives the incidents of each neighbourhood.

The driver alone sees all links, one after the other, and joins the records into neighbourhoods: it holds two ids a
record that links. A worker then groups one neighbourhood at a time. Invariant: a neighbourhood is never parted, so its
incidents are those of ``reconcile.group``; a record without a link is one by itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from tocsin.scale.linking import told_of
from tocsin.scale.stage import Row, stage

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from tocsin.model import Incident

__all__ = ["incidents"]

_INCIDENTS = (
    "incident string, event_type string, sub_event_type string, status string, first_day date, last_day date,"
    " country string, admin1 string, place string, lat double, lon double, killed_low long, killed_high long,"
    " records int, reports int, payload string, rules string"
)


def incidents(spark: SparkSession, told: DataFrame, links: DataFrame) -> DataFrame:
    """The incidents that the records tell of, in no order."""
    import pyarrow as pa

    from tocsin.reconcile.incidents import neighbourhoods

    ids = links.selectExpr("explode(array(left, right)) AS record").distinct()
    pairs = ((row.left, row.right) for row in links.toLocalIterator())
    home, _ = neighbourhoods((row.record for row in ids.toLocalIterator()), pairs)
    linked = spark.createDataFrame(pa.table({"record": list(home), "home": list(home.values())}, schema=_homes()))
    homed = told.join(linked, "record", "left").selectExpr("*", "coalesce(home, record) AS near")
    return stage(homed.repartition("near").sortWithinPartitions("near", "record"), _grouped, _INCIDENTS)


def _homes() -> object:
    import pyarrow as pa

    return pa.schema([("record", pa.string()), ("home", pa.string())])


def _grouped(rows: Iterator[Row]) -> Iterator[Row]:
    from tocsin.incidents import rules
    from tocsin.publish.incidents import incident_to_contract
    from tocsin.reconcile.incidents import group

    by = rules()
    for _, near in groupby(rows, itemgetter("near")):
        told = [told_of(row["report"], row["payload"], row["wording"]) for row in near]
        for incident in group(told, ()).incidents:
            yield {**_shown(incident), "payload": json.dumps(incident_to_contract(incident)), "rules": by}


def _shown(incident: Incident) -> Row:
    """What a person looks for in a table of incidents."""
    when, place = incident.when, incident.place
    low, high = incident.killed or (None, None)
    named = {name: getattr(incident, name) for name in ("event_type", "sub_event_type", "status")}
    days = {"first_day": when.start, "last_day": when.end, "killed_low": low, "killed_high": high}
    where = {name: getattr(place, name) for name in ("country", "admin1", "lat", "lon")}
    told = {"records": len(incident.record_ids), "reports": len(incident.report_ids)}
    return {"incident": incident.id, **named, **days, **where, **told, "place": place.name}
