"""``tocsin code``: takes files, folders, archives or stdin, gives rows on stdout and keeps what was coded.

Invariant: reports leave in the order given; an input that is refused, or that a bug of ours stops at, costs one line on
stderr and nothing else.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.attempt import Outcome, code_one
from tocsin.cli.streams import complain, say, watched, write_rows
from tocsin.cli.workers import code_in_order, jobs_for
from tocsin.errors import InputError, TocsinError

if TYPE_CHECKING:
    from tocsin.ingest import Options, Row
    from tocsin.model import CodedReport

__all__ = ["Coding", "code_inputs"]

Keep = Callable[["CodedReport"], bool]
_BATCH_ROWS = 1000
"""Rows of an archive in memory at once; new processes for each batch cost one part in thirty."""


@dataclass(slots=True)
class Coding:
    """One run over many inputs: what was coded, kept and refused; ``jobs`` processes, None for as many as pay.

    ``columns`` says where an archive's rows keep what, ``knows`` which reports need no coding since they are kept,
    ``only`` which rows and files are wanted (None: all); ``note`` hears what was refused, and why.
    """

    options: Options
    keep: Keep | None = None
    jobs: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    knows: Callable[[str], bool] | None = None
    only: frozenset[str] | None = None
    note: Callable[[str, str], None] | None = None
    passed: int = 0
    coded: int = 0
    events: int = 0
    new: int = 0
    refused: list[str] = field(default_factory=list)

    def run(self, inputs: list[str]) -> Iterator[CodedReport]:
        """Code every input in order, keep it, and give it."""
        names = self._expand(inputs)
        if names:
            _announce_index()
        for outcome in watched(self._outcomes(names), "coding", _count(names)):
            if outcome.passed:
                self.passed += 1
                continue
            if outcome.coded is None:
                self._refuse(outcome)
                continue
            if self.keep is not None:
                self.new += self.keep(outcome.coded)
            self.coded += 1
            self.events += len(outcome.coded.events)
            yield outcome.coded

    def _outcomes(self, names: list[str]) -> Iterator[Outcome]:
        from tocsin.ingest import is_archive

        for many, group in groupby(names, key=lambda name: is_archive(Path(name))):
            if not many:
                yield from self._code(list(group))
            else:
                for name in group:
                    yield from self._archive(name)

    def _code(self, given: Sequence[str | Row]) -> Iterator[Outcome]:
        jobs = 1 if "-" in given or sys.flags.dev_mode else jobs_for(self.jobs, len(given))
        return code_in_order(given, self.options, jobs) if jobs > 1 else (code_one(n, self.options) for n in given)

    def _archive(self, name: str) -> Iterator[Outcome]:
        """Each row that isn't kept already, a batch at a time."""
        from tocsin.ingest import Row, rows_of

        rest = _to_the_end(rows_of(Path(name), self.columns))
        wanted = (row for row in rest if self._is_wanted(name, row.name if isinstance(row, Row) else row.where))
        while batch := list(islice(wanted, _BATCH_ROWS)):
            rows = [row for row in batch if isinstance(row, Row)]
            bad = [row for row in batch if not isinstance(row, Row)]
            kept = {row.name for row in rows if self._is_kept(row)}
            yield from (Outcome(error.where or name, cause=error.what) for error in bad)
            yield from (Outcome(row, passed=True) for row in sorted(kept))
            yield from self._code([row for row in rows if row.name not in kept])

    def _is_kept(self, row: Row) -> bool:
        from tocsin.ingest import report_id

        return self.knows is not None and self.knows(report_id(row.data, self.options))

    def _is_wanted(self, archive: str, row: str | None) -> bool:
        return self.only is None or archive in self.only or row in self.only or row in (archive, None)

    def _refuse(self, outcome: Outcome) -> None:
        self.refused.append(outcome.name)
        bug = f"a bug in tocsin ({outcome.cause}); python -X dev -m tocsin.cli shows where"
        cause = bug if outcome.bug else outcome.cause
        complain(outcome.name, cause)
        if self.note is not None:
            self.note(outcome.name, cause)

    def _expand(self, inputs: list[str]) -> list[str]:
        """The files to read, each once; what leads to none is refused before anything is coded."""
        from tocsin.ingest import find_files

        names: dict[str, None] = {}
        for name in inputs:
            found, errors = ([], []) if name == "-" else find_files([Path(name)])
            names |= dict.fromkeys(map(str, found) if name != "-" else ["-"])
            for error in errors:
                self._refuse(Outcome(error.where or name, cause=error.what))
        return list(names)


def _to_the_end(rows: Iterator[Row | InputError]) -> Iterator[Row | TocsinError]:
    """The rows, and in place of those that can't be read for damage one error: what stood before is still coded."""
    try:
        yield from rows
    except TocsinError as error:
        yield error


def _count(names: list[str]) -> int | None:
    """How many reports there are to code, where that is known."""
    from tocsin.ingest import is_archive, rows_in

    counts = [rows_in(Path(name)) if is_archive(Path(name)) else 1 for name in names] if sys.stderr.isatty() else []
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _announce_index() -> None:
    """Say why the very first run takes longer."""
    from tocsin.knowledge.gazetteer import index_is_built

    if not index_is_built():
        say("building the index of places, once: about 15 seconds")


def code_inputs(coding: Coding, inputs: list[str], form: str) -> None:
    """Code all inputs and write them to stdout in the form asked for."""
    if form == "table":
        from tocsin.publish.table import print_events

        print_events(list(coding.run(inputs)))
    else:
        from tocsin.publish.exports import export

        write_rows(export(form, coding.run(inputs)))
    if sys.stderr.isatty():
        kept = f"; {coding.new} reports new to the database" if coding.keep else ""
        passed = f"; {coding.passed} kept before" if coding.passed else ""
        say(f"{coding.events} events in {coding.coded} reports{kept}{passed}")
