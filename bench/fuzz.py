"""Fuzzing: takes a time or a number, throws bent samples at every parser and at the corridor, says what broke.

    python -m bench.fuzz --seconds 120 [--first 0] [--inputs N]

Input number n is made from n alone, so a fault is repeated by ``--first n --inputs 1``. One in twenty-five walks the
whole corridor; the rest are read as a report, an archive, a feed, a table of another project, a panel, a watchlist or a
contract. A fault is anything but a result or an error of tocsin's own in one line, more than 5 s of processor time,
or a process of more than 1 GB; a process that dies is told by the number that it held.
"""

from __future__ import annotations

import argparse
import ctypes
import random
import resource
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench.fuzz_samples import Parser, parsers
from tocsin.errors import InputError, TocsinError
from tocsin.limits import within_seconds

__all__ = ["main"]

_MOST_S = 5.0
_MOST_KB = 1_000_000
_WHOLE = 0.04
"""Share of inputs that walk the whole corridor: it takes twenty times as long as a parser."""
_BITS = (
    b"",
    b"\0",
    b"\xff",
    b"\r\n",
    b"((",
    b"[[",
    b"<b>",
    b"&a;",
    b'"',
    b"{",
    b"9" * 20,
    b"-1",
    b"null",
    b"31/31/2024",
)


def main(arguments: list[str]) -> int:
    """Fuzz until the time or the inputs are used up; the exit status is 1 when something broke."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--inputs", type=int, default=sys.maxsize)
    asked = parser.parse_args(arguments)
    until, end = time.monotonic() + asked.seconds, min(sys.maxsize, asked.first + asked.inputs)
    own = get_context("spawn")
    at, faults = (own.Value(ctypes.c_longlong, start) for start in (asked.first, 0))
    while at.value < end and time.monotonic() < until:
        worker = own.Process(target=_fuzz, args=(at, faults, end, until))
        worker.start()
        worker.join()
        if worker.exitcode:
            sys.stdout.write(f"input {at.value}: the process died with status {worker.exitcode}\n")
            faults.value += 1
            at.value += 1
    sys.stdout.write(f"{at.value - asked.first} inputs, {faults.value} faults\n")
    return int(bool(faults.value))


def _fuzz(at: Any, faults: Any, end: int, until: float) -> None:
    """Inputs from the one that ``at`` holds on."""
    kinds = list(parsers().items())
    whole = [kind for kind in kinds if kind[0].startswith("whole")]
    parts = [kind for kind in kinds if not kind[0].startswith("whole")]
    with tempfile.TemporaryDirectory() as folder:
        while at.value < end and time.monotonic() < until:
            dice = random.Random(at.value)
            name, (parser, samples) = dice.choice(whole if dice.random() < _WHOLE else parts)
            fault = _fault(parser, _bent(dice, dice.choice(samples)), Path(folder, name))
            if fault:
                sys.stdout.write(f"input {at.value} as {name}: {fault}\n")
                sys.stdout.flush()
                faults.value += 1
            at.value += 1


def _fault(parser: Parser, data: bytes, path: Path) -> str:
    """What went wrong; empty when nothing did."""
    try:
        with within_seconds("", _MOST_S):
            parser(data, path)
    except InputError as error:
        if error.where == "" and "takes more than" in error.what:
            return f"more than {_MOST_S} s"
    except TocsinError as error:
        if "\n" in str(error):
            return f"more than one line: {error}"
    except Exception as error:  # noqa: BLE001  # what is looked for
        return f"{type(error).__name__}: {error}"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{peak:,} kB of memory" if peak > _MOST_KB else ""


def _bent(dice: random.Random, data: bytes) -> bytes:
    """A sample with up to six stretches dropped, doubled, moved or written over; one in fifty is noise."""
    if dice.random() < 0.02:
        return dice.randbytes(dice.randrange(400))
    for _ in range(dice.randint(1, 6)):
        start = dice.randrange(len(data) + 1)
        end = min(len(data), start + dice.choice((0, 1, 4, 40, 400)))
        put = dice.choice((dice.choice(_BITS), data[start:end] * 2, dice.randbytes(4), data[: end - start][::-1]))
        data = data[:start] + put + data[end:]
    return data


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
