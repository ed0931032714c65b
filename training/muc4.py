"""MUC-4 as training data: takes its reports and templates, gives windows with a role a token.

Every mention of a filler is looked up wherever it stands in the report; the task marks no offsets (distant labels, as
in Du & Cardie, ACL 2020). Invariant: only the split ``train`` is learnt from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tocsin.extract.tagger.decode import KINDS, LABELS, ROLES
from tocsin.extract.tagger.windows import Window
from training.examples import Example, Row, packed, read

__all__ = ["examples", "rows"]

_SLOTS = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")  # in the order of the tagger's roles


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    role: str
    kinds: frozenset[str]


def rows(data: Path, split: str = "train") -> list[Row]:
    """The reports of a split."""
    return [row for row in read(data / "muc4" / "docs.jsonl.gz") if row["split"] == split]


def examples(data: Path) -> list[Example]:
    """Windows with the number of each token's label, and which kinds of incident it is a filler of (0 or 1)."""
    marked = ((row, list(_marks(row))) for row in rows(data))
    return [Example(row["id"], window.ids, _wanted(window, marks)) for row, marks in marked for window in packed(row)]


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


def _wanted(window: Window, marks: list[_Mark]) -> tuple[list[int], list[list[int]]]:
    """Labels and kinds; the opening mark has the kinds of all fillers in the window."""
    labels, kinds = [0] * len(window.ids), [[0] * len(KINDS) for _ in window.ids]
    for mark in marks:
        inside = [i for i, (start, end) in enumerate(window.ends) if end and start >= mark.start and end <= mark.end]
        for place in inside:
            first = place == inside[0]
            labels[place] = LABELS.index(f"{'B' if first else 'I'}-{mark.role}")
            kinds[place] = [int(kind in mark.kinds) for kind in KINDS]
    kinds[0] = [max(column) for column in zip(*kinds, strict=True)]
    return labels, kinds
