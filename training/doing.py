"""Who did it where no clause says so: takes labelled reports, gives the weights of ``knowledge/doing.tsv``.

    python -m training.doing [--penalty 2] [--least 2]

``training/doing/LANGUAGE.tsv`` holds short reports written for this, each with the words that name who did it (parted
by "|") behind "doer", or behind "not" those of a party that is near and didn't. They count thrice. The reports of
``tests/golden`` that may be read, but for the devset's, tell how often a party that is named near a deed did it. Events
whose doer a clause names are left out, since nobody asks there. A logistic regression with a quadratic penalty; printed
is what five fits say of the parties in reports that each of them has not seen. Needs scipy. Invariant: the same files
and rules give the same weights.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from bench.align import best_pairs
from bench.devset import MATCH, load
from bench.devset_fields import fits, similarity

from tocsin.assemble.groups import Group
from tocsin.assemble.likely_doers import Candidate, Setting, candidates, lacks_doer
from tocsin.assemble.records import events_among, groups_of, record_of
from tocsin.extract.claims import read_claims
from tocsin.ingest import Options, report_from_bytes
from tocsin.knowledge.files import HERE
from tocsin.model import Actor, CodedReport, EventRecord, Report, ResolvedClaim
from tocsin.publish import to_contract
from tocsin.resolve.claims import resolve_claims
from tocsin.segment import segment
from training.fitting import Example, fit, fold_of, unseen, write

_PASSAGES = Path(__file__).parent / "doing"
_GOLDEN = Path(__file__).parents[1] / "tests" / "golden"
_READ = ("own", "press", "traps", "world", "mixed", "fresh", "later", "indirect", "voices", "documents", "notes")
_NAMELESS = ("unidentified", "gunmen", "unknown", "armed men")
_COUNTS = 3.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--penalty", type=float, default=2.0)
    parser.add_argument("--least", type=int, default=2, help="parties of whom a fact must be told")
    options = parser.parse_args()
    written = [row for path in sorted(_PASSAGES.glob("*.tsv")) for row in read_passages(path)]
    news = [row for name in _READ for row in read_news(_GOLDEN / name)]
    print(f"{sum(row.holds for row in written)} of {len(written)} parties of passages, {len(news)} of news did it")
    told = unseen([*written, *news], options.penalty, options.least)
    for name, rows, points in (("passages", written, told[: len(written)]), ("news", news, told[len(written) :])):
        _tell(name, rows, points)
    note = "Weights of assemble/likely_doers.py, made by training/doing.py from training/doing and tests/golden"
    write(HERE / "doing.tsv", note, fit([*written, *news], options.penalty, options.least))


@dataclass(frozen=True, slots=True)
class _Event:
    """An event of a report as it stands before anybody concludes who did it."""

    report: Report
    record: EventRecord
    group: Group
    told: Sequence[ResolvedClaim]
    groups: Sequence[Group]

    @property
    def parties(self) -> list[Candidate]:
        return candidates(self.group, Setting(self.told, self.groups)) if lacks_doer(self.record) else []


def read_passages(path: Path) -> Iterator[Example]:
    """The parties near the deeds of a file's reports of which no clause says who did them."""
    for line in path.read_text("utf-8").splitlines():
        label, words, text = line.split("\t")
        named = words.split("|") if label == "doer" else []
        spans = [m.span() for one in named for m in re.finditer(re.escape(one), text)]
        for event in _events(text, path.stem, None):
            mentions = (a for c in event.told for a in (*c.actors, *c.named))
            doers = {_key(a) for a in mentions if any(a.span.start < high and low < a.span.end for low, high in spans)}
            yield from (Example(_key(a) in doers, (facts,), fold_of(text), _COUNTS) for a, facts in event.parties)


def read_news(folder: Path) -> Iterator[Example]:
    """The same for the reports of a golden set, of the events that its gold lists."""
    for row in load(folder):
        text, day = row["text"], date.fromisoformat(row["published"]) if row.get("published") else None
        events = list(_events(text, None, day))
        made = [to_contract(CodedReport(event.report, (event.record,)))["events"][0] for event in events]
        table = [[similarity(gold, one) for one in made] for gold in row["events"]]
        for at, i in best_pairs(table) if made and table else ():
            if table[at][i] >= MATCH:
                wanted = row["events"][at].get("attackers") or []
                yield from (Example(_is_one(a, wanted), (facts,), fold_of(text)) for a, facts in events[i].parties)


def _events(text: str, language: str | None, day: date | None) -> Iterator[_Event]:
    report = report_from_bytes(text.encode(), "report.txt", Options(published=day, language=language))
    told, _ = resolve_claims(report, read_claims(report, segment(report)))
    groups = events_among(groups_of(report, told), report)
    yield from (_Event(report, record_of(report, told, group), group, told, groups) for group in groups)


def _key(actor: Actor) -> str:
    return actor.id or actor.name


def _is_one(actor: Actor, wanted: Iterable[str]) -> bool:
    """True for one of the attackers of the gold; a pattern of any armed man fits no state's force."""
    sure = (one for one in wanted if actor.kind != "state" or not fits(one, *_NAMELESS))
    return any(fits(one, actor.name, actor.span.text, actor.id) for one in sure)


def _tell(name: str, rows: Sequence[Example], told: np.ndarray) -> None:
    did = np.array([row.holds for row in rows])
    for enough in (0.5, 1.0, 1.5, 2.0):
        said = told >= enough
        print(f"  {name} from {enough}: {(said & did).sum()} right, {(said & ~did).sum()} wrong, of {did.sum()}")


if __name__ == "__main__":
    main()
