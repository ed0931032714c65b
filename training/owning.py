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
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from bench.devset import load

from tocsin.extract.claims import read_claims
from tocsin.extract.owning import facts, words_about
from tocsin.extract.sources import PARTIES
from tocsin.ingest import Options, report_from_bytes
from tocsin.knowledge.files import HERE
from tocsin.segment import segment
from tocsin.text import fold
from training.fitting import Example, fit, fold_of, unseen, write

_PASSAGES = Path(__file__).parent / "owning"
_GOLDEN = Path(__file__).parents[1] / "tests" / "golden"
_READ = ("own", "press", "traps", "world", "mixed", "fresh", "later", "indirect", "voices")
_NOTE = "Weights of extract/owning.py, made by training/owning.py from training/owning/{}.tsv"
_ARTICLE = re.compile(r"^(?:(?:the|le|la|les|des|du|el|los|las|un|une|una|an?) |l'|d')")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--penalty", type=float, default=0.5)
    parser.add_argument("--least", type=int, default=2, help="passages that a fact must stand in")
    options = parser.parse_args()
    news = [read_news(_GOLDEN / name) for name in _READ]
    for path in sorted(_PASSAGES.glob("*.tsv")):
        written = read_passages(path)
        rows = [*written, *(row for one in news for row in one.get(path.stem, ()))]
        owning, told = sum(row.holds for row in rows), len(rows) - len(written)
        print(f"{path.stem}: {owning} of {len(written)} passages own, {told} clauses of news")
        _tell(rows, unseen(rows, options.penalty, options.least))
        weights = fit(rows, options.penalty, options.least)
        write(HERE / "owning" / f"{path.stem}.tsv", _NOTE.format(path.stem), weights)


def read_passages(path: Path) -> list[Example]:
    """The passages of a file in its order; those whose party can't be found in them are left out."""
    return [row for line in path.read_text("utf-8").splitlines() if (row := _passage(*line.split("\t")))]


def read_news(folder: Path) -> dict[str, list[Example]]:
    """By language the clauses that name a party in reports whose gold has no claim."""
    found: dict[str, list[Example]] = defaultdict(list)
    for row in load(folder):
        if any(event.get("claimed_by") for event in row["events"]):
            continue
        report = report_from_bytes(row["text"].encode(), f"{row['id']}.txt", Options())
        for claim in read_claims(report, segment(report)):
            own = [a for a in claim.actors if a.kind in PARTIES and not claim.speaker]
            for span in {(a.span.start - claim.span.start, a.span.end - claim.span.start) for a in own}:
                found[report.language].append(_made(False, fold(claim.span.text), span))
    return found


def _passage(label: str, party: str, text: str) -> Example | None:
    folded, name = fold(text), _ARTICLE.sub("", fold(party))
    start = folded.find(name)
    if start < 0:
        return None
    return _made(label == "owns", folded, (start, start + len(name)))


def _made(owns: bool, folded: str, party: tuple[int, int]) -> Example:
    return Example(owns, (facts(words_about(folded, party)),), fold_of(folded))


def _tell(rows: Sequence[Example], told: np.ndarray) -> None:
    owns = np.array([row.holds for row in rows])
    for enough in (0.0, 0.5, 1.0, 1.5, 2.0):
        said = told >= enough
        right = (said & owns).sum()
        print(f"  from {enough}: precision {right / max(said.sum(), 1):.3f}, recall {right / owns.sum():.3f}")


if __name__ == "__main__":
    main()
