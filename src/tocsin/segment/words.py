"""The words by which the parts of a page are known: takes ``knowledge/page.yaml``, gives one compiled pattern a class.

The languages are read together, because pages mix them. Invariant: every pattern is for folded text, is compiled once,
and matches whole words only.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tocsin.knowledge.files import load_yaml

__all__ = ["bare", "words"]


@lru_cache(maxsize=128)
def bare(path: str) -> str:
    """The alternatives of a class at a dotted path, all languages joined; a space stands for any white space."""
    node = load_yaml("page.yaml")
    for key in path.split("."):
        node = node[key]
    joined = node if isinstance(node, str) else "|".join(node.values())
    return str(joined.replace(" ", r"\s+"))


@lru_cache(maxsize=128)
def words(path: str) -> re.Pattern[str]:
    """The compiled class at a dotted path, bounded by non-word characters."""
    return re.compile(rf"(?<!\w)(?:{bare(path)})(?!\w)")
