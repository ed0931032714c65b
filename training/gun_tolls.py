"""Choosing a shooting's toll: takes the gun-violence articles, gives the weights of bench/gun_violence_tolls.tsv.

    python -m training.gun_tolls --data DIR [--kept 350] [--predictions FILE]

A log-linear choice among the candidates of an article, fitted by maximum likelihood with a quadratic penalty; the
weights that move least are left out, and the rest are fitted again. Printed is what five fits say of the incidents
that each of them hasn't seen: the figure that holds elsewhere (the benchmark's own is of the articles fitted on).
With the benchmark's predictions at hand, whose clusters are all that is read of them, so it is for whole incidents.
Invariant: articles of one incident are on one side of every cut, and the weights to keep are chosen anew each time.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

import numpy as np
from bench.gun_violence import BENCH, read_tolls
from bench.gun_violence_tolls import WEIGHTS, Toll, Witnesses, candidates, facts, likeliest
from bench.records import Row, blind, read_rows

_PENALTY = 10.0
_STEPS, _RATE = 120, 0.1  # of Adam, all articles at a time
_FIRST, _SECOND, _TINY = 0.9, 0.99, 1e-8
_FOLDS = 5
_NOTE = (
    "# Weights of gun_violence_tolls.py, made by training/gun_tolls.py from the gun-violence articles: no text is here"
)
_TIMES = 5000  # a fact that is told more often counts no more when weights are dropped


@dataclass(slots=True)
class _Case:
    """An article: its candidates, and of each the numbers of its facts."""

    id: str
    incident: str
    gold: Toll
    tolls: list[Toll]
    lists: list[list[int]]

    @property
    def fold(self) -> int:
        """The fit that doesn't see it."""
        return int(md5(self.incident.encode()).hexdigest(), 16) % _FOLDS

    def chances(self, weights: np.ndarray) -> dict[Toll, float]:
        """The probability of each candidate."""
        sums = np.array([weights[own].sum() for own in self.lists])
        odds = np.exp(sums - sums.max())
        return dict(zip(self.tolls, (odds / odds.sum()).tolist(), strict=True))


@dataclass(slots=True)
class _Choices:
    """Candidates one under another: their facts (``columns``, each of a ``row``), their articles, which are right."""

    columns: np.ndarray
    rows: np.ndarray
    article: np.ndarray
    right: np.ndarray


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds gun-violence/")
    parser.add_argument("--kept", type=int, default=350, help="how many weights to keep")
    parser.add_argument("--predictions", type=Path, help="what the benchmark wrote of them")
    options = parser.parse_args()
    rows = [row for row in BENCH.load(options.data) if row["gold"]]
    with ProcessPoolExecutor() as pool:
        told = list(pool.map(read_tolls, [blind(row) for row in rows], chunksize=20))
    clusters = {one["id"]: one["cluster"] for one in read_rows(options.predictions)} if options.predictions else {}
    fit(rows, told, options.kept, clusters)


def fit(rows: Sequence[Row], told: Sequence[Witnesses], kept: int, clusters: Mapping[str, str]) -> None:
    """Print the figures of the cross-validation, write the weights fitted on all."""
    names: dict[str, int] = {}
    cases = []
    for row, one in zip(rows, told, strict=True):
        tolls = candidates(one)
        lists = [[names.setdefault(fact, len(names)) for fact in facts(one, toll)] for toll in tolls]
        cases.append(
            _Case(row["id"], row["incident_id"], (row["gold"]["killed"], row["gold"]["injured"]), tolls, lists)
        )
    unseen = {}
    for fold in range(_FOLDS):
        weights = _fit(_choices([case for case in cases if case.fold != fold]), len(names), kept)
        unseen.update({case.id: case.chances(weights) for case in cases if case.fold == fold})
    _report("an article alone", cases, unseen, {})
    if clusters:
        _report("all of an incident", cases, unseen, clusters)
    weights = _fit(_choices(cases), len(names), kept)
    lines = sorted(f"{name}\t{weights[n]:.2f}" for name, n in names.items() if round(weights[n], 2))
    WEIGHTS.write_text("\n".join([_NOTE, *lines, ""]), encoding="utf-8")


def _report(
    what: str, cases: Sequence[_Case], unseen: Mapping[str, dict[Toll, float]], clusters: Mapping[str, str]
) -> None:
    groups: defaultdict[str, list[dict[Toll, float]]] = defaultdict(list)
    for case in cases:
        groups[clusters.get(case.id, case.id)].append(unseen[case.id])
    given = {key: likeliest(group) for key, group in groups.items()}
    hits = sum(np.equal(given[clusters.get(case.id, case.id)], case.gold).astype(int) for case in cases)
    print(f"{what}: killed exact {hits[0] / len(cases):.3f}, injured exact {hits[1] / len(cases):.3f}")


def _choices(cases: Sequence[_Case]) -> _Choices:
    """Articles whose gold is no candidate teach nothing and are left out."""
    usable = [case for case in cases if case.gold in case.tolls]
    rows = [own for case in usable for own in case.lists]
    sizes = np.array([len(own) for own in rows])
    return _Choices(
        np.array([column for own in rows for column in own]),
        np.repeat(np.arange(len(rows)), sizes),
        np.repeat(np.arange(len(usable)), [len(case.lists) for case in usable]),
        np.array([toll == case.gold for case in usable for toll in case.tolls], float),
    )


def _fit(choices: _Choices, size: int, kept: int) -> np.ndarray:
    weights = _climb(choices, np.ones(size))
    told = np.minimum(np.bincount(choices.columns, minlength=size), _TIMES)
    least = np.sort(np.abs(weights) * np.sqrt(told))[-min(kept, size)]
    return _climb(choices, (np.abs(weights) * np.sqrt(told) >= least).astype(float))


def _climb(choices: _Choices, mask: np.ndarray) -> np.ndarray:
    """The likeliest weights, those outside of ``mask`` being nil."""
    weights, mean, spread = (np.zeros(len(mask)) for _ in range(3))
    left = mask[choices.columns] > 0
    columns, rows = choices.columns[left], choices.rows[left]
    size = len(choices.article)
    first = np.flatnonzero(np.diff(choices.article, prepend=-1))
    for step in range(1, _STEPS + 1):
        sums = np.bincount(rows, weights[columns], size)
        odds = np.exp(sums - np.maximum.reduceat(sums, first)[choices.article])
        sure = odds / np.add.reduceat(odds, first)[choices.article]
        slope = np.bincount(columns, (choices.right - sure)[rows], len(mask)) - _PENALTY * weights
        mean = _FIRST * mean + (1 - _FIRST) * slope
        spread = _SECOND * spread + (1 - _SECOND) * slope**2
        rate = _RATE * (1 - step / (_STEPS + 1))
        scaled = mean / (1 - _FIRST**step) / (np.sqrt(spread / (1 - _SECOND**step)) + _TINY)
        weights = (weights + rate * scaled) * mask
    return weights


if __name__ == "__main__":
    main()
