"""MUC-4 scores: takes gold and predicted templates, gives the GTT template F1 and CEAF-REE.

GTT (Du, Rush & Cardie, NAACL 2021): of all one-to-one alignments of the templates of a document the one with the best
micro F1 counts; templates align only when their incident types agree, and a predicted entity is right when all of its
mentions are mentions of one gold entity of that role. CEAF-REE (Du, Rush & Cardie, EACL 2021): the same test over the
role fillers of the whole document, entities aligned one to one. Mentions are compared without case, punctuation,
articles and runs of space.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bench.align import best_pairs
from bench.kinds import f1, rate
from bench.records import Row
from bench.spans import Counts

__all__ = ["ROLES", "TYPE", "Scores", "ceaf", "gtt", "is_filler", "micro"]

TYPE = "incident_type"
ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
_TRIED = 50_000  # alignments tried one by one; beyond, the one with the greatest sum of shares is taken

Entity = frozenset[str]
Scores = dict[str, Counts]
_Gain = tuple[int, int]  # entities right among the predicted, among the gold


@lru_cache(maxsize=65536)
def _plain(mention: str) -> str:
    return " ".join(_ARTICLES.sub(" ", mention.lower().translate(_PUNCTUATION)).split())


def _entities(filler: Sequence[Sequence[str]]) -> list[Entity]:
    return [frozenset(map(_plain, entity)) for entity in filler if entity]


def _right(gold: Sequence[Entity], got: Sequence[Entity]) -> _Gain:
    """Of the predicted those that are part of a gold entity; of the gold those of which a predicted one is part."""
    made = sum(any(one <= other for other in gold) for one in got)
    found = sum(any(one <= other for one in got) for other in gold)
    return made, found


def _gain(gold: Row, got: Row) -> dict[str, _Gain] | None:
    """What aligning two templates gains by role, or None where their types differ."""
    if got[TYPE] not in gold[TYPE]:  # "attack" is right for "bombing / attack"
        return None
    roles = {role: _right(_entities(gold[role]), _entities(got[role])) for role in ROLES}
    return {TYPE: (1, 1), **roles}


def gtt(scores: Scores, gold: Sequence[Row], got: Sequence[Row]) -> None:
    """Add one document's templates to the counts by role."""
    gold = [row for i, row in enumerate(gold) if row not in gold[:i]]
    gains = [[_gain(one, other) for other in got] for one in gold]
    made, wanted = _sizes(got), _sizes(gold)
    chosen = _alignment(gains, sum(made.values()), sum(wanted.values()))
    for role in (TYPE, *ROLES):
        counts = scores.setdefault(role, Counts())
        counts.right += sum(gain[role][0] for gain in chosen)
        counts.found += sum(gain[role][1] for gain in chosen)
        counts.made += made[role]
        counts.wanted += wanted[role]


def _sizes(templates: Sequence[Row]) -> dict[str, int]:
    return {TYPE: len(templates), **{role: sum(len(_entities(t[role])) for t in templates) for role in ROLES}}


def _alignment(gains: list[list[dict[str, _Gain] | None]], made: int, wanted: int) -> list[dict[str, _Gain]]:
    """The gains of the alignment with the best F1 of the document."""
    totals = [[_total(gain) for gain in row] for row in gains]

    def worth(pairs: Sequence[tuple[int, int]]) -> float:
        right = sum(totals[i][j][0] for i, j in pairs)
        found = sum(totals[i][j][1] for i, j in pairs)
        return f1(rate(right, made), rate(found, wanted))

    if _alignments(gains) <= _TRIED:
        pairs: Sequence[tuple[int, int]] = max(_all_pairs(gains, 0, frozenset()), key=worth)
    else:
        shares = [[rate(right, made) + rate(found, wanted) for right, found in row] for row in totals]
        pairs = [(i, j) for i, j in best_pairs(shares) if gains[i][j] is not None]
    return [gain for i, j in pairs if (gain := gains[i][j]) is not None]


def _total(gain: dict[str, _Gain] | None) -> _Gain:
    values = gain.values() if gain else ()
    return sum(right for right, _ in values), sum(found for _, found in values)


def _alignments(gains: list[list[dict[str, _Gain] | None]]) -> int:
    """At most how many alignments there are."""
    count = 1
    for row in gains:
        count *= 1 + sum(gain is not None for gain in row)
    return count


def _all_pairs(
    gains: list[list[dict[str, _Gain] | None]], row: int, used: frozenset[int]
) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every one-to-one alignment from ``row`` on; gold templates may stay alone."""
    if row == len(gains):
        yield ()
        return
    for column, gain in enumerate(gains[row]):
        if gain is not None and column not in used:
            for rest in _all_pairs(gains, row + 1, used | {column}):
                yield ((row, column), *rest)
    yield from _all_pairs(gains, row + 1, used)


def ceaf(scores: Scores, gold: Row, got: Row) -> None:
    """Add one document's role fillers to the counts by role."""
    for role in ROLES:
        wanted, made = _entities(gold.get(role, [])), _entities(got.get(role, []))
        table = [[float(one <= other) for one in made] for other in wanted]
        right = sum(table[i][j] > 0 for i, j in best_pairs(table))
        scores.setdefault(role, Counts()).add(right, len(made), len(wanted))


def is_filler(gold: Row, role: str, mention: str) -> bool:
    """True where a filler of the report is mentioned so."""
    return any(_plain(mention) in entity for entity in _entities(gold["role_fillers"].get(role, [])))


def micro(scores: Scores) -> Counts:
    """All roles together."""
    total = Counts()
    for counts in scores.values():
        total.add(counts.right, counts.made, counts.wanted, counts.found)
    return total
