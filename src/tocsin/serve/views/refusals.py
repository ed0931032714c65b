"""Why something was refused, in the reader's language: takes an error's words, gives them in French or Spanish.

``refusals.yaml`` holds every form that pages and API can meet, with its slots. Invariant: what no form fits is given as
None, so that whoever shows the English marks it as such.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from tocsin.serve.words import LANGUAGES, words

__all__ = ["refusal"]

_ROLES = ("role", "own_role")
"""Slots that hold the name of a role."""
_SLOT = re.compile(r"{(\w+)}")


@lru_cache(maxsize=1)
def _forms() -> list[tuple[re.Pattern[str], tuple[str, ...]]]:
    text = (Path(__file__).parents[1] / "refusals.yaml").read_text(encoding="utf-8")
    rows = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return [(_pattern(row[0]), tuple(row)) for row in rows]


def _pattern(written: str) -> re.Pattern[str]:
    pieces = _SLOT.split(written)
    return re.compile("".join(f"(?P<{p}>.+?)" if n % 2 else re.escape(p) for n, p in enumerate(pieces)), re.DOTALL)


def refusal(what: str, language: str) -> str | None:
    """The error's words in a language of the interface; None where they are not known in it."""
    if language == "en":
        return what
    for pattern, said in _forms():
        if found := pattern.fullmatch(what):
            say = words(language)
            slots = {
                key: say.named("role", value) if key in _ROLES else value for key, value in found.groupdict().items()
            }
            return said[LANGUAGES.index(language)].format(**slots)
    return None
