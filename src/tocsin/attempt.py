"""One input through the corridor, whatever it holds: takes a file's name or an archive's row, gives what it came to.

Invariant: a report beyond the limits, a refusal and a bug of ours each become words that cross processes and machines;
none of them costs the next report.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.errors import TocsinError
from tocsin.limits import MOST_MEMORY, within_seconds

if TYPE_CHECKING:
    from tocsin.ingest import Options, Row
    from tocsin.model import CodedReport

__all__ = ["Outcome", "code_one"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an input came to: the coded report, or why there is none.

    ``bug`` when the fault is tocsin's, ``passed`` when the report was kept before and nothing was to do.
    """

    name: str
    coded: CodedReport | None = None
    cause: str = ""
    bug: bool = False
    passed: bool = False


def code_one(given: str | Row, options: Options) -> Outcome:
    """Code one file, row of an archive, or standard input (``-``).

    A refusal or a bug becomes its words, so that it crosses processes.
    """
    from tocsin import pipeline

    name = given if isinstance(given, str) else given.name
    try:
        with within_seconds(name):
            if not isinstance(given, str):
                return Outcome(name, pipeline.code_row(given, options))
            if name == "-":
                return Outcome(name, pipeline.code_bytes(sys.stdin.buffer.read(), "stdin", options))
            return Outcome(name, pipeline.code_path(Path(name), options))
    except MemoryError:
        return Outcome(name, cause=f"needs more than {MOST_MEMORY / 1e9:g} GB of memory; split it into reports")
    except TocsinError as error:
        return Outcome(name, cause=error.what)
    except OSError as error:
        return Outcome(name, cause=error.strerror or type(error).__name__)
    except Exception as error:  # a bug over one report must not cost the others
        if sys.flags.dev_mode:
            raise
        return Outcome(name, cause=f"{type(error).__name__}: {error}", bug=True)
