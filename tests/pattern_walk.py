"""Takes a size in characters, gives the compiled patterns of the package that grow faster than they may, as JSON.

    python tests/pattern_walk.py 60

Patterns are caught as they are compiled, by importing every module and coding the examples, so that those of the word
lists are among them; the examples are coded once more as endless lines, which tells on how long a stretch each pattern
is run. Then each is run over inputs of its own words and of signs. One that only sees a sentence may take the square of
its length: twice the size takes four times as long, where the cube takes eight. One that sees more may only take the
line: four times the size takes four times as long, where the square takes sixteen. Judged by processor time, the least
of several runs.
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
from collections.abc import Iterable, Iterator
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
SQUARE = 6.0  # the most times as long for twice the size: between the square's four and the cube's eight
LINE = 8.0  # the most times as long for four times the size: midway between the line's four and the square's sixteen
LONG = 4000  # characters: as many more as show the line's growth
MORE = 1100  # characters of the longest sentence (``segment.sentences.LONGEST``) and of what is looked at around it
NOTICED_SECONDS = 0.0002  # below, the clock says nothing
RUNS = 40  # before a pattern is called slow: on a machine that stutters three runs blamed a plain one each time


class Watched:
    """A compiled pattern that notes the longest stretch it was run on, and whether it was ever searched for there."""

    def __init__(self, pattern: re.Pattern[Any]) -> None:
        self.own = pattern
        self.longest = 0
        self.searched = False

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.own, name)
        if name not in ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn"):
            return found

        def run(*given: Any, **named: Any) -> Any:
            text, *bounds = given[1:2] if name in ("sub", "subn") else given[:1] if name == "split" else given
            start, end = (*bounds, *(0, len(text))[len(bounds) :])
            length = min(end, len(text)) - start
            self.longest = max(self.longest, length)
            self.searched = self.searched or (length > MORE and name not in ("match", "fullmatch"))
            return found(*given, **named)

        return run


def caught() -> list[Watched]:
    """Every pattern of text that the package compiles, run on what it is run on in the examples."""
    found: dict[tuple[str, int], Watched] = {}
    plain = compiler.compile

    def kept(pattern: Any, flags: int = 0) -> Any:
        made = plain(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back and Path(frame.f_code.co_filename).parent.name == "re":
            frame = frame.f_back
        if isinstance(made.pattern, str) and Path(tocsin.__file__).parent in Path(frame.f_code.co_filename).parents:
            return found.setdefault((made.pattern, made.flags), Watched(made))
        return made

    compiler.compile = kept
    try:
        _use_everything()
    finally:
        compiler.compile = plain
    return list(found.values())


def _use_everything() -> None:
    for module in pkgutil.walk_packages(tocsin.__path__, "tocsin."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from tocsin.extract.count_words import grammar
    from tocsin.ingest import Options
    from tocsin.knowledge.files import HERE
    from tocsin.knowledge.lexicon import LANGUAGES, lexicon
    from tocsin.pipeline import code_bytes

    for language in LANGUAGES:
        lists = [HERE / "lexicon" / language / f"{name}.yaml" for name in ("events", "counts")]
        words = " ".join(re.findall(r"\w+", "".join(path.read_text(encoding="utf-8") for path in lists)))
        for alternation in (lexicon(language).triggers[0], grammar(language).cues[0]):
            list(alternation.finditer(words))  # branches are compiled as words come up that they can begin with
    for path in sorted(EXAMPLES.iterdir()):
        if path.suffix != ".rst":
            for data in _lengthened(path.read_bytes()):
                code_bytes(data, path.name, Options())


def _lengthened(data: bytes) -> Iterator[bytes]:
    """A report as it is, and with all of it below once more as one line without a full stop."""
    yield data
    yield data + b"\n\n" + b" ".join(data.replace(b".", b",").split()) + b"\n"


def seeds(pattern: str) -> list[str]:
    words = re.findall(r"[^\W\d_]{2,}", pattern)
    pick = random.Random(0)
    return [*SIGNS, *(f"{pick.choice(words)} " for _ in range(6 if words else 0))]


def seconds(watched: Watched, text: str, whole: bool) -> float:
    """Processor time of one run: from every place of the text if ``whole``, else from its beginning."""
    start = time.process_time()
    if whole:
        for _match in watched.own.finditer(text):
            pass
    else:
        watched.own.match(text)
    return time.process_time() - start


def grows(watched: Watched, seed: str, size: int, times: int, most: float, whole: bool = True) -> float:
    """How many times as long ``times`` the input takes where that is more than ``most``, else 0."""
    text, more = (f"{(seed * n)[:n]}!" for n in (size, times * size))
    long, short = seconds(watched, more, whole), seconds(watched, text, whole)
    for _ in range(RUNS):
        if long < times * NOTICED_SECONDS or long <= most * short:
            return 0.0
        long, short = (min(long, seconds(watched, more, whole)), min(short, seconds(watched, text, whole)))
    return long / short


def worse(found: Iterable[Watched], size: int) -> Iterator[dict[str, object]]:
    """The patterns that grow faster than they may, with the input and how much longer more of it took."""
    for one in found:
        text = one.own.pattern
        for seed in seeds(text):
            if ratio := grows(one, seed, size, 2, SQUARE):
                yield {"pattern": text[:200], "seed": seed, "ratio": round(ratio, 1)}
            if one.longest > MORE and (ratio := grows(one, seed, LONG, 4, LINE, one.searched)):
                yield {"pattern": text[:200], "seed": seed, "ratio": round(ratio, 1), "sees": one.longest}


def main(size: int) -> None:
    found = caught()
    longer = sum(one.longest > MORE for one in found)
    sys.stdout.write(json.dumps({"patterns": len(found), "longer": longer, "worse": list(worse(found, size))}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
