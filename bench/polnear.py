"""PolNeAR: takes US election news, gives attributions: who says, with which words, what.

The learned tagger reads them (``tocsin.extract.tagger``). It learnt from the developers' part, ``polnear-train``, so
the figures there are no result; docs/tagger.md has those of a fifth held apart. Scores: a cue is right when it overlaps
a gold cue; source and content likewise, within attributions whose cues overlap (Newell et al. 2018 publish agreement,
no system).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.coder import sentences_of
from bench.kinds import Bench, Figure, Predictions
from bench.records import Row, files_of, read_rows
from bench.spans import Counts, counts_figures
from tocsin.extract.tagger import attributions
from tocsin.extract.tagger.sayings import PARTS
from tocsin.model import Span

__all__ = ["BENCH"]


def _load(data: Path) -> list[Row]:
    return [row for path in files_of(data, "polnear") for row in read_rows(path)]


def _predict(row: Row) -> Row:
    found = attributions(row["text"], sentences_of(row))
    return {
        "id": row["id"],
        "attributions": [{part: _spans(getattr(one, part)) for part in PARTS} for one in found],
    }


def _spans(span: Span | None) -> list[Row]:
    return [{"start": span.start, "end": span.end}] if span else []


def _score(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
    if not all("attributions" in row for row in rows):
        return []
    counts = {part: Counts() for part in PARTS}
    for row in rows:
        gold, got = row["attributions"], predictions.get(row["id"], {}).get("attributions", [])
        pairs = list(_pairs(gold, got))
        for part in PARTS:
            right = sum(_touch(one[part], other[part]) for one, other in pairs)
            counts[part].add(right, sum(bool(one[part]) for one in got), sum(bool(one[part]) for one in gold))
    return [figure for part in PARTS for figure in counts_figures(part, counts[part])]


def _pairs(gold: Sequence[Row], got: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Attributions whose cues overlap, each once."""
    left = list(got)
    for one in gold:
        other = next((o for o in left if _touch(one["cue"], o["cue"])), None)
        if other is not None:
            left.remove(other)
            yield one, other


def _touch(one: Sequence[Row], other: Sequence[Row]) -> bool:
    return any(a["start"] < b["end"] and b["start"] < a["end"] for a in one for b in other)


BENCH = Bench("polnear", _load, _predict, _score)
