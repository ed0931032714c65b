"""Takes a size in characters, gives the compiled patterns of the package that grow worse than the square, as JSON.

    python tests/pattern_walk.py 60

Patterns are caught as they are compiled, by importing every module and coding the examples, so that those of the word
lists are among them. Each is run over inputs of its own words and of signs, at one size and at twice that: the square
takes four times as long, the cube eight. Judged by processor time, the least of several runs.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import random
import re
import re._compiler as compiler
import sys
import time
from pathlib import Path
from typing import Any

import tocsin

EXAMPLES = Path(__file__).parents[1] / "examples"
SIGNS = [
    "a",
    "a ",
    "A",
    "Aa ",
    "Aa-",
    " ",
    "(",
    "((",
    "1",
    "1,",
    "1.",
    "1 a ",
    " ,",
    "-",
    ".",
    '"',
    "'",
    "\n",
    " \n",
    "*",
    "_",
    "- ",
    "[",
    "<",
    "aa-",
    "a, ",
    "A. ",
    "a: ",
    "=",
    ":",
    "#",
    ">",
    "de ",
    "the ",
]
WORST_RATIO = 6.0  # between the square's four and the cube's eight
NOTICED_SECONDS = 0.0002  # below, the clock says nothing
RUNS = 3


def caught() -> dict[tuple[str, int], re.Pattern[str]]:
    found: dict[tuple[str, int], re.Pattern[str]] = {}
    plain = compiler.compile

    def kept(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        made = plain(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back and Path(frame.f_code.co_filename).parent.name == "re":
            frame = frame.f_back
        if isinstance(made.pattern, str) and Path(tocsin.__file__).parent in Path(frame.f_code.co_filename).parents:
            found[made.pattern, made.flags] = made
        return made

    compiler.compile = kept
    try:
        _use_everything()
    finally:
        compiler.compile = plain
    return found


def _use_everything() -> None:
    for module in pkgutil.walk_packages(tocsin.__path__, "tocsin."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from tocsin.ingest import Options
    from tocsin.pipeline import code_bytes

    for path in sorted(EXAMPLES.iterdir()):
        if path.suffix != ".rst":
            code_bytes(path.read_bytes(), path.name, Options())


def seeds(pattern: str) -> list[str]:
    words = re.findall(r"[^\W\d_]{2,}", pattern)
    pick = random.Random(0)
    return [*SIGNS, *(f"{pick.choice(words)} " for _ in range(6 if words else 0))]


def seconds(pattern: re.Pattern[str], text: str, runs: int) -> float:
    least = float("inf")
    for _ in range(runs):
        start = time.process_time()
        for _match in pattern.finditer(text):
            pass
        least = min(least, time.process_time() - start)
    return least


def grows(pattern: re.Pattern[str], seed: str, size: int) -> float:
    """How many times as long twice the input takes; 0 where it is too short to tell."""
    text, twice = (f"{(seed * n)[:n]}!" for n in (size, 2 * size))
    if seconds(pattern, text, 1) < NOTICED_SECONDS:
        return 0.0
    return seconds(pattern, twice, RUNS) / seconds(pattern, text, RUNS)


def main(size: int) -> None:
    found = caught()
    worse = [
        {"pattern": pattern.pattern[:200], "seed": seed, "ratio": round(ratio, 1)}
        for pattern in found.values()
        for seed in seeds(pattern.pattern)
        if (ratio := grows(pattern, seed, size)) > WORST_RATIO
    ]
    sys.stdout.write(json.dumps({"patterns": len(found), "worse": worse}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
