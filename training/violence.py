"""Whether a sentence tells of armed violence: takes labelled passages, gives the weights of ``knowledge/violence``.

    python -m training.violence [--penalty 0.5] [--least 3] [--news 2]

``training/violence/LANGUAGE.tsv`` holds passages and short reports written for this, each with its label: "deed", or
"none" for words of war and death without armed violence. How news speaks comes from the constructions of ``tests``, the
passages of ``training/owning`` and the reports of ``tests/golden`` that have an event: those of the sets that may be
read, but for the devset's, whose figures stay those of reports not fitted on. Together they count as much as the
passages' deeds, times ``--news``. Printed is what five fits say of the sentences of passages that each of them has not
seen. Needs scipy. Invariant: the same files and rules give the same weights.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import yaml
from bench.devset import load

from tocsin.extract.reading import read_sentence
from tocsin.extract.violence import HELD_BACK, facts, heard, tells
from tocsin.ingest import Options, report_from_bytes
from tocsin.knowledge.files import HERE
from tocsin.knowledge.lexicon import lexicon
from tocsin.model import Report
from tocsin.segment import segment
from training.fitting import Example, fit, fold_of, unseen, write

_PASSAGES = Path(__file__).parent / "violence"
_OWNING = Path(__file__).parent / "owning"
_TESTS = Path(__file__).parents[1] / "tests"
_GOLDEN = _TESTS / "golden"
_CONSTRUCTIONS = {"en": "constructions.yaml", "fr": "constructions.fr.yaml", "es": "constructions.es.yaml"}
_READ = ("own", "press", "traps", "world", "mixed", "fresh", "later", "indirect", "voices")
_CODED = ("headline", "body", "bullet")
_NOTE = "Weights of extract/violence.py, made by training/violence.py from training/violence/{}.tsv"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--penalty", type=float, default=0.5)
    parser.add_argument("--least", type=int, default=3, help="sentences about which a fact must stand")
    parser.add_argument("--news", type=float, default=2.0, help="what all news counts to the passages' deeds")
    options = parser.parse_args()
    news = read_news()
    for path in sorted(_PASSAGES.glob("*.tsv")):
        written = list(read_passages(path))
        deeds = sum(row.holds for row in written)
        print(f"{path.stem}: {deeds} of {len(written)} sentences tell of deeds, {len(news[path.stem])} of news")
        share = options.news * deeds / len(news[path.stem])
        rows = [*written, *(replace(row, weight=share) for row in news[path.stem])]
        _tell(rows, unseen(rows, options.penalty, options.least, HELD_BACK), len(written))
        weights = fit(rows, options.penalty, options.least, HELD_BACK)
        write(HERE / "violence" / f"{path.stem}.tsv", _NOTE.format(path.stem), weights)


def read_passages(path: Path) -> Iterator[Example]:
    """Every sentence of the passages of a file that the rules find violence in."""
    for line in path.read_text("utf-8").splitlines():
        label, text = line.split("\t")
        report = report_from_bytes(text.encode(), "passage.txt", Options(language=path.stem))
        yield from _examples(label == "deed", report)


def read_news() -> dict[str, list[Example]]:
    """By language the sentences that the rules find violence in, of texts that tell of deeds."""
    found: dict[str, list[Example]] = defaultdict(list)
    for language, text in _news():
        report = report_from_bytes(text.encode(), "report.txt", Options(language=language))
        found[report.language].extend(_examples(True, report))
    return found


def _news() -> Iterator[tuple[str | None, str]]:
    """Golden reports and constructions with an event, and what parties say of deeds, with their language if known."""
    for name in _READ:
        yield from ((None, row["text"]) for row in load(_GOLDEN / name) if row["events"])
    for language, table in _CONSTRUCTIONS.items():
        rows = yaml.safe_load((_TESTS / table).read_text("utf-8"))
        yield from ((language, row["text"]) for row in rows if row.get("events", 1))
    for path in sorted(_OWNING.glob("*.tsv")):
        rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
        yield from ((path.stem, text) for label, _, text in rows if label == "owns")


def _examples(deed: bool, report: Report) -> Iterator[Example]:
    words = lexicon(report.language)
    readings = [read_sentence(s, words) for s in segment(report) if s.block in _CODED]
    about = [facts(reading) for reading in readings]
    for i, reading in enumerate(readings):
        if tells(reading):
            yield Example(deed, tuple(heard(about, i)), fold_of(report.text))


def _tell(rows: Sequence[Example], told: np.ndarray, written: int) -> None:
    deeds = np.array([row.holds for row in rows])
    passages = np.arange(len(rows)) < written
    for least in (-2.0, -1.5, -1.0, -0.5, 0.0):
        low = told < least
        shares = [low[kind].mean() for kind in (~deeds, deeds & passages, deeds & ~passages)]
        print(f"  below {least}: none {shares[0]:.3f}, deeds {shares[1]:.3f}, news {shares[2]:.4f}")


if __name__ == "__main__":
    main()
