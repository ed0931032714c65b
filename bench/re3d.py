"""re3d: takes single sentences on the conflict in Syria and Iraq, gives entities and relations.

Of the relations those that the coder reads are given: who fights whom, and who is where. Scores: F1 over equal spans
and types, and over relations whose type is equal and whose ends overlap (none published).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.coder import report_of, sentences_of
from bench.kinds import Bench, Figure, Predictions
from bench.re3d_entities import entities_of
from bench.records import Row, files_of, read_rows
from bench.spans import Counts, counts_figures, overlapping
from tocsin.extract.claims import read_claims
from tocsin.model import Claim, Span

__all__ = ["BENCH"]

_SUFFERING = frozenset(("target", "victim"))
_AWAY = frozenset(("origin", "destination"))
_ANY = "any type"


def _load(data: Path) -> list[Row]:
    return [row for path in files_of(data, "re3d") for row in read_rows(path)]


def _parts(rows: list[Row]) -> dict[str, list[Row]]:
    by: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by[row.get("split") or "all"].append(row)
    return dict(by)


def _predict(row: Row) -> Row:
    claims = read_claims(report_of(row), sentences_of(row))
    relations = [one for claim in claims for one in _relations(claim)]
    return {"id": row["id"], "entities": entities_of(row["text"]), "relations": relations}


def _ends(span: Span) -> Row:
    return {"start": span.start, "end": span.end}


def _relations(claim: Claim) -> Iterator[Row]:
    attackers = [actor.span for actor in claim.actors if actor.role == "attacker"]
    suffering = [actor.span for actor in claim.actors if actor.role in _SUFFERING]
    for one in attackers:
        for other in suffering:
            yield {"type": "FightingAgainst", "source": _ends(one), "target": _ends(other)}
    for place in claim.places:
        for actor in claim.actors:
            if place.relation not in _AWAY:
                yield {"type": "CoLocated", "source": _ends(actor.span), "target": _ends(place.span)}


def _score(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
    if not all("entities" in row for row in rows):
        return []
    by_type: defaultdict[str, Counts] = defaultdict(Counts)
    relations = Counts()
    for row in rows:
        got = predictions.get(row["id"], {})
        _count_entities(by_type, row["entities"] or [], got.get("entities", []))
        wanted, made = row["relations"] or [], got.get("relations", [])
        relations.add(_equal_relations(wanted, made), len(made), len(wanted))
    frequent = sorted(by_type, key=lambda kind: -by_type[kind].wanted)
    return [
        *(figure for kind in frequent for figure in counts_figures(f"entities, {kind}", by_type[kind])),
        *counts_figures("relations", relations),
    ]


def _count_entities(by_type: defaultdict[str, Counts], gold: Sequence[Row], got: Sequence[Row]) -> None:
    wanted, made = _keys(gold), _keys(got)
    for kind in {key[2] for key in (*wanted, *made)}:
        parts = [Counter({k: n for k, n in keys.items() if k[2] == kind}) for keys in (wanted, made)]
        by_type[kind].add((parts[0] & parts[1]).total(), parts[1].total(), parts[0].total())
    by_type[_ANY].add((wanted & made).total(), made.total(), wanted.total())
    pairs = overlapping(gold, got, lambda one, other: bool(one["type"] == other["type"]))
    by_type[f"{_ANY}, overlap"].add(len(pairs), len(got), len(gold))


def _keys(rows: Sequence[Row]) -> Counter[tuple[int, int, str]]:
    return Counter((row["start"], row["end"], row["type"]) for row in rows)


def _equal_relations(gold: Sequence[Row], got: Sequence[Row]) -> int:
    left = list(got)
    for one in gold:
        same = next((other for other in left if _same_relation(one, other)), None)
        if same is not None:
            left.remove(same)
    return len(got) - len(left)


def _same_relation(gold: Row, got: Row) -> bool:
    ends = (gold["source"], got["source"]), (gold["target"], got["target"])
    turned = (gold["source"], got["target"]), (gold["target"], got["source"])
    both = all(_touch(*pair) for pair in ends) or (
        gold["type"] == "FightingAgainst" and all(_touch(*p) for p in turned)
    )
    return gold["type"] == got["type"] and both


def _touch(one: Row, other: Row) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


BENCH = Bench("re3d", _load, _predict, _score, _parts)
