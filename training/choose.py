"""Weights for choosing MUC-4's fillers and kinds: takes the split ``train``, gives bench/muc4_weights.tsv.

    python -m training.choose --data DIR --out bench/muc4_weights.tsv

Logistic regression with a penalty on the square of each weight; of each model the clues that move it most are kept and
fitted again. The odds of the kinds that a filler's clues hold are those of models which did not see the report.
Invariant: only ``train`` is learnt from, and no clue is a share of the network, which learnt from it too.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from bench.muc4 import readings
from bench.muc4_candidates import candidates
from bench.muc4_chosen import TOLD
from bench.muc4_clues import Clues, clues_of, report_clues
from bench.muc4_network import Network
from bench.muc4_scorer import ROLES, is_filler
from bench.records import Row, blind
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from tocsin.model import Sentence
from training.examples import FIFTHS, fifth
from training.muc4 import rows

_KIND, _FILLER = (10.0, 8, 150), (6.0, 10, 300)  # penalty, cases that have a clue at least, clues kept
_STEPS = 150
_HEAD = (
    "# Weights of the clues by which bench/muc4_chosen.py chooses: name, clue, weight. Logistic regression on MUC-4's\n"
    "# split train (1,299 reports) alone, by training/choose.py; words that may be names of persons or places are none."
)
Read = tuple[Row, tuple[str, tuple[Sentence, ...], list[Row], Network, Row]]
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class _Cases:
    clues: list[Clues]
    right: list[bool]

    def fitted(self, penalty: float, least: int, kept: int) -> Weights:
        """The weights of the clues that count most."""
        every = self._fit(
            penalty, [clue for clue, n in Counter(c for one in self.clues for c in one).items() if n >= least]
        )
        values = self._table(list(every))
        spread = np.sqrt(np.asarray(values.multiply(values).mean(0)).ravel())
        moved = dict(zip(every, spread, strict=True))
        best = sorted(every, key=lambda clue: -abs(every[clue]) * moved[clue])[:kept]
        return self._fit(penalty, list(dict.fromkeys(("always", *best))))

    def _fit(self, penalty: float, names: Sequence[str]) -> Weights:
        values, right = self._table(names), np.array(self.right, float)
        charge = np.array([1e-4 if name == "always" else penalty for name in names])

        def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
            summed = values @ weights
            slope = values.T @ (1 / (1 + np.exp(-summed)) - right) + charge * weights
            cost = np.logaddexp(0, summed) - right * summed
            return float(cost.sum() + 0.5 * (charge * weights**2).sum()), slope

        found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
        return {name: float(weight) for name, weight in zip(names, found.x, strict=True)}

    def _table(self, names: Sequence[str]) -> csr_matrix:
        place = {name: number for number, name in enumerate(names)}
        cells = [
            (row, place[clue], value)
            for row, one in enumerate(self.clues)
            for clue, value in one.items()
            if clue in place
        ]
        row, column, value = zip(*cells, strict=True)
        return csr_matrix((value, (row, column)), shape=(len(self.clues), len(names)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds muc4/")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    read = [(row, readings(blind(row))) for row in rows(options.data)]
    lines = [
        f"{name}\t{clue}\t{weight:.3f}" for name, own in _models(read).items() for clue, weight in sorted(own.items())
    ]
    options.out.write_text("\n".join([_HEAD, *lines, ""]), encoding="utf-8")


def _models(read: Sequence[Read]) -> dict[str, Weights]:
    found: dict[str, Weights] = {}
    odds: list[dict[str, float]] = [{} for _ in read]
    for kind in ("any", *TOLD):
        cases = [(report_clues(text, templates), _tells(row, kind)) for row, (text, _, templates, *_) in read]
        found[f"kind {kind}"] = _Cases([c for c, _ in cases], [r for _, r in cases]).fitted(*_KIND)
        for part in range(FIFTHS):
            others = [case for case, (row, _) in zip(cases, read, strict=True) if fifth(row["id"]) != part]
            weights = _Cases([c for c, _ in others], [r for _, r in others]).fitted(*_KIND)
            for own, (clues, _), (row, _) in zip(odds, cases, read, strict=True):
                if fifth(row["id"]) == part:
                    own[kind] = sum(weights.get(clue, 0.0) * value for clue, value in clues.items())
    by: dict[str, _Cases] = {slot: _Cases([], []) for slot in ROLES}
    for (row, (text, sentences, templates, network, _)), told in zip(read, odds, strict=True):
        every = candidates(text, templates, network)
        for one, clues in zip(every, clues_of(every, text, sentences, told), strict=True):
            by[one.slot].clues.append(clues)
            by[one.slot].right.append(is_filler(row, one.slot, one.text))
    return found | {slot: cases.fitted(*_FILLER) for slot, cases in by.items()}


def _tells(row: Row, kind: str) -> bool:
    own = {told for template in row["gtt"] for told in template["incident_type"].split(" / ")}
    return bool(own) if kind == "any" else kind in own


if __name__ == "__main__":
    main()
