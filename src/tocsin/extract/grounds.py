"""Where a party is at home: takes the words of a clause, gives the asides that say where it operates.

"Islamic State Sahel, which operates in Tahoua, claimed the raid", "el ELN, muy activo en Arauca,": the region says who
speaks, not where the deed was done. Invariant: only what commas set off is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tocsin.knowledge.lexicon import Lexicon

__all__ = ["home_grounds"]

_OPENED = re.compile(r", ?$")
_CLOSED = re.compile(r"[,;:.)]|$")


def home_grounds(folded: str, offset: int, words: Lexicon) -> Iterator[tuple[int, int]]:
    """Where in the report such asides begin and end; ``folded`` begins at ``offset``."""
    for found in words.pattern("home_ground").finditer(folded):
        end = _CLOSED.search(folded, found.end())
        if end and _OPENED.search(folded[: found.start()]):
            yield offset + found.start(), offset + end.start()
