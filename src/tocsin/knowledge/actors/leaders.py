"""Commanders by whose name their men are called: takes ``leaders.yaml``, gives names with the groups they stand for.

"The men of Bello Turji" and "Haftar's forces" name a group by its commander. Invariant: a commander stands only for a
group of the register; he is no actor himself. Sources stand in the file.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tocsin.errors import KnowledgeError
from tocsin.knowledge.actors.registry import get
from tocsin.knowledge.files import load_yaml
from tocsin.text import fold

__all__ = ["leader_names", "leaders_in"]

_FILE = "actors/leaders.yaml"


@lru_cache(maxsize=1)
def leader_names() -> dict[str, tuple[str, ...]]:
    """Names as written, with the ids of the groups for which they may stand.

    Raises:
        KnowledgeError: a group is unknown.
    """
    found: dict[str, tuple[str, ...]] = {}
    for row in load_yaml(_FILE):
        groups = tuple(row["groups"])
        unknown = [key for key in groups if get(key) is None]
        if unknown:
            raise KnowledgeError(f"a leader of the unknown group {unknown[0]!r}", _FILE)
        found.update((str(name), groups) for name in row["names"])
    return found


def leaders_in(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Where a text names commanders: start, end and groups of each, in text order."""
    folded, known = fold(text), _by_fold()
    named = (m for m in _pattern().finditer(folded) if text[m.start() : m.end()].split()[-1][0].isupper())
    return [(m.start(), m.end(), known[m.group()]) for m in named]


@lru_cache(maxsize=1)
def _by_fold() -> dict[str, tuple[str, ...]]:
    return {fold(name): groups for name, groups in leader_names().items()}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = sorted(_by_fold(), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
