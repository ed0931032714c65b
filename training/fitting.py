"""Fits the weights of log-linear models: takes examples with their facts, gives a weight for each fact.

A logistic regression with a quadratic penalty on sums as ``loglinear.py`` makes them. Needs scipy. Invariant:
the same examples give the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags

from tocsin.loglinear import BIAS, SCALE, points, tally

__all__ = ["Example", "fit", "fold_of", "unseen", "write"]

_FOLDS = 5
_LEAST_WEIGHT = 0.005  # a weight that rounds to nothing is left out


@dataclass(frozen=True, slots=True)
class Example:
    """Whether what is asked holds of it, the facts of each of its sentences, and how much it counts."""

    holds: bool
    facts: tuple[Collection[str], ...]
    fold: int
    weight: float = 1.0


def fold_of(text: str) -> int:
    """Which of the fits doesn't see a text."""
    return int(md5(text.encode()).hexdigest(), 16) % _FOLDS


def fit(rows: Sequence[Example], penalty: float, least: int, held_back: float | None = None) -> dict[str, float]:
    """The weight of every fact that stands in at least so many examples.

    ``held_back`` is that of ``points``; without it a fact that always holds is fitted too.
    """
    counted = Counter(fact for row in rows for fact in set().union(*row.facts))
    names = sorted(fact for fact, count in counted.items() if count >= least)
    matrix = _matrix(rows, {name: i for i, name in enumerate(names)}, held_back or 0.0)
    signs = np.where([row.holds for row in rows], 1.0, -1.0)
    shares = np.array([row.weight for row in rows])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = signs * (matrix @ weights[:-1] + weights[-1])
        slope = -signs * shares / (1 + np.exp(margin))
        total = (shares * np.logaddexp(0, -margin)).sum() + penalty * (weights[:-1] ** 2).sum() / 2
        return total, np.append(matrix.T @ slope + penalty * weights[:-1], 0.0 if held_back else slope.sum())

    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {BIAS: float(found[-1]), **dict(zip(names, found[:-1].tolist(), strict=True))}


def unseen(rows: Sequence[Example], penalty: float, least: int, held_back: float | None = None) -> np.ndarray:
    """The points of each example by the fit that didn't see it."""
    told = np.zeros(len(rows))
    for cut in range(_FOLDS):
        weights = fit([row for row in rows if row.fold != cut], penalty, least, held_back)
        for i, row in enumerate(rows):
            if row.fold == cut:
                told[i] = points((tally(facts, weights) for facts in row.facts), weights, held_back or 0.0)
    return told


def write(path: Path, note: str, weights: dict[str, float]) -> None:
    """The weights as a TSV file under a line that says where they come from."""
    rows = [f"{fact}\t{weight:.2f}" for fact, weight in sorted(weights.items()) if abs(weight) >= _LEAST_WEIGHT]
    path.write_text("\n".join([f"# {note}", *rows]) + "\n", "utf-8")


def _matrix(rows: Sequence[Example], places: dict[str, int], held_back: float) -> csr_matrix:
    held = [[places[fact] for facts in row.facts for fact in sorted(facts) if fact in places] for row in rows]
    starts = np.cumsum([0, *map(len, held)])
    ones = csr_matrix((np.ones(starts[-1]), np.concatenate(held).astype(int), starts), (len(rows), len(places)))
    ones.sum_duplicates()
    return diags(SCALE / np.sqrt([max(len(own) + held_back, 1.0) for own in held])) @ ones
