"""MUC-4 as training data: takes its reports and templates, gives windows with a label a token.

Every mention of a filler is looked up wherever it stands in the report; the task marks no offsets (distant labels, as
in Du & Cardie, ACL 2020). Invariant: only the split ``train`` is read; a tenth of it, chosen by the hash of the id, is
held apart for thresholds and calibration.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from tocsin.extract.tagger.decode import KINDS, LABELS, ROLES
from tocsin.extract.tagger.session import tokenizer
from tocsin.extract.tagger.windows import Window, windows
from tocsin.model import Report, Sentence
from tocsin.segment import segment

__all__ = ["Labelled", "held_apart", "labelled", "rows", "sentences"]

_SLOTS = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")  # in the order of the tagger's roles
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A window, the number of the label of each token, and which kinds of incident each token is a filler of."""

    id: str
    window: Window
    labels: list[int]
    kinds: list[list[int]]  # tokens x KINDS, 0 or 1


def rows(data: Path, split: str = "train") -> list[Row]:
    """The reports of a split."""
    with gzip.open(data / "muc4" / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [row for row in map(json.loads, lines) if row["split"] == split]


def held_apart(row: Row) -> bool:
    """True for the tenth of the reports that no weight is fitted on."""
    return crc32(row["id"].encode()) % 10 == 0


def sentences(row: Row) -> tuple[Sentence, ...]:
    """All sentences of a report, headings too."""
    return segment(Report(id=row["id"], text=row["text"], language="en"))


def labelled(row: Row) -> list[Labelled]:
    """The windows of a report with their labels."""
    marks = list(_marks(row))
    return [_label(row["id"], window, marks) for window in windows(sentences(row), tokenizer())]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    role: str
    kinds: frozenset[str]


def _marks(row: Row) -> Iterator[_Mark]:
    """Where the fillers stand; the longest mention wins, and of two roles the more frequent one."""
    wanted: dict[tuple[str, str], set[str]] = {}
    for template in row["gtt"]:
        for role, slot in zip(ROLES, _SLOTS, strict=True):
            for mention in (mention for entity in template[slot] for mention in entity):
                wanted.setdefault((mention, role), set()).update(template["incident_type"].split(" / "))
    taken: set[int] = set()
    for (mention, role), kinds in sorted(wanted.items(), key=lambda item: -len(item[0][0])):
        for match in _pattern(mention).finditer(row["text"]):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                yield _Mark(match.start(), match.end(), role, frozenset(kinds))


def _pattern(mention: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, mention.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _label(key: str, window: Window, marks: list[_Mark]) -> Labelled:
    labels, kinds = [0] * len(window.ids), [[0] * len(KINDS) for _ in window.ids]
    for mark in marks:
        inside = [i for i, (start, end) in enumerate(window.ends) if end and start >= mark.start and end <= mark.end]
        for place in inside:
            first = place == inside[0]
            labels[place] = LABELS.index(f"{'B' if first else 'I'}-{mark.role}")
            kinds[place] = [int(kind in mark.kinds) for kind in KINDS]
    return Labelled(key, window, labels, kinds)
