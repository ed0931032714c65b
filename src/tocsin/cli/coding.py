"""``tocsin code``: takes files, folders or stdin, gives rows on stdout and keeps what was coded.

Invariant: reports leave in the order given; an input that is refused, or that a bug of ours stops at, costs one line on
stderr and nothing else.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.cli.streams import complain, say, watched, write_rows
from tocsin.cli.workers import Outcome, code_in_order, code_one, jobs_for

if TYPE_CHECKING:
    from tocsin.ingest import Options
    from tocsin.model import CodedReport

__all__ = ["Coding", "code_inputs"]

Keep = Callable[["CodedReport"], bool]


@dataclass(slots=True)
class Coding:
    """One run over many inputs: what was coded, kept and refused; ``jobs`` processes, None for as many as pay."""

    options: Options
    keep: Keep | None = None
    jobs: int | None = None
    coded: int = 0
    events: int = 0
    new: int = 0
    refused: list[str] = field(default_factory=list)

    def run(self, inputs: list[str]) -> Iterator[CodedReport]:
        """Code every input in order, keep it, and give it."""
        names = self._expand(inputs)
        if names:
            _announce_index()
        for outcome in watched(self._outcomes(names), "coding", len(names)):
            if outcome.coded is None:
                self._refuse(outcome)
                continue
            if self.keep is not None:
                self.new += self.keep(outcome.coded)
            self.coded += 1
            self.events += len(outcome.coded.events)
            yield outcome.coded

    def _outcomes(self, names: list[str]) -> Iterator[Outcome]:
        jobs = 1 if "-" in names or sys.flags.dev_mode else jobs_for(self.jobs, len(names))
        return code_in_order(names, self.options, jobs) if jobs > 1 else (code_one(n, self.options) for n in names)

    def _refuse(self, outcome: Outcome) -> None:
        self.refused.append(outcome.name)
        bug = f"a bug in tocsin ({outcome.cause}); python -X dev -m tocsin.cli shows where"
        complain(outcome.name, bug if outcome.bug else outcome.cause)

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
        say(f"{coding.events} events in {coding.coded} reports{kept}")
