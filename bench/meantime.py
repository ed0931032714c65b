"""MEANTIME: takes business news from Wikinews, gives time expressions, and which of the coder's triggers happened.

Time is scored as in ``dates``, as far as the annotation goes (the first sentences of an article). Factuality is scored
on the gold events that the coder has a trigger for: "occurred" is right where the gold says certain, positive and not
future, any other modality where it doesn't (Minard et al. 2016).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.coder import sentences_of
from bench.dates import figures_for
from bench.dates import predict as predict_times
from bench.kinds import Bench, Figure, Predictions, ratio
from bench.records import Row, files_of, read_rows
from bench.spans import overlapping
from tocsin.extract.triggers import find_triggers
from tocsin.knowledge.lexicon import lexicon
from tocsin.text import fold

__all__ = ["BENCH"]

_HAPPENED = ("CERTAIN", "POS", "NON_FUTURE")


def _load(data: Path) -> list[Row]:
    return [row for path in files_of(data, "meantime") for row in read_rows(path)]


def _predict(row: Row) -> Row:
    triggers = [
        {"start": t.span.start, "end": t.span.end, "modality": t.modality}
        for s in sentences_of(row)
        for t in find_triggers(s.span.text, fold(s.span.text), s.span.start, lexicon("en"))
    ]
    return {**predict_times(row), "triggers": triggers}


def _score(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
    if not all("timexes" in row for row in rows):
        return []
    pairs = [
        (gold, got)
        for row in rows
        for gold, got in overlapping(row["events"], predictions.get(row["id"], {}).get("triggers", []))
        if gold["certainty"] is not None
    ]
    happened = [(_happened(gold), got["modality"] == "occurred") for gold, got in pairs]
    not_so = [(gold, got) for gold, got in happened if not gold]
    return [
        *figures_for(rows, {row["id"]: _annotated(row, predictions.get(row["id"], {})) for row in rows}, ("", "", "")),
        ratio("factuality", sum(gold == got for gold, got in happened), len(happened)),
        ratio("factuality, of what did not happen", sum(gold == got for gold, got in not_so), len(not_so)),
    ]


def _annotated(row: Row, got: Row) -> Row:
    """The predicted times up to the last annotated one: beyond the first sentences nobody marked times."""
    last = max((one["end"] for one in row["timexes"]), default=0)
    return {"timexes": [one for one in got.get("timexes", []) if one["start"] < last]}


def _happened(event: Row) -> bool:
    return (event["certainty"], event["polarity"], event["time"]) == _HAPPENED


BENCH = Bench("meantime", _load, _predict, _score)
