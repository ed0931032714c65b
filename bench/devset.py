"""The development corpus: takes reports and gold as its README describes, codes each report as a file is coded.

A gold event and a coded one are paired by a weighted share of equal fields, one to one, best sum first, from half on.
Invariant: the numbers are those of the corpus' own ``score.py``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bench.align import best_pairs
from bench.devset_fields import Fields, best_answers, fields, similarity, stated_area
from bench.kinds import Bench, Figure, Predictions, f1, rate, ratio
from bench.records import Row
from tocsin.ingest import Options
from tocsin.pipeline import code_bytes
from tocsin.publish import to_contract

__all__ = ["BENCH", "load"]

_MATCH = 0.5  # share of equal fields, by weight, from which two events may be one
_GOALS = {
    "event F1": "goal .90", "type": "goal .93", "sub_type": "goal .88", "attackers": "goal .93", "targets": "goal .92",
    "killed": "goal .94", "wounded": "goal .94", "claimed_by": "goal .96", "no_claimant": "goal .97",
    "date": "goal .96", "country": "goal .97", "point": "goal .80",
    "type, best answer": "goal .90", "sub_type, best answer": "goal .82",
    "status, balanced": "goal .85", "events wholly right": "goal .65",
}  # fmt: skip


def load(data: Path) -> list[Row]:
    """The reports with their gold; the corpus may be ``data`` itself or stand beside it."""
    home = next((d for d in (data, data / "devset", data.parent / "devset") if (d / "gold").is_dir()), data)
    gold = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((home / "gold").glob("*.json"))]
    texts = {path.stem: path.read_bytes().decode("utf-8") for path in (home / "reports").glob("*.txt")}
    return [{**row, "text": texts[row["id"]]} for row in gold if row["id"] in texts]


def _predict(row: Row) -> Row:
    day = date.fromisoformat(row["published"]) if row.get("published") else None
    coded = code_bytes(row["text"].encode(), f"{row['id']}.txt", Options(published=day))
    return {"id": row["id"], **to_contract(coded)}


def _parts(rows: list[Row]) -> dict[str, list[Row]]:
    by: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by[row.get("language") or "en"].append(row)
    return {"all": rows, **dict(sorted(by.items()))}


class _Tally:
    """What has been counted over the documents of a part."""

    def __init__(self) -> None:
        self.right = self.extra = self.missed = self.whole = self.wanted = 0
        self.fields: defaultdict[str, list[bool]] = defaultdict(list)
        self.best: defaultdict[str, list[bool]] = defaultdict(list)
        self.statuses: defaultdict[str, list[bool]] = defaultdict(list)
        self.inside: list[bool] = []

    def add(self, gold: Sequence[Row], coded: Sequence[Row]) -> None:
        """Count one document."""
        table = [[similarity(g, p) for p in coded] for g in gold]
        pairs = [(i, j) for i, j in best_pairs(table) if table[i][j] >= _MATCH]
        core = [(i, j) for i, j in pairs if gold[i].get("core", True)]
        self.right += len(core)
        self.extra += len(coded) - len(pairs)
        self.missed += sum(g.get("core", True) for g in gold) - len(core)
        self.wanted += sum(len(fields(g, {})) for g in gold if g.get("core", True))
        for i, j in core:
            self._pair(gold[i], coded[j])

    def _pair(self, gold: Row, coded: Row) -> None:
        found = fields(gold, coded)
        self.whole += all(found.values())
        _extend(self.fields, found)
        _extend(self.best, best_answers(gold, coded))
        self.inside += stated_area(gold, coded)
        if gold.get("status"):
            said = (coded.get("attribution") or {}).get("status")
            self.statuses[gold["status"][0]].append(gold["status"][0] == said)


def _extend(lists: defaultdict[str, list[bool]], found: Fields) -> None:
    for name, right in found.items():
        lists[name].append(right)


def _score(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
    if not all("events" in row for row in rows):
        return []
    tally = _Tally()
    for row in rows:
        coded = predictions.get(row["id"], {}).get("events", [])
        tally.add(row["events"], [e for e in coded if e.get("modality", "occurred") == "occurred"])
    return [*_events(tally), *_fields(tally)]


def _events(tally: _Tally) -> list[Figure]:
    precision = rate(tally.right, tally.right + tally.extra)
    recall = rate(tally.right, tally.right + tally.missed)
    return [
        Figure("event F1", f1(precision, recall), _GOALS["event F1"]),
        ratio("event precision", tally.right, tally.right + tally.extra),
        ratio("event recall", tally.right, tally.right + tally.missed),
    ]


def _fields(tally: _Tally) -> list[Figure]:
    flat = [right for rights in tally.fields.values() for right in rights]
    balanced = [rate(sum(rights), len(rights)) for rights in tally.statuses.values()]
    shares = " ".join(f"{name} {sum(rights)}/{len(rights)}" for name, rights in tally.statuses.items())
    lists = [*tally.fields.items(), *((f"{n}, best answer", r) for n, r in tally.best.items())]
    return [
        *(_open(ratio(name, sum(rights), len(rights), _GOALS.get(name, ""))) for name, rights in lists),
        _open(Figure("status, balanced", sum(balanced) / max(1, len(balanced)), _GOALS["status, balanced"], shares)),
        _open(ratio("point in the stated area", sum(tally.inside), len(tally.inside), "goal .88 to .94")),
        _open(ratio("all fields", sum(flat), len(flat))),
        ratio("fields of all gold events", sum(flat), tally.wanted),
        _open(ratio("events wholly right", tally.whole, tally.right, _GOALS["events wholly right"])),
        ratio("gold events wholly right", tally.whole, tally.right + tally.missed),
    ]


def _open(figure: Figure) -> Figure:
    """A figure without a floor: shares of the matched events fall when harder events are matched too."""
    return replace(figure, pinned=False)


BENCH = Bench("devset", load, _predict, _score, _parts)
