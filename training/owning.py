"""Who owns a deed: takes labelled passages, gives the weights of ``knowledge/owning``.

    python -m training.owning [--penalty 0.5] [--least 2]

``training/owning/LANGUAGE.tsv`` holds passages written for this, each with its label ("owns" or "not") and the words
that name the party. What parties do in plain news, owning nothing, comes from the clauses of the reports of
``tests/golden`` whose gold has no claim: those of the sets that may be read, but for the devset's, whose figures stay
those of reports not fitted on. A logistic regression with a quadratic penalty; printed is what five fits say of the
passages that each of them has not seen. Needs scipy. Invariant: the same files and rules give the same weights.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

import numpy as np
from bench.devset import load
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags

from tocsin.extract.claims import read_claims
from tocsin.extract.owning import BIAS, SCALE, facts, weighed, words_about
from tocsin.extract.sources import PARTIES
from tocsin.ingest import Options, report_from_bytes
from tocsin.knowledge.files import HERE
from tocsin.segment import segment
from tocsin.text import fold

_PASSAGES = Path(__file__).parent / "owning"
_GOLDEN = Path(__file__).parents[1] / "tests" / "golden"
_READ = ("own", "press", "traps", "world", "mixed", "fresh", "later", "indirect", "voices")
_NOTE = "# Weights of extract/owning.py, made by training/owning.py from training/owning/{}.tsv"
_FOLDS = 5
_ARTICLE = re.compile(r"^(?:(?:the|le|la|les|des|du|el|los|las|un|une|una|an?) |l'|d')")
_LEAST_WEIGHT = 0.005  # a weight that rounds to nothing is left out


@dataclass(frozen=True, slots=True)
class Passage:
    """What it says of its party, and its facts."""

    owns: bool
    facts: frozenset[str]
    fold: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--penalty", type=float, default=0.5)
    parser.add_argument("--least", type=int, default=2, help="passages that a fact must stand in")
    options = parser.parse_args()
    news = [read_news(_GOLDEN / name) for name in _READ]
    for path in sorted(_PASSAGES.glob("*.tsv")):
        written = read_passages(path)
        rows = [*written, *(row for one in news for row in one.get(path.stem, ()))]
        owning, told = sum(row.owns for row in rows), len(rows) - len(written)
        print(f"{path.stem}: {owning} of {len(written)} passages own, {told} clauses of news")
        _tell(rows, _unseen(rows, options.penalty, options.least))
        _write(path.stem, _fit(rows, options.penalty, options.least))


def read_passages(path: Path) -> list[Passage]:
    """The passages of a file in its order; those whose party can't be found in them are left out."""
    return [row for line in path.read_text("utf-8").splitlines() if (row := _passage(*line.split("\t")))]


def read_news(folder: Path) -> dict[str, list[Passage]]:
    """By language the clauses that name a party in reports whose gold has no claim."""
    found: dict[str, list[Passage]] = defaultdict(list)
    for row in load(folder):
        if any(event.get("claimed_by") for event in row["events"]):
            continue
        report = report_from_bytes(row["text"].encode(), f"{row['id']}.txt", Options())
        for claim in read_claims(report, segment(report)):
            own = [a for a in claim.actors if a.kind in PARTIES and not claim.speaker]
            for span in {(a.span.start - claim.span.start, a.span.end - claim.span.start) for a in own}:
                found[report.language].append(_made(False, fold(claim.span.text), span))
    return found


def _passage(label: str, party: str, text: str) -> Passage | None:
    folded, name = fold(text), _ARTICLE.sub("", fold(party))
    start = folded.find(name)
    if start < 0:
        return None
    return _made(label == "owns", folded, (start, start + len(name)))


def _made(owns: bool, folded: str, party: tuple[int, int]) -> Passage:
    cut = int(md5(folded.encode()).hexdigest(), 16) % _FOLDS
    return Passage(owns, frozenset(facts(words_about(folded, party))), cut)


def _fit(rows: Sequence[Passage], penalty: float, least: int) -> dict[str, float]:
    counted = Counter(fact for row in rows for fact in row.facts)
    names = sorted(fact for fact, count in counted.items() if count >= least)
    matrix = _matrix(rows, {name: i for i, name in enumerate(names)})
    signs = np.where([row.owns for row in rows], 1.0, -1.0)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = signs * (matrix @ weights[:-1] + weights[-1])
        slope = -signs / (1 + np.exp(margin))
        total = np.logaddexp(0, -margin).sum() + penalty * (weights[:-1] ** 2).sum() / 2
        return total, np.append(matrix.T @ slope + penalty * weights[:-1], slope.sum())

    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {BIAS: float(found[-1]), **dict(zip(names, found[:-1].tolist(), strict=True))}


def _matrix(rows: Sequence[Passage], places: dict[str, int]) -> csr_matrix:
    held = [[places[fact] for fact in sorted(row.facts) if fact in places] for row in rows]
    starts = np.cumsum([0, *map(len, held)])
    ones = csr_matrix((np.ones(starts[-1]), np.concatenate(held).astype(int), starts), (len(rows), len(places)))
    return diags(SCALE / np.sqrt([max(len(own), 1) for own in held])) @ ones


def _unseen(rows: Sequence[Passage], penalty: float, least: int) -> np.ndarray:
    """The points of each passage by the fit that didn't see it."""
    told = np.zeros(len(rows))
    for cut in range(_FOLDS):
        weights = _fit([row for row in rows if row.fold != cut], penalty, least)
        for i, row in enumerate(rows):
            if row.fold == cut:
                told[i] = weighed(row.facts, weights)
    return told


def _tell(rows: Sequence[Passage], told: np.ndarray) -> None:
    owns = np.array([row.owns for row in rows])
    for enough in (0.0, 0.5, 1.0, 1.5, 2.0):
        said = told >= enough
        right = (said & owns).sum()
        print(f"  from {enough}: precision {right / max(said.sum(), 1):.3f}, recall {right / owns.sum():.3f}")


def _write(language: str, weights: dict[str, float]) -> None:
    rows = [f"{fact}\t{weight:.2f}" for fact, weight in sorted(weights.items()) if abs(weight) >= _LEAST_WEIGHT]
    (HERE / "owning" / f"{language}.tsv").write_text("\n".join([_NOTE.format(language), *rows]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
