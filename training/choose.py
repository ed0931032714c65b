"""Weights for choosing MUC-4's fillers and kinds: takes the split ``train``, gives bench/muc4_weights.tsv.

    python -m training.choose --data DIR --apart FILE [FILE ...] --out bench/muc4_weights.tsv

Logistic regression with a penalty on the square of each weight. First of the clues: those that move a model most are
kept and fitted again. Then of how far clues, network and rules are believed: there the clues are weighed by models, and
the network's shares (``--apart``, one file for each fifth, by ``training.train``) given by networks, that did not learn
from the report. Invariant: only ``train`` is learnt from, and nothing is believed for what it has learnt by heart.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from bench.muc4 import readings
from bench.muc4_candidates import Candidate, candidates
from bench.muc4_clues import Clues, clues_of, report_clues
from bench.muc4_network import Network
from bench.muc4_scorer import ROLES, is_filler
from bench.muc4_trust import TOLD, filler_facts, kind_facts
from bench.muc4_weights import logistic
from bench.records import Row, blind
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from training.apart import Apart
from training.examples import FIFTHS, fifth
from training.muc4 import rows

_KIND, _FILLER, _TRUST = (10.0, 8, 150), (6.0, 10, 300), (1.0, 1, 20)  # penalty, cases with a clue at least, clues kept
_STEPS = 150
_HEAD = (
    "# What bench/muc4_chosen.py chooses by: name, clue or fact, weight. Logistic regression on MUC-4's split train\n"
    "# (1,299 reports) alone, by training/choose.py; words that may be names of persons or places are no clues."
)
Weights = dict[str, float]


@dataclass(slots=True)
class _Report:
    """A report with what its readers hold: its rules' templates, candidates with their clues, and odds, made apart."""

    row: Row
    templates: list[Row]
    network: Network
    words: Clues
    odds: dict[str, float] = field(default_factory=dict)
    found: list[tuple[Candidate, Clues]] = field(default_factory=list)
    by_clues: list[float] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)


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
    parser.add_argument("--apart", type=Path, nargs="+", required=True, help="what training.train wrote for each fifth")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    models = _models(rows(options.data), Apart(options.apart))
    lines = [f"{name}\t{clue}\t{weight:.3f}" for name, own in models.items() for clue, weight in sorted(own.items())]
    options.out.write_text("\n".join([_HEAD, *lines, ""]), encoding="utf-8")


def _models(every: Sequence[Row], apart: Apart) -> dict[str, Weights]:
    found: dict[str, Weights] = {}
    reports, texts = [], []
    for row in every:
        text, sentences, templates, _ = readings(blind(row))
        reports.append(_Report(row, templates, apart.network(row), report_clues(text, templates)))
        texts.append((text, sentences))
    for kind in ("any", *TOLD):
        found[f"kind {kind}"], odds = _fitted(reports, lambda one, kind=kind: _told(one, kind), _KIND)
        for report, own in zip(reports, odds, strict=True):
            report.odds[kind] = own[0]
    for report, (text, sentences) in zip(reports, texts, strict=True):
        own = candidates(text, report.templates, report.network)
        report.found = list(zip(own, clues_of(own, text, sentences, report.odds), strict=True))
        report.by_clues, report.sure = [0.0] * len(own), [0.0] * len(own)
    for slot in ROLES:
        found[slot], odds = _fitted(reports, lambda one, slot=slot: _fillers(one, slot), _FILLER)
        _put(reports, slot, odds, lambda report: report.by_clues)
        found[f"trust {slot}"], odds = _fitted(reports, lambda one, slot=slot: _believed(one, slot), _TRUST)
        _put(reports, slot, odds, lambda report: report.sure)
    found["trust kinds"], _ = _fitted(reports, _believed_kinds, _TRUST)
    return found


def _fitted(
    reports: Sequence[_Report], cases: Callable[[_Report], list[tuple[Clues, bool]]], setting: tuple[float, int, int]
) -> tuple[Weights, list[list[float]]]:
    """Weights from all reports; and for each report the log-odds of its cases by weights from the other fifths."""
    every = [cases(report) for report in reports]
    parts = [fifth(report.row["id"]) for report in reports]

    def fit(apart: int | None) -> Weights:
        own = [one for rows, part in zip(every, parts, strict=True) if part != apart for one in rows]
        return _Cases([clues for clues, _ in own], [right for _, right in own]).fitted(*setting)

    fits = [fit(part) for part in range(FIFTHS)]
    odds = [
        [sum(fits[part].get(clue, 0.0) * value for clue, value in clues.items()) for clues, _ in rows]
        for rows, part in zip(every, parts, strict=True)
    ]
    return fit(None), odds


def _put(reports: Sequence[_Report], slot: str, odds: list[list[float]], of: Callable[[_Report], list[float]]) -> None:
    """Keep the odds of a slot's candidates beside them."""
    for report, own in zip(reports, odds, strict=True):
        places = [number for number, (one, _) in enumerate(report.found) if one.slot == slot]
        for number, value in zip(places, own, strict=True):
            of(report)[number] = value


def _told(report: _Report, kind: str) -> list[tuple[Clues, bool]]:
    return [(report.words, _tells(report.row, kind))]


def _fillers(report: _Report, slot: str) -> list[tuple[Clues, bool]]:
    return [(clues, is_filler(report.row, slot, one.text)) for one, clues in report.found if one.slot == slot]


def _believed(report: _Report, slot: str) -> list[tuple[Clues, bool]]:
    every = [one for one, _ in report.found]
    return [
        (filler_facts(one, by, every, report.network, report.odds), is_filler(report.row, slot, one.text))
        for one, by in zip(every, report.by_clues, strict=True)
        if one.slot == slot
    ]


def _believed_kinds(report: _Report) -> list[tuple[Clues, bool]]:
    likely = [(logistic(sure), one) for sure, (one, _) in zip(report.sure, report.found, strict=True)]
    facts = (kind_facts(kind, report.odds, report.templates, report.network, likely) for kind in TOLD)
    return [(own, _tells(report.row, kind)) for kind, own in zip(TOLD, facts, strict=True)]


def _tells(row: Row, kind: str) -> bool:
    own = {told for template in row["gtt"] for told in template["incident_type"].split(" / ")}
    return bool(own) if kind == "any" else kind in own


if __name__ == "__main__":
    main()
