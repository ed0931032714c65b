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
from tocsin.errors import TocsinError

if TYPE_CHECKING:
    from tocsin.ingest import Options
    from tocsin.model import CodedReport

__all__ = ["Coding", "code_inputs"]

Keep = Callable[["CodedReport"], bool]


@dataclass(slots=True)
class Coding:
    """One run over many inputs: what was coded, kept and refused."""

    options: Options
    keep: Keep | None = None
    coded: int = 0
    events: int = 0
    new: int = 0
    refused: list[str] = field(default_factory=list)

    def run(self, inputs: list[str]) -> Iterator[CodedReport]:
        """Code every input in order, keep it, and give it."""
        for name in watched(self._expand(inputs), "coding"):
            try:
                coded = self._code(name)
            except (TocsinError, OSError) as error:
                self._refuse(name, error)
                continue
            except Exception as error:  # a bug over one report must not cost the others
                if sys.flags.dev_mode:
                    raise
                self._give_up(name, error)
                continue
            if self.keep is not None:
                self.new += self.keep(coded)
            self.coded += 1
            self.events += len(coded.events)
            yield coded

    def _refuse(self, name: str, error: TocsinError | OSError) -> None:
        cause = error.what if isinstance(error, TocsinError) else error.strerror or type(error).__name__
        self.refused.append(name)
        complain(name, cause)

    def _give_up(self, name: str, error: Exception) -> None:
        self.refused.append(name)
        bug = f"a bug in tocsin ({type(error).__name__}: {error}); python -X dev -m tocsin.cli shows where"
        complain(name, bug)

    def _expand(self, inputs: list[str]) -> list[str]:
        """The files to read, each once; what leads to none is refused before anything is coded."""
        from tocsin.ingest import find_files

        names: dict[str, None] = {}
        for name in inputs:
            found, errors = ([], []) if name == "-" else find_files([Path(name)])
            names |= dict.fromkeys(map(str, found) if name != "-" else ["-"])
            for error in errors:
                self._refuse(error.where or name, error)
        return list(names)

    def _code(self, name: str) -> CodedReport:
        from tocsin import pipeline

        if name == "-":
            return pipeline.code_bytes(sys.stdin.buffer.read(), "stdin", self.options)
        return pipeline.code_path(Path(name), self.options)


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
